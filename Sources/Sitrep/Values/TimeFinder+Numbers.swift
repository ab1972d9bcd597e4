/// Numbers in dates: days, years, ordinals.
extension TimeFinder.Scan {
  /// The digits of a token that is nothing else, up to nine of them.
  func digits(_ token: TokenID) -> (value: Int, count: Int)? {
    guard range.contains(token), tokens.kinds[token] == .number else { return nil }
    let text = bytes[tokens.spans[token].range]
    return Self.number(text).map { ($0, text.count) }
  }

  static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count < 10, digits.allSatisfy({ $0 &- 0x30 < 10 }) else {
      return nil
    }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// The numbers of a token of digits and stops: `23.04.2022`.
  func dotted(_ token: TokenID) -> [Int]? {
    guard range.contains(token), tokens.kinds[token] == .number,
      tokens.spans[token].count <= 10
    else { return nil }
    let parts = bytes[tokens.spans[token].range].split(
      separator: 0x2E, omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Self.number($0) }
    return numbers.count == parts.count && numbers.count > 1 ? numbers : nil
  }

  /// The byte of a token that has one; 0 for another, or beyond the sentence.
  func mark(_ token: TokenID) -> UInt8 {
    guard range.contains(token), tokens.spans[token].count == 1 else { return 0 }
    return bytes[Int(tokens.spans[token].start)]
  }

  /// Digits and the letters glued to them: `15th`, `6pm`.
  func glued(_ token: TokenID) -> (digits: ArraySlice<UInt8>, letters: ArraySlice<UInt8>)? {
    guard range.contains(token), tokens.kinds[token] == .alphanumeric else { return nil }
    let text = bytes[tokens.spans[token].range]
    let digits = text.prefix { $0 &- 0x30 < 10 || $0 == 0x2E }
    let letters = text.dropFirst(digits.count)
    return letters.count <= 6 ? (digits, letters) : nil
  }

  /// Whether a hyphen or dash stands at a token.
  func isDash(_ token: TokenID) -> Bool {
    guard range.contains(token) else { return false }
    return tokens.kinds[token] == .hyphen || tokens.kinds[token] == .dash
  }

  /// Whether a sign of a currency stands before a token.
  func isPriced(_ token: TokenID) -> Bool {
    guard token > range.lowerBound, tokens.kinds[token - 1] == .symbol else { return false }
    return mark(token - 1) == 0x24 || bytes[Int(tokens.spans[token - 1].start)] >= 0x80
  }

  func isTight(_ token: TokenID) -> Bool {
    range.contains(token) && tokens.isTight(token)
  }
}

extension TimeFinder {
  /// `15th`, `fifteenth`, `twenty-second`
  func ordinal(_ scan: Scan, _ token: TokenID) -> (value: Int, end: TokenID)? {
    if let (digits, letters) = scan.glued(token) {
      guard letters.count == 2, Self.isOrdinal(letters), let value = Scan.number(digits) else {
        return nil
      }
      return (value, token + 1)
    }
    let limit = scan.range.upperBound
    guard token < limit, let (end, word) = numbers.word(scan.tokens, at: token, limit: limit),
      let value = word.value, value >= 1, value <= 100
    else { return nil }
    if word.plays(.ordinal) { return (Int(value), end) }
    // "twenty-second"
    guard word.plays(.unit), value >= 20, value.truncatingRemainder(dividingBy: 10) == 0 else {
      return nil
    }
    let next = scan.tokens.isJoint(end < limit ? end : token) ? end + 1 : end
    guard let (last, unit) = numbers.word(.ordinal, scan.tokens, at: next, limit: limit),
      let ones = unit.value, ones < 10
    else { return nil }
    return (Int(value + ones), last)
  }

  private static func isOrdinal(_ letters: ArraySlice<UInt8>) -> Bool {
    let (first, second) = (letters.first! | 0x20, letters.last! | 0x20)
    switch (first, second) {
    case (0x73, 0x74), (0x6E, 0x64), (0x72, 0x64), (0x74, 0x68): return true
    default: return false
    }
  }

