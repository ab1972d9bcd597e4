/// What hangs on another time: `last week`, `this Friday`, `the first week of 2021`.
extension TimeFinder {
  /// `last week`, `next Friday`, `this summer`, `that day`, `the week`
  func turned(
    _ scan: Scan, _ start: TokenID, _ end: TokenID, _ word: CalendarWord
  ) -> Draft? {
    guard let lead = word.deictic, lead.leads else { return nil }
    // "this past week", "this upcoming Friday"
    var (deictic, next) = (lead, end)
    if let (after, second) = scan.word(words, at: end), let inner = second.deictic, inner.leads {
      // "in the week following last Friday"
      if lead.isTold, !inner.isTold { return nil }
      deictic = lead == .told ? .told : inner
      next = after
    }
    // "following Saturday's attack"
    if lead.isTold, word.signal != nil, !isBehindArticle(scan, start) { return nil }
    guard let turn = deictic.turn else { return nil }
    let isWeekday = scan.word(words, at: next)?.meaning.weekday != nil
    let isTold = deictic == .told || deictic.isTold && !isWeekday
    guard var found = inside(scan, start, next, turn) else { return nil }
    if isTold, var point = found.point, let date = point.date, !date.isTold {
      point.date = .told(date)
      found.meaning = .point(point)
    }
    return found
  }

  private func isBehindArticle(_ scan: Scan, _ start: TokenID) -> Bool {
    start > scan.range.lowerBound
      && scan.word(words, at: start - 1)?.meaning.isArticle ?? false
  }

  /// What a turn can stand before.
  private func inside(
    _ scan: Scan, _ start: TokenID, _ next: TokenID, _ turn: CalendarPlace.Turn
  ) -> Draft? {
    if let (end, holiday) = holidays.match(
      scan.tokens, at: next, limit: scan.range.upperBound)
    {
      var draft = self.holiday(scan, next, end, holiday, turn)
      draft.start = start
      return draft
    }
    if let draft = written(scan, next) ?? dayFirst(scan, next),
      case .fields(let fields, _)? = draft.place, fields.year == nil
    {
      return Draft(.fields(fields, turn), start..<draft.end, rule: "date/relative")
    }
    guard let (end, word) = scan.word(words, at: next) else { return nil }
    let steps = turn.steps
    let tokens = start..<end
    func draft(_ place: CalendarPlace) -> Draft {
      Draft(place, tokens, rule: "date/relative", takesArticle: true)
    }
    if word.weekday != nil,
      let full = fullDate(scan, end, on: word.weekday) ?? fullDateBehindDash(scan, end)
    {
      guard case .fields(let fields, _)? = full.place else { return nil }
      let turn = fields.year == nil ? CalendarPlace.Turn.current : nil
      return Draft(.fields(fields, turn), start..<full.end, rule: "date/relative")
    }
    if let weekday = word.weekday {
      return draft(.fields(DateFields(weekday: weekday), turn))
    }
    if let month = word.month,
      // "this august body"
      scan.tokens.flags[next].contains(.capital) || !word.isAmbiguous && isEndOfPhrase(scan, end)
    {
      if let (day, after, _) = day(scan, end, inWords: false) {
        return Draft(
          .fields(DateFields(month: month, day: day), turn), start..<after, rule: "date/relative")
      }
      return draft(.fields(DateFields(month: month), turn))
    }
    if let season = word.season { return draft(.season(season, year: nil, turn)) }
    if let part = word.partOfDay, !word.isAmbiguous, word.relativeDay == nil {
      return self.part(scan, part, tokens, steps)
    }
    if word.yearKind != nil { return yearOfKind(scan, start, end, word, turn) }
    guard let unit = word.unit, !word.isPlural, !word.isAmbiguous || unit.base == .quarter else {
      return nil
    }
    return self.unit(scan, unit, tokens, steps)
  }

  private func fullDateBehindDash(_ scan: Scan, _ token: TokenID) -> Draft? {
    guard scan.isDash(token), scan.tokens.isJoint(token) else { return nil }
    return fullDate(scan, token + 1)
  }

