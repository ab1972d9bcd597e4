/// A date, a time of day, or both, with what goes before them.
extension TimeFinder {
  /// `early August`, `the end of the year`, `tomorrow at 8:00`, `9am on Tuesday`, `this evening`.
  func point(_ scan: Scan, at start: TokenID) -> Draft? {
    var next = start
    var article = self.article(scan, next)
    if let article { next = article }
    // An article before an article leads nowhere.
    if article != nil, self.article(scan, next) != nil { return nil }
    var draft: Draft?
    if let (end, word) = scan.word(words, at: next), let modifier = word.modifier ?? word.leaning,
      let found = modified(scan, next, end, modifier, word)
    {
      draft = found
    } else if article != nil {
      draft = behindArticle(scan, start, next)
      if draft == nil { article = nil }
    } else {
      draft = partOfDay(scan, next) ?? dayAndTime(scan, next)
    }
    guard var draft, draft.end > start else { return nil }
    if article != nil {
      guard draft.takesArticle else { return nil }
      draft.start = start
    }
    return draft
  }

  private func article(_ scan: Scan, _ token: TokenID) -> TokenID? {
    scan.word(words, at: token).flatMap { $0.meaning.isArticle ? $0.end : nil }
  }

  /// `the 5th of May`, `the sixties`, `the week`, `the day before`
  private func behindArticle(_ scan: Scan, _ start: TokenID, _ next: TokenID) -> Draft? {
    var scan = scan
    // A signal before the article is one before what is behind it.
    if let signal = scan.signal, signal.tokens.upperBound == start {
      scan.signal?.tokens = signal.tokens.lowerBound..<next
    }
    if let (end, word) = scan.word(words, at: next), let unit = word.unit, !word.isPlural {
      if let draft = definite(scan, next, end, unit, word) { return draft }
    }
    if let draft = place(scan, next, behindArticle: true) {
      return withTime(scan, draft)
    }
    if let draft = partOfDay(scan, next, isDefinite: true) { return draft }
    return nil
  }

  /// `the week`, `the year before`, `the week after next`, `the day`
  private func definite(
    _ scan: Scan, _ start: TokenID, _ end: TokenID, _ unit: TimeUnit, _ word: CalendarWord
  ) -> Draft? {
    guard unit.count == 1, [.day, .week, .month, .year, .weekend].contains(unit.base) else {
      return nil
    }
    if let (after, behind) = scan.word(words, at: end),
      behind.deictic == .earlier || behind.deictic == .later
    {
      // "the week after next", "the week before last"
      if let (last, turn) = scan.word(words, at: after), isEndOfPhrase(scan, last),
        turn.deictic == (behind.deictic == .later ? .next : .previous)
      {
        let steps = behind.deictic == .later ? 2 : -2
        return Draft(
          .unit(unit, steps: steps), start..<last, rule: "date/relative", takesArticle: true)
      }
      // "the year before", not "the year before the war"
      guard isEndOfPhrase(scan, after), unit.base != .weekend, !isTimeAhead(scan, after) else {
        return nil
      }
      let place = CalendarPlace.told(.unit(unit, steps: behind.deictic == .earlier ? -1 : 1))
      return Draft(place, start..<after, rule: "date/distance", takesArticle: true)
    }
    return alone(scan, start, end, unit, word)
  }

  /// `the week`: this one, where nothing says which.
  private func alone(
    _ scan: Scan, _ start: TokenID, _ end: TokenID, _ unit: TimeUnit, _ word: CalendarWord
  ) -> Draft? {
    // "Player of the Year"
    guard !word.isAmbiguous, isEndOfPhrase(scan, end),
      !scan.tokens.flags[start].contains(.capital)
    else { return nil }
    if let (_, behind) = scan.word(words, at: end) {
      guard let signal = behind.signal, [.on, .at, .during].contains(signal), !behind.isLink,
        behind.deictic == nil
      else { return nil }
    }
    if end < scan.range.upperBound, scan.tokens.kinds[end] == .word,
      scan.word(words, at: end) == nil
    {
      return nil
    }
    return Draft(.unit(unit, steps: 0), start..<end, rule: "date/definite", takesArticle: true)
  }

  private func isTimeAhead(_ scan: Scan, _ token: TokenID) -> Bool {
    guard token < scan.range.upperBound, scan.tokens.kinds[token] != .comma else { return false }
    return place(scan, token) != nil
  }

  /// A date and the time of day behind it, or the other way round.
  private func dayAndTime(_ scan: Scan, _ start: TokenID) -> Draft? {
    if let (clock, end) = clock(scan, start, hourForm(scan, start)) {
      return withDate(scan, clockDraft(clock, start..<end))
    }
    guard let draft = place(scan, start) else { return nil }
    return withTime(scan, draft)
  }

