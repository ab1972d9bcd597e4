/// Dates of the calendar: `28 October 2024`, `Friday`, `March 2003`, `1979`, `the 1990s`.
extension TimeFinder {
  /// A word that is a name needs its capital: `March`, not `march`.
  private func isName(_ scan: Scan, _ token: TokenID) -> Bool {
    scan.tokens.flags[token].contains(.capital)
  }

  /// `Friday`, `Friday, September 9, 2016`
  func weekday(
    _ scan: Scan, _ start: TokenID, _ end: TokenID, _ word: CalendarWord
  ) -> Draft? {
    guard let weekday = word.weekday, isName(scan, start) else { return nil }
    var next = end
    if next < scan.range.upperBound, scan.tokens.kinds[next] == .comma { next += 1 }
    if var draft = fullDate(scan, next) {
      draft.start = start
      return draft
    }
    if word.isAmbiguous { return nil }
    let direction = scan.direction(start)
    let value = scan.resolver.weekday(weekday, direction)
    return Draft(.date, start..<end, value, rule: "date/weekday")
  }

  /// A date that names its day, after a weekday.
  private func fullDate(_ scan: Scan, _ start: TokenID) -> Draft? {
    if let draft = dayFirst(scan, start) { return draft }
    guard let (end, word) = scan.word(words, at: start), word.month != nil,
      let draft = month(scan, start, end, word), draft.rule == "date/day"
    else { return nil }
    return draft
  }

  /// `October 28, 2024`, `Oct. 28`, `March 2003`, `August`
  func month(_ scan: Scan, _ start: TokenID, _ end: TokenID, _ word: CalendarWord) -> Draft? {
    guard let month = word.month, isName(scan, start) else { return nil }
    if let (day, afterDay) = day(scan, end) {
      return date(scan, start, month, day, end: afterDay)
    }
    if let (year, afterYear) = yearBehind(scan, end) {
      let value = CalendarDate(year: year, month: month)?.description
      var draft = Draft(.date, start..<afterYear, value, rule: "date/month")
      draft.year = year
      return draft
    }
    // "may", "SEP"
    let isShort = word.isAmbiguous || scan.tokens.flags[start].contains(.allCapitals)
    if isShort, scan.signal(before: start) == nil { return nil }
    let value =
      scan.year.flatMap { CalendarDate(year: $0, month: month)?.description }
      ?? scan.resolver.date(month: month, day: nil, scan.direction(start))
    return Draft(.date, start..<end, value, rule: "date/month")
  }

  /// `28 October 2024`, `the 28th of October`
  private func dayFirst(_ scan: Scan, _ start: TokenID) -> Draft? {
    guard let (day, afterDay) = day(scan, start) else { return nil }
    var next = afterDay
    if let link = scan.word(words, at: next), link.meaning.isLink { next = link.end }
    guard let (end, word) = scan.word(words, at: next), let month = word.month,
      isName(scan, next)
    else { return nil }
    var draft = date(scan, start, month, day, end: end)
    draft?.takesArticle = true
    return draft
  }

  /// A date with its day, from the token behind day and month: a second day, the year.
  private func date(
    _ scan: Scan, _ start: TokenID, _ month: Int, _ day: Int, end: TokenID
  ) -> Draft? {
    var end = end
    var last: Int?
    if let (second, after) = secondDay(scan, end, after: day) { (last, end) = (second, after) }
    var named: Int?
    if let (year, after) = yearBehind(scan, end) { (named, end) = (year, after) }
    func value(_ day: Int) -> String? {
      if let year = named ?? scan.year {
        return CalendarDate(year: year, month: month, day: day)?.description
      }
      return scan.resolver.date(month: month, day: day, scan.direction(start))
    }
    guard var text = value(day) else { return nil }
    if let last, let second = value(last) { text += "/" + second }
    var draft = Draft(.date, start..<end, text, rule: "date/day")
    draft.year = named
    return draft
  }

