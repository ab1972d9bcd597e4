import Testing

@testable import Sitrep

/// What the grammar of times puts together. In each row the times of the text, with value,
/// timex where it is another, and modifier.
@Suite struct TimeGrammarTests {
  /// A Sunday.
  private static let frame = TimeFrame("2024-10-27T10:30:00")!

  /// `Scripts/fuzz --times` parses ten million.
  @Test("parses back what a grammar made", arguments: 0..<FuzzRun.shards)
  func parsesBack(shard: Int) {
    FuzzRun.read(shard) { number in
      let phrase = TimePhrase(number: number)
      let start = UInt32(phrase.lead.utf8.count)
      let span = TextSpan(start, start + UInt32(phrase.text.utf8.count))
      let found = ValueSamples.shipped.find(
        in: phrase.lead + phrase.text + ".", TimeFrame(phrase.reference)!
      ).times
      if found.count != 1 || found[0].span != span || found[0].value != phrase.value {
        Issue.record(
          "input \(number), \(phrase.reference): \(phrase.lead)\(phrase.text), \(phrase.value), as \(found.map(describe))"
        )
      }
    }
  }

  @Test(
    "reads dates in all notations",
    arguments: [
      ("seen on [10/28/2024] and on [2024/10/28]", ["2024-10-28", "2024-10-28"]),
      ("seen on [28.10.2024] and [28/Oct/2024]", ["2024-10-28", "2024-10-28"]),
      ("on [20241028], in [2015-3] and in [12-2015]", ["2024-10-28", "2015-03", "2015-12"]),
      (
        "born [4 July 1995], [the fourth of July of 1995] and [July 4th of 1995]",
        ["1995-07-04", "1995-07-04", "1995-07-04"]
      ),
      (
        "since [nineteen ninety-six] and until [two thousand and fifteen]",
        ["1996 ON_OR_AFTER", "2015 BEFORE"]
      ),
      (
        "on [Friday the 25th], on [Friday, October 25]",
        ["2024-10-25", "2024-10-25 XXXX-10-25"]
      ),
      ("[feb 30 2019]", ["- 2019-02-30"]),
      (
        "on [10/11], [10/12] or [10/13]",
        ["2024-10-11 XXXX-10-11", "2024-10-12 XXXX-10-12", "2024-10-13 XXXX-10-13"]
      ),
    ] as [(MarkedExample, [String])])
  func readsNotations(_ sample: MarkedExample, _ values: [String]) {
    expect(sample, values)
  }

  @Test("reads the day first where it is told to")
  func readsDayFirst() {
    var frame = Self.frame
    frame.isDayFirst = true
    let found = ValueSamples.shipped.find(in: "seen on 5/6/2017 and on 10/28/2016", frame).times
    #expect(found.map(\.value) == ["2017-06-05", "2016-10-28"])
  }

  @Test(
    "reads parts of the calendar",
    arguments: [
      (
        "in [2024 Q3], in [fiscal year 2023] and [the calendar year 2023]",
        ["2024-Q3 (2024-07-01,2024-10-01,P3M)", "FY2023", "2023"]
      ),
      (
        "in [week 31] and [the week of October 7]", ["2024-W31", "2024-W41 XXXX-10-07-W"]
      ),
      (
        "[the first week of 2021], [the last Monday of May]",
        ["2021-W01", "2024-05-27 XXXX-05-WXX-1-#-1"]
      ),
      (
        "[the 15th day of next month], [next year's first quarter]",
        ["2024-11-15", "2025-Q1 (2025-01-01,2025-04-01,P3M)"]
      ),
      (
        "[Christmas 2023], [Easter Monday] and [Thanksgiving 2023]",
        ["2023-12-25", "2024-04-01 XXXX-EASTER+1", "2023-11-23"]
      ),
      ("[the week before last], [the week after next]", ["2024-W41", "2024-W45"]),
      ("[this upcoming Friday], [last Wednesday]", ["2024-11-01", "2024-10-16"]),
      ("[the early hours of Friday]", ["2024-10-25 XXXX-WXX-5TMO"]),
      ("over [the weekend]", ["2024-W43-WE"]),
    ] as [(MarkedExample, [String])])
  func readsParts(_ sample: MarkedExample, _ values: [String]) {
    expect(sample, values)
  }

  @Test(
    "reads times of day",
    arguments: [
      ("at [half past seven], [quarter to nine in the evening]", ["T07:30", "T20:45"]),
      ("at [noon], at [15:00 GMT]", ["T12:00 T12", "T15:00Z T15:00"]),
      (
        "[tonight around 7], [tomorrow at 8:00 am]",
        ["2024-10-27T19:00 2024-10-27T19", "2024-10-28T08:00"]
      ),
      ("[9 am on Tuesday]", ["2024-10-22T09:00 XXXX-WXX-2T09"]),
      ("in [20 minutes]", ["2024-10-27T10:50 2024-10-27T10:50:00"]),
      ("from [3 to 5 pm]", ["T15:00/T17:00 (T15,T17,PT2H)"]),
      (
        "[Tuesday from 2:00 to 2:30 pm]",
        ["2024-10-22T14:00/2024-10-22T14:30 (XXXX-WXX-2T14:00,XXXX-WXX-2T14:30,PT30M)"]
      ),
    ] as [(MarkedExample, [String])])
  func readsTimesOfDay(_ sample: MarkedExample, _ values: [String]) {
    expect(sample, values)
  }