  /// A whole number in digits or words, to 9999.
  func whole(_ scan: Scan, _ token: TokenID) -> (value: Int, end: TokenID)? {
    if let (value, count) = scan.digits(token) { return count <= 4 ? (value, token + 1) : nil }
    let limit = scan.range.upperBound
    guard token < limit, scan.tokens.kinds[token] == .word,
      numbers.word(.unit, scan.tokens, at: token, limit: limit) != nil,
      let number = numbers.number(scan.tokens, scan.bytes, at: token, limit: limit),
      let low = number.low, low == number.high, let value = Int(exactly: low), value < 10_000
    else { return nil }
    return (value, number.end)
  }

  /// A day of a month: `28`, `28th`, `twenty-eighth`.
  func day(
    _ scan: Scan, _ token: TokenID, inWords: Bool = true
  ) -> (day: Int, end: TokenID, isOrdinal: Bool)? {
    guard token < scan.range.upperBound else { return nil }
    if let (value, count) = scan.digits(token) {
      guard count <= 2, !scan.isPriced(token), (1...31).contains(value), !isClock(scan, token),
        !isCounted(scan, token + 1)
      else { return nil }
      return (value, token + 1, false)
    }
    if let (value, end) = ordinal(scan, token), (1...31).contains(value) {
      guard inWords || scan.tokens.kinds[token] == .alphanumeric else { return nil }
      return (value, end, true)
    }
    guard inWords, let (value, end) = whole(scan, token), (1...31).contains(value),
      !isCounted(scan, end)
    else { return nil }
    return (value, end, false)
  }

  /// `1979`, from 1000 on.
  func year(_ scan: Scan, _ token: TokenID) -> Int? {
    guard let (value, count) = scan.digits(token), count == 4, (1000...2199).contains(value) else {
      return nil
    }
    return value
  }

  /// `1979`, `nineteen ninety-six`, `two thousand and fifteen`
  func yearInAnyForm(_ scan: Scan, _ token: TokenID) -> (year: Int, end: TokenID)? {
    if let year = year(scan, token) { return (year, token + 1) }
    guard scan.range.contains(token), scan.tokens.kinds[token] == .word,
      let (first, end) = whole(scan, token)
    else { return nil }
    if (1100...2199).contains(first) { return (first, end) }
    let next = scan.isDash(end) && scan.tokens.isJoint(end) ? end + 1 : end
    guard (11...20).contains(first), let (second, last) = whole(scan, next),
      scan.tokens.kinds[next] == .word, (10...99).contains(second)
    else { return nil }
    return (first * 100 + second, last)
  }

  /// A year behind a month or day, with or without a comma, `of` or `in`.
  func yearBehind(_ scan: Scan, _ end: TokenID) -> (year: Int, end: TokenID)? {
    guard end < scan.range.upperBound else { return nil }
    var next = end
    if scan.tokens.kinds[next] == .comma { next += 1 }
    if let link = scan.word(words, at: next), link.meaning.isLink || link.meaning.signal == .during,
      link.end == next + 1
    {
      next = link.end
    }
    guard let (year, after) = yearInAnyForm(scan, next), !isCounted(scan, after),
      !isTimed(scan, after)
    else { return nil }
    return (year, after)
  }

  /// Whether the word at a token says that the number before it counts something.
  func isCounted(_ scan: Scan, _ token: TokenID) -> Bool {
    guard token < scan.range.upperBound else { return false }
    if scan.tokens.kinds[token] == .symbol {
      return scan.tokens.isTight(token) && scan.mark(token) == 0x25
    }
    let limit = scan.range.upperBound
    return numbers.word([.scale, .percent, .counted], scan.tokens, at: token, limit: limit)
      != nil
  }

  /// Whether a colon and digits follow, as in `10:30`.
  func isClock(_ scan: Scan, _ token: TokenID) -> Bool {
    let tokens = scan.tokens
    return token + 2 < scan.range.upperBound && tokens.isTight(token + 1)
      && tokens.isTight(token + 2) && tokens.kinds[token + 1] == .colon
      && (tokens.kinds[token + 2] == .number || tokens.kinds[token + 2] == .alphanumeric)
  }

  /// `2000 years`, `1000-year`
  func isTimed(_ scan: Scan, _ token: TokenID) -> Bool {
    var next = token
    if next + 1 < scan.range.upperBound, scan.tokens.isJoint(next) { next += 1 }
    guard let (_, word) = scan.word(words, at: next) else { return false }
    return word.unit != nil && !word.isAmbiguous && (word.isPlural || next > token)
  }
}