  /// `28–30`: the day behind a joining hyphen.
  private func secondDay(
    _ scan: Scan, _ end: TokenID, after day: Int
  ) -> (day: Int, end: TokenID)? {
    guard end + 1 < scan.range.upperBound, scan.tokens.isJoint(end),
      let second = self.day(scan, end + 1), second.day > day
    else { return nil }
    return second
  }

  /// A day of a month: `28`, `28th`.
  private func day(_ scan: Scan, _ token: TokenID) -> (day: Int, end: TokenID)? {
    guard token < scan.range.upperBound else { return nil }
    let text = scan.bytes[scan.tokens.spans[token].range]
    let digits = text.prefix { $0 &- 0x30 < 10 }
    let isOrdinal = scan.tokens.kinds[token] == .alphanumeric && text.count - digits.count == 2
    guard isOrdinal || scan.tokens.kinds[token] == .number && digits.count == text.count,
      digits.count <= 2, let day = Self.number(digits), (1...31).contains(day)
    else { return nil }
    if isGlued(scan, token) || isCounted(scan, token + 1) { return nil }
    return (day, token + 1)
  }

  /// A year behind a month or day, with or without a comma or `of`.
  private func yearBehind(_ scan: Scan, _ end: TokenID) -> (year: Int, end: TokenID)? {
    guard end < scan.range.upperBound else { return nil }
    var next = end
    if scan.tokens.kinds[next] == .comma { next += 1 }
    if let link = scan.word(words, at: next), link.meaning.isLink { next = link.end }
    guard let year = year(scan, next), !isCounted(scan, next + 1) else { return nil }
    return (year, next + 1)
  }

  /// `1979`, from 1000 on.
  func year(_ scan: Scan, _ token: TokenID) -> Int? {
    guard token < scan.range.upperBound, scan.tokens.kinds[token] == .number,
      scan.tokens.spans[token].count == 4
    else { return nil }
    let year = Self.number(scan.bytes[scan.tokens.spans[token].range])
    return year.flatMap { (1000...2199).contains($0) ? $0 : nil }
  }

  /// Whether the word at a token says that the number before it counts something.
  private func isCounted(_ scan: Scan, _ token: TokenID) -> Bool {
    guard token < scan.range.upperBound else { return false }
    if scan.tokens.kinds[token] == .symbol { return scan.tokens.isTight(token) }
    let limit = scan.range.upperBound
    return numbers.word([.scale, .percent, .counted], scan.tokens, at: token, limit: limit)
      != nil
  }

  /// Whether a colon and digits follow, as in `10:30`, or a stop and digits.
  private func isGlued(_ scan: Scan, _ token: TokenID) -> Bool {
    let tokens = scan.tokens
    return token + 2 < scan.range.upperBound && tokens.isTight(token + 1)
      && tokens.isTight(token + 2) && tokens.kinds[token + 1] == .colon
      && (tokens.kinds[token + 2] == .number || tokens.kinds[token + 2] == .alphanumeric)
  }

  /// Up to nine digits.
  static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count < 10, digits.allSatisfy({ $0 &- 0x30 < 10 }) else {
      return nil
    }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}

/// What begins with digits.
extension TimeFinder {
  func numeric(_ scan: Scan, _ start: TokenID) -> Draft? {
    switch scan.tokens.kinds[start] {
    case .number:
      return iso(scan, start) ?? dayFirst(scan, start) ?? clock(scan, start)
        ?? apostropheDecade(scan, start) ?? bareYear(scan, start)
    case .alphanumeric:
      return dayFirst(scan, start) ?? clock(scan, start) ?? decade(scan, start)
        ?? century(scan, start)
    default: return nil
    }
  }

  /// `2024-10-28`
  private func iso(_ scan: Scan, _ start: TokenID) -> Draft? {
    guard start + 4 < scan.range.upperBound, let year = year(scan, start),
      let month = part(scan, start + 2), let day = part(scan, start + 4),
      let date = CalendarDate(year: year, month: month, day: day)
    else { return nil }
    var draft = Draft(.date, start..<(start + 5), date.description, rule: "date/iso")
    draft.year = year
    return draft
  }

