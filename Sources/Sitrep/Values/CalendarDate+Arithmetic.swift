/// Arithmetic with days, weeks, months and years, and their ISO 8601 forms.
extension CalendarDate {
  /// The day so many days later; nil beyond the calendar, or where the day is not known.
  func adding(days: Int) -> CalendarDate? {
    guard let dayNumber, abs(days) < 4_000_000, dayNumber + days >= 0 else { return nil }
    return CalendarDate(dayNumber: dayNumber + days)
  }

  /// The month so many months later, without a day.
  func adding(months: Int) -> CalendarDate? {
    guard let month, abs(months) < 120_000 else { return nil }
    let number = year * 12 + month - 1 + months
    guard number >= 12 else { return nil }
    return CalendarDate(year: number / 12, month: number % 12 + 1)
  }

  /// The year so many years later, alone.
  func adding(years: Int) -> CalendarDate? {
    abs(years) < 10_000 ? CalendarDate(year: year + years) : nil
  }

  /// ISO 8601's week, such as `2024-W44`: weeks begin on Monday, and belong to the year that
  /// has their Thursday.
  var week: String? {
    guard let weekday, let thursday = adding(days: 4 - weekday),
      let newYear = CalendarDate(year: thursday.year, month: 1, day: 1)?.dayNumber,
      let day = thursday.dayNumber
    else { return nil }
    let week = (day - newYear) / 7 + 1
    let year = CalendarDate(year: thursday.year)?.description ?? ""
    return "\(year)-W\(week < 10 ? "0" : "")\(week)"
  }
}
