/// Durations and what is reckoned with them: `three weeks`, `two days ago`, `the next 3 days`,
/// `two weeks before Christmas`, `within an hour`, and sets such as `every Friday`.
extension TimeFinder {
  /// What begins with an amount of time, or with a word that turns one.
  func stretch(_ scan: Scan, _ start: TokenID) -> Draft? {
    if let draft = turnedAmount(scan, start) { return draft }
    if let draft = duration(scan, start) { return draft }
    return nil
  }

  /// `the past three months`, `next 3 days`, `coming days`, `the last three weeks of this year`
  private func turnedAmount(_ scan: Scan, _ start: TokenID) -> Draft? {
    var next = start
    let article = scan.word(words, at: next).flatMap { $0.meaning.isArticle ? $0.end : nil }
    if let article { next = article }
    if let draft = numberBeforeTurn(scan, start, next) { return draft }
    guard var (end, word) = scan.word(words, at: next), var turn = word.deictic, turn.leads else {
      return nil
    }
    if let (after, second) = scan.word(words, at: end), let inner = second.deictic, inner.leads {
      (end, word, turn) = (after, second, inner)
    }
    guard let turn = turn.turn, turn != .current,
      let (amounts, after, isNumbered) = amounts(scan, end, behindTurn: true)
    else { return nil }
    // "the last six-month term"
    if scan.isDash(after - 2), !isPlural(scan, after - 1) { return nil }
    let isBack = turn == .previous
    if isBack, isNumbered, let (inside, link) = scan.word(words, at: after), link.isLink,
      let value = amounts[0].value, amounts.count == 1, value < 1000,
      let whole = container(scan, inside)
    {
      return Draft(
        .parts(-Int(value), amounts[0].unit, of: whole.place), start..<whole.end,
        rule: "date/part", takesArticle: true)
    }
    return Draft(
      .duration, start..<after,
      .stretch(
        amounts, from: scan.signal(before: start) == .within ? nil : ahead(amounts, isBack),
        isBack: isBack),
      rule: "duration/relative")
  }

  private func isPlural(_ scan: Scan, _ token: TokenID) -> Bool {
    scan.word(words, at: token)?.meaning.isPlural ?? false
  }

  /// The next three days begin tomorrow.
  private func ahead(_ amounts: [TimeAmount], _ isBack: Bool) -> TimePoint? {
    guard !isBack, !isShort(amounts), amounts[0].unit.base != .quarter else { return nil }
    return TimePoint(date: .unit(TimeUnit(count: 1, base: .day), steps: 1))
  }

  /// `5 upcoming years`, `the 3 next weeks`
  private func numberBeforeTurn(_ scan: Scan, _ start: TokenID, _ number: TokenID) -> Draft? {
    guard let (value, end) = whole(scan, number), let (next, word) = scan.word(words, at: end),
      let turn = word.deictic?.turn, turn != .current,
      let (after, unit) = scan.word(words, at: next), let found = unit.unit, unit.isPlural
    else { return nil }
    let amounts = [TimeAmount(value: Double(value), unit: found)]
    return Draft(
      .duration, start..<after,
      .stretch(amounts, from: ahead(amounts, turn == .previous), isBack: turn == .previous),
      rule: "duration/relative")
  }

  /// `three weeks`, `48 hours`, `a two-day`, `two days ago`, `for years`
  private func duration(_ scan: Scan, _ start: TokenID) -> Draft? {
    guard let (amounts, end, isNumbered) = amounts(scan, start, behindTurn: false),
      !isMinutesPast(scan, end, amounts)
    else { return nil }
    if let draft = distance(scan, start, amounts, end) { return draft }
    let signal = scan.signal(before: start)
    if signal == .within { return within(start, end, amounts) }
    if signal == .during, isNumbered, isAhead(scan, start),
      let draft = ahead(scan, start, end, amounts)
    {
      return draft
    }
    if !isNumbered {
      guard let signal, [.duration, .during, .within, .after, .more, .less].contains(signal),
        end == start + 1 || signal != .after
      else { return nil }
    }
    return Draft(.duration, start..<end, .duration(amounts), rule: "duration/unit")
  }

  /// `20 min past eight`
  private func isMinutesPast(_ scan: Scan, _ end: TokenID, _ amounts: [TimeAmount]) -> Bool {
    guard amounts.count == 1, amounts[0].unit.base == .minute,
      let (next, word) = scan.word(words, at: end), word.clockStep != nil
    else { return false }
    return whole(scan, next) != nil && word.signal == nil
  }

  private func within(_ start: TokenID, _ end: TokenID, _ amounts: [TimeAmount]) -> Draft {
    Draft(
      .duration, start..<end, .stretch(amounts, from: nil, isBack: false), rule: "duration/within")
  }

  /// Whether `in` before the amount can mean how far ahead: the sentence looks ahead.
  private func isAhead(_ scan: Scan, _ start: TokenID) -> Bool {
    guard let signal = scan.signal, scan.tokens.spans[signal.tokens.lowerBound].count == 2,
      signal.tokens.count == 1
    else { return false }
    return scan.isAhead || scan.resolver.second != nil
  }