  /// `this evening`, `next morning`
  private func part(
    _ scan: Scan, _ part: CalendarWord.PartOfDay, _ tokens: Range<TokenID>, _ steps: Int
  ) -> Draft {
    let day = CalendarPlace.unit(TimeUnit(count: 1, base: .day), steps: steps)
    return Draft(
      .date, tokens, .point(TimePoint(date: day, part: part)), rule: "date/relative")
  }

  /// `last week`, `next Friday`'s week; with a weekday behind it `next week Monday`.
  private func unit(
    _ scan: Scan, _ unit: TimeUnit, _ tokens: Range<TokenID>, _ steps: Int
  ) -> Draft? {
    switch unit.base {
    case .second, .minute, .hour:
      guard steps != 0 else { return nil }
      let amount = [TimeAmount(value: 1, unit: unit)]
      return Draft(
        .duration, tokens, .stretch(amount, from: nil, isBack: steps < 0), rule: "duration/relative"
      )
    case .weekday, .businessDay: return nil
    case .week where unit.count > 1:
      let amount = [TimeAmount(value: 1, unit: unit)]
      return Draft(
        .duration, tokens, .stretch(amount, from: nil, isBack: steps < 0), rule: "duration/relative"
      )
    case .week:
      if let draft = weekdayBehind(scan, tokens, steps) { return draft }
    case .day where steps != 0:
      // "the next day" is that after the day the text tells of.
      // "his last day" is one of many.
      let place = steps < 0 ? CalendarPlace.open : .told(.unit(unit, steps: steps))
      return Draft(place, tokens, rule: "date/relative", takesArticle: true)
    default: break
    }
    if let draft = partBehindPossessive(scan, unit, tokens, steps) { return draft }
    return Draft(.unit(unit, steps: steps), tokens, rule: "date/relative", takesArticle: true)
  }

  /// `next year's first quarter`
  private func partBehindPossessive(
    _ scan: Scan, _ unit: TimeUnit, _ tokens: Range<TokenID>, _ steps: Int
  ) -> Draft? {
    let end = tokens.upperBound
    guard end < scan.range.upperBound, scan.tokens.kinds[end] == .clitic,
      let (number, next) = rank(scan, end + 1), let (after, word) = scan.word(words, at: next),
      let inner = word.unit, !word.isPlural, let part = CalendarPlace.PartOfCalendar(inner),
      inner.length < unit.length
    else { return nil }
    return Draft(
      .part(number, part, of: .unit(unit, steps: steps)), tokens.lowerBound..<after,
      rule: "date/part", takesArticle: true)
  }

  /// `next week Monday`, `next week on Tuesday`
  private func weekdayBehind(
    _ scan: Scan, _ tokens: Range<TokenID>, _ steps: Int
  ) -> Draft? {
    var next = tokens.upperBound
    if let (after, word) = scan.word(words, at: next), word.signal == .on { next = after }
    guard let (end, word) = scan.word(words, at: next), let weekday = word.weekday,
      scan.tokens.flags[next].contains(.capital) || !word.isAmbiguous
    else { return nil }
    let turn: CalendarPlace.Turn = steps < 0 ? .previous : steps > 0 ? .next : .current
    return Draft(
      .fields(DateFields(weekday: weekday), turn), tokens.lowerBound..<end, rule: "date/relative")
  }
}

// MARK: - Parts of a stretch

extension TimeFinder {
  /// `the first week of 2021`, `the last Monday of next month`, `the 15th day of June`,
  /// `19th century`, `first quarter`, `the last three weeks of this year`
  func part(_ scan: Scan, _ start: TokenID) -> Draft? {
    guard let (number, next) = rank(scan, start) else { return nil }
    if let draft = century(scan, start, number, next) { return draft }
    guard let (end, word) = scan.word(words, at: next) else { return nil }
    let part: CalendarPlace.PartOfCalendar
    if let weekday = word.weekday {
      part = .weekday(weekday)
    } else if let unit = word.unit, !word.isPlural, let of = CalendarPlace.PartOfCalendar(unit) {
      part = of
    } else {
      return nil
    }
    if let (after, link) = scan.word(words, at: end), link.isLink || link.signal == .during,
      let whole = container(scan, after)
    {
      var draft = Draft(
        .part(number, part, of: whole.place), start..<whole.end, rule: "date/part",
        takesArticle: true)
      draft.year = whole.year
      return weekdayInWeek(scan, draft, part, whole.place, number)
    }
    if let (year, after) = yearBehindPart(scan, end, part) {
      var draft = Draft(
        .part(number, part, of: .fields(DateFields(year: year), nil)), start..<after,
        rule: "date/part", takesArticle: true)
      draft.year = year
      return draft
    }
    // "the first quarter", of a match as often
    guard part == .quarter, number > 0, scan.signal(before: start) != nil else { return nil }
    return nil
  }

