/// What an expression comes to.
struct ResolvedTime: Sendable {
  var value: String?
  var timex: String?
  var begin: Moment?
  var end: Moment?
  /// TIMEX3 `mod` of the point.
  var modifier: String?
  var isHalfDayOpen = false
  /// The expression ends with the name of a time zone.
  var hasZone = false

  /// Narrows it to what a bound leaves: `until Friday` has no beginning.
  ///
  /// - Parameter isStrict: `before Friday` does not go on to its end, `by Friday` does.
  mutating func bound(by modifier: String?, isStrict: Bool) {
    switch modifier {
    case "BEFORE":
      if isStrict, self.modifier != CalendarWord.Modifier.end.rawValue { end = begin ?? end }
      begin = nil
    case "AFTER": (begin, end) = (end, nil)
    case "ON_OR_AFTER": end = nil
    case "ON_OR_BEFORE": begin = nil
    default: break
    }
  }
}

extension TimeResolver {
  /// - Parameter namedYear: the last year that the sentence has named, which a day or month
  ///   without one takes over.
  func resolve(
    _ meaning: TimeMeaning, _ direction: Direction, namedYear: Int? = nil
  ) -> ResolvedTime {
    switch meaning {
    case .point(let point): return self.point(point, direction, namedYear)
    case .range(let from, let to): return range(from, to, direction, namedYear)
    case .stretch(let amounts, let from, let isBack):
      return stretch(amounts, from: from, isBack: isBack, direction)
    case .duration(let amounts):
      let value = Self.duration(amounts)
      return ResolvedTime(value: value, timex: value)
    case .set(let value): return ResolvedTime(value: value, timex: value)
    }
  }

  // MARK: Points

  private func point(
    _ point: TimePoint, _ direction: Direction, _ namedYear: Int?
  ) -> ResolvedTime {
    if case .shifted(let amounts, let isBack, nil)? = point.date, point.clock == nil,
      amounts.contains(where: { [.second, .minute, .hour].contains($0.unit.base) })
    {
      return moment(amounts, isBack: isBack)
    }
    if case .told(.shifted(let amounts, let isBack, nil))? = point.date, told == nil,
      amounts.contains(where: { [.second, .minute, .hour].contains($0.unit.base) })
    {
      return moment(amounts, isBack: isBack)
    }
    var resolved = ResolvedTime()
    resolved.modifier = point.modifier?.rawValue
    let date = point.date.map { stretch(settled($0, namedYear), direction) }
    if let date {
      (resolved.value, resolved.timex) = (date.value, date.timex)
      resolved.begin = date.begin.map { Moment(day: $0) }
      resolved.end = date.end.map { Moment(day: $0) }
    }
    if let clock = point.clock { add(clock, to: &resolved, hasDate: point.date != nil) }
    if let part = point.part { add(part, to: &resolved, hasDate: point.date != nil) }
    return resolved
  }

  /// A day or month without a year is of the year that the sentence has named.
  private func settled(_ place: CalendarPlace, _ year: Int?) -> CalendarPlace {
    guard let year, case .fields(var fields, nil) = place, fields.year == nil, fields.month != nil
    else { return place }
    fields.year = year
    return .fields(fields, nil)
  }

  /// The value is exact where a clock is named.
  private func add(_ clock: ClockTime, to resolved: inout ResolvedTime, hasDate: Bool) {
    (resolved.isHalfDayOpen, resolved.hasZone) = (clock.isOpen, clock.zone != nil)
    guard hasDate else {
      (resolved.value, resolved.timex) = (clock.value, clock.timex)
      return
    }
    resolved.value = resolved.value.map { $0 + clock.value }
    resolved.timex = resolved.timex.map { $0 + clock.timex }
    if let begin = resolved.begin {
      resolved.begin = Moment(day: begin.day, second: 0).adding(seconds: clock.seconds)
      resolved.end = nil
    }
  }

