/// Ranges whose first bound is no more than a number.
extension TimeFinder {
  /// A range whose first bound is no more than a number: `5 to 6pm`, `3 and 12 of September`,
  /// `9 to 12 of June`, `from 4-23 in next month`, `5–6 September 2019`.
  func numberRange(_ scan: Scan, _ start: TokenID) -> Draft? {
    guard start < scan.range.upperBound,
      scan.tokens.kinds[start] == .number || scan.tokens.kinds[start] == .word
        || scan.tokens.kinds[start] == .alphanumeric
    else { return nil }
    let opening = scan.signal.flatMap {
      $0.tokens.upperBound == start && [.from, .between, .at].contains($0.kind) ? $0 : nil
    }
    let first: (clock: ClockTime?, day: Int?, end: TokenID)
    if let (value, end) = whole(scan, start), value <= 31, scan.digits(start)?.count ?? 1 <= 2,
      !isClock(scan, start)
    {
      first = (ClockTime(hour: value), (1...31).contains(value) ? value : nil, end)
    } else if let (value, end) = ordinal(scan, start), value <= 31 {
      first = (nil, value, end)
    } else if opening != nil, let (clock, end) = loneHour(scan, start) {
      first = (clock, nil, end)
    } else {
      return nil
    }
    var inner = scan
    if inner.signal?.tokens.upperBound != start { inner.signal = nil }
    let and = numbers.word(.and, scan.tokens, at: first.end, limit: scan.range.upperBound)
    guard let next = joint(inner, first.end)?.next ?? and?.end else {
      return forNumber(scan, start, first.clock, first.end, opening)
    }
    if let day = first.day, let draft = days(scan, start, day, next, opening) { return draft }
    guard let clock = first.clock, and == nil || opening?.kind == .between else { return nil }
    return hours(scan, start, clock, next, opening)
  }

  /// `9 for 2.5 hrs` behind `from`
  private func forNumber(
    _ scan: Scan, _ start: TokenID, _ clock: ClockTime?, _ end: TokenID, _ opening: Scan.Signal?
  ) -> Draft? {
    guard let clock, opening?.kind == .from else { return nil }
    var clock2 = clock
    clock2.isOpen = false
    return forSoLong(scan, clockDraft(clock2, start..<end))
  }

  /// `3 and 12 of September`, `4-23 in next month`
  private func days(
    _ scan: Scan, _ start: TokenID, _ day: Int, _ next: TokenID, _ opening: Scan.Signal?
  ) -> Draft? {
    var inner = scan
    inner.signal = nil
    if let full = dayFirst(inner, next), case .fields(let last, let turn)? = full.place,
      let lastDay = last.day, lastDay > day
    {
      var first = last
      first.day = day
      var draft = Draft(
        .date, start..<full.end,
        .range(TimePoint(date: .fields(first, turn)), TimePoint(date: .fields(last, turn))),
        rule: "date/range")
      draft.year = last.year
      draft.opening = opening?.tokens
      draft.takesArticle = true
      return draft
    }
    guard opening != nil, let (last, end, _) = self.day(scan, next), last > day,
      let (after, link) = scan.word(words, at: end), link.isLink || link.signal == .during,
      let whole = container(scan, after)
    else { return nil }
    func point(_ day: Int) -> TimePoint { TimePoint(date: .part(day, .day, of: whole.place)) }
    var draft = Draft(
      .date, start..<whole.end, .range(point(day), point(last)), rule: "date/range")
    draft.opening = opening?.tokens
    return draft
  }

  /// `5 to 6pm`, `5 to seven in the morning`, `from 5 to 6pm of April 22`
  private func hours(
    _ scan: Scan, _ start: TokenID, _ clock: ClockTime, _ next: TokenID, _ opening: Scan.Signal?
  ) -> Draft? {
    guard let (second, end) = self.clock(scan, next, .bare) ?? loneHour(scan, next) else {
      return nil
    }
    let behind = dateBehind(scan, end)
    // Two bare numbers are hours where a day stands beside them.
    let isBare = second.minute == nil && end == next + 1 && scan.tokens.kinds[next] != .alphanumeric
    guard
      !isBare || behind != nil && opening != nil || opening != nil && isNamedHour(scan, next, end)
    else { return nil }
    var (from, to) = (TimePoint(clock: clock), TimePoint(clock: second))
    var draftEnd = end
    if let behind, let point = behind.point {
      (from.date, to.date) = (point.date, point.date)
      if let part = point.part {
        from.clock?.settle(by: part)
        to.clock?.settle(by: part)
      }
      draftEnd = behind.end
    }
    let days = (from.date, to.date)
    _ = share(&from, &to)
    (from.date, to.date) = days
    var draft = Draft(.time, start..<draftEnd, .range(from, to), rule: "time/range")
    draft.opening = opening?.tokens
    return draft
  }

  private func isNamedHour(_ scan: Scan, _ start: TokenID, _ end: TokenID) -> Bool {
    scan.digits(start)?.count == 4 || end > start + 1
  }
}
