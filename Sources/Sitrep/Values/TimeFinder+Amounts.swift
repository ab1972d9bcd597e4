/// Amounts of time: `three weeks`, `2 years 1 month`, `an hour and a half`, `48h`.
extension TimeFinder {
  /// One amount of time or several that belong together: `2 years 1 month 21 days`, `3 months
  /// and 2 weeks`, `an hour and a half`, `48h`.
  ///
  /// - Parameter behindTurn: `the next` stands before it, so that a plural alone is one too.
  func amounts(
    _ scan: Scan, _ start: TokenID, behindTurn: Bool = false
  ) -> (amounts: [TimeAmount], end: TokenID, isNumbered: Bool)? {
    guard let found = amount(scan, start, behindTurn) else { return nil }
    var (first, end) = (found.amount, found.end)
    let isNumbered = found.isNumbered
    if let (half, after) = fractionBehind(scan, end), let value = first.value {
      (first.value, end) = (value + half, after)
    }
    var amounts = [first]
    // Units grow smaller, so that there are few of them.
    while isNumbered, amounts.count < 6 {
      var next = end
      if next < scan.range.upperBound, scan.tokens.kinds[next] == .comma { next += 1 }
      if let (after, _) = numbers.word(.and, scan.tokens, at: next, limit: scan.range.upperBound) {
        next = after
      }
      guard let (more, after, isMore) = amount(scan, next, false), isMore, more.value != nil,
        let last = amounts.last, more.unit.length < last.unit.length, isPlainUnit(scan, next, after)
      else { break }
      amounts.append(more)
      end = after
    }
    return (amounts, end, isNumbered)
  }

  func amounts(_ scan: Scan, _ start: TokenID) -> (amounts: [TimeAmount], end: TokenID)? {
    guard let (amounts, end, isNumbered) = amounts(scan, start, behindTurn: false), isNumbered
    else { return nil }
    return (amounts, end)
  }

  private func isPlainUnit(_ scan: Scan, _ start: TokenID, _ end: TokenID) -> Bool {
    !scan.isDash(start + 1) || !scan.tokens.isJoint(start + 1)
  }

  /// `and a half`, `and a quarter`
  private func fractionBehind(
    _ scan: Scan, _ end: TokenID
  ) -> (value: Double, end: TokenID)? {
    let limit = scan.range.upperBound
    guard let (next, _) = numbers.word(.and, scan.tokens, at: end, limit: limit),
      let (after, _) = numbers.words.match(
        scan.tokens, at: next, limit: limit, where: { $0.plays(.article) }),
      let (last, word) = numbers.words.match(
        scan.tokens, at: after, limit: limit, where: { $0.plays(.fraction) }),
      let value = word.value, value < 1,
      numbers.word(.scale, scan.tokens, at: last, limit: limit) == nil,
      scan.word(words, at: last)?.meaning.unit == nil
    else { return nil }
    return (value, last)
  }

  /// `three weeks`, `a week`, `48h`, `half an hour`, `years` behind a signal.
  private func amount(
    _ scan: Scan, _ start: TokenID, _ behindTurn: Bool
  ) -> (amount: TimeAmount, end: TokenID, isNumbered: Bool)? {
    guard start < scan.range.upperBound else { return nil }
    let tokens = scan.tokens
    if let (digits, letters) = scan.glued(start) { return short(scan, start, digits, letters) }
    guard let (value, next) = wholeUnit(scan, start) ?? count(scan, start) else { return nil }
    var unitStart = next
    let isJoined = next + 1 < scan.range.upperBound && tokens.isJoint(next)
    if isJoined { unitStart += 1 }
    guard let (end, word) = scan.word(words, at: unitStart), let unit = word.unit else {
      return nights(scan, value, unitStart, next > start)
    }
    // "12-year-old", "centuries-old"
    if end + 1 < scan.range.upperBound, tokens.isJoint(end), isJoined || next == start {
      return nil
    }
    // "the 2018 day of remembrance"
    if let value, value > 1, tokens.kinds[start] == .number, !isJoined, !word.isPlural,
      unit.length > 3600 || value > 999
    {
      return nil
    }
    if word.isAmbiguous, next == start { return nil }
    let isArticle =
      next == start + 1 && !word.isPlural
      && numbers.word(.article, tokens, at: start, limit: scan.range.upperBound) != nil
    // "all week" is one, "a second man" is not
    let isNumbered = next > start && !isArticle || behindTurn
    if isArticle, word.isAmbiguous { return nil }
    // "No. 12 Second baseman"
    if scan.tokens.flags[unitStart].contains(.capital), word.isAmbiguous, !isJoined { return nil }
    // "one quarter of the people"
    if word.isAmbiguous, unit.base == .quarter, scan.word(words, at: end)?.meaning.isLink ?? false {
      return nil
    }
    // "9 years old"
    if units.age(tokens, scan.bytes, at: end, limit: scan.range.upperBound) != nil {
      return nil
    }
    return (TimeAmount(value: value, unit: unit), end, isNumbered)
  }

