/// Years, and what is longer.
extension TimeFinder {
  /// `1979`, `2017 April`, `2019 Q1`
  func yearAndMore(_ scan: Scan, _ start: TokenID) -> Draft? {
    guard let year = year(scan, start) else { return nil }
    let fields = DateFields(year: year)
    if let (end, word) = scan.word(words, at: start + 1), end == start + 2 {
      if let part = partOfYear(word) {
        return Draft(
          .part(part.number, part.part, of: .fields(fields, nil)), start..<end,
          rule: "date/quarter")
      }
      if let month = word.month,
        !word.isAmbiguous || scan.tokens.flags[start + 1].contains(.capital)
      {
        // "2017 April", not "in 2017 March 8"
        guard day(scan, end, inWords: false) == nil else { return bareYear(scan, start, year) }
        return Draft(
          .fields(DateFields(year: year, month: month), nil), start..<end, rule: "date/month")
      }
    }
    return bareYear(scan, start, year)
  }

  /// Four digits that stand for a year. From 1900 on that is the usual reading; before, a
  /// preposition, a bracket or another year must say so.
  private func bareYear(_ scan: Scan, _ start: TokenID, _ year: Int) -> Draft? {
    let tokens = scan.tokens
    let signal = scan.signal(before: start)
    let hasSignal = signal.map { ![.on, .at, .approximately, .more, .less].contains($0) } ?? false
    var isJoined = false
    if start == scan.bound {
      isJoined = true
    } else if start > scan.range.lowerBound {
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
      case .symbol: if tokens.isTight(start), !isComparison(scan, start - 1) { return nil }
      default: if tokens.isTight(start) { return nil }
      }
    }
    let next = start + 1
    if scan.isDash(next), tokens.isJoint(next) || tokens.kinds[next] == .dash,
      let second = self.year(scan, start + 2), second > year
    {
      isJoined = true
    }
    // "SGR 1935+2154"
    if scan.mark(next) == 0x2B, scan.isTight(next) { return nil }
    guard (1900...2099).contains(year) || hasSignal || isJoined, !isCounted(scan, next),
      !isTimed(scan, next), !isBounded(scan, start)
    else { return nil }
    return Draft(
      .fields(DateFields(year: year), nil), start..<(start + 1), rule: "date/year")
  }

  /// `=`, `~`
  private func isComparison(_ scan: Scan, _ token: TokenID) -> Bool {
    scan.mark(token) == 0x3D || scan.mark(token) == 0x7E
  }

  /// A bound or a designator stands before it: `more than 2000`, `Resolution 1970`.
  private func isBounded(_ scan: Scan, _ start: TokenID) -> Bool {
    guard start > scan.range.lowerBound else { return false }
    // "year greater than 2012"
    if let signal = scan.signal, signal.tokens.upperBound == start,
      [.after, .before, .since, .by].contains(signal.kind)
    {
      return false
    }
    var last = start - 1
    if last > scan.range.lowerBound, scan.tokens.kinds[last] == .stop { last -= 1 }
    if let word = numbers.word(scan.tokens, at: last, limit: start) {
      return word.meaning.plays([.designator, .lower, .upper])
    }
    return last > scan.range.lowerBound
      && numbers.word([.lower, .upper], scan.tokens, at: last - 1, limit: start)?.end == start
  }

  /// `nineteen ninety-six`, `in two thousand and fifteen`
  func spelledYear(_ scan: Scan, _ start: TokenID) -> Draft? {
    guard let signal = scan.signal(before: start),
      [.during, .since, .before, .after, .until, .by, .from, .between].contains(signal),
      let (year, end) = yearInAnyForm(scan, start), isEndOfPhrase(scan, end),
      (1100...2099).contains(year)
    else { return nil }
    return Draft(.fields(DateFields(year: year), nil), start..<end, rule: "date/year")
  }

  // MARK: Decades, centuries

  /// `1990s`, `'90s`, `1990's`
  func decade(_ scan: Scan, _ start: TokenID, _ behindArticle: Bool) -> Draft? {
    if let (digits, letters) = scan.glued(start) {
      guard letters.count == 1, letters.first! | 0x20 == 0x73, let year = Scan.number(digits),
        year % 10 == 0
      else { return nil }
      if digits.count == 4, (1000...2100).contains(year) {
        return decade(year, start..<(start + 1), isOpen: false)
      }
      let isShort =
        start > scan.range.lowerBound && scan.tokens.isTight(start)
        && (scan.tokens.kinds[start - 1] == .quote || scan.tokens.kinds[start - 1] == .openingQuote
          || scan.tokens.kinds[start - 1] == .closingQuote)
      guard digits.count == 2, isShort || behindArticle && scan.tokens.isTight(start) == false
      else {
        return nil
      }
      return decade(1900 + year, start..<(start + 1), isOpen: true)
    }
    // "the 1990's", "1990 s"
    guard let year = year(scan, start), year % 10 == 0, start + 1 < scan.range.upperBound else {
      return nil
    }
    let kind = scan.tokens.kinds[start + 1]
    if kind == .closingQuote || kind == .quote, scan.isTight(start + 1), scan.isTight(start + 2),
      scan.mark(start + 2) == 0x73, behindArticle
    {
      return decade(year, start..<(start + 3), isOpen: false)
    }
    let isClitic = kind == .clitic && behindArticle
    guard isClitic || scan.mark(start + 1) == 0x73 else { return nil }
    return decade(year, start..<(start + 2), isOpen: false)
  }

  private func decade(_ year: Int, _ tokens: Range<TokenID>, isOpen: Bool) -> Draft {
    // "1900s" are a century as often; TIMEX3 writes the decade.
    Draft(
      .years(from: year, count: 10, isOpen: isOpen), tokens, rule: "date/decade",
      takesArticle: true)
  }

  /// `19th century`
  func century(_ number: Int, _ tokens: Range<TokenID>) -> Draft? {
    guard (1...99).contains(number) else { return nil }
    return Draft(
      .years(from: 100 * (number - 1), count: 100, isOpen: false), tokens, rule: "date/century",
      takesArticle: true)
  }

  // MARK: Years of another kind

  /// `fiscal year 2008`, `the calendar year 2008`, `year 2008`
  func yearOfKind(
    _ scan: Scan, _ start: TokenID, _ end: TokenID, _ word: CalendarWord,
    _ turn: CalendarPlace.Turn?
  ) -> Draft? {
    if word.unit == TimeUnit(count: 1, base: .year), !word.isPlural, turn == nil {
      guard let year = year(scan, end), !isCounted(scan, end + 1) else { return nil }
      return Draft(
        .fields(DateFields(year: year), nil), start..<(end + 1), rule: "date/year",
        takesArticle: true)
    }
    guard let kind = word.yearKind else { return nil }
    var (year, next) = (nil as Int?, end)
    if turn == nil, let found = self.year(scan, end) { (year, next) = (found, end + 1) }
    if kind == .calendar, turn == nil, year == nil { return nil }
    return Draft(
      .namedYear(kind, year: year, turn), start..<next, rule: "date/named-year", takesArticle: true)
  }

  // MARK: Seasons, holidays, quarters

  /// `summer 2010`, `the summer of 2010`, `summer`
  func season(
    _ scan: Scan, _ start: TokenID, _ end: TokenID, _ word: CalendarWord
  ) -> Draft? {
    guard let season = word.season else { return nil }
    if let (year, after) = yearOf(scan, end) {
      var draft = Draft(
        .season(season, year: year, nil), start..<after, rule: "date/season", takesArticle: true)
      draft.year = year
      return draft
    }
    // A season is no name.
    guard !word.isAmbiguous, isEndOfPhrase(scan, end),
      start == scan.range.lowerBound || !scan.tokens.flags[start].contains(.capital)
    else { return nil }
    return Draft(
      .season(season, year: nil, nil), start..<end, rule: "date/season", takesArticle: true)
  }

  /// A year behind something that is part of one, with or without `of`.
  private func yearOf(_ scan: Scan, _ end: TokenID) -> (year: Int, end: TokenID)? {
    var next = end
    if let link = scan.word(words, at: next),
      link.meaning.isLink || link.meaning.signal == .during
    {
      next = link.end
    }
    return year(scan, next).map { ($0, next + 1) }
  }

  /// `Easter 2018`, `Christmas of this year`, `Halloween weekend 2021`
  func holiday(
    _ scan: Scan, _ start: TokenID, _ end: TokenID, _ holiday: Holiday,
    _ turn: CalendarPlace.Turn?
  ) -> Draft {
    var (end, isWeekend) = (end, false)
    if let (after, word) = scan.word(words, at: end), word.unit?.base == .weekend {
      (end, isWeekend) = (after, true)
    }
    var (year, turn) = (nil as Int?, turn)
    if let (found, after) = yearBehind(scan, end) {
      (year, end) = (found, after)
    } else if let (found, after) = turnOfYear(scan, end) {
      (turn, end) = (found, after)
    }
    let day = CalendarPlace.holiday(holiday, year: year, turn)
    var draft = Draft(
      isWeekend ? .weekend(of: day) : day, start..<end, rule: "date/holiday", takesArticle: true)
    draft.year = year
    // "a Christmas tree", "Armenian Genocide Remembrance Day"
    draft.isWeak =
      year == nil && turn == nil && (!isEndOfPhrase(scan, end) || isBehindName(scan, start))
    return draft
  }

  /// Whether a word with a capital stands before, so that both are one name.
  func isBehindName(_ scan: Scan, _ start: TokenID) -> Bool {
    let last = start - 1
    guard last > scan.range.lowerBound, scan.tokens.kinds[last] == .word,
      scan.tokens.flags[last].contains(.capital)
    else { return false }
    return scan.word(words, at: last) == nil
  }

  /// `of this year`
  private func turnOfYear(
    _ scan: Scan, _ end: TokenID
  ) -> (turn: CalendarPlace.Turn, end: TokenID)? {
    var next = end
    if let (after, link) = scan.word(words, at: next), link.isLink { next = after }
    guard let (after, lead) = scan.word(words, at: next), let turn = lead.deictic?.turn,
      let (last, unit) = scan.word(words, at: after), unit.unit == TimeUnit(count: 1, base: .year)
    else { return nil }
    return (turn, last)
  }

  /// `Q3 2019`, `Q1`
  func partAndYear(
    _ scan: Scan, _ start: TokenID, _ end: TokenID, _ word: CalendarWord
  ) -> Draft? {
    guard let (number, part) = partOfYear(word) else { return nil }
    let next = scan.isDash(end) && scan.tokens.isJoint(end) ? end + 1 : end
    if let (year, after) = yearOf(scan, next) {
      var draft = Draft(
        .part(number, part, of: .fields(DateFields(year: year), nil)), start..<after,
        rule: "date/quarter", takesArticle: true)
      draft.year = year
      return draft
    }
    guard part == .quarter else { return nil }
    var draft = Draft(
      .part(number, part, of: nil), start..<end, rule: "date/quarter", takesArticle: true)
    draft.isWeak = true
    return draft
  }

  /// `week 31`, `week 3 of 2027`, `the week of April 10th`, `the weekend of Thanksgiving`
  func week(
    _ scan: Scan, _ start: TokenID, _ end: TokenID, _ word: CalendarWord, _ behindArticle: Bool
  ) -> Draft? {
    guard let unit = word.unit, !word.isPlural, unit.count == 1,
      unit.base == .week || unit.base == .weekend
    else { return nil }
    if unit.base == .week, let (number, width) = scan.digits(end), width <= 2,
      (1...53).contains(number), isEndOfPhrase(scan, end + 1) || scan.digits(end + 1) != nil
    {
      var (after, whole) = (end + 1, nil as CalendarPlace?)
      if let (next, link) = scan.word(words, at: after), link.isLink,
        let year = container(scan, next)
      {
        (after, whole) = (year.end, year.place)
      }
      return Draft(
        .part(number, .week, of: whole), start..<after, rule: "date/week", takesArticle: true)
    }
    guard let (next, link) = scan.word(words, at: end),
      link.isLink || link.signal == .since, let inner = dayOrHoliday(scan, next)
    else { return nil }
    let place = inner.place!
    return Draft(
      unit.base == .week ? .week(of: place) : .weekend(of: place), start..<inner.end,
      rule: "date/week", takesArticle: true)
  }

  /// A day behind `the week of`.
  private func dayOrHoliday(_ scan: Scan, _ start: TokenID) -> Draft? {
    var next = start
    let article = scan.word(words, at: next).flatMap { $0.meaning.isArticle ? $0.end : nil }
    if let article { next = article }
    if article != nil, let (day, end, isOrdinal) = day(scan, next), isOrdinal,
      isEndOfPhrase(scan, end)
    {
      if let full = dayFirst(scan, next) { return full }
      return Draft(.fields(DateFields(day: day), nil), next..<end, rule: "date/day-of-month")
    }
    // Not `place`, which would lead to `the week of the week of`.
    if let (end, holiday) = holidays.match(scan.tokens, at: next, limit: scan.range.upperBound) {
      return self.holiday(scan, next, end, holiday, nil)
    }
    if let full = fullDate(scan, next) { return full }
    guard let (end, word) = scan.word(words, at: next), let weekday = word.weekday else {
      return nil
    }
    return Draft(.fields(DateFields(weekday: weekday), nil), next..<end, rule: "date/weekday")
  }
}
