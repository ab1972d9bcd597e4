/// What a row of an entity lexicon asks for before its names are taken, and when it held:
/// the columns `whole`, `ambiguous`, `priority`, `from` and `until`.
///
/// Plain numbers, so that a column of them costs the hot path nothing.
struct EntryOptions: Hashable, Sendable {
  /// Its names are no part of a longer run of capitalised words.
  var isWhole = false
  /// Its names are common words as well, and it is no place: those have rules of their own.
  var needsContext = false
  /// Among readings that are equally good, the higher wins.
  var priority: Int16 = 0
  /// The first and the last day it held, as year × 10,000 + month × 100 + day.
  var from = Int32.min
  var until = Int32.max

  /// Whether the text around a name has to be looked at.
  var asksForContext: Bool { isWhole || needsContext }

  /// Whether it held for a time only.
  var isDated: Bool { from != .min || until != .max }

  /// Whether it held on some day of a date.
  func held(on date: CalendarDate) -> Bool {
    Self.first(of: date) <= until && Self.last(of: date) >= from
  }

  static func first(of date: CalendarDate) -> Int32 { number(date, 1, 1) }

  static func last(of date: CalendarDate) -> Int32 { number(date, 12, 31) }

  private static func number(_ date: CalendarDate, _ month: Int, _ day: Int) -> Int32 {
    Int32(date.year * 10_000 + (date.month ?? month) * 100 + (date.day ?? day))
  }
}

extension Lexicon {
  /// The readings of a name that count on a day.
  ///
  /// What held on that day goes before what held on another. Where one country has several
  /// of a type, as with a state and its former name, one that held for a time goes before
  /// one that always does if the day lies in its time, and behind it if no day is known.
  /// A name that nothing bears on that day is taken all the same: texts tell of the past.
  /// Those of higher priority come first.
  func preferred(_ entries: [EntryID], on date: CalendarDate?) -> [EntryID] {
    guard entries.count > 1 else { return entries }
    func rank(_ entry: EntryID) -> Int {
      let options = options(of: entry)
      guard options.isDated else { return 1 }
      return date.map { options.held(on: $0) ? 2 : 0 } ?? 0
    }
    var kept = entries
    if entries.contains(where: { options(of: $0).isDated }) {
      let isAnyInTime = date != nil && entries.contains { rank($0) > 0 }
      kept = entries.filter { entry in
        if isAnyInTime, rank(entry) == 0 { return false }
        return !entries.contains { other in
          rank(other) > rank(entry) && type(of: other) == type(of: entry)
            && self[other].country == self[entry].country
        }
      }
    }
    guard kept.contains(where: { options(of: $0).priority != 0 }) else { return kept }
    return kept.enumerated().sorted {
      let (one, other) = (options(of: $0.element).priority, options(of: $1.element).priority)
      return one == other ? $0.offset < $1.offset : one > other
    }.map(\.element)
  }
}

/// Where the options of an entity lexicon stand, and how they are read.
struct OptionColumns {
  /// The columns that hold options; `ambiguous` is one of them.
  static let names = ["case", "whole", "inflected", "ambiguous", "priority", "from", "until"]

  private let letterCase, whole, inflected, ambiguous, priority, from, until: Int?

  init(_ table: LexiconTable) {
    letterCase = table.index(of: "case")
    whole = table.index(of: "whole")
    inflected = table.index(of: "inflected")
    ambiguous = table.index(of: "ambiguous")
    priority = table.index(of: "priority")
    from = table.index(of: "from")
    until = table.index(of: "until")
  }

  /// An alias, and its plural where the row asks for that; the possessive is a token of
  /// its own and needs no form.
  func forms(of alias: Substring, in row: LexiconTable.Row) -> [Substring] {
    guard let inflected, row.fields[inflected] == "yes" else { return [alias] }
    return [alias, Substring(Inflection.third(String(alias)))]
  }

  /// How the letters of the text have to be for an alias, where the row's `case` says it.
  func caseRule(of alias: Substring, in row: LexiconTable.Row) -> LexiconMatcher.CaseRule? {
    switch letterCase.map({ row.fields[$0] }) {
    case "any": .any
    case "sensitive": Self.exact(alias)
    default: nil
    }
  }

  private static func exact(_ alias: Substring) -> LexiconMatcher.CaseRule {
    if alias.allSatisfy({ !$0.isUppercase }) { return .small }
    return alias.allSatisfy { !$0.isLowercase } ? .capitals : .title
  }

  /// Reads the options of a row. What is no value of an option is a fault.
  func read(
    _ row: LexiconTable.Row, into record: inout EntryRecord,
    fault: (_ field: Int, _ problem: String, _ remedy: String) -> Void
  ) {
    func choice(_ column: Int?, _ values: [String]) -> Substring {
      guard let column, case let value = row.fields[column], !value.isEmpty else { return "" }
      if values.contains(String(value)) { return value }
      let allowed = values.joined(separator: " or ")
      fault(column, "'\(value)' is no value of this option", "write \(allowed), or nothing")
      return ""
    }
    func day(_ column: Int?, _ number: (CalendarDate) -> Int32) -> Int32? {
      guard let column, case let value = row.fields[column], !value.isEmpty else { return nil }
      if let date = CalendarDate(value) { return number(date) }
      fault(column, "'\(value)' is no date", "write YYYY, YYYY-MM or YYYY-MM-DD, or nothing")
      return nil
    }
    _ = choice(letterCase, ["any", "sensitive"])
    _ = choice(inflected, ["yes"])
    if choice(whole, ["yes"]) == "yes" { record.flags |= EntryRecord.whole }
    if choice(ambiguous, ["yes"]) == "yes" { record.flags |= EntryRecord.ambiguous }
    record.from = day(from, EntryOptions.first) ?? .min
    record.until = day(until, EntryOptions.last) ?? .max
    if let until, record.from > record.until {
      fault(until, "it ended before it began", "put the earlier day under 'from'")
    }
    if let priority, case let value = row.fields[priority], !value.isEmpty {
      if let number = Int16(value) {
        record.priority = number
      } else {
        fault(priority, "'\(value)' is no priority", "give a whole number, or nothing")
      }
    }
  }
}
