/// Ranges: `2/29–3/1`, `from March to May`, `Tuesday from 2:00 to 2:30 pm`, `10 and 20 March`.
extension TimeFinder {
  /// The range that begins with a point which has been read, or nil where none goes on.
  func range(_ scan: Scan, from first: Draft) -> Draft? {
    guard let from = first.point, first.kind != .duration else { return nil }
    if let draft = hours(scan, behind: first) { return draft }
    if let (end, word) = scan.word(words, at: first.end), word.isUntilNow {
      let now = Draft(.present, end - 1..<end, rule: "date/present")
      return joined(scan, first, from, now, now.point!)
    }
    guard let (next, isDash) = joint(scan, first.end) else { return forSoLong(scan, first) }
    var second: Draft?
    if from.clock != nil {
      second = secondClock(scan, next, first)
    } else if let fields = from.fields, fields.month != nil, fields.day != nil,
      let (day, end, _) = day(scan, next), isEndOfPhrase(scan, end) || yearBehind(scan, end) != nil,
      fullDate(scan, next) == nil
    {
      // "November 19-20", "april ninth through seventeenth"
      guard day > fields.day ?? 0 else { return nil }
      second = Draft(
        .fields(DateFields(month: fields.month, day: day), nil), next..<end, rule: "date/day")
      if fields.year == nil, let (year, after) = yearBehind(scan, end) {
        second = Draft(
          .fields(DateFields(year: year, month: fields.month, day: day), nil), next..<after,
          rule: "date/day")
      }
      second?.isPartial = true
    } else if isDash, let year = from.fields?.year, from.fields?.month == nil,
      let (short, width) = scan.digits(next), width == 2, short > year % 100,
      isEndOfPhrase(scan, next + 1) || !isCounted(scan, next + 1)
    {
      // "1892–94"
      second = Draft(
        .fields(DateFields(year: year / 100 * 100 + short), nil), next..<(next + 1),
        rule: "date/year")
      second?.isPartial = true
      if scan.isDash(next + 1), scan.tokens.isJoint(next + 1) { return nil }
    } else {
      var inner = scan
      inner.signal = Scan.Signal(tokens: first.end..<next, kind: .until)
      inner.bound = next
      second = point(inner, at: next)
    }
    guard let second, let to = second.point, fits(from, to, isDash: isDash) else { return nil }
    return joined(scan, first, from, second, to)
  }

  /// What joins the bounds of a range: the token behind it, and whether it is a mark alone.
  func joint(_ scan: Scan, _ end: TokenID) -> (next: TokenID, isDash: Bool)? {
    guard end < scan.range.upperBound else { return nil }
    if scan.isDash(end) || scan.mark(end) == 0x7E { return (end + 1, true) }
    if let (next, word) = scan.word(words, at: end), word.isRange { return (next, false) }
    guard isOpening(scan, .between),
      let (next, word) = numbers.word(
        .and, scan.tokens, at: end, limit: scan.range.upperBound)
    else { return nil }
    _ = word
    return (next, false)
  }

  /// Whether `between` or `from` stood just before what is being read.
  private func isOpening(_ scan: Scan, _ kind: CalendarWord.Signal) -> Bool {
    scan.signal?.kind == kind
  }

  private func secondClock(_ scan: Scan, _ next: TokenID, _ first: Draft) -> Draft? {
    guard let (clock, end) = clock(scan, next, .bare) else { return nil }
    return withDate(scan, clockDraft(clock, next..<end))
  }

  /// Whether two points can bound a range.
  private func fits(_ from: TimePoint, _ to: TimePoint, isDash: Bool) -> Bool {
    if from.clock != nil || to.clock != nil {
      if case .present? = from.date { return to.clock != nil }
      return from.clock != nil && to.clock != nil
    }
    if from.part != nil, from.date == nil { return to.part != nil && to.date == nil }
    if from.date?.isTold ?? false || to.date?.isTold ?? false { return false }
    guard let one = from.date, let other = to.date else { return false }
    // "Monday - last year"
    return !isDash || grain(one) == grain(other)
      || !(grain(one) > 1 || grain(other) > 1)
  }

  /// How long a place is, roughly: a day, a month, a year, longer.
  private func grain(_ place: CalendarPlace) -> Int {
    switch place {
    case .fields(let fields, _):
      fields.day != nil || fields.weekday != nil ? 0 : fields.month != nil ? 1 : 2
    case .unit(let unit, _): unit.base == .day ? 0 : unit.base == .year ? 2 : 1
    case .season, .part, .parts, .week, .weekend: 1
    case .holiday, .shifted, .present: 0
    default: 3
    }
  }

