/// Puts plain numbers together, from digits and from words: `1.2 million`, `twenty-five
/// thousand`, `several hundred`. Bounds and ranges around them are `QuantityFinder`'s.
struct NumberGrammar: Sendable {
  let words: PhraseTable<NumberWord>
  /// Letters that are glued to digits and multiply them.
  let suffixes: [Suffix]
  /// Letters that are glued to digits and make them an ordinal, with the last digit that they
  /// belong to; 0 for all others.
  let ordinalSuffixes: [Suffix]

  struct Suffix: Sendable {
    let letters: [UInt8]
    let value: Double
  }

  /// A number at a place in the text.
  struct Number {
    var end: TokenID
    var form: Form
    /// Inclusive; nil where the words set none.
    var low: Double?
    var high: Double?
    /// What a scale behind it may still multiply: whether it has none itself, and no
    /// separator of thousands.
    var isBare = true
    /// The scale it has been multiplied by.
    var scale = 1.0
  }

  enum Form: Sendable {
    case digits, words, vague
  }

  /// - Parameter table: `Lexicons/numbers.tsv`.
  init(
    _ table: LexiconTable, vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) {
    let glued: [(letters: Substring, word: NumberWord)]
    (words, glued) = NumberWord.read(table, vocabulary: &vocabulary, faults: &faults)
    func suffixes(_ role: NumberWord.Roles) -> [Suffix] {
      glued.filter { $0.word.plays(role) }.map {
        Suffix(letters: Array($0.letters.utf8), value: $0.word.value ?? 1)
      }
    }
    self.suffixes = suffixes(.suffix)
    ordinalSuffixes = suffixes(.ordinalSuffix)
  }

  /// The word or phrase at a token, if it is one of numbers.
  func word(
    _ tokens: TokenTable, at token: TokenID, limit: TokenID
  ) -> (end: TokenID, meaning: NumberWord)? {
    words.match(tokens, at: token, limit: limit, where: { !$0.isNumbersOnly })
  }

  /// The word or phrase at a token, if it plays one of the roles.
  func word(
    _ role: NumberWord.Roles, _ tokens: TokenTable, at token: TokenID, limit: TokenID
  ) -> (end: TokenID, meaning: NumberWord)? {
    let found = words.match(
      tokens, at: token, limit: limit, where: { !$0.isNumbersOnly || $0.plays(role) })
    guard let found, found.meaning.plays(role) else { return nil }
    return found
  }

  /// The number that begins at `start`, as long as it goes. O(its tokens).
  func number(
    _ tokens: TokenTable, _ bytes: [UInt8], at start: TokenID, limit: TokenID
  ) -> Number? {
    guard start < limit else { return nil }
    if tokens.kinds[start] == .number { return plain(tokens, bytes, at: start, limit: limit) }
    guard let first = word(tokens, at: start, limit: limit) else { return nil }
    if first.meaning.plays(.vague) { return vague(tokens, first, limit: limit) }
    if first.meaning.plays(.unit) { return plain(tokens, bytes, at: start, limit: limit) }
    if first.meaning.plays(.article), word(.scale, tokens, at: first.end, limit: limit) != nil {
      return plain(tokens, bytes, at: start, limit: limit)
    }
    return nil
  }
}

extension NumberGrammar {
  /// Digits or words, and the scales behind them.
  private func plain(
    _ tokens: TokenTable, _ bytes: [UInt8], at start: TokenID, limit: TokenID
  ) -> Number? {
    guard
      let cardinal = foreign(tokens, bytes, at: start, limit: limit)
        ?? cardinal(tokens, bytes, at: start, limit: limit, isLoose: false),
      !cardinal.isPower
    else { return nil }
    var number = Number(
      end: cardinal.end, form: cardinal.isDigits ? .digits : .words, low: cardinal.value,
      high: cardinal.value)
    number.scale = cardinal.scale
    number.isBare = cardinal.scale == 1 && !cardinal.isGrouped
    if !cardinal.isDigits || cardinal.isPlain, addFraction(&number, tokens, limit: limit) {
      return number
    }
    if cardinal.isPlain, number.end < limit, tokens.isTight(number.end),
      let part = vulgar(tokens, bytes, at: number.end, limit: limit)
    {
      // "2½ million"
      number.end = part.end
      (number.low, number.high) = (cardinal.value + part.value, cardinal.value + part.value)
      multiply(&number, tokens, limit: limit)
    }
    return number
  }