  /// Two digits behind a joining hyphen.
  private func part(_ scan: Scan, _ token: TokenID) -> Int? {
    guard scan.tokens.isJoint(token - 1), scan.tokens.spans[token].count == 2 else { return nil }
    return Self.number(scan.bytes[scan.tokens.spans[token].range])
  }

  /// `22:30`, `6pm`, `10:30 a.m.`
  private func clock(_ scan: Scan, _ start: TokenID) -> Draft? {
    let (tokens, limit) = (scan.tokens, scan.range.upperBound)
    let text = scan.bytes[tokens.spans[start].range]
    let digits = text.prefix { $0 &- 0x30 < 10 }
    if digits.count == 4, digits.count == text.count { return zoned(scan, start) }
    guard digits.count <= 2, var hour = Self.number(digits), hour < 25 else { return nil }
    var (minute, end, isTime) = (0, start + 1, false)
    var half: CalendarWord.Clock?
    if digits.count == text.count, isGlued(scan, start), let minutes = minutes(scan, start + 2) {
      (minute, end, isTime) = (minutes.minute, start + 3, true)
      half = minutes.half
    }
    if digits.count == text.count {
      guard end < limit || isTime else { return nil }
      if let (after, word) = scan.word(words, at: end), let clock = word.clock {
        (half, end, isTime) = (clock, after, true)
      }
    } else {
      half = clockSuffix(text.dropFirst(digits.count))
      isTime = half != nil
    }
    guard isTime else { return nil }
    if half == .afternoon, hour < 12 { hour += 12 }
    if half == .morning, hour == 12 { hour = 0 }
    return time(start..<end, hour, minute)
  }

  private func time(_ tokens: Range<TokenID>, _ hour: Int, _ minute: Int) -> Draft {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return Draft(.time, tokens, "T\(padded(hour)):\(padded(minute))", rule: "time/clock")
  }

  /// `1530 UTC`: four digits before a word of the clock.
  private func zoned(_ scan: Scan, _ start: TokenID) -> Draft? {
    guard let (end, word) = scan.word(words, at: start + 1), word.clock != nil,
      let digits = Self.number(scan.bytes[scan.tokens.spans[start].range]),
      digits / 100 < 25, digits % 100 < 60
    else { return nil }
    return time(start..<end, digits / 100, digits % 100)
  }

  /// The `30` or `30pm` of `10:30pm`.
  private func minutes(_ scan: Scan, _ token: TokenID) -> (minute: Int, half: CalendarWord.Clock?)?
  {
    let text = scan.bytes[scan.tokens.spans[token].range]
    guard let minute = Self.number(text.prefix(2)), text.count >= 2, minute < 60 else {
      return nil
    }
    if text.count == 2 { return (minute, nil) }
    return clockSuffix(text.dropFirst(2)).map { (minute, $0) }
  }

  /// `pm` glued to the digits.
  private func clockSuffix(_ letters: ArraySlice<UInt8>) -> CalendarWord.Clock? {
    var folded: [UInt8] = []
    Folding.append(Array(letters).span, 0..<letters.count, to: &folded)
    return clocks[folded]
  }

  /// `1990s`: a year that ends a decade, with one letter behind it.
  private func decade(_ scan: Scan, _ start: TokenID) -> Draft? {
    let text = scan.bytes[scan.tokens.spans[start].range]
    let digits = text.dropLast()
    guard let letter = text.last, letter &- 0x61 < 26, let year = Self.number(digits),
      year % 10 == 0
    else {
      return nil
    }
    let isShort =
      digits.count == 2 && start > scan.range.lowerBound
      && scan.tokens.kinds[start - 1] == .quote && scan.tokens.isTight(start)
    guard digits.count == 4 && (1000...2100).contains(year) || isShort else { return nil }
    return decade(isShort ? 1900 + year : year, start..<(start + 1))
  }

  /// `1990's`
  private func apostropheDecade(_ scan: Scan, _ start: TokenID) -> Draft? {
    guard let year = year(scan, start), year % 10 == 0, start > scan.range.lowerBound,
      start + 1 < scan.range.upperBound, scan.tokens.kinds[start + 1] == .clitic,
      let before = scan.word(words, at: start - 1), before.meaning.isArticle
    else { return nil }
    return decade(year, start..<(start + 2))
  }

