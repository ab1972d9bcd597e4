/// Dates that are written in digits and marks: `2024-10-28`, `5/6/2017`, `23.04.2022`.
extension TimeFinder {
  /// A date of digits, with a month's name between them at most.
  func written(_ scan: Scan, _ start: TokenID) -> Draft? {
    guard scan.range.contains(start), scan.tokens.kinds[start] == .number,
      !isInsideNumber(scan, start)
    else { return nil }
    if let (value, count) = scan.digits(start) {
      if count == 8 { return packed(scan, start, value) }
      if let draft = divided(scan, start) { return isGluedOn(scan, draft.end) ? nil : draft }
    }
    return dotted(scan, start)
  }

  /// `20161016`
  private func packed(_ scan: Scan, _ start: TokenID, _ value: Int) -> Draft? {
    let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100)
    guard (1900...2099).contains(year), CalendarDate(year: year, month: month, day: day) != nil
    else { return nil }
    return Draft(
      .fields(DateFields(year: year, month: month, day: day), nil), start..<(start + 1),
      rule: "date/digits")
  }

  /// `23.04.2022`; `5.12` behind `on`
  private func dotted(_ scan: Scan, _ start: TokenID) -> Draft? {
    guard let parts = scan.dotted(start), !isCounted(scan, start + 1) else { return nil }
    let end = start + 1
    if parts.count == 3 {
      // A version has one digit there.
      guard scan.bytes[scan.tokens.spans[start].range].suffix(2).first != 0x2E,
        let fields = fields(scan, parts[0], parts[1], parts[2], isDayFirst: true)
      else {
        return nil
      }
      return Draft(.fields(fields, nil), start..<end, rule: "date/digits")
    }
    guard parts.count == 2, scan.signal(before: start) == .on,
      scan.tokens.spans[start].count <= 5,
      end >= scan.range.upperBound || scan.tokens.kinds[end] != .word,
      let (month, day) = monthAndDay(scan, parts[0], parts[1])
    else { return nil }
    return Draft(.fields(DateFields(month: month, day: day), nil), start..<end, rule: "date/digits")
  }

  /// `2024-10-28`, `10/28/2024`, `28/Oct/2024`, `2015-3`, `7/6`, `2017-Q1`
  private func divided(_ scan: Scan, _ start: TokenID) -> Draft? {
    guard let mark = divider(scan, start + 1), let (first, width) = scan.digits(start) else {
      return nil
    }
    let end = start + 2
    if let month = monthName(scan, end) { return named(scan, start, first, width, month, mark) }
    if width == 4, let year = year(scan, start) {
      if let (after, word) = scan.word(words, at: end), after == end + 1,
        let part = partOfYear(word)
      {
        return Draft(
          .part(part.number, part.part, of: .fields(DateFields(year: year), nil)), start..<after,
          rule: "date/quarter")
      }
      guard let (second, places) = scan.digits(end), places <= 2 else { return nil }
      if divider(scan, end + 1) == mark, let (third, places) = scan.digits(end + 2), places <= 2 {
        let fields = DateFields(year: year, month: second, day: third)
        guard CalendarDate(year: year, month: second, day: third) != nil else { return nil }
        return Draft(.fields(fields, nil), start..<(end + 3), rule: "date/iso")
      }
      // "2015-3", not "2007-08", and not "Mirage 2000-5"
      guard (1...12).contains(second), second != year % 100 + 1, !isBehindName(scan, start) else {
        return nil
      }
      return Draft(
        .fields(DateFields(year: year, month: second), nil), start..<(end + 1), rule: "date/month")
    }
    guard width <= 2, let (second, places) = scan.digits(end) else { return nil }
    if places == 4, let year = year(scan, end), (1...12).contains(first), mark != 0x2E {
      return Draft(
        .fields(DateFields(year: year, month: first), nil), start..<(end + 1), rule: "date/month")
    }
    guard places <= 2 else { return nil }
    if divider(scan, end + 1) == mark, let (third, places) = scan.digits(end + 2),
      places == 2 || places == 4
    {
      guard let fields = fields(scan, first, second, third, isDayFirst: scan.frame.isDayFirst)
      else { return nil }
      return Draft(.fields(fields, nil), start..<(end + 3), rule: "date/digits")
    }
    return short(scan, start, first, second, mark)
  }

  /// `7/6`, `7-6`: not a score and not a fraction.
  private func short(
    _ scan: Scan, _ start: TokenID, _ first: Int, _ second: Int, _ mark: UInt8
  ) -> Draft? {
    let end = start + 3
    guard divider(scan, end) == nil || scan.isDash(end),
      let (month, day) = monthAndDay(scan, first, second),
      !isCounted(scan, end)
    else { return nil }
    var draft = Draft(
      .fields(DateFields(month: month, day: day), nil), start..<end, rule: "date/digits")
    draft.isWeak = scan.listed != start
    if mark != 0x2F, !isBesideWeekday(scan, start), scan.bound != start {
      return nil
    }
    return draft
  }

  private func isBesideWeekday(_ scan: Scan, _ start: TokenID) -> Bool {
    guard start > scan.range.lowerBound else { return false }
    let last = scan.tokens.kinds[start - 1] == .comma ? start - 2 : start - 1
    return last >= scan.range.lowerBound && scan.word(words, at: last)?.meaning.weekday != nil
  }

  /// `28/Oct/2024`, `2019/Aug/01`, `2020/23/Sep` is left to `named` of its last part.
  private func named(
    _ scan: Scan, _ start: TokenID, _ first: Int, _ width: Int,
    _ month: (month: Int, end: TokenID), _ mark: UInt8
  ) -> Draft? {
    var fields = DateFields(month: month.month)
    var end = month.end
    if width == 4, let year = year(scan, start) {
      fields.year = year
      if divider(scan, end) == mark, let (day, places) = scan.digits(end + 1), places <= 2 {
        (fields.day, end) = (day, end + 2)
      }
    } else if width <= 2, divider(scan, end) == mark, let (year, places) = scan.digits(end + 1),
      places == 4 || places == 2
    {
      (fields.day, end) = (first, end + 2)
      setYear(&fields, year, places)
    } else {
      return nil
    }
    guard CalendarDate(year: fields.year ?? 2000, month: month.month, day: fields.day) != nil else {
      return nil
    }
    return Draft(.fields(fields, nil), start..<end, rule: "date/digits")
  }

  /// `2020/23/Sep`
  func yearDayMonth(_ scan: Scan, _ start: TokenID) -> Draft? {
    guard let year = year(scan, start), let mark = divider(scan, start + 1),
      let (day, places) = scan.digits(start + 2), places <= 2, divider(scan, start + 3) == mark,
      let (month, end) = monthName(scan, start + 4),
      CalendarDate(year: year, month: month, day: day) != nil
    else { return nil }
    return Draft(
      .fields(DateFields(year: year, month: month, day: day), nil), start..<end, rule: "date/digits"
    )
  }

  /// A month's name that a divider joins to what is before it.
  func monthName(_ scan: Scan, _ token: TokenID) -> (month: Int, end: TokenID)? {
    guard token < scan.range.upperBound, scan.tokens.isTight(token),
      let (end, word) = scan.word(words, at: token), let month = word.month
    else { return nil }
    return (month, end)
  }

  /// A slash, hyphen or stop that joins what stands on both sides.
  func divider(_ scan: Scan, _ token: TokenID) -> UInt8? {
    let mark = scan.mark(token)
    guard mark == 0x2F || mark == 0x2D, scan.isTight(token), scan.isTight(token + 1) else {
      return nil
    }
    return mark
  }

  private func fields(
    _ scan: Scan, _ first: Int, _ second: Int, _ year: Int, isDayFirst: Bool
  ) -> DateFields? {
    var fields = DateFields()
    let usual = isDayFirst ? (second, first) : (first, second)
    let (month, day) = usual.0 > 12 ? (usual.1, usual.0) : usual
    (fields.month, fields.day) = (month, day)
    setYear(&fields, year, year > 99 ? 4 : 2)
    guard let full = fields.year, CalendarDate(year: full, month: month, day: day) != nil else {
      return nil
    }
    return fields
  }

  /// Two digits are of this century up to 29, of the one before from 40, of either between.
  private func setYear(_ fields: inout DateFields, _ year: Int, _ places: Int) {
    if places == 4 {
      fields.year = (1000...2199).contains(year) ? year : nil
    } else {
      fields.year = year < 40 ? 2000 + year : 1900 + year
      fields.isShortYear = (30...39).contains(year)
    }
  }

  private func monthAndDay(_ scan: Scan, _ first: Int, _ second: Int) -> (month: Int, day: Int)? {
    var (month, day) = scan.frame.isDayFirst ? (second, first) : (first, second)
    if month > 12 { (month, day) = (day, month) }
    return CalendarDate(year: 2000, month: month, day: day) == nil ? nil : (month, day)
  }

  /// Whether what stands before the digits makes them a part of something longer, as in a
  /// telephone number.
  private func isInsideNumber(_ scan: Scan, _ start: TokenID) -> Bool {
    guard start > scan.range.lowerBound, scan.tokens.isTight(start), start != scan.bound else {
      return false
    }
    switch scan.tokens.kinds[start - 1] {
    case .stop: return true
    case .hyphen, .symbol:
      guard start - 1 > scan.range.lowerBound, scan.tokens.isTight(start - 1) else {
        return scan.mark(start - 1) == 0x24 || scan.mark(start - 1) == 0x23
      }
      let kind = scan.tokens.kinds[start - 2]
      return kind == .number || kind == .alphanumeric
    default: return false
    }
  }

  /// Whether more digits are joined on behind.
  private func isGluedOn(_ scan: Scan, _ end: TokenID) -> Bool {
    guard divider(scan, end) != nil, end + 1 < scan.range.upperBound,
      scan.tokens.kinds[end + 1] == .number
    else { return false }
    // The hyphen of a range has a date behind it.
    return divided(scan, end + 1) == nil || scan.mark(end) != 0x2D
  }

  /// `Q1`, `H2`
  func partOfYear(_ word: CalendarWord) -> (number: Int, part: CalendarPlace.PartOfCalendar)? {
    if let quarter = word.quarter { return (quarter, .quarter) }
    return word.half.map { ($0, .half) }
  }
}