  private func hourForm(_ scan: Scan, _ start: TokenID) -> HourForm {
    scan.signal(before: start) == .at ? .bare : .marked
  }

  func clockDraft(_ clock: ClockTime, _ tokens: Range<TokenID>) -> Draft {
    Draft(.time, tokens, .point(TimePoint(clock: clock)), rule: "time/clock")
  }

  // MARK: Modifiers

  /// `early August`, `mid-1980s`, `the end of the year`, `later this week`
  private func modified(
    _ scan: Scan, _ start: TokenID, _ end: TokenID, _ modifier: CalendarWord.Modifier,
    _ word: CalendarWord
  ) -> Draft? {
    var scan = scan
    var next = end
    if scan.isDash(next), scan.tokens.isJoint(next) { next += 1 }
    if let (after, inner) = scan.word(words, at: next), inner.signal == .during, after == next + 1,
      word.modifier != nil
    {
      next = after
    }
    // What is ambiguous alone is plain behind a modifier: "early March".
    let signal = scan.signal(before: start) ?? .during
    let article = self.article(scan, next)
    if let article { next = article }
    scan.signal = Scan.Signal(tokens: start..<next, kind: signal)
    var draft: Draft?
    if let (after, inner) = scan.word(words, at: next), let unit = inner.unit, !inner.isPlural,
      !inner.isAmbiguous, unit.base == .year || unit.count == 1, article != nil || word.opensUnit,
      [.day, .week, .month, .year, .weekend].contains(unit.base)
    {
      // "the end of the year", "end of month"
      guard yearOfKind(scan, next, after, inner, nil) == nil else {
        draft = place(scan, next, behindArticle: true)
        return draft.map { finish($0, start, modifier) }
      }
      draft = Draft(.unit(unit, steps: 0), start..<after, rule: "date/modified")
    }
    draft =
      draft ?? partOfDay(scan, next, isDefinite: true)
      ?? place(scan, next, behindArticle: article != nil)
    guard let draft, draft.point != nil, draft.place?.isTold != true else { return nil }
    // "the start of the 2004 season"
    if article != nil, !draft.takesArticle, draft.rule == "date/year" { return nil }
    if word.modifier == nil, draft.rule != "date/relative", draft.rule != "date/relative-day" {
      return nil
    }
    return finish(draft, start, modifier)
  }

  private func finish(_ draft: Draft, _ start: TokenID, _ modifier: CalendarWord.Modifier) -> Draft
  {
    var draft = draft
    draft.start = start
    draft.point?.modifier = modifier
    draft.takesArticle = true
    draft.isWeak = false
    if draft.kind == .date { draft.rule = "date/modified" }
    return draft
  }

  // MARK: Parts of a day

  /// `in the evening`, `early morning`, `the morning at 7`, `lunchtime`
  private func partOfDay(_ scan: Scan, _ start: TokenID, isDefinite: Bool = false) -> Draft? {
    guard let (end, word) = scan.word(words, at: start), let part = word.partOfDay,
      word.relativeDay == nil
    else { return nil }
    let signal = scan.signal(before: start)
    if word.isAmbiguous {
      guard let signal, [.after, .before, .approximately].contains(signal), !isDefinite else {
        return nil
      }
    }
    var draft = Draft(.time, start..<end, .point(TimePoint(part: part)), rule: "time/part-of-day")
    draft.takesArticle = true
    draft.isWeak = signal == nil && word.partOfDay != .lunch
    if let day = dayOfPart(scan, end) {
      draft.point?.date = day.place
      (draft.kind, draft.rule, draft.end) = (.date, "date/part-of-day", day.end)
      draft.isWeak = false
      return draft
    }
    // "in the morning at 7", "in the morning 9 oclock"
    var next = end
    if let (after, at) = scan.word(words, at: next), at.signal == .at { next = after }
    if let (clock, after) = clock(scan, next, next > end ? .bare : .marked) {
      var clock = clock
      clock.settle(by: part)
      draft.meaning = .point(TimePoint(clock: clock))
      draft.end = after
      draft.rule = "time/clock"
    }
    return draft
  }

  /// `the early hours of Sunday morning`
  private func dayOfPart(_ scan: Scan, _ end: TokenID) -> (place: CalendarPlace, end: TokenID)? {
    guard let (next, link) = scan.word(words, at: end), link.isLink,
      let day = place(scan, next), let date = day.place, isDay(date, scan), !date.isTold
    else { return nil }
    if let (after, word) = scan.word(words, at: day.end), word.partOfDay != nil,
      word.relativeDay == nil, !word.isPlural
    {
      return (date, after)
    }
    return (date, day.end)
  }

  // MARK: Dates with times

