@testable import Sitrep

/// An expression of time, made from its value by a grammar that goes the other way from that
/// of the engine, with a calendar of its own; the same for the same number on every machine.
struct TimePhrase {
  private(set) var text = ""
  /// ISO 8601, as the output has it.
  private(set) var value = ""
  /// What stands before it in the sentence.
  private(set) var lead = "They left on "
  /// The date of the document.
  let reference: String

  private let today: Day

  init(number: Int) {
    var random = SeededGenerator(seed: UInt64(bitPattern: Int64(number)))
    today = Day(number: Int.random(in: -25_000...25_000, using: &random))
    reference = today.iso
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1: makeDate(&random)
    case 2: makePart(&random)
    case 3: makeDistance(&random)
    case 4: makeDuration(&random)
    case 5: makeClock(&random)
    case 6: makeTurn(&random)
    default: makeSet(&random)
    }
  }

  /// A day of the calendar, reckoned from the days since 1970 by the cycle of 400 years.
  private struct Day {
    /// Since 1 January 1970.
    let number: Int
    private(set) var year: Int
    private(set) var month: Int
    private(set) var day: Int

    init(number: Int) {
      self.number = number
      (year, month, day) = (1970, 1, 1)
      var rest = number
      while rest < 0 { (year, rest) = (year - 1, rest + Self.days(in: year - 1)) }
      while rest >= Self.days(in: year) { (rest, year) = (rest - Self.days(in: year), year + 1) }
      while rest >= Self.days(of: month, year) {
        (rest, month) = (rest - Self.days(of: month, year), month + 1)
      }
      day = rest + 1
    }

    static func days(in year: Int) -> Int { isLeap(year) ? 366 : 365 }

    static func isLeap(_ year: Int) -> Bool {
      year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    static func days(of month: Int, _ year: Int) -> Int {
      [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// 0 for Monday; the first day of 1970 was a Thursday.
    var weekday: Int { ((number + 3) % 7 + 7) % 7 }

    var iso: String { "\(year)-\(month.padded)-\(day.padded)" }

    /// The ISO week: that of the Thursday in it.
    var week: String {
      let thursday = Day(number: number - weekday + 3)
      let first = thursday.number - Day.place(of: thursday)
      return "\(thursday.year)-W\(((thursday.number - first) / 7 + 1).padded)"
    }

    /// Days since the first of its year.
    private static func place(of day: Day) -> Int {
      (1..<day.month).reduce(day.day - 1) { $0 + days(of: $1, day.year) }
    }
  }
}

// MARK: - Points

extension TimePhrase {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  private static func ordinal(_ day: Int) -> String {
    let isTeen = (11...13).contains(day)
    return "\(day)" + (isTeen ? "th" : ["th", "st", "nd", "rd"][day % 10 > 3 ? 0 : day % 10])
  }

  private static func anyDay(_ random: inout SeededGenerator) -> Day {
    Day(number: Int.random(in: -25_000...25_000, using: &random))
  }

  private mutating func makeDate(_ random: inout SeededGenerator) {
    let day = Self.anyDay(&random)
    let (month, short) = (Self.months[day.month - 1], Self.months[day.month - 1].prefix(3))
    value = day.iso
    switch Int.random(in: 0..<9, using: &random) {
    case 0: text = "\(month) \(day.day), \(day.year)"
    case 1: text = "\(day.day) \(month) \(day.year)"
    case 2: text = "\(month) \(Self.ordinal(day.day)), \(day.year)"
    case 3: text = "the \(Self.ordinal(day.day)) of \(month) \(day.year)"
    case 4: text = "\(Self.weekdays[day.weekday]), \(month) \(day.day), \(day.year)"
    case 5: text = "\(Self.weekdays[day.weekday]) \(day.day) \(month) \(day.year)"
    case 6: text = "\(short) \(day.day), \(day.year)"
    case 7: text = day.iso
    default: text = "\(day.day)-\(short)-\(day.year)"
    }
  }

  /// A month, quarter, season, year, decade or century.
  private mutating func makePart(_ random: inout SeededGenerator) {
    lead = "They left in "
    let (year, month) = (
      Int.random(in: 1900...2090, using: &random), Int.random(in: 1...12, using: &random)
    )
    switch Int.random(in: 0..<8, using: &random) {
    case 0: (text, value) = ("\(Self.months[month - 1]) \(year)", "\(year)-\(month.padded)")
    case 1: (text, value) = ("\(Self.months[month - 1]) of \(year)", "\(year)-\(month.padded)")
    case 2: (text, value) = ("early \(Self.months[month - 1]) \(year)", "\(year)-\(month.padded)")
    case 3:
      let quarter = (month - 1) / 3 + 1
      let rank = ["first", "second", "third", "fourth"][quarter - 1]
      text =
        Bool.random(using: &random) ? "Q\(quarter) \(year)" : "the \(rank) quarter of \(year)"
      value = "\(year)-Q\(quarter)"
    case 4:
      let (season, code) = [("spring", "SP"), ("summer", "SU"), ("winter", "WI")].any(&random)
      (text, value) = ("the \(season) of \(year)", "\(year)-\(code)")
    case 5: (text, value) = ("\(year)", "\(year)")
    case 6: (text, value) = ("the \(year / 10)0s", "\(year / 10)")
    default:
      let century = Int.random(in: 11...21, using: &random)
      (text, value) = ("the \(Self.ordinal(century)) century", "\(century - 1)")
    }
  }

  /// `three weeks ago`
  private mutating func makeDistance(_ random: inout SeededGenerator) {
    lead = "They left "
    let count = Int.random(in: 2...40, using: &random)
    let number = NumberPhrase.count(count, &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: (text, value) = ("\(number) days ago", Day(number: today.number - count).iso)
    case 1: (text, value) = ("\(number) weeks ago", Day(number: today.number - 7 * count).week)
    case 2:
      let months = today.year * 12 + today.month - 1 - count
      (text, value) = ("\(number) months ago", "\(months / 12)-\((months % 12 + 1).padded)")
    default: (text, value) = ("\(number) years ago", "\(today.year - count)")
    }
  }

  /// `last week`, `next month`, `yesterday`
  private mutating func makeTurn(_ random: inout SeededGenerator) {
    lead = "They left "
    let (word, steps) = [("last", -1), ("this", 0), ("next", 1)].any(&random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0:
      let (name, days) = [("yesterday", -1), ("today", 0), ("tomorrow", 1)].any(&random)
      (text, value) = (name, Day(number: today.number + days).iso)
    case 1: (text, value) = ("\(word) week", Day(number: today.number + 7 * steps).week)
    case 2:
      let months = today.year * 12 + today.month - 1 + steps
      (text, value) = ("\(word) month", "\(months / 12)-\((months % 12 + 1).padded)")
    case 3: (text, value) = ("\(word) year", "\(today.year + steps)")
    default:
      let weekday = Int.random(in: 0..<7, using: &random)
      let day = Day(number: today.number - today.weekday + 7 * steps + weekday)
      (text, value) = ("\(word) \(Self.weekdays[weekday])", day.iso)
    }
  }
}

// MARK: - Times of day, durations and sets

extension TimePhrase {
  private mutating func makeClock(_ random: inout SeededGenerator) {
    lead = "They left at "
    let (hour, minute) = (
      Int.random(in: 0..<24, using: &random), Int.random(in: 0..<60, using: &random)
    )
    let (twelve, half) = ((hour + 11) % 12 + 1, hour < 12 ? "a" : "p")
    let clock = "T\(hour.padded):\(minute.padded)"
    switch Int.random(in: 0..<6, using: &random) {
    case 0: (text, value) = ("\(hour.padded):\(minute.padded)", clock)
    case 1: (text, value) = ("\(twelve):\(minute.padded) \(half).m.", clock)
    case 2: (text, value) = ("\(twelve)\(half)m", "T\(hour.padded):00")
    case 3: (text, value) = ("\(twelve).\(minute.padded)\(half)m", clock)
    case 4:
      let day = Self.anyDay(&random)
      text =
        "\(twelve):\(minute.padded) \(half).m. on \(Self.months[day.month - 1]) \(day.day), \(day.year)"
      value = day.iso + clock
    default:
      let (name, days) = [("yesterday", -1), ("today", 0), ("tomorrow", 1)].any(&random)
      text = "\(twelve):\(minute.padded) \(half).m. \(name)"
      value = Day(number: today.number + days).iso + clock
    }
  }

  private mutating func makeDuration(_ random: inout SeededGenerator) {
    lead = "They fought for "
    let units = [
      ("second", "TS"), ("minute", "TM"), ("hour", "TH"), ("day", "D"), ("week", "W"),
      ("month", "M"), ("year", "Y"),
    ]
    let (name, code) = units.any(&random)
    let count = Int.random(in: 2...90, using: &random)
    let (time, letter) = (code.count > 1 ? "T" : "", code.suffix(1))
    switch Int.random(in: 0..<4, using: &random) {
    case 0, 1:
      (text, value) = (
        "\(NumberPhrase.count(count, &random)) \(name)s", "P\(time)\(count)\(letter)"
      )
    case 2:
      text = "\(NumberPhrase.count(count, &random)) and a half \(name)s"
      value = "P\(time)\(count).5\(letter)"
    default:
      let months = Int.random(in: 2...11, using: &random)
      text = "\(NumberPhrase.count(count, &random)) years and \(months) months"
      value = "P\(count)Y\(months)M"
    }
  }

  private mutating func makeSet(_ random: inout SeededGenerator) {
    lead = "They left "
    let (name, code) = [("day", "D"), ("week", "W"), ("month", "M"), ("year", "Y")].any(&random)
    let count = Int.random(in: 2...20, using: &random)
    let weekday = Int.random(in: 0..<7, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: (text, value) = ("every \(name)", "P1\(code)")
    case 1:
      (text, value) = ("every \(NumberPhrase.count(count, &random)) \(name)s", "P\(count)\(code)")
    case 2: (text, value) = ("every other \(name)", "P2\(code)")
    case 3: (text, value) = ("twice a \(name)", "P1\(code)")
    default: (text, value) = ("every \(Self.weekdays[weekday])", "XXXX-WXX-\(weekday + 1)")
    }
  }
}

extension Int {
  /// In two digits.
  fileprivate var padded: String { self < 10 ? "0\(self)" : "\(self)" }
}
