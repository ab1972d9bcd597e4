import Testing

@testable import Sitrep

@Suite struct TimeFinderTests {
  /// A Sunday.
  private static let frame = TimeFrame("2024-10-27T10:30:00")!

  @Test("the shipped vocabularies have no fault")
  func loads() {
    #expect(ValueSamples.shipped.faults.map(\.description) == [])
  }

  /// Brackets mark what must be found; a row without any must find nothing. Behind a value
  /// stands its modifier; `-` is a time without a value.
  @Test(
    "finds times and their values",
    arguments: [
      // dates of the calendar
      ("On [October 28, 2024] they left", ["2024-10-28"]),
      ("On [28 October 2024] they left", ["2024-10-28"]),
      ("On [Oct. 28] they left", ["2024-10-28"]),
      ("[the 28th of October] was a [Monday morning]", ["2024-10-28", "2024-10-21"]),
      ("in [March 2003]", ["2003-03"]),
      ("on [2024-10-28 at 10:30]", ["2024-10-28T10:30"]),
      ("on [Friday, September 9, 2016]", ["2016-09-09"]),
      ("[October 28–30]", ["2024-10-28/2024-10-30"]),
      (
        "in [1979], since [2001], by [2030] and from [1882]",
        [
          "1979", "2001 ON_OR_AFTER", "2030 BEFORE", "1882 ON_OR_AFTER",
        ]
      ),
      ("[1979]: the shah falls", ["1979"]),
      ("the [2014] protests of [2013]–[2014]", ["2014", "2013", "2014"]),
      ("([1882]), [the year 1882] and 1500 men", ["1882", "1882"]),
      ("[the 1990s] and [the mid-1980s]", ["199", "198 MID"]),
      ("in [the 19th century]", ["18"]),
      ("in [the summer of 2010]", ["2010-SU"]),
      // days of the week, months
      ("left on [Friday]", ["2024-10-25"]),
      ("left on [Sunday]", ["2024-10-27"]),
      ("deploy by [Monday]", ["2024-10-28 BEFORE"]),
      ("left [last Friday], back [next Friday]", ["2024-10-18", "2024-11-01"]),
      ("will leave on [Tuesday]", ["2024-10-29"]),
      ("in [August]", ["2024-08"]),
      ("since [August]", ["2024-08 ON_OR_AFTER"]),
      ("[early August]", ["2024-08 START"]),
      ("in [December]", ["2024-12"]),
      ("by [the end of the year]", ["2024 BEFORE END"]),
      ("in [May], on [May 3], they may march", ["2024-05", "2024-05-03"]),
      ("troops march in [March]", ["2024-03"]),
      // days and units from the reference
      (
        "[today], [yesterday], [tomorrow] and [tonight]",
        [
          "2024-10-27", "2024-10-26", "2024-10-28", "2024-10-27",
        ]
      ),
      ("[last week], [last month], [last year]", ["2024-W42", "2024-09", "2023"]),
      ("[this week], [next month], [next year]", ["2024-W43", "2024-11", "2025"]),
      ("[two days ago] and [three years ago]", ["2024-10-25", "2021"]),
      ("[a week ago] and [two months ago]", ["2024-W42", "2024-08"]),
      ("[two days later] and [that week]", ["2024-10-29", "2024-W44"]),
      // durations and sets
      ("for [three weeks]; [48 hours]", ["P3W", "PT48H"]),
      ("in [the past three months]", ["P3M"]),
      ("a [two-day] visit, for [years]", ["P2D", "PXY"]),
      ("[several weeks] and [two or three days]", ["PXW", "PXD"]),
      ("[every Friday] and [daily]", ["XXXX-WXX-5", "P1D"]),
      // times of day
      ("at [6pm], [10:30 a.m.], [1530 UTC]", ["T18:00", "T10:30", "T15:30Z"]),
      // no times
      ("2000 troops, 1,500 men, more than 2000", []),
      ("they may march", []),
      ("a second man in the fall", []),
      ("a 12-year-old boy", []),
      ("Resolution 1970", []),
    ] as [(MarkedExample, [String])])
  func findsTimes(_ sample: MarkedExample, _ values: [String]) {
    let found = ValueSamples.shipped.find(in: sample.text, Self.frame).times
    #expect(found.map(\.span) == sample.spans)
    #expect(found.map(describe) == values)
  }

  @Test(
    "leaves open what hangs on a date that is not known",
    arguments: [
      ("October 28", "XXXX-10-28"), ("Friday", "XXXX-WXX-5"), ("yesterday", "-"),
      ("last week", "-"), ("October 28, 2024", "2024-10-28"), ("February 29", "XXXX-02-29"),
    ])
  func leavesOpen(_ text: String, _ value: String) {
    #expect(ValueSamples.shipped.find(in: text).times.map(describe) == [value])
  }

  @Test(
    "numbers weeks as ISO 8601 does",
    arguments: [
      ("2024-01-01", "2024-W01"), ("2021-01-03", "2020-W53"), ("2024-12-30", "2025-W01"),
      ("2026-12-31", "2026-W53"), ("2023-01-01", "2022-W52"),
    ])
  func numbersWeeks(_ day: String, _ week: String) {
    #expect(CalendarDate(day)?.week == week)
  }

  @Test("tells what is wrong in the vocabulary")
  func tellsFaults() {
    let file = """
      word\trole\tvalue
      may\tmonht-ambiguous\t5
      june\tmonth\t13
      week\tunit\tweek
      """
    var (vocabulary, faults) = (Vocabulary(), [ResourceFault]())
    let table = LexiconTable(
      ResourceFile(path: "calendar.tsv", bytes: Array(file.utf8)), faults: &faults)
    let numbers = ValueSamples.shipped.quantities.grammar
    let holidays = LexiconTable(
      ResourceFile(path: "holidays.tsv", bytes: Array("name\tday\nyule\t13-1\n".utf8)),
      faults: &faults)
    _ = TimeFinder(
      table, holidays: holidays, numbers: numbers, units: UnitTable(),
      vocabulary: &vocabulary, faults: &faults)
    #expect(faults.map(\.line) == [2, 3, 4, 2])
    #expect(faults.first?.remedy == "did you mean 'month'?")
  }

  private func describe(_ time: TimeExpression) -> String {
    (time.value ?? "-") + (time.modifier.map { " " + $0 } ?? "")
  }
}
