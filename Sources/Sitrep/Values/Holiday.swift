/// A holiday of `Lexicons/holidays.tsv`, and the day on which it falls in any year.
struct Holiday: Sendable, Equatable {
  /// As it is written in the file: `12-25`, `11-4-#4`, `EASTER+1`.
  let rule: String
  private let date: Date

  private enum Date: Sendable, Equatable {
    case fixed(month: Int, day: Int)
    /// The weekday with a number in a month, from the end where it is negative, and so many
    /// days later.
    case weekday(Int, number: Int, month: Int, later: Int)
    /// Days from Easter Sunday.
    case easter(Int)
  }

  /// Reads a rule; nil where it is none.
  init?(_ rule: Substring) {
    self.rule = String(rule)
    if rule.hasPrefix("EASTER") {
      let days = rule.dropFirst(6)
      guard let offset = days.isEmpty ? 0 : Int(days), abs(offset) < 200 else { return nil }
      date = .easter(offset)
      return
    }
    let parts = rule.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count > 1, let month = Int(parts[0]), (1...12).contains(month),
      let second = Int(parts[1])
    else { return nil }
    if parts.count == 2 {
      guard CalendarDate(year: 2000, month: month, day: second) != nil else { return nil }
      date = .fixed(month: month, day: second)
      return
    }
    let numbers = parts[2].dropFirst().split(separator: "+", omittingEmptySubsequences: false)
    guard parts[2].hasPrefix("#"), (1...7).contains(second), (1...2).contains(numbers.count),
      let number = Int(numbers[0]), number != 0, abs(number) < 6,
      let later = numbers.count == 1 ? 0 : Int(numbers[1]), (0...30).contains(later)
    else { return nil }
    date = .weekday(second, number: number, month: month, later: later)
  }

  /// The day on which it falls; nil in a year that has none.
  func day(in year: Int) -> CalendarDate? {
    switch date {
    case .fixed(let month, let day): return CalendarDate(year: year, month: month, day: day)
    case .weekday(let weekday, let number, let month, let later):
      guard let first = CalendarDate(year: year, month: month, day: 1), let begin = first.weekday
      else { return nil }
      var day = 1 + (weekday - begin + 7) % 7
      if number > 0 {
        day += 7 * (number - 1)
      } else {
        while day + 7 <= CalendarDate.days(in: month, of: year) { day += 7 }
        day += 7 * (number + 1)
      }
      return CalendarDate(year: year, month: month, day: day)?.adding(days: later)
    case .easter(let offset): return Self.easter(year)?.adding(days: offset)
    }
  }

  /// As the text gives it, of any year.
  var timex: String {
    switch date {
    case .fixed(let month, let day): DateFields(month: month, day: day).timex
    case .weekday(let weekday, let number, let month, let later):
      "XXXX-\(DateFields.padded(month))-WXX-\(weekday)-#\(number)"
        + (later == 0 ? "" : "+\(later)")
    case .easter: "XXXX-\(rule)"
    }
  }

  /// Easter Sunday of the Gregorian calendar: the computus of Meeus, Jones and Butcher.
  static func easter(_ year: Int) -> CalendarDate? {
    let (golden, century, rest) = (year % 19, year / 100, year % 100)
    let correction = (century + 8) / 25
    let epact =
      (19 * golden + century - century / 4 - (century - correction + 1) / 3 + 15) % 30
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7
    let late = (golden + 11 * epact + 22 * weekday) / 451
    let number = epact + weekday - 7 * late + 114
    return CalendarDate(year: year, month: number / 31, day: number % 31 + 1)
  }
}

extension Holiday {
  /// Reads `Lexicons/holidays.tsv`; every fault in it is appended to `faults`.
  static func read(
    _ table: LexiconTable, vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) -> PhraseTable<Holiday> {
    var names: [(Substring, Holiday)] = []
    let columns = table.require(["name", "day"], faults: &faults) ?? []
    for row in table.rows where !columns.isEmpty {
      let fields = columns.map { row.fields[$0] }
      guard let holiday = Holiday(fields[1]) else {
        faults.append(
          ResourceFault(
            table.file, line: row.line, source: row.fields.joined(separator: "\t"),
            "'\(fields[1])' is no day of a holiday",
            remedy: "write month and day, month, weekday and number, or EASTER and days"))
        continue
      }
      for name in fields[0].split(separator: "|") { names.append((name, holiday)) }
    }
    return PhraseTable(names, vocabulary: &vocabulary) { first, _ in first }
  }
}
