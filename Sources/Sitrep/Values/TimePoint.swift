/// A time of day as the text gives it.
struct ClockTime: Sendable, Equatable {
  /// 0 to 24
  var hour: Int
  var minute: Int?
  var second: Int?
  /// Counted to twelve, and the text does not say which half of the day: `at 3`.
  var isOpen = false
  /// Minutes from UTC.
  var zone: Int?

  /// Reads hours, minutes and seconds; nil where there is no such time.
  init?(hour: Int, minute: Int? = nil, second: Int? = nil, half: CalendarWord.Clock? = nil) {
    guard (0...24).contains(hour), (0...59).contains(minute ?? 0), (0...59).contains(second ?? 0)
    else { return nil }
    (self.hour, self.minute, self.second) = (hour, minute, second)
    isOpen = (half == nil || half == .either) && (1...12).contains(hour)
    if half == .afternoon, hour < 12 { self.hour += 12 }
    // Who says 12 in the morning of a range to noon is told apart there.
    if half == .morning, hour == 12 { self.hour = 0 }
  }

  /// Takes the half of the day from what stands beside it.
  mutating func settle(by part: CalendarWord.PartOfDay) {
    guard isOpen else { return }
    isOpen = false
    switch part {
    case .afternoon, .evening: if hour < 12 { hour += 12 }
    case .night: if hour > 4, hour < 12 { hour += 12 } else if hour == 12 { hour = 0 }
    case .midday: if hour < 6 { hour += 12 }
    case .morning: if hour == 12 { hour = 0 }
    default: isOpen = true
    }
  }

  mutating func settle(isAfternoon: Bool) {
    isOpen = false
    if isAfternoon, hour < 12 { hour += 12 }
    if !isAfternoon, hour == 12 { hour = 0 }
  }

  var seconds: Int { hour * 3600 + (minute ?? 0) * 60 + (second ?? 0) }

  /// As precise as the text is: `T07`, `T07:30`.
  var timex: String {
    "T" + DateFields.padded(hour) + (minute.map { ":" + DateFields.padded($0) } ?? "")
      + (second.map { ":" + DateFields.padded($0) } ?? "")
  }

  /// With its minutes.
  var value: String {
    "T" + DateFields.padded(hour) + ":" + DateFields.padded(minute ?? 0)
      + (second.map { ":" + DateFields.padded($0) } ?? "") + (zone.map(Self.iso) ?? "")
  }

  /// As ISO 8601 writes a time zone: `Z`, `-05:00`.
  private static func iso(_ zone: Int) -> String {
    guard zone != 0 else { return "Z" }
    let minutes = abs(zone)
    return (zone < 0 ? "-" : "+") + DateFields.padded(minutes / 60) + ":"
      + DateFields.padded(minutes % 60)
  }
}

/// A day, a time of day, or both.
struct TimePoint: Sendable {
  var date: CalendarPlace?
  var clock: ClockTime?
  var part: CalendarWord.PartOfDay?
  /// Of the part of a day or of the date: `early Monday`, `the end of 2008`.
  var modifier: CalendarWord.Modifier?

  init(
    date: CalendarPlace? = nil, clock: ClockTime? = nil, part: CalendarWord.PartOfDay? = nil,
    modifier: CalendarWord.Modifier? = nil
  ) {
    (self.date, self.clock, self.part, self.modifier) = (date, clock, part, modifier)
  }

  /// The date's fields where it is nothing but them.
  var fields: DateFields? {
    if case .fields(let fields, nil)? = date, clock == nil, part == nil { return fields }
    return nil
  }
}

/// What an expression says. Indirect: most attempts at a time find none, and the smaller a
/// draft is, the less is moved about in them.
indirect enum TimeMeaning: Sendable {
  case point(TimePoint)
  /// The second bound as the text names it.
  case range(TimePoint, TimePoint)
  /// A stretch of so long from a point, or up to it: `the next three days`, `within an hour`,
  /// `two weeks starting Monday`; from the reference where there is no point.
  case stretch([TimeAmount], from: TimePoint?, isBack: Bool)
  case duration([TimeAmount])
  /// What is repeated, in the notation of TIMEX3.
  case set(String)
}