  @Test(
    "reads stretches, distances and sets",
    arguments: [
      ("[two weeks before Christmas]", ["2024-12-11"]),
      (
        "[three weeks from tomorrow], [a year and a half ago]",
        ["2024-11-18", "2023-04 2023-04-27"]
      ),
      ("[the next 3 days]", ["P3D (2024-10-28,2024-10-31,P3D)"]),
      ("for [an hour and a half], [2 years 1 month and 21 days]", ["PT1.5H", "P2Y1M21D"]),
      ("[3 days starting Monday]", ["P3D (2024-10-21,2024-10-24,P3D)"]),
      (
        "[every other Friday], [twice a week], [each day at 4 pm], [Tuesdays]",
        ["XXXX-WXX-5", "P1W", "T16", "XXXX-WXX-2"]
      ),
      ("[10 and 20 March]", ["2024-03-10/2024-03-20 (XXXX-03-10,XXXX-03-20,P10D)"]),
      ("[Nov-Feb 2017]", ["2016-11/2017-02 (2016-11-01,2017-02-01,P92D)"]),
      ("in the years [2012–13]", ["2012/2013 (2012-01-01,2013-01-01,P366D)"]),
      ("[to date]", ["PRESENT_REF BEFORE"]),
      (
        "On [May 3, 2021] he fell, [two days later] he rose, [the next day] he went",
        ["2021-05-03", "2021-05-05", "2021-05-06"]
      ),
      ("[a week after] the vote, his [last day]", ["-", "-"]),
    ] as [(MarkedExample, [String])])
  func readsStretches(_ sample: MarkedExample, _ values: [String]) {
    expect(sample, values)
  }

  @Test(
    "tells which days are meant",
    arguments: [
      ("before 2010", nil, "2010-01-01"), ("since 2010", "2010-01-01", nil),
      ("after 2018", "2019-01-01", nil), ("until 2018", nil, "2019-01-01"),
      ("2018 or later", "2018-01-01", nil), ("last week", "2024-10-14", "2024-10-21"),
      ("the summer of 2010", "2010-06-01", "2010-09-01"),
      ("in the 1990s", "1990-01-01", "2000-01-01"),
    ] as [(String, String?, String?)])
  func tellsBounds(_ text: String, _ begin: String?, _ end: String?) {
    let found = ValueSamples.shipped.find(in: text, Self.frame).times
    #expect(found.map(\.begin) == [begin])
    #expect(found.map(\.end) == [end])
  }

  @Test("bounds that stand by themselves stay times, and open a range")
  func keepsBounds() {
    let found = ValueSamples.shipped.find(in: "from 2004 to 2009", Self.frame).times
    #expect(found.map(\.value) == ["2004", "2009"])
    #expect(found.first?.range?.value == "2004/2009")
    #expect(found.first?.range?.begin == "2004-01-01")
    #expect(found.first?.range?.end == "2010-01-01")
  }

  @Test(
    "leaves alone what is no time",
    arguments: [
      "a 4:3 ratio", "a score of 3-2", "1/4 cup", "Lineage B.1.1.7", "an up to date list",
      "Player of the Year", "(USA Today)", "the Daily Mail", "People's Daily", "a Christmas tree",
      "Call 206-555-1212", "at 6.45 percent",
      "from four to eleven feet", "District 8-4A", "the engine ran at 24", "it may rain, may it",
    ])
  func findsNothing(_ text: String) {
    #expect(ValueSamples.shipped.find(in: text, Self.frame).times.map(\.span) == [])
  }

  @Test(
    "reckons Easter",
    arguments: [
      (2018, "2018-04-01"), (2019, "2019-04-21"), (2023, "2023-04-09"), (2000, "2000-04-23"),
    ])
  func reckonsEaster(_ year: Int, _ day: String) {
    #expect(Holiday.easter(year)?.description == day)
  }

  private func expect(_ sample: MarkedExample, _ values: [String]) {
    let found = ValueSamples.shipped.find(in: sample.text, Self.frame).times
    #expect(found.map(\.span) == sample.spans)
    #expect(found.map(describe) == values)
  }

  private func describe(_ time: TimeExpression) -> String {
    let timex = time.timex == time.value ? nil : time.timex
    return ([time.value ?? "-", timex, time.modifier] as [String?]).compactMap { $0 }
      .joined(separator: " ")
  }
}
