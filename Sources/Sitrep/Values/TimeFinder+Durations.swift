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
      let base = base(scan, next)
    {
      let from = base.place
      return shift(scan, start..<base.end, amounts, isBack: isBack, from: from)
    }
    switch word.deictic {
    case .past, .future:
      return shift(scan, start..<next, amounts, isBack: isBack, from: nil)
    case .earlier, .later:
      return Draft(
        isShort(amounts) ? .time : .date, start..<next,
        .point(TimePoint(date: .told(.shifted(amounts, isBack: isBack, from: nil)))),
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
    return place.isTold ? nil : draft
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

// MARK: - Amounts

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
    if let second, let number = numbers.number(tokens, scan.bytes, at: second, limit: limit) {
      return (nil, number.end)
    }
    return (first.low == first.high ? first.low : nil, first.end)
  }
}

extension TimeUnit {
  init(count: Int, base: Base) { (self.count, self.base) = (count, base) }

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

// MARK: - Sets

extension TimeFinder {
  /// `every Friday`, `each two days`, `daily`, `twice a week`, `Tuesdays at 9am`
  func set(_ scan: Scan, _ start: TokenID) -> Draft? {
    guard let (end, word) = scan.word(words, at: start) else { return nil }
    if word.times != nil { return frequency(scan, start, end) }
    if let unit = word.set {
      let value = TimeResolver.duration([TimeAmount(value: 1, unit: unit)])
      return atHour(scan, Draft(.set, start..<end, .set(value), rule: "set/word"), unit)
    }
    guard word.isEvery else { return nil }
    var next = end
    var amount = (word.isOther ? 2.0 : 1.0) as Double?
    if let number = numbers.number(
      scan.tokens, scan.bytes, at: next, limit: scan.range.upperBound)
    {
      amount = number.low == number.high ? number.low : nil
      next = number.end
    }
    guard let (after, repeated) = scan.word(words, at: next) else { return nil }
    if let weekday = repeated.weekday {
      let draft = Draft(.set, start..<after, .set("XXXX-WXX-\(weekday)"), rule: "set/every")
      return atHour(scan, draft, nil)
    }
    if let unit = repeated.unit {
      let value = TimeResolver.duration([TimeAmount(value: amount, unit: unit)])
      return atHour(scan, Draft(.set, start..<after, .set(value), rule: "set/every"), unit)
    }
    if let part = repeated.partOfDay, repeated.relativeDay == nil {
      let draft = Draft(
        .set, start..<after, .set("XXXX-XX-XXT\(part.rawValue)"), rule: "set/every")
      return atHour(scan, draft, nil)
    }
    return nil
  }

  /// `twice a week`
  private func frequency(_ scan: Scan, _ start: TokenID, _ end: TokenID) -> Draft? {
    let limit = scan.range.upperBound
    let article =
      numbers.word(.article, scan.tokens, at: end, limit: limit)?.end
      ?? scan.word(words, at: end).flatMap { $0.meaning.isEvery ? $0.end : nil }
    guard let article, let (after, unit) = scan.word(words, at: article), let found = unit.unit,
      !unit.isPlural, !unit.isAmbiguous
    else { return nil }
    let value = TimeResolver.duration([TimeAmount(value: 1, unit: found)])
    return Draft(.set, start..<after, .set(value), rule: "set/times")
  }

  /// `every day at 7:13 p.m.`
  func atHour(_ scan: Scan, _ draft: Draft, _ unit: TimeUnit?) -> Draft {
    guard unit == nil || unit?.base == .day, case .set(let value) = draft.meaning else {
      return draft
    }
    var (next, form) = (draft.end, HourForm.marked)
    if let (after, word) = scan.word(words, at: next), word.signal == .at {
      (next, form) = (after, .bare)
    }
    guard let (clock, end) = clock(scan, next, form) else { return draft }
    var draft = draft
    draft.end = end
    let day = value.hasPrefix("XXXX-W") ? value : ""
    draft.meaning = .set(day + clock.timex)
    return draft
  }
}

extension TimeFinder {
  /// `3pm each day`: a time of day before what is repeated.
  func repeated(_ scan: Scan, _ draft: Draft) -> Draft? {
    guard let point = draft.point, let clock = point.clock, point.date == nil,
      let behind = set(scan, draft.end), case .set(let value) = behind.meaning
    else { return nil }
    let day = value.hasPrefix("XXXX-W") ? value : ""
    guard value == "P1D" || !day.isEmpty, !day.contains("T") else { return nil }
    return Draft(.set, draft.start..<behind.end, .set(day + clock.timex), rule: "set/every")
  }
}