  /// `first quarter 2019`
  private func yearBehindPart(
    _ scan: Scan, _ end: TokenID, _ part: CalendarPlace.PartOfCalendar
  ) -> (year: Int, end: TokenID)? {
    guard part == .quarter || part == .half else { return nil }
    return year(scan, end).map { ($0, end + 1) }
  }

  /// `the first week of October on Friday`
  private func weekdayInWeek(
    _ scan: Scan, _ draft: Draft, _ part: CalendarPlace.PartOfCalendar, _ whole: CalendarPlace,
    _ number: Int
  ) -> Draft {
    guard part == .week, let (next, on) = scan.word(words, at: draft.end), on.signal == .on,
      let (end, word) = scan.word(words, at: next), let weekday = word.weekday
    else { return draft }
    var draft = draft
    draft.meaning = .point(
      TimePoint(date: .part(number, .weekday(weekday), of: whole)))
    draft.end = end
    return draft
  }

  private func century(
    _ scan: Scan, _ start: TokenID, _ number: Int, _ next: TokenID
  ) -> Draft? {
    guard number > 0 else { return nil }
    let unit = scan.isDash(next) && scan.tokens.isJoint(next) ? next + 1 : next
    guard let (end, word) = scan.word(words, at: unit),
      word.unit == TimeUnit(count: 100, base: .year)
    else { return nil }
    return century(number, start..<end)
  }

  /// `first`, `15th`, `last`
  private func rank(_ scan: Scan, _ start: TokenID) -> (number: Int, end: TokenID)? {
    if let (value, end) = ordinal(scan, start) { return (value, end) }
    guard let (end, word) = scan.word(words, at: start), word.deictic == .previous,
      end == start + 1
    else { return nil }
    return (-1, end)
  }

  /// A month, year or unit that is cut into parts: `2021`, `next month`, `Jan 2015`, `the year`.
  func container(
    _ scan: Scan, _ start: TokenID
  ) -> (place: CalendarPlace, end: TokenID, year: Int?)? {
    if let year = year(scan, start), !isCounted(scan, start + 1) {
      return (.fields(DateFields(year: year), nil), start + 1, year)
    }
    guard let (end, word) = scan.word(words, at: start) else { return nil }
    if let month = word.month, scan.tokens.flags[start].contains(.capital) || !word.isAmbiguous {
      let year = yearBehind(scan, end)
      return (
        .fields(DateFields(year: year?.year, month: month), nil), year?.end ?? end, year?.year
      )
    }
    let turn = word.isArticle ? .current : word.deictic?.turn
    guard let turn, let (after, inner) = scan.word(words, at: end) else { return nil }
    if let month = inner.month { return (.fields(DateFields(month: month), turn), after, nil) }
    guard let unit = inner.unit, !inner.isPlural, !inner.isAmbiguous,
      [.week, .month, .year].contains(unit.base), unit.count == 1
    else { return nil }
    let steps = turn.steps
    // "the year 2021"
    if word.isArticle, unit.base == .year, let year = year(scan, after) {
      return (.fields(DateFields(year: year), nil), after + 1, year)
    }
    return (.unit(unit, steps: steps), after, nil)
  }
}

extension CalendarWord.Deictic {
  /// Which of several it means, where it stands before a unit.
  var turn: CalendarPlace.Turn? {
    switch self {
    case .previous: .previous
    case .current, .told: .current
    case .next: .next
    case .coming: .coming
    case .toldPrevious: .previous
    case .toldNext: .next
    default: nil
    }
  }
}

extension CalendarPlace.Turn {
  /// How many units from that of the reference.
  var steps: Int {
    switch self {
    case .previous: -1
    case .current: 0
    case .next, .coming: 1
    }
  }
}