  /// A time of day behind a date: `tomorrow 8:00am`, `Monday morning`, `Friday at 5`.
  func withTime(_ scan: Scan, _ draft: Draft) -> Draft {
    guard var point = draft.point, let date = point.date, isDay(date, scan) else { return draft }
    var draft = draft
    // A part of the day, then an hour, then another part: three steps at most.
    for _ in 0..<3 {
      var next = draft.end
      let modifier = scan.word(words, at: next).flatMap { word in
        word.meaning.modifier != nil && word.end == next + 1 ? word : nil
      }
      if let modifier { next = modifier.end }
      if let (end, word) = scan.word(words, at: next), let half = halfOfDay(word),
        point.part == nil || point.clock != nil
      {
        if point.clock == nil { point.part = half } else { point.clock?.settle(by: half) }
        draft.end = end
        continue
      }
      guard point.clock == nil, let (clock, end) = clockBehind(scan, draft.end) else { break }
      point.clock = clock
      if let part = point.part { point.clock?.settle(by: part) }
      point.part = nil
      draft.end = end
    }
    guard point.clock != nil || point.part != nil else { return draft }
    draft.point = point
    if point.clock != nil { (draft.kind, draft.rule) = (.time, "time/date") }
    draft.isWeak = false
    return draft
  }

  /// `morning`; `am` without its hour: `tomorrow am`
  private func halfOfDay(_ word: CalendarWord) -> CalendarWord.PartOfDay? {
    if let part = word.partOfDay, !word.isAmbiguous, word.relativeDay == nil { return part }
    switch word.clock {
    case .morning: return .morning
    case .afternoon: return .afternoon
    default: return nil
    }
  }

  /// `8:00am`, `at 5`, `@ 17:49:19`, `, at 7 PM`
  private func clockBehind(_ scan: Scan, _ end: TokenID) -> (clock: ClockTime, end: TokenID)? {
    var (next, form) = (end, HourForm.marked)
    if next < scan.range.upperBound, scan.tokens.kinds[next] == .comma { next += 1 }
    if scan.isDash(next) { next += 1 }
    if let (after, word) = scan.word(words, at: next),
      word.signal == .at || word.signal == .approximately
    {
      (next, form) = (after, .bare)
      if word.signal == .at, let (later, about) = scan.word(words, at: next),
        about.signal == .approximately
      {
        next = later
      }
    } else if scan.mark(next) == 0x40 {
      (next, form) = (next + 1, .bare)
    }
    return clock(scan, next, form)
  }

  /// Whether the place is a day, so that it can have a time.
  func isDay(_ place: CalendarPlace, _ scan: Scan) -> Bool {
    switch place {
    case .fields(let fields, _): fields.day != nil || fields.weekday != nil
    case .unit(let unit, _): unit.base == .day
    case .part(_, let part, _): if case .weekday = part { true } else { part == .day }
    case .holiday: true
    case .told(let inner): isDay(inner, scan)
    case .shifted(let amounts, _, _):
      amounts.allSatisfy { [.day, .week, .month, .year].contains($0.unit.base) }
    default: false
    }
  }

  /// A date behind a time of day: `9am on Tuesday`, `8.30pm today`, `2:30 the next day`.
  func withDate(_ scan: Scan, _ draft: Draft) -> Draft {
    guard let clock = draft.point?.clock,
      let behind = dateBehind(scan, draft.end)
    else { return draft }
    var draft = draft
    var point = TimePoint(date: behind.point?.date, clock: clock)
    if let part = behind.point?.part { point.clock?.settle(by: part) }
    draft.point = point
    draft.end = behind.end
    draft.rule = "time/date"
    return draft
  }

  /// The day that a time of day belongs to, behind it.
  func dateBehind(_ scan: Scan, _ end: TokenID) -> Draft? {
    var next = end
    guard next < scan.range.upperBound else { return nil }
    if scan.tokens.kinds[next] == .comma { next += 1 }
    if let (after, word) = scan.word(words, at: next), word.signal == .on || word.isLink {
      next = after
    }
    let article = self.article(scan, next)
    guard let day = place(scan, article ?? next, behindArticle: article != nil),
      let date = day.point?.date, isDay(date, scan) || day.point?.part != nil,
      article == nil || day.takesArticle
    else { return nil }
    var found = day
    if found.point?.part == nil, let (after, word) = scan.word(words, at: found.end),
      let part = halfOfDay(word), word.clock == nil
    {
      found.point?.part = part
      found.end = after
    }
    return found
  }
}

extension CalendarWord {
  /// `later this week`: a word of distance before a time says which part of it is meant.
  var leaning: Modifier? {
    switch deictic {
    case .earlier: .start
    case .later: .end
    default: nil
    }
  }

  /// `end of month`, which needs no article; not `mid`.
  var opensUnit: Bool { modifier != nil }
}