  /// Of a day with a part the value stays the day, which is what most readers look for.
  private func add(
    _ part: CalendarWord.PartOfDay, to resolved: inout ResolvedTime, hasDate: Bool
  ) {
    guard hasDate else {
      (resolved.value, resolved.timex) = ("T" + part.rawValue, "T" + part.rawValue)
      return
    }
    resolved.timex = resolved.timex.map { $0 + "T" + part.rawValue }
    guard let day = resolved.begin?.day, let hours = part.hours else { return }
    resolved.begin = Moment(day: day, second: hours.lowerBound * 3600)
    resolved.end = Moment(day: day, second: 0).adding(seconds: hours.upperBound * 3600)
  }

  /// `in five minutes`: to the second where the time of the document is known.
  private func moment(_ amounts: [TimeAmount], isBack: Bool) -> ResolvedTime {
    guard let today, let second,
      let moment = shifted(Moment(day: today, second: second), amounts, isBack: isBack)
    else { return ResolvedTime() }
    return ResolvedTime(value: moment.iso, timex: moment.exact, begin: moment)
  }

  // MARK: Stretches

  private func stretch(
    _ amounts: [TimeAmount], from point: TimePoint?, isBack: Bool, _ direction: Direction
  ) -> ResolvedTime {
    let duration = Self.duration(amounts)
    var resolved = ResolvedTime(value: duration, timex: duration)
    if let clock = point?.clock, point?.date == nil {
      guard let end = shifted(Moment(day: 1000, second: clock.seconds), amounts, isBack: isBack),
        let second = end.second
      else { return resolved }
      let last = Moment.time(second)
      resolved.value = "\(clock.value)/\(last)"
      resolved.timex = "(\(clock.timex),\(last),\(duration))"
      return resolved
    }
    guard let bounds = bounds(amounts, point, isBack: isBack, direction) else { return resolved }
    (resolved.begin, resolved.end) = (min(bounds.0, bounds.1), max(bounds.0, bounds.1))
    if let begin = resolved.begin?.exact, let end = resolved.end?.exact {
      resolved.timex = "(\(begin),\(end),\(duration))"
    }
    return resolved
  }

  private func bounds(
    _ amounts: [TimeAmount], _ point: TimePoint?, isBack: Bool, _ direction: Direction
  ) -> (Moment, Moment)? {
    var start: Moment
    if let point {
      guard let begin = resolve(.point(point), direction).begin else { return nil }
      start = begin
    } else {
      guard let today else { return nil }
      let isShort = amounts.contains { [.second, .minute, .hour].contains($0.unit.base) }
      if isShort, second == nil { return nil }
      start = Moment(day: today, second: isShort ? second : nil)
      if amounts.count == 1, let amount = amounts.first, amount.unit.base == .quarter {
        return quarters(amount, isBack: isBack)
      }
    }
    if amounts.count == 1, amounts[0].unit.base == .businessDay, !isBack, point != nil {
      // The days that begin tomorrow are counted from today.
      start.day -= 1
      guard let last = shifted(start, amounts, isBack: false) else { return nil }
      return (Moment(day: start.day + 1), Moment(day: last.day + 1))
    }
    guard let end = shifted(start, amounts, isBack: isBack) else { return nil }
    return (start, end)
  }

  /// Quarters are those of the calendar.
  private func quarters(_ amount: TimeAmount, isBack: Bool) -> (Moment, Moment)? {
    guard let value = amount.value.flatMap({ Int(exactly: $0) }), value > 0, value < 1000 else {
      return nil
    }
    let unit = TimeUnit(count: 1, base: .quarter)
    let first = self.unit(unit, steps: isBack ? -value : 1)
    let last = self.unit(unit, steps: isBack ? -1 : value)
    guard let begin = first.begin, let end = last.end else { return nil }
    return (Moment(day: begin), Moment(day: end))
  }

  // MARK: Ranges