  /// `all week`, `some days`
  private func wholeUnit(_ scan: Scan, _ start: TokenID) -> (amount: Double?, end: TokenID)? {
    guard let (end, word) = scan.word(words, at: start), let count = word.count,
      let (_, unit) = scan.word(words, at: end), unit.unit != nil, unit.isPlural == (count == 0)
    else { return nil }
    return (count == 0 ? nil : Double(count), end)
  }

  /// `two nights`
  private func nights(
    _ scan: Scan, _ value: Double?, _ start: TokenID, _ isNumbered: Bool
  ) -> (amount: TimeAmount, end: TokenID, isNumbered: Bool)? {
    guard isNumbered, let value, value > 1, let (end, word) = scan.word(words, at: start),
      word.partOfDay == .night, word.relativeDay == nil, word.isPlural || end == start + 1
    else { return nil }
    return (TimeAmount(value: value, unit: TimeUnit(count: 1, base: .day)), end, true)
  }

  /// `48h`, `10D` behind a signal
  private func short(
    _ scan: Scan, _ start: TokenID, _ digits: ArraySlice<UInt8>, _ letters: ArraySlice<UInt8>
  ) -> (amount: TimeAmount, end: TokenID, isNumbered: Bool)? {
    guard case .unit(let unit)? = suffix(letters), let value = Scan.number(digits),
      letters.count > 1 || isMeasured(scan, start)
    else { return nil }
    return (TimeAmount(value: Double(value), unit: unit), start + 1, true)
  }

  /// Whether `for` or the like stands before an amount.
  private func isMeasured(_ scan: Scan, _ start: TokenID) -> Bool {
    guard let signal = scan.signal(before: start) else { return false }
    return [.duration, .within, .during].contains(signal)
  }

  /// How many, and the token behind it: a number, two of them, an article, or nothing before
  /// a plural (`for years`). nil inside for a vague one.
  private func count(_ scan: Scan, _ start: TokenID) -> (amount: Double?, end: TokenID)? {
    let (tokens, limit) = (scan.tokens, scan.range.upperBound)
    if start > scan.range.lowerBound, tokens.isTight(start),
      ![.openingQuote, .quote, .openingBracket, .dash].contains(tokens.kinds[start - 1])
    {
      return nil
    }
    guard let first = numbers.number(tokens, scan.bytes, at: start, limit: limit) else {
      if let word = scan.word(words, at: start), word.meaning.unit != nil, word.meaning.isPlural {
        return (nil, start)
      }
      return numbers.word(.article, tokens, at: start, limit: limit).map { (1, $0.end) }
    }
    // "two or three weeks", "10-12 days"
    var second: TokenID?
    if first.end + 1 < limit, tokens.isJoint(first.end) { second = first.end + 1 }
    second = second ?? numbers.word(.rangeJoin, tokens, at: first.end, limit: limit)?.end
    // "in 2001 to 10 years" is none of them
    if let second, let number = numbers.number(tokens, scan.bytes, at: second, limit: limit),
      number.low ?? 0 >= first.low ?? 0
    {
      return (nil, number.end)
    }
    return (first.low == first.high ? first.low : nil, first.end)
  }
}

extension TimeUnit {
  /// Seconds, roughly.
  var length: Int {
    let base =
      switch self.base {
      case .second: 1
      case .minute: 60
      case .hour: 3600
      case .day, .weekday, .businessDay: 86_400
      case .weekend: 172_800
      case .week: 604_800
      case .month: 2_592_000
      case .quarter: 7_776_000
      case .year: 31_536_000
      }
    return base * count
  }
}
