/// A day or a stretch of days as the text gives it, before it is reckoned from any date.
indirect enum CalendarPlace: Sendable {
  /// `28 October 2024`, `Friday`, `August`, `the 4th`; with a turn `last Friday`, `this May`.
  case fields(DateFields, Turn?)
  /// So many units of the calendar from the reference: `yesterday`, `last week`.
  case unit(TimeUnit, steps: Int)
  case season(CalendarWord.Season, year: Int?, Turn?)
  case holiday(Holiday, year: Int?, Turn?)
  /// `the first week of 2021`, `the last Monday of next month`; counted from the end where the
  /// number is negative. Without a whole, of some year: `Q1`.
  case part(Int, PartOfCalendar, of: CalendarPlace?)
  /// `the last three weeks of this year`: positive from the start, negative from the end.
  case parts(Int, TimeUnit, of: CalendarPlace)
  /// The week or weekend that has the day: `the week of April 10th`.
  case week(of: CalendarPlace)
  case weekend(of: CalendarPlace)
  /// So much before or after: `two weeks after Christmas`; from the reference where there is
  /// nothing else: `two weeks ago`.
  case shifted([TimeAmount], isBack: Bool, from: CalendarPlace?)
  /// The first year of a decade or century, and how many years it has; of some century where
  /// the text gives no more than `the nineties`.
  case years(from: Int, count: Int, isOpen: Bool)
  /// A year that is not that of the calendar: `FY2018`.
  case namedYear(CalendarWord.YearKind, year: Int?, Turn?)
  /// `year to date`: from the start of the unit to the reference.
  case toDate(TimeUnit)
  /// `right now`
  case present
  /// A time that hangs on what the text tells of, not on the reference: `two days later`,
  /// `that week`.
  case told(CalendarPlace)
  /// A day that no date of the calendar is given for: `a week after the vote`, `his last day`.
  case open

  var isTold: Bool {
    switch self {
    case .told, .open: true
    default: false
    }
  }

  /// Which of several days or months of the name; the one that is coming is the first ahead.
  enum Turn: Sendable {
    case previous, current, next, coming
  }

  /// What a larger stretch is cut into.
  enum PartOfCalendar: Sendable, Equatable {
    case day, week, month, quarter, half, year, decade
    /// 1 for Monday to 7 for Sunday
    case weekday(Int)

    init?(_ unit: TimeUnit) {
      switch (unit.base, unit.count) {
      case (.day, 1): self = .day
      case (.week, 1): self = .week
      case (.month, 1): self = .month
      case (.quarter, 1): self = .quarter
      case (.year, 1): self = .year
      case (.year, 10): self = .decade
      default: return nil
      }
    }
  }
}

/// What a date names of itself; nil for what it leaves open.
struct DateFields: Sendable, Equatable {
  var year: Int?
  /// The year stands with its last two digits, and they fit two centuries: `35`.
  var isShortYear = false
  var month: Int?
  var day: Int?
  /// 1 for Monday to 7 for Sunday
  var weekday: Int?
  /// `Monday the 24th`, not `Monday 24`: a day that is known.
  var isDefinite = false

  init(
    year: Int? = nil, month: Int? = nil, day: Int? = nil, weekday: Int? = nil
  ) {
    (self.year, self.month, self.day, self.weekday) = (year, month, day, weekday)
  }

  /// Whether the date stands by itself, or wants a month from one beside it.
  var isWhole: Bool { month != nil || year != nil || weekday != nil }

  /// TIMEX3, `X` for what is open.
  var timex: String {
    if month == nil, day == nil, let weekday, year == nil { return "XXXX-WXX-\(weekday)" }
    var text = "XXXX"
    if let year {
      text = isShortYear ? "XX\(Self.padded(year % 100))" : Self.padded(year, 4)
    }
    guard month != nil || day != nil else { return text }
    text += "-" + (month.map { Self.padded($0) } ?? "XX")
    if let day { text += "-" + Self.padded(day) }
    if month == nil, day != nil, let weekday { text += "-WXX-\(weekday)" }
    return text
  }

  static func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// A number of units of time; nil for one that is vague.
struct TimeAmount: Sendable {
  var value: Double?
  var unit: TimeUnit
}
