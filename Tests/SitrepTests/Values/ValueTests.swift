import Testing

@testable import Sitrep

/// What holds for any text.
@Suite struct ValueTests {
  static let pieces = [
    "1", "12", "1979", "12,000", "2024", "10", "30", ",", ".", ":", "-", "–", "—", "/", "%", "$",
    "€", "+", "(", ")", "\"", "'s", "two", "twenty", "hundred", "thousand", "million", "a", "an",
    "and", "of", "to", "or", "between", "up to", "more than", "about", "several", "dozens",
    "half", "October", "Oct.", "May", "Friday", "last", "next", "the", "early", "mid", "end of",
    "week", "days", "ago", "later", "today", "every", "28th", "1990s", "6pm", "century", "in",
    "by", "summer", "9999", "from", "until", "/", "~", "Easter", "Thanksgiving", "first",
    "last", "this", "weeks", "years", "before", "after", "starting", "Q1", "H2", "noon",
    "half past", "in the evening", "at", "twice", "each", "later", "999999999", "the day",
    "previous", "following", "decade", "February", "31", "29", "week of", "to date", "é", "日",
    "\u{1F600}", "\n", "troops", "Flight", "٣", "one hundred",
    "km", "10km", "USD", "USD115", "5m", "minus", "°", "C", "years old", "aged", "x", "per",
    "square",
    "cents", "feet", "in", "more than", "no more", "of age", "²", "½", "<kg>", "kuai",
  ]

  @Test("never traps, and keeps its promises", arguments: UInt64(0)..<300)
  func keepsPromises(seed: UInt64) {
    var random = SeededGenerator(seed: seed)  // the failing seed is the bug report
    let text = random.text(of: Self.pieces, upTo: 60)
    let dates = [nil, "0001-01-01", "0001", "9999-12-31T23:59:59", "2024-02-29T10:00", "2023-11"]
    let date = dates.randomElement(using: &random)!
    var frame = date.flatMap { TimeFrame($0) } ?? TimeFrame()
    frame.isDayFirst = Bool.random(using: &random)
    let (times, quantities) = ValueSamples.shipped.find(in: text, frame)
    let bytes = text.utf8.count
    let spans = times.map(\.span) + quantities.map(\.span)
    #expect(spans.allSatisfy { $0.count > 0 && $0.end <= bytes })
    #expect(zip(times, times.dropFirst()).allSatisfy { $0.span.end <= $1.span.start })
    #expect(zip(quantities, quantities.dropFirst()).allSatisfy { $0.span.end <= $1.span.start })
    for quantity in quantities {
      #expect(!times.contains { $0.span.overlaps(quantity.span) })
      if let low = quantity.low, let high = quantity.high { #expect(low <= high) }
    }
  }

  @Test("passes over nothing that the slow way finds", arguments: UInt64(0)..<600)
  func passesOverNothing(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let text = random.text(of: Self.pieces, upTo: 40)
    let (fast, slow) = (
      ValueSamples.shipped.find(in: text),
      ValueSamples.shipped.find(in: text, looksEverywhere: true)
    )
    #expect(fast.times == slow.times)
    #expect(fast.quantities == slow.quantities)
  }

  @Test("the same text gives the same values", arguments: UInt64(0)..<20)
  func isRepeatable(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let text = random.text(of: Self.pieces, upTo: 60)
    let (one, other) = (ValueSamples.shipped.find(in: text), ValueSamples.shipped.find(in: text))
    #expect(one.times == other.times)
    #expect(one.quantities == other.quantities)
  }

  @Test(
    "takes any range", arguments: [0..<0, -5..<2, 3..<900, 500..<900, -9..<(-3), 2..<4])
  func takesAnyRange(_ range: Range<Int>) {
    let text = "On October 28 up to 12,000 men left by 10:30"
    let found = ValueSamples.shipped.find(in: text, range: range)
    #expect(found.times.allSatisfy { $0.span.end <= text.utf8.count })
  }

  /// Rows of words that a grammar could read again from each of them.
  @Test(
    "reads long rows in linear time", .timeLimit(.minutes(5)),
    arguments: [
      "one hundred ", "million ", "five million ", "and ", "the ", "1979-", "1-", "up to ",
      "10:", "a ", "twenty and ", "last ", "October ", "9,", "between ", "$", "a couple of ", "1/",
      "1/1/", "Friday ",
      "from ", "to ", "2014-", "week of ", "the week of the ", "two days before ", "end of the ",
      "5 to ", "at 5 ", "first week of ", "every ", "Monday - ", "1 day ", "in the morning ",
      "years ago ", "3 pm or later ", "Easter ", "next year's ", "Q1 ", "half past ",
    ])
  func isLinear(_ piece: String) {
    let text = String(repeating: piece, count: 20_000)
    let found = ValueSamples.shipped.find(
      in: text, TimeFrame(date: CalendarDate(year: 2024, month: 10, day: 27)))
    #expect(found.times.count + found.quantities.count <= 40_000)
  }
}
