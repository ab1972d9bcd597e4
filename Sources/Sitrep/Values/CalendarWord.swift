/// What a word or phrase of `Lexicons/calendar.tsv` says of a date or time; nil for what it
/// does not say. A word in several rows says several things. Kept to few bytes: the grammar of
/// times takes a copy at each look-up.
struct CalendarWord: Sendable {
  /// 1 to 12
  @Small var month: Int?
  /// 1 for Monday to 7 for Sunday
  @Small var weekday: Int?
  var unit: TimeUnit?
  /// The unit stands in the plural.
  var isPlural = false
  var season: Season?
  var partOfDay: PartOfDay?
  /// Days from the reference date.
  @Small var relativeDay: Int?
  /// It stands for now, the past or the future as such.
  var reference: Reference?
  var modifier: Modifier?
  var signal: Signal?
  var deictic: Deictic?
  var clock: Clock?
  /// An hour that has a name: `noon`.
  @Small var hour: Int?
  /// Between minutes and their hour: `past`, `to`.
  var clockStep: ClockStep?
  /// Minutes from UTC.
  @Small var zone: Int?
  /// 1 to 4: `Q3`.
  @Small var quarter: Int?
  /// 1 or 2: `H2`.
  @Small var half: Int?
  var yearKind: YearKind?
  /// Between the two bounds of a stretch: `to`, `until`.
  var isRange = false
  /// Behind a time that begins or ends a stretch: `or later`.
  var bound: Bound?
  /// How often: `twice`.
  @Small var times: Int?
  /// How many units, where no number says it: 1 for `all week`, 0 for `some days`.
  @Small var count: Int?
  /// The phrase is no time and holds none: `up to date`.
  var isNone = false
  /// `to date`
  var isUntilNow = false
  /// The end of a unit: `EOY`; or what has passed of one: `year to date`.
  var endOf: TimeUnit?
  var toDate: TimeUnit?
  /// `every`: what follows is repeated.
  var isEvery = false
  /// `every other`: what follows is repeated each second time.
  var isOther = false
  /// What is repeated: `daily`.
  var set: TimeUnit?
  /// The first year of a decade: `sixties`.
  @Small var decade: Int?
  var isArticle = false
  /// `of` in `the 5th of May`
  var isLink = false
  /// `will`: what the sentence tells lies ahead.
  var isAhead = false
  /// As often another word, so that it needs a date beside it.
  var isAmbiguous = false

  /// The letters of TIMEX3.
  enum Season: String, Sendable {
    case spring = "SP"
    case summer = "SU"
    case autumn = "FA"
    case winter = "WI"
  }

  enum PartOfDay: String, Sendable {
    case morning = "MO"
    case midday = "MI"
    case afternoon = "AF"
    case evening = "EV"
    case night = "NI"
    case daytime = "DT"
    case breakfast = "MEB"
    case lunch = "MEL"
    case dinner = "MED"
  }

  enum Reference: String, Sendable {
    case past = "PAST_REF"
    case present = "PRESENT_REF"
    case future = "FUTURE_REF"
  }

  enum Modifier: String, Sendable {
    case start = "START"
    case mid = "MID"
    case end = "END"
    case firstHalf = "FIRST_HALF"
    case secondHalf = "SECOND_HALF"
  }

  /// Behind a time of day: its half, or a word that only says that it is one (`o'clock`).
  enum Clock: String, Sendable {
    case morning = "AM"
    case afternoon = "PM"
    case either = ""
  }

  /// Whether the time of day counts from its hour or up to it.
  enum ClockStep: String, Sendable {
    case past = "PAST"
    case to = "TO"
  }

  /// A year that runs otherwise than that of the calendar, or is said not to.
  enum YearKind: String, Sendable {
    case fiscal = "FY"
    case school = "SY"
    case calendar = "CY"
  }

  enum Bound: String, Sendable {
    case orAfter = "ON_OR_AFTER"
    case orBefore = "ON_OR_BEFORE"
  }

  enum Signal: String, Sendable {
    case before = "BEFORE"
    case by = "BY"
    case after = "AFTER"
    case since = "SINCE"
    case from = "FROM"
    case until = "UNTIL"
    case during = "DURING"
    case within = "WITHIN"
    case on = "ON"
    case at = "AT"
    case more = "MORE_THAN"
    case less = "LESS_THAN"
    case approximately = "APPROX"
    case between = "BETWEEN"
    case duration = "DURATION"
  }

  enum Deictic: String, Sendable {
    /// Before the unit, from the reference date: `last`, `this`, `next`.
    case previous = "PREVIOUS"
    case current = "CURRENT"
    case next = "NEXT"
    /// The first ahead, be it in this week: `the coming Friday`.
    case coming = "COMING"
    /// Before the unit, from the time the text tells of: `that`, `previous`, `following`.
    case told = "TOLD"
    case toldPrevious = "TOLD_PREVIOUS"
    case toldNext = "TOLD_NEXT"
    /// Behind a duration, from the reference date: `ago`, `from now`.
    case past = "PAST"
    case future = "FUTURE"
    /// Behind a duration, from the time the text tells of: `earlier`, `later`.
    case earlier = "EARLIER"
    case later = "LATER"

    /// Whether it stands before its unit, as `last` does, or behind it.
    var leads: Bool {
      switch self {
      case .past, .future, .earlier, .later: false
      default: true
      }
    }

    /// Whether it hangs on what the text tells of.
    var isTold: Bool { self == .told || self == .toldPrevious || self == .toldNext }
  }
}

/// A unit of time, or a number of them: `fortnight` is two weeks.
struct TimeUnit: Sendable, Equatable {
  private let units: Int16
  let base: Base
  /// How many of the base: 2 for `fortnight`. Less than 32,768.
  var count: Int { Int(units) }

  enum Base: String, Sendable {
    case second = "s"
    case minute = "min"
    case hour = "h"
    case day = "d"
    case week = "w"
    case month = "m"
    case quarter = "q"
    case year = "y"
    case weekend = "WE"
    case weekday = "WD"
    case businessDay = "BD"
  }

  /// Reads `d`, `2w`, `100y`.
  init?(_ text: Substring) {
    let digits = text.prefix { $0.isNumber }
    guard let base = Base(rawValue: String(text.dropFirst(digits.count))),
      let count = digits.isEmpty ? 1 : Int16(digits)
    else { return nil }
    (units, self.base) = (count, base)
  }

  init(count: Int16, base: Base) { (units, self.base) = (count, base) }

  /// ISO 8601's letter in a duration, and whether it stands behind `T`.
  var designator: (letter: String, isTime: Bool) {
    switch base {
    case .second: ("S", true)
    case .minute: ("M", true)
    case .hour: ("H", true)
    case .day: ("D", false)
    case .week: ("W", false)
    case .month: ("M", false)
    case .quarter: ("M", false)
    case .year: ("Y", false)
    case .weekend: ("WE", false)
    case .weekday: ("WD", false)
    case .businessDay: ("BD", false)
    }
  }
}

/// A whole number in two bytes, or none: what a vocabulary file says of a word is small.
@propertyWrapper
struct Small: Sendable {
  private var value = Int16.min

  /// - Precondition: the number fits into two bytes; what reads the files sees to that.
  var wrappedValue: Int? {
    get { value == .min ? nil : Int(value) }
    set { value = newValue.map { Int16($0) } ?? .min }
  }
}
