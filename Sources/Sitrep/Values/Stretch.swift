/// A day or a stretch of days that a place of the calendar comes to.
struct Stretch: Sendable {
  /// As the text gives it, `X` for what it leaves open; nil where it hangs on a date that is
  /// not known.
  var timex: String?
  /// ISO 8601, with what the text leaves open taken from the reference.
  var value: String?
  /// The first day, as `CalendarDate.dayNumber` counts.
  var begin: Int?
  /// The day after the last.
  var end: Int?

  static let unknown = Stretch()

  init(timex: String? = nil, value: String? = nil, begin: Int? = nil, end: Int? = nil) {
    (self.timex, self.value, self.begin, self.end) = (timex, value, begin, end)
  }

  /// A year, month or day that is known.
  init(_ date: CalendarDate) {
    self.init(timex: date.description, value: date.description)
    let first = date.first
    begin = first.dayNumber
    if date.day != nil {
      end = begin.map { $0 + 1 }
    } else if date.month != nil {
      end = first.adding(months: 1)?.first.dayNumber
    } else {
      end = CalendarDate(year: date.year + 1, month: 1, day: 1)?.dayNumber
    }
  }

  /// A week from a Monday.
  init(weekFrom monday: Int) {
    self.init()
    guard let date = CalendarDate(dayNumber: monday), let week = date.week else { return }
    self.init(timex: week, value: week, begin: monday, end: monday + 7)
  }

  /// Days between two days, in the notation of a stretch.
  init(from begin: Int, to end: Int, _ duration: String, value: String? = nil) {
    self.init()
    guard let first = CalendarDate(dayNumber: begin), let last = CalendarDate(dayNumber: end)
    else { return }
    self.init(
      timex: "(\(first),\(last),\(duration))",
      value: value ?? CalendarDate(dayNumber: end - 1).map { "\(first)/\($0)" }, begin: begin,
      end: end)
  }
}

extension CalendarDate {
  /// The first day of it.
  var first: CalendarDate {
    CalendarDate(year: year, month: month ?? 1, day: day ?? 1) ?? self
  }

  /// The day so many months later, or the last of its month where that is shorter; nil beyond
  /// the calendar.
  func day(addingMonths months: Int) -> CalendarDate? {
    guard let day, let target = adding(months: months), let month = target.month else {
      return nil
    }
    let last = Self.days(in: month, of: target.year)
    return CalendarDate(year: target.year, month: month, day: min(day, last))
  }
}
