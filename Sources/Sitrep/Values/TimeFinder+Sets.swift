/// What is repeated: `every Friday`, `daily`, `twice a week`, `3pm each day`.
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