  /// TIMEX3 writes the digits that all years of the decade share.
  func decade(_ year: Int, _ tokens: Range<TokenID>) -> Draft {
    Draft(.date, tokens, String(year / 10), rule: "date/decade", takesArticle: true)
  }

  /// `19th century`, `nineteenth century`
  func century(_ scan: Scan, _ start: TokenID) -> Draft? {
    let text = scan.bytes[scan.tokens.spans[start].range]
    var (ordinal, next) = (0, start + 1)
    if scan.tokens.kinds[start] == .alphanumeric {
      guard text.count >= 3, text.count <= 4 else { return nil }
      ordinal = Self.number(text.dropLast(2)) ?? 0
    } else if let (end, word) = numbers.word(
      .ordinal, scan.tokens, at: start, limit: scan.range.upperBound)
    {
      (ordinal, next) = (word.value.flatMap { Int(exactly: $0) } ?? 0, end)
    }
    guard (1...99).contains(ordinal), let (end, word) = scan.word(words, at: next),
      word.unit == TimeUnit("100y")
    else { return nil }
    let century = ordinal - 1
    return Draft(
      .date, start..<end, century < 10 ? "0\(century)" : "\(century)", rule: "date/century",
      takesArticle: true)
  }

  /// Four digits that stand for a year. From 1900 on that is the usual reading; before, a
  /// preposition, a bracket or another year must say so.
  private func bareYear(_ scan: Scan, _ start: TokenID) -> Draft? {
    guard let year = year(scan, start) else { return nil }
    let tokens = scan.tokens
    let signal = scan.signal(before: start)
    let hasSignal = signal != nil && signal != .on && signal != .approximately
    var isJoined = false
    if start > scan.range.lowerBound {
      switch tokens.kinds[start - 1] {
      case .openingBracket: isJoined = true
      case .hyphen, .dash:
        // "2013–2017", "(1635 – 1699)"
        let isYear =
          start > scan.range.lowerBound + 1 && self.year(scan, start - 2) != nil
          && self.year(scan, start - 2) == scan.year
        guard isYear || !tokens.isTight(start) || tokens.kinds[start - 1] == .dash else {
          return nil
        }
        isJoined = isYear
      case .openingQuote, .quote: break
      default: if tokens.isTight(start) { return nil }
      }
    }
    if tokens.isJoint(start + 1 < scan.range.upperBound ? start + 1 : start),
      let second = self.year(scan, start + 2), second > year
    {
      isJoined = true
    }
    guard (1900...2099).contains(year) || hasSignal || isJoined, !isCounted(scan, start + 1),
      !isTimed(scan, start + 1), !isBounded(scan, start)
    else { return nil }
    let value = CalendarDate(year: year)?.description
    var draft = Draft(.date, start..<(start + 1), value, rule: "date/year")
    draft.year = year
    return draft
  }

  /// `2000 years`, `1000-year`
  private func isTimed(_ scan: Scan, _ token: TokenID) -> Bool {
    var next = token
    if next + 1 < scan.range.upperBound, scan.tokens.isJoint(next) { next += 1 }
    guard let (_, word) = scan.word(words, at: next) else { return false }
    return word.unit != nil && !word.isAmbiguous && (word.isPlural || next > token)
  }

  /// A bound or a designator stands before it: `more than 2000`, `Resolution 1970`.
  private func isBounded(_ scan: Scan, _ start: TokenID) -> Bool {
    guard start > scan.range.lowerBound else { return false }
    var last = start - 1
    if last > scan.range.lowerBound, scan.tokens.kinds[last] == .stop { last -= 1 }
    if let word = numbers.word(scan.tokens, at: last, limit: start) {
      return word.meaning.plays([.designator, .lower, .upper])
    }
    return last > scan.range.lowerBound
      && numbers.word([.lower, .upper], scan.tokens, at: last - 1, limit: start)?.end == start
  }
}
