/// What a word or phrase of `Lexicons/calendar.tsv` says of a date or time; nil for what it
/// does not say. A word in several rows says several things.
struct CalendarWord: Sendable {
  /// 1 to 12
  private(set) var month: Int?
  /// 1 for Monday to 7 for Sunday
  private(set) var weekday: Int?
  private(set) var unit: TimeUnit?
  /// The unit stands in the plural.
  private(set) var isPlural = false
  private(set) var season: Season?
  private(set) var partOfDay: PartOfDay?
  /// Days from the reference date.
  private(set) var relativeDay: Int?
  /// It stands for now, the past or the future as such; nothing is made of it yet.
  private(set) var reference: Reference?
  private(set) var modifier: Modifier?
  private(set) var signal: Signal?
  private(set) var deictic: Deictic?
  private(set) var clock: Clock?
  /// `every`: what follows is repeated.
  private(set) var isEvery = false
  /// What is repeated: `daily`.
  private(set) var set: TimeUnit?
  /// The first year of a decade: `sixties`.
  private(set) var decade: Int?
  private(set) var isArticle = false
  /// `of` in `the 5th of May`
  private(set) var isLink = false
  /// `will`: what the sentence tells lies ahead.
  private(set) var isAhead = false
  /// As often another word, so that it needs a date beside it.
  private(set) var isAmbiguous = false

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

  enum Signal: String, Sendable {
    case before = "BEFORE"
    case after = "AFTER"
    case until = "UNTIL"
    case during = "DURING"
    case within = "WITHIN"
    case on = "ON"
    case approximately = "APPROX"
    case between = "BETWEEN"
    case duration = "DURATION"
  }

  enum Deictic: String, Sendable {
    /// Before the unit, from the reference date: `last`, `this`, `next`.
    case previous = "PREVIOUS"
    case current = "CURRENT"
    case next = "NEXT"
    /// Before the unit, from the time the text tells of: `that`, `the following`.
    case told = "TOLD"
    /// Behind a duration, from the reference date: `ago`, `from now`.
    case past = "PAST"
    case future = "FUTURE"
    /// Behind a duration, from the time the text tells of: `earlier`, `later`.
    case earlier = "EARLIER"
    case later = "LATER"

    /// Whether it stands before its unit, as `last` does, or behind it.
    var leads: Bool { [.previous, .current, .next, .told].contains(self) }
  }

  /// Both readings of a word that has two rows.
  func merged(with other: CalendarWord) -> CalendarWord {
    var merged = self
    merged.month = month ?? other.month
    merged.weekday = weekday ?? other.weekday
    merged.unit = unit ?? other.unit
    merged.isPlural = isPlural || other.isPlural
    merged.season = season ?? other.season
    merged.partOfDay = partOfDay ?? other.partOfDay
    merged.relativeDay = relativeDay ?? other.relativeDay
    merged.reference = reference ?? other.reference
    merged.modifier = modifier ?? other.modifier
    merged.signal = signal ?? other.signal
    merged.deictic = deictic ?? other.deictic
    merged.clock = clock ?? other.clock
    merged.set = set ?? other.set
    merged.isEvery = isEvery || other.isEvery
    merged.decade = decade ?? other.decade
    merged.isArticle = isArticle || other.isArticle
    merged.isLink = isLink || other.isLink
    merged.isAhead = isAhead || other.isAhead
    merged.isAmbiguous = isAmbiguous || other.isAmbiguous
    return merged
  }
}

/// A unit of time, or a number of them: `fortnight` is two weeks.
struct TimeUnit: Sendable, Equatable {
  var count: Int
  var base: Base

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
  }

  /// Reads `d`, `2w`, `100y`.
  init?(_ text: Substring) {
    let digits = text.prefix { $0.isNumber }
    guard let base = Base(rawValue: String(text.dropFirst(digits.count))),
      let count = digits.isEmpty ? 1 : Int(digits)
    else { return nil }
    (self.count, self.base) = (count, base)
  }

  /// ISO 8601's letter in a duration, and whether it stands behind `T`.
  var designator: (letter: String, isTime: Bool) {
    switch base {
    case .second: ("S", true)
    case .minute: ("M", true)
    case .hour: ("H", true)
    case .day: ("D", false)
    case .week: ("W", false)
    case .month: ("M", false)
    case .quarter: ("Q", false)
    case .year: ("Y", false)
    case .weekend: ("WE", false)
    case .weekday: ("WD", false)
    }
  }
}