  /// `in two weeks`
  private func ahead(
    _ scan: Scan, _ start: TokenID, _ end: TokenID, _ amounts: [TimeAmount]
  ) -> Draft? {
    // "a record rise in 3 years of growth"
    guard amounts.allSatisfy({ $0.value != nil }),
      !(scan.word(words, at: end)?.meaning.isLink ?? false)
    else { return nil }
    return shift(scan, start..<end, amounts, isBack: false, from: nil)
  }

  // MARK: Distances

  /// `two days ago`, `two days later`, `two weeks before Christmas`, `three weeks from tomorrow`,
  /// `3 days starting Monday`
  private func distance(
    _ scan: Scan, _ start: TokenID, _ amounts: [TimeAmount], _ end: TokenID
  ) -> Draft? {
    guard let (next, word) = scan.word(words, at: end) else {
      return starting(scan, start, amounts, end)
    }
    let isBack = word.signal == .before || word.deictic == .earlier || word.deictic == .past
    if word.signal == .before || word.signal == .after || word.signal == .from,
      let base = base(scan, next), word.signal != .from || isLength(scan, amounts, base)
    {
      let from = base.place
      return shift(scan, start..<base.end, amounts, isBack: isBack, from: from)
    }
    switch word.deictic {
    case .past, .future:
      return shift(scan, start..<next, amounts, isBack: isBack, from: nil)
    case .earlier, .later:
      // "a week after the vote" hangs on the vote, "two days later" on what the text told last;
      // where it told of no day, on the moment of a message, not on the day of a report.
      let isOpen = word.signal != nil && !isStop(scan, next)
      let isKnown = scan.resolver.told != nil || scan.resolver.second != nil
      let place: CalendarPlace =
        isOpen || !isKnown ? .open : .told(.shifted(amounts, isBack: isBack, from: nil))
      return Draft(
        isShort(amounts) ? .time : .date, start..<next, .point(TimePoint(date: place)),
        rule: "date/distance")
    default:
      return starting(scan, start, amounts, end)
    }
  }

  /// The day that an amount is counted from: never another amount, so that a chain of them is
  /// not read again and again.
  private func base(_ scan: Scan, _ start: TokenID) -> Draft? {
    let article = scan.word(words, at: start).flatMap { $0.meaning.isArticle ? $0.end : nil }
    var inner = scan
    inner.signal = Scan.Signal(tokens: start..<(article ?? start), kind: .during)
    guard let draft = place(inner, article ?? start, behindArticle: article != nil),
      let place = draft.place, draft.point?.part == nil
    else { return nil }
    // "two weeks after the 2011 earthquake"
    if draft.rule == "date/year", !isEndOfPhrase(scan, draft.end) { return nil }
    return place.isTold ? nil : draft
  }

  /// `three weeks from tomorrow`, but not `one week from March 29 to April 4`.
  private func isLength(_ scan: Scan, _ amounts: [TimeAmount], _ base: Draft) -> Bool {
    amounts.allSatisfy { $0.value != nil } && joint(scan, base.end) == nil
  }

  private func isShort(_ amounts: [TimeAmount]) -> Bool {
    amounts.contains { [.second, .minute, .hour].contains($0.unit.base) }
  }

  private func shift(
    _ scan: Scan, _ tokens: Range<TokenID>, _ amounts: [TimeAmount], isBack: Bool,
    from: CalendarPlace?
  ) -> Draft {
    let place = CalendarPlace.shifted(amounts, isBack: isBack, from: from)
    var draft = Draft(
      isShort(amounts) ? .time : .date, tokens, .point(TimePoint(date: place)),
      rule: "date/distance")
    // "in 3 days on Friday"
    if !isShort(amounts), let (next, on) = scan.word(words, at: draft.end), on.signal == .on,
      let (end, word) = scan.word(words, at: next), let weekday = word.weekday
    {
      draft.point?.date = .part(1, .weekday(weekday), of: .week(of: place))
      draft.end = end
    }
    return draft
  }

  /// `3 days starting Monday`, `a week from today`, `for 1 week, from 20 December`
  private func starting(
    _ scan: Scan, _ start: TokenID, _ amounts: [TimeAmount], _ end: TokenID
  ) -> Draft? {
    var next = end
    guard next < scan.range.upperBound else { return nil }
    let isComma = scan.tokens.kinds[next] == .comma
    if isComma { next += 1 }
    guard let (after, word) = scan.word(words, at: next),
      word.signal == .since && !isComma
        || word.signal == .from && (isComma || scan.signal(before: start) == .duration)
    else { return nil }
    var from = after
    if let (later, inner) = scan.word(words, at: from), inner.signal == .from { from = later }
    var point: TimePoint?
    var stop = from
    if let (clock, end) = clock(scan, from, .bare) {
      var clock = clock
      clock.isOpen = false
      (point, stop) = (TimePoint(clock: clock), end)
    } else if let base = base(scan, from) {
      (point, stop) = (base.point, base.end)
    }
    guard let point else { return nil }
    var draft = Draft(
      .duration, start..<stop, .stretch(amounts, from: point, isBack: false),
      rule: word.signal == .from ? "duration/from" : "duration/starting")
    if let signal = scan.signal, signal.tokens.upperBound == start, signal.kind == .duration,
      word.signal == .from
    {
      draft.opening = signal.tokens
    }
    return draft
  }
}