  /// Puts two points together, each with what it lacks from the other. Bounds that stand by
  /// themselves stay times of their own besides.
  private func joined(
    _ scan: Scan, _ first: Draft, _ from: TimePoint, _ second: Draft, _ to: TimePoint
  ) -> Draft? {
    var (from, to) = (from, to)
    let isShared = share(&from, &to) || second.isPartial
    guard isOrdered(from, to) else { return nil }
    var draft = Draft(
      first.kind == .time || second.kind == .time ? .time : .date, first.start..<second.end,
      .range(from, to), rule: first.kind == .time ? "time/range" : "date/range")
    draft.takesArticle = first.takesArticle
    // The years of "the 2012–13 season" are not those of the days that follow.
    draft.year = to.fields?.month == nil ? nil : second.year ?? first.year
    if let signal = scan.signal, signal.tokens.upperBound == first.start,
      signal.kind == .from || signal.kind == .between
    {
      draft.opening = signal.tokens
    }
    // "June-August 1992" is one, "June to August 1992" two dates and their range.
    let isSplit = !isShared || from.fields?.month != nil && !scan.tokens.isTight(second.start)
    if isSplit, !second.isPartial, first.kind == .date, second.kind == .date,
      second.start >= first.end
    {
      var first = first
      first.point = from
      draft.bounds = [first, second]
    }
    return draft
  }

  /// Gives each bound what it lacks; whether there was anything.
  func share(_ from: inout TimePoint, _ to: inout TimePoint) -> Bool {
    if var first = from.clock, var last = to.clock {
      shareHalf(&first, &last)
      (from.clock, to.clock) = (first, last)
      if from.date == nil { from.date = to.date } else if to.date == nil { to.date = from.date }
      return true
    }
    guard case .fields(var first, nil)? = from.date, case .fields(let last, nil)? = to.date else {
      return false
    }
    guard first.year == nil, let year = last.year, first.month != nil, !last.isShortYear else {
      return false
    }
    // "Nov-Feb 2017"
    let isBefore = (first.month ?? 0) > (last.month ?? 0)
    first.year = isBefore ? year - 1 : year
    from.date = .fields(first, nil)
    return true
  }

  /// `5 to 6pm`, `8am-3`, `9:30 and 3:00 pm`
  private func shareHalf(_ first: inout ClockTime, _ last: inout ClockTime) {
    if first.isOpen, !last.isOpen {
      var other = first
      first.settle(isAfternoon: last.hour >= 12)
      other.settle(isAfternoon: last.hour < 12)
      if first.seconds >= last.seconds || last.hour == 12 && first.hour > 12 { first = other }
      if first.hour == 12, last.hour == 12, last.minute == nil { first.hour = 0 }
    } else if first.isOpen, last.isOpen {
      // "12-4", "10 to 4"
      if last.seconds <= first.seconds, last.hour < 12 { last.hour += 12 }
    } else if last.isOpen, !first.isOpen {
      var other = last
      last.settle(isAfternoon: first.hour >= 12)
      other.settle(isAfternoon: first.hour < 12)
      if last.seconds <= first.seconds { last = other }
    }
  }

  /// Years and days in their order, as far as the text says.
  private func isOrdered(_ from: TimePoint, _ to: TimePoint) -> Bool {
    guard let first = from.fields, let last = to.fields, let one = first.year,
      let other = last.year,
      !first.isShortYear, !last.isShortYear
    else { return true }
    return (one, first.month ?? 0, first.day ?? 0) <= (other, last.month ?? 13, last.day ?? 32)
  }

  // MARK: Hours of a day

  /// `Tuesday from 2:00 to 2:30 pm`, `Monday 12-4`, `today before 4pm`
  private func hours(_ scan: Scan, behind first: Draft) -> Draft? {
    guard let point = first.point, let date = point.date, point.clock == nil, isDay(date, scan)
    else { return nil }
    var inner = scan
    var next = first.end
    var opening: CalendarWord.Signal?
    if let (after, word) = scan.word(words, at: next), let kind = word.signal, kind != .duration {
      inner.note(word, next..<after)
      (next, opening) = (after, kind)
      if let (later, about) = scan.word(words, at: next), about.signal == .approximately {
        next = later
      }
    }
    if let opening, [.before, .by, .after, .since, .until].contains(opening) {
      return boundedHour(inner, first, next, opening)
    }
    guard opening == nil || [.from, .between, .at].contains(opening!) else { return nil }
    guard let range = hourRange(inner, next, isMarked: opening == nil) else {
      guard opening == .from, let (clock, end) = clock(inner, next, .bare) else { return nil }
      var start = clockDraft(clock, first.start..<end)
      start.point?.date = point.date
      return forSoLong(inner, start)
    }
    return withDay(point, first, range)
  }