extension CalendarWord {
  /// The roles a row can have; all but the last may end in `-ambiguous`.
  private static let roles = [
    "month", "weekday", "unit", "units", "season", "part-of-day", "relative-day", "relative",
    "modifier", "signal", "deictic", "clock", "set", "decade", "article", "link", "ahead",
  ]

  /// Reads `Lexicons/calendar.tsv`; every fault in it is appended to `faults`.
  static func read(
    _ table: LexiconTable, vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) -> PhraseTable<CalendarWord> {
    var words: [(Substring, CalendarWord)] = []
    let columns = table.require(["word", "role", "value"], faults: &faults) ?? []
    for row in table.rows where !columns.isEmpty {
      let fields = columns.map { row.fields[$0] }
      var word = CalendarWord()
      if let (problem, remedy) = word.fill(fields[1], fields[2]) {
        faults.append(
          ResourceFault(
            table.file, line: row.line, source: row.fields.joined(separator: "\t"), problem,
            remedy: remedy))
        continue
      }
      words.append((fields[0], word))
    }
    return PhraseTable(words, vocabulary: &vocabulary) { $0.merged(with: $1) }
  }

  /// The words of the role `clock`, folded. Rows with faults are left to `read`.
  static func clocks(_ table: LexiconTable) -> [[UInt8]: Clock] {
    guard let word = table.index(of: "word"), let role = table.index(of: "role"),
      let value = table.index(of: "value")
    else { return [:] }
    var clocks: [[UInt8]: Clock] = [:]
    for row in table.rows where row.fields[role] == "clock" {
      clocks[Folding.fold(row.fields[word])] = Clock(rawValue: String(row.fields[value]))
    }
    return clocks
  }

  /// Takes over role and value; what is wrong with them, or nil.
  private mutating func fill(
    _ role: Substring, _ value: Substring
  ) -> (problem: String, remedy: String)? {
    let suffix = "-ambiguous"
    isAmbiguous = role.hasSuffix(suffix)
    let name = isAmbiguous ? role.dropLast(suffix.count) : role
    guard Self.roles.contains(String(name)) else {
      return (
        "no role '\(role)' for a word of dates and times",
        NearestName.remedy(for: String(name), among: Self.roles)
      )
    }
    guard !assign(String(name), value) else { return nil }
    return (
      "'\(value)' is no value of a \(name)", "the head of the file says which values it can have"
    )
  }

  /// Whether the role can have the value.
  private mutating func assign(_ role: String, _ value: Substring) -> Bool {
    switch role {
    case "month":
      month = Int(value).flatMap { (1...12).contains($0) ? $0 : nil }
      return month != nil
    case "weekday":
      weekday = Int(value).flatMap { (1...7).contains($0) ? $0 : nil }
      return weekday != nil
    case "unit", "units":
      unit = TimeUnit(value)
      isPlural = role == "units"
      return unit != nil
    case "relative-day":
      relativeDay = Int(value)
      return relativeDay != nil
    case "signal":
      signal = Signal(rawValue: String(value))
      return signal != nil
    case "deictic":
      deictic = Deictic(rawValue: String(value))
      return deictic != nil
    case "decade":
      decade = Int(value)
      return decade != nil
    case "season":
      season = Season(rawValue: String(value))
      return season != nil
    case "part-of-day":
      partOfDay = PartOfDay(rawValue: String(value))
      return partOfDay != nil
    case "relative":
      reference = Reference(rawValue: String(value))
      return reference != nil
    case "modifier":
      modifier = Modifier(rawValue: String(value))
      return modifier != nil
    case "clock":
      clock = Clock(rawValue: String(value))
      return clock != nil
    case "set":
      isEvery = value.isEmpty
      set = TimeUnit(value)
      return isEvery || set != nil
    case "article": isArticle = true
    case "link": isLink = true
    default: isAhead = true
    }
    return true
  }
}