  /// Digits as other countries set them, where what stands behind leaves no doubt: `1 000
  /// soldiers`, `1.000 soldiers`, `1,5 million`.
  private func foreign(
    _ tokens: TokenTable, _ bytes: [UInt8], at start: TokenID, limit: TokenID
  ) -> Cardinal? {
    guard tokens.kinds[start] == .number, start + 1 < limit else { return nil }
    let text = bytes[tokens.spans[start].range]
    if text.contains(0x2E) {
      guard counts(tokens, at: start + 1, limit: limit) else { return nil }
      return Self.stopped(text).map {
        Cardinal(end: start + 1, value: $0, isDigits: true, isGrouped: true)
      }
    }
    let isGrouped = tokens.kinds[start + 1] == .number && text.count <= 3
    guard isGrouped || text.contains(0x2C),
      var loose = cardinal(tokens, bytes, at: start, limit: limit, isLoose: true)
    else { return nil }
    loose.isGrouped = true
    if isGrouped {
      return text.first != 0x30 && loose.end > start + 1
        && counts(tokens, at: loose.end, limit: limit) ? loose : nil
    }
    return Self.value(of: text) == nil && loose.scale >= 1000 ? loose : nil
  }

  private func counts(_ tokens: TokenTable, at token: TokenID, limit: TokenID) -> Bool {
    word(.counted, tokens, at: token, limit: limit) != nil
  }

  /// The value of digits in groups of three between stops: `1.000`, `1.234.567`. One group
  /// that is not of zeros could be decimals.
  private static func stopped(_ digits: ArraySlice<UInt8>) -> Double? {
    guard digits.count <= 32 else { return nil }
    let groups = digits.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard groups.count > 1, (1...3).contains(groups[0].count), groups[0].first != 0x30,
      groups.dropFirst().allSatisfy({ $0.count == 3 }),
      groups.count > 2 || groups[1].elementsEqual([0x30, 0x30, 0x30])
    else { return nil }
    return value(of: digits.filter { $0 != 0x2E }[...])
  }

  /// The value of digits with separators: commas before groups of three, then one stop at
  /// most. nil where they are set otherwise, as in `1,2` or an address. Linear also for a
  /// million digits: longer ones than a `Double` can tell apart are read all the same.
  static func value(of digits: ArraySlice<UInt8>) -> Double? {
    var (value, place) = (0.0, 1.0)
    var group = -1  // digits since the last comma
    var isFraction = false
    for byte in digits {
      switch byte {
      case 0x2C:
        guard !isFraction, group == -1 || group == 3 else { return nil }
        group = 0
      case 0x2E:
        guard !isFraction, group == -1 || group == 3 else { return nil }
        isFraction = true
      default:
        guard byte &- 0x30 < 10 else { return nil }
        // Past 15 digits behind the stop a Double holds no more.
        if isFraction, place >= 1e15 { continue }
        value = value * 10 + Double(byte - 0x30)
        if isFraction { place *= 10 } else if group >= 0 { group += 1 }
      }
    }
    guard isFraction || group == -1 || group == 3, value.isFinite else { return nil }
    return value / place
  }

  /// Multiplies by the scales that follow: `1.2 million`, `several hundred thousand`.
  private func multiply(_ number: inout Number, _ tokens: TokenTable, limit: TokenID) {
    // No one says more than two scales; a bound keeps a row of them from being read again
    // and again.
    for _ in 0..<3 {
      var next = number.end
      if next + 1 < limit, tokens.isJoint(next) { next += 1 }
      guard let (end, word) = word(.scale, tokens, at: next, limit: limit),
        let scale = word.value
      else { return }
      number.low = number.low.map { $0 * scale }
      number.high = number.high.map { $0 * scale }
      number.scale *= scale
      (number.end, number.isBare) = (end, false)
    }
  }

  /// `several`, `dozens`, `a couple of hundred`.
  private func vague(
    _ tokens: TokenTable, _ first: (end: TokenID, meaning: NumberWord), limit: TokenID
  ) -> Number? {
    let word = first.meaning
    var number = Number(
      end: first.end, form: .vague, low: word.low ?? word.value, high: word.high ?? word.value)
    if word.low != nil, word.high == nil { number.high = nil }
    if let of = self.word(.of, tokens, at: first.end, limit: limit),
      self.word(.scale, tokens, at: of.end, limit: limit) != nil
    {
      number.end = of.end
      multiply(&number, tokens, limit: limit)
    } else if word.low.map({ $0 < 10 }) ?? true {
      // "hundreds thousand" is no number, "several thousand" is.
      multiply(&number, tokens, limit: limit)
    }
    return number
  }

  /// `and a half`, and the scale behind it: `two and a half million`.
  /// Whether there is one.
  private func addFraction(
    _ number: inout Number, _ tokens: TokenTable, limit: TokenID
  ) -> Bool {
    guard let and = word(.and, tokens, at: number.end, limit: limit),
      let article = words.match(
        tokens, at: and.end, limit: limit, where: { $0.plays(.article) }),
      // Not "half million", which is a phrase of its own.
      let fraction = words.match(
        tokens, at: article.end, limit: limit, where: { $0.plays(.fraction) }),
      let part = fraction.meaning.value
    else { return false }
    number.low = number.low.map { $0 + part }
    number.high = number.low
    number.end = fraction.end
    multiply(&number, tokens, limit: limit)
    return true
  }
}