  private func withDay(_ point: TimePoint, _ first: Draft, _ range: Draft) -> Draft? {
    guard case .range(var from, var to) = range.meaning else { return nil }
    (from.date, to.date) = (point.date, point.date)
    if let part = point.part {
      from.clock?.settle(by: part)
      to.clock?.settle(by: part)
    }
    var draft = range
    draft.start = first.start
    draft.opening = nil
    draft.meaning = .range(from, to)
    return draft
  }

  /// `today before 4pm`: one point with a bound.
  private func boundedHour(
    _ scan: Scan, _ first: Draft, _ next: TokenID, _ kind: CalendarWord.Signal
  ) -> Draft? {
    guard let (found, end) = clock(scan, next, .bare), var point = first.point else { return nil }
    var clock = found
    if let part = point.part { clock.settle(by: part) }
    if case .unit(let unit, _)? = point.date, unit.base != .day { return nil }
    (point.clock, point.part) = (clock, nil)
    var draft = Draft(.time, first.start..<end, .point(point), rule: "time/date")
    draft.modifier = kind.modifier
    return draft
  }

  /// Two times of day: `2:00 to 2:30 pm`, `3-8`, `10am-12am`, `9 for 2.5 hours`.
  func hourRange(_ scan: Scan, _ start: TokenID, isMarked: Bool) -> Draft? {
    guard let (first, end) = clock(scan, start, .bare) ?? loneHour(scan, start),
      let (next, isDash) = joint(scan, end),
      let (second, after) = clock(scan, next, .bare) ?? loneHour(scan, next)
    else { return nil }
    // "Monday 3-0": a mark alone needs hours that can be nothing else.
    if isMarked, first.isOpen, second.isOpen, first.minute == nil, !isDash { return nil }
    var (from, to) = (TimePoint(clock: first), TimePoint(clock: second))
    _ = share(&from, &to)
    return Draft(.time, start..<after, .range(from, to), rule: "time/range")
  }

  /// An hour in digits before a hyphen or a word of range.
  func loneHour(_ scan: Scan, _ start: TokenID) -> (clock: ClockTime, end: TokenID)? {
    guard let (value, end) = whole(scan, start), value <= 24, scan.digits(start)?.count ?? 1 <= 2,
      joint(scan, end) != nil
    else {
      guard let (value, width) = scan.digits(start), width == 4, value < 1000,
        joint(scan, start + 1) != nil || isOpening(scan, .between),
        value / 100 < 24, value % 100 < 60
      else { return nil }
      return ClockTime(hour: value / 100, minute: value % 100).map { ($0, start + 1) }
    }
    return ClockTime(hour: value).map { ($0, end) }
  }

  /// `from 9 for 2.5 hours`: a point and how long.
  func forSoLong(_ scan: Scan, _ first: Draft) -> Draft? {
    guard let from = first.point, from.clock != nil,
      scan.signal(before: first.start) == .from || from.date != nil,
      let (next, word) = scan.word(words, at: first.end), word.signal == .duration,
      let (amounts, end) = amounts(scan, next)
    else { return nil }
    var meaning = TimeMeaning.stretch(amounts, from: from, isBack: false)
    if var last = from.clock, let length = TimeResolver.seconds(amounts), length < 86_400,
      last.seconds + length < 86_400
    {
      let total = last.seconds + length
      (last.hour, last.minute) = (total / 3600, total / 60 % 60)
      last.second = total % 60 == 0 ? nil : total % 60
      meaning = .range(from, TimePoint(date: from.date, clock: last))
    }
    var draft = Draft(.time, first.start..<end, meaning, rule: "time/range")
    if let signal = scan.signal, signal.tokens.upperBound == first.start {
      draft.opening = signal.tokens
    }
    return draft
  }
}

extension CalendarWord.Signal {
  /// TIMEX3 `mod`; nil where the word says no more than when.
  var modifier: String? {
    switch self {
    case .before, .by, .until: "BEFORE"
    case .after: "AFTER"
    case .since, .from: "ON_OR_AFTER"
    case .approximately: "APPROX"
    case .more: "MORE_THAN"
    case .less: "LESS_THAN"
    default: nil
    }
  }
}
