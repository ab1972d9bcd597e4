/// Times that hang on another: `yesterday`, `last week`, `two days ago`, and durations.
extension TimeFinder {
  /// `today`, `now`, `last week`, `next Friday`, `this summer`, `the past three months`
  func relative(
    _ scan: Scan, _ start: TokenID, _ end: TokenID, _ word: CalendarWord
  ) -> Draft? {
    if let days = word.relativeDay {
      let value = scan.resolver.reference?.adding(days: days)?.description
      return Draft(.date, start..<end, value, rule: "date/relative-day", takesArticle: true)
    }
    if let decade = word.decade {
      // "the sixties", but not "the Roaring Forties" or "her forties"
      guard start > scan.range.lowerBound,
        let before = scan.word(words, at: start - 1), before.meaning.isArticle
      else { return nil }
      return self.decade(decade, start..<end)
    }
    guard let lead = word.deictic, lead.leads else { return nil }
    // "this past week"
    var (deictic, next) = (lead, end)
    if let (after, second) = scan.word(words, at: end), let inner = second.deictic,
      inner.leads
    {
      // "in the week following last Friday"
      if lead == .told, inner != .told { return nil }
      deictic = deictic == .told ? .told : inner
      next = after
    }
    return counted(scan, start, next) ?? single(scan, start, next, deictic)
  }

  /// `past three months`, `coming days`
  private func counted(_ scan: Scan, _ start: TokenID, _ next: TokenID) -> Draft? {
    let limit = scan.range.upperBound
    var (amount, end) = (nil as Double?, next)
    if let number = numbers.number(scan.tokens, scan.bytes, at: next, limit: limit) {
      amount = number.low == number.high ? number.low : nil
      end = number.end
    }
    guard let (after, word) = scan.word(words, at: end), let unit = word.unit,
      end > next || word.isPlural
    else { return nil }
    return Draft(
      .duration, start..<after, Self.duration(amount, unit), rule: "duration/relative",
      takesArticle: true)
  }

  /// `last week`, `next Friday`, `last August`, `this summer`, `that day`
  private func single(
    _ scan: Scan, _ start: TokenID, _ next: TokenID, _ deictic: CalendarWord.Deictic
  ) -> Draft? {
    guard let (end, word) = scan.word(words, at: next) else { return nil }
    let resolver = scan.resolver
    let steps = deictic == .previous ? -1 : deictic == .next ? 1 : 0
    let direction: TimeResolver.Direction =
      deictic == .previous ? .past : deictic == .next ? .future : .open
    let isNamed = scan.tokens.flags[next].contains(.capital)
    var kind = TimeExpression.Kind.date
    var value: String?
    if let weekday = word.weekday, isNamed {
      value = resolver.weekday(weekday, direction)
    } else if let month = word.month, isNamed {
      value = resolver.date(month: month, day: nil, direction)
    } else if let season = word.season {
      value = resolver.season(season, steps: steps)
    } else if let part = word.partOfDay {
      kind = .time
      value =
        deictic == .current
        ? resolver.reference.map { "\($0)T\(part.rawValue)" } : nil
    } else if let unit = word.unit, !word.isAmbiguous || unit.base == .quarter {
      // "the next day" is that after the day the text tells of.
      value = unit.base == .day && steps != 0 ? nil : resolver.unit(unit, steps: steps)
    } else {
      return nil
    }
    if deictic == .told { value = nil }
    return Draft(kind, start..<end, value, rule: "date/relative", takesArticle: true)
  }

  /// `summer 2010`, `the summer of 2010`
  func season(
    _ scan: Scan, _ start: TokenID, _ end: TokenID, _ word: CalendarWord
  ) -> Draft? {
    guard let season = word.season else { return nil }
    var next = end
    if let link = scan.word(words, at: next), link.meaning.isLink { next = link.end }
    guard let year = year(scan, next) else { return nil }
    var draft = Draft(
      .date, start..<(next + 1), "\(year)-\(season.rawValue)", rule: "date/season",
      takesArticle: true)
    draft.year = year
    return draft
  }

