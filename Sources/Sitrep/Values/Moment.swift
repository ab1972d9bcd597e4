/// A second of the calendar, without a time zone.
struct Moment: Sendable, Comparable {
  /// As `CalendarDate.dayNumber` counts.
  var day: Int
  /// From midnight; nil where no time of day is meant.
  var second: Int?

  static func < (one: Moment, other: Moment) -> Bool {
    (one.day, one.second ?? 0) < (other.day, other.second ?? 0)
  }

  /// So many seconds later; nil beyond the calendar.
  func adding(seconds: Int) -> Moment? {
    let (total, overflow) = (second ?? 0).addingReportingOverflow(seconds)
    guard !overflow else { return nil }
    let days = total >= 0 ? total / 86_400 : -((-total + 86_399) / 86_400)
    guard abs(days) < 4_000_000, day + days >= 0 else { return nil }
    return Moment(day: day + days, second: total - days * 86_400)
  }

  var date: CalendarDate? { CalendarDate(dayNumber: day) }

  /// ISO 8601: a day, or a day and its time.
  var iso: String? {
    guard let date else { return nil }
    guard let second else { return date.description }
    return date.description + Self.time(second)
  }

  /// `T15:30`, with seconds where there are any.
  static func time(_ second: Int) -> String {
    let (hour, minute, rest) = (second / 3600, second / 60 % 60, second % 60)
    return "T" + DateFields.padded(hour) + ":" + DateFields.padded(minute)
      + (rest == 0 ? "" : ":" + DateFields.padded(rest))
  }
}