  private func range(
    _ from: TimePoint, _ to: TimePoint, _ direction: Direction, _ namedYear: Int?
  ) -> ResolvedTime {
    let first = point(from, direction, namedYear)
    let isSameDay = to.clock != nil && from.date != nil
    var second =
      isSameDay && to.date != nil
      ? point(to, first.begin.map { .from($0.day) } ?? direction, nil)
      : point(to, first.begin.map { .from($0.day) } ?? direction, namedYear)
    if let end = second.end ?? second.begin, let begin = first.begin, end < begin, to.clock != nil,
      let next = second.begin?.adding(seconds: 86_400)
    {
      second.begin = next
      second.value = next.iso
    }
    var resolved = ResolvedTime()
    if let begin = first.value, let end = second.value { resolved.value = "\(begin)/\(end)" }
    resolved.begin = from.modifier == .end && from.clock == nil ? first.end : first.begin
    resolved.end = to.clock == nil ? second.end : second.begin
    if case .present? = to.date { resolved.end = second.begin }
    resolved.isHalfDayOpen = first.isHalfDayOpen || second.isHalfDayOpen
    resolved.hasZone = second.hasZone
    guard let begin = bound(first, from), let end = bound(second, to) else { return resolved }
    resolved.timex = "(\(begin),\(end),\(length(first, second, from, to)))"
    return resolved
  }

  /// A bound as TIMEX3 writes it in a stretch: the first day of a month or year.
  private func bound(_ resolved: ResolvedTime, _ point: TimePoint) -> String? {
    guard let timex = resolved.timex else { return nil }
    if point.clock != nil || timex == "PRESENT_REF" { return timex }
    switch point.modifier {
    case .end, .secondHalf: return resolved.end.flatMap { open($0, timex) }
    case .mid:
      return resolved.begin.flatMap { CalendarDate(dayNumber: $0.day) }
        .flatMap { $0.middle }.flatMap(\.dayNumber).flatMap { open(Moment(day: $0), timex) }
    default: break
    }
    if timex.hasPrefix("XXXX-W") { return timex }
    if timex.utf8.count == 10, !timex.contains("W") { return timex }
    return resolved.begin.flatMap { open($0, timex) }
  }

  /// The day, without the year that the text leaves open.
  private func open(_ moment: Moment, _ timex: String) -> String? {
    moment.date.map { date in
      timex.hasPrefix("XXXX")
        ? "XXXX" + date.description.dropFirst(4)
        : timex.hasPrefix("(XXXX") ? "XXXX" + date.description.dropFirst(4) : date.description
    }
  }

  private func length(
    _ first: ResolvedTime, _ second: ResolvedTime, _ from: TimePoint, _ to: TimePoint
  ) -> String {
    if let one = from.clock, let other = to.clock {
      var seconds = other.seconds - one.seconds
      if let begin = first.begin, let end = second.begin {
        let days = end.day - begin.day
        seconds = (end.second ?? 0) - (begin.second ?? 0) + 86_400 * min(days, 10_000)
      }
      if seconds < 0 { seconds += one.isOpen && other.isOpen ? 43_200 : 86_400 }
      let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
      return "PT" + (hours > 0 || minutes == 0 ? "\(hours)H" : "")
        + (minutes > 0 ? "\(minutes)M" : "")
    }
    guard let begin = first.begin, let end = to.modifier == .end ? second.end : second.begin else {
      return "PXD"
    }
    return "P\(end.day - begin.day)D"
  }
}

extension Moment {
  /// ISO 8601 with seconds wherever there is a time.
  var exact: String? {
    guard let second, second % 60 == 0 else { return iso }
    return iso.map { $0 + ":00" }
  }
}

extension CalendarDate {
  /// The middle of a month or year.
  var middle: CalendarDate? {
    CalendarDate(year: year, month: month ?? 7, day: 16)
  }
}

extension CalendarWord.PartOfDay {
  /// The hours it usually means, for the bounds of a time that names no more.
  var hours: Range<Int>? {
    switch self {
    case .morning: 6..<12
    case .midday: 11..<14
    case .afternoon: 12..<18
    case .evening: 17..<22
    case .night: 20..<30
    case .daytime: 8..<18
    case .breakfast: 7..<10
    case .lunch: 11..<14
    case .dinner: 18..<22
    }
  }
}