  /// `every Friday`, `each year`, `daily`
  func set(_ scan: Scan, _ start: TokenID, _ end: TokenID, _ word: CalendarWord) -> Draft? {
    if let unit = word.set {
      return Draft(.set, start..<end, Self.duration(1, unit), rule: "set/word")
    }
    guard word.isEvery else { return nil }
    let limit = scan.range.upperBound
    var (next, amount) = (end, 1.0 as Double?)
    if let number = numbers.number(scan.tokens, scan.bytes, at: end, limit: limit) {
      amount = number.low == number.high ? number.low : nil
      next = number.end
    }
    guard let (after, repeated) = scan.word(words, at: next) else { return nil }
    let value: String? =
      if let weekday = repeated.weekday { "XXXX-WXX-\(weekday)" } else if let unit = repeated.unit {
        Self.duration(amount, unit)
      } else if let part = repeated.partOfDay { "XXXX-XX-XXT\(part.rawValue)" } else { nil }
    return value.map { Draft(.set, start..<after, $0, rule: "set/every") }
  }
}

extension TimeFinder {
  /// `three weeks`, `48 hours`, `a two-day`, `two days ago`, `for years`
  func duration(_ scan: Scan, _ start: TokenID) -> Draft? {
    if let draft = century(scan, start) { return draft }
    guard let (amount, next) = amount(scan, start) else { return nil }
    let tokens = scan.tokens
    var unitStart = next
    let isJoined = next + 1 < scan.range.upperBound && tokens.isJoint(next)
    if isJoined { unitStart += 1 }
    guard let (end, word) = scan.word(words, at: unitStart), let unit = word.unit else {
      return nil
    }
    // "8 months old" is an age.
    if units.age(tokens, scan.bytes, at: end, limit: scan.range.upperBound) != nil {
      return nil
    }
    // "12-year-old", "centuries-old"
    if end + 1 < scan.range.upperBound, tokens.isJoint(end), isJoined || next == start {
      return nil
    }
    // "the 2018 day of remembrance"
    if let amount, amount > 1, tokens.kinds[start] == .number, !isJoined, !word.isPlural {
      return nil
    }
    let isArticle = next == start + 1 && word.isPlural == false && isArticle(scan, start)
    if let (after, behind) = scan.word(words, at: end),
      let deictic = behind.deictic, !deictic.leads
    {
      return distance(scan, start..<after, amount, unit, deictic)
    }
    if isArticle || next == start {
      guard [.duration, .during, .within, .after].contains(scan.signal(before: start)),
        !word.isAmbiguous, next == start || scan.signal(before: start) != .after
      else { return nil }
    }
    return Draft(.duration, start..<end, Self.duration(amount, unit), rule: "duration/unit")
  }

  /// How many, and the token behind it: a number, two of them, an article, or nothing before
  /// a plural (`for years`). nil inside for a vague one.
  private func amount(_ scan: Scan, _ start: TokenID) -> (amount: Double?, end: TokenID)? {
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
    if let second, let number = numbers.number(tokens, scan.bytes, at: second, limit: limit) {
      return (nil, number.end)
    }
    return (first.low == first.high ? first.low : nil, first.end)
  }

  private func isArticle(_ scan: Scan, _ token: TokenID) -> Bool {
    let limit = scan.range.upperBound
    return numbers.word(.article, scan.tokens, at: token, limit: limit) != nil
  }

  /// `two days ago` hangs on the reference; `two days later` on what the text tells of.
  private func distance(
    _ scan: Scan, _ tokens: Range<TokenID>, _ amount: Double?, _ unit: TimeUnit,
    _ deictic: CalendarWord.Deictic
  ) -> Draft {
    let isShort = [.second, .minute, .hour].contains(unit.base)
    var value: String?
    if let amount, deictic == .past || deictic == .future {
      value = scan.resolver.distance(unit, amount, isPast: deictic == .past)
    }
    return Draft(isShort ? .time : .date, tokens, value, rule: "date/distance")
  }

  /// ISO 8601: `P3W`, `PT48H`; `PXD` where the number is vague.
  static func duration(_ amount: Double?, _ unit: TimeUnit) -> String {
    let (letter, isTime) = unit.designator
    var number = "X"
    if let amount, amount.magnitude < 1e12 {
      let total = amount * Double(unit.count)
      number = total == total.rounded() ? String(Int(total)) : String(total)
    }
    return (isTime ? "PT" : "P") + number + letter
  }
}
