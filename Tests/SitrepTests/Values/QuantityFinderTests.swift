import Testing

@testable import Sitrep

@Suite struct QuantityFinderTests {
  /// Brackets mark what must be found; a row without any must find nothing. The values:
  /// `low..high`, one number where both are the same, `~` for approximate, and the kind
  /// behind it where it is no count.
  @Test(
    "finds quantities, their bounds, and nothing else",
    arguments: [
      // digits
      ("[12,000] soldiers", ["12000"]),
      ("[1.2 million] people fled", ["1200000"]),
      ("[5000] troops", ["5000"]),
      ("about to send [2000] troops", ["2000"]),
      ("[0.25] of a ton", ["0.25"]),
      ("a convoy of [40] trucks", ["40"]),
      ("another [75] and the first [49]", ["75", "49"]),
      ("Kenya sent [400], Chad [200].", ["400", "200"]),
      ("a [300]-strong force", ["300"]),
      // words
      ("[twenty-five thousand] men", ["25000"]),
      ("[two dozen] vehicles", ["24"]),
      ("[half a million] refugees", ["500000"]),
      ("[two] warships", ["2"]),
      ("[Sixteen] of them", ["16"]),
      ("[one hundred and fifty] police", ["150"]),
      ("[a hundred] men", ["100"]),
      ("[fifteen hundred] men", ["1500"]),
      ("[two and a half million] people", ["2500000"]),
      ("[one] soldier, one of many, no one else", ["1"]),
      // vague
      ("[several thousand] troops", ["~3000.."]),
      ("[Several hundred] fighters", ["~300.."]),
      ("[several] ships", ["~3.."]),
      ("[hundreds] of troops", ["~200.."]),
      ("[dozens] of tanks", ["~24.."]),
      ("[tens of thousands] fled", ["~20000.."]),
      ("[a couple of hundred] men", ["200"]),
      ("[a few hundred] men", ["~300.."]),
      // ranges
      ("[between 10,000 and 12,000] men", ["10000..12000"]),
      ("[5,000 to 7,000] men", ["5000..7000"]),
      ("[200 or 300] men", ["200..300"]),
      ("[10-12,000] men", ["10000..12000"]),
      ("[10–12] ships", ["10..12"]),
      ("[two to three thousand] men", ["2000..3000"]),
      ("[5 or 6 million] people", ["5000000..6000000"]),
      ("grew from [5,000] to [7,000]", ["5000", "7000"]),
      ("between [five] warring parties", ["5"]),
      // bounds
      ("[up to 12,000] troops", ["..12000"]),
      ("[as many as 250] police", ["..250"]),
      ("[more than 100] men", ["100.."]),
      ("[at least 100] men", ["100.."]),
      ("[fewer than 600] men", ["..600"]),
      ("[no more than 600] men", ["..600"]),
      ("[over 300] men", ["300.."]),
      ("[40 or more] men", ["40.."]),
      ("[200+] men", ["200.."]),
      ("[Up to several thousand] men", ["~.."]),
      // as other countries write them
      ("[1 250 000] people and [1.000] soldiers", ["1250000", "1000"]),
      ("[1,5 million] men", ["1500000"]),
      ("[2½ million] men", ["2500000"]),
      // none, and multiples
      ("There are [no] soldiers in No. 10", ["0"]),
      ("[three times as many] tanks, [twice the number] of guns", ["3 multiple", "2 multiple"]),
      // approximators
      ("[some 40-odd] men", ["~40"]),
      ("[3,000-plus] men", ["3000.."]),
      ("[one or two] men, [between 150 to 200] guns", ["1..2", "150..200"]),
      ("[roughly 28,500] troops", ["~28500"]),
      ("[About 8,000] men", ["~8000"]),
      ("[an estimated 300] men", ["~300"]),
      ("[Some 18,000] men; some men", ["~18000"]),
      ("[200 or so] men", ["~200"]),
      ("[up to an estimated 40,000] men", ["~..40000"]),
      // percent and money
      ("[85%] of them", ["85 percent"]),
      ("[85 percent] of them", ["85 percent"]),
      ("[about 10-15%] of them", ["~10..15 percent"]),
      ("[$5 billion] in aid", ["5000000000 money"]),
      ("[€500,000] for [20] schools", ["500000 money", "20"]),
      ("[500 euros] each", ["500 money"]),
      ("[over £1.5 million]", ["1500000.. money"]),
      // no quantities
      ("the 155th Naval Infantry Brigade", []),
      ("an F-16, an Il-76, a Tu-154 and T-72 tanks", []),
      ("a Boeing 757 and Flight 370", []),
      ("Resolution 1701 and No. 10", []),
      ("October 28 and 28 October 2024", []),
      ("in 1979, since 2003 and by 2030", []),
      ("at 10:30 and 2024-10-28", []),
      ("won 3-2 and lost 0-1", []),
      ("a two-star general, a five-day visit", []),
      // At the start of a sentence a capital says nothing.
      ("[Six] nations played in the Six Nations", ["6"]),
      ("see http://example.com/2/35.html", []),
      ("9/11 and 1/2", []),
      ("call 555-1234-5678", []),
      ("one of them, no one, one another", []),
      ("version 1.2.3", []),
      ("about the war, over there, up to them, some men", []),
    ] as [(MarkedExample, [String])])
  func findsQuantities(_ sample: MarkedExample, _ values: [String]) {
    let found = ValueSamples.shipped.find(in: sample.text).quantities
    #expect(found.map(\.span) == sample.spans)
    #expect(found.map(describe) == values)
  }

  @Test(
    "cites the rule",
    arguments: [
      ("5 men", "count/digits"), ("five men", "count/words"), ("dozens", "count/vague"),
      ("5 to 7 men", "count/range"), ("up to 5 men", "count/upper"),
      ("at least 5 men", "count/lower"), ("5%", "percent"), ("$5", "money/before"),
    ])
  func citesTheRule(_ text: String, _ rule: String) {
    #expect(ValueSamples.shipped.find(in: text).quantities.map(\.rule) == [rule])
  }

  @Test("reads digits of any length")
  func readsLongDigits() {
    #expect(NumberGrammar.value(of: Array("1,234,567.25".utf8)[...]) == 1_234_567.25)
    #expect(NumberGrammar.value(of: Array("1.91".utf8)[...]) == 1.91)
    #expect(NumberGrammar.value(of: Array("12,34".utf8)[...]) == nil)
    #expect(NumberGrammar.value(of: Array("1.2.3".utf8)[...]) == nil)
    let long = String(repeating: "9", count: 30)
    let huge = NumberGrammar.value(of: Array(long.utf8)[...]) ?? 0
    #expect(abs(huge / 1e30 - 1) < 1e-9)
    let fraction = "0." + String(repeating: "3", count: 1000)
    let third = NumberGrammar.value(of: Array(fraction.utf8)[...]) ?? 0
    #expect(abs(third - 1 / 3) < 1e-9)
    let longer = String(repeating: "9", count: 100_000)
    #expect(NumberGrammar.value(of: Array(longer.utf8)[...]) == nil)
  }

  @Test("tells what is wrong in the vocabulary")
  func tellsFaults() {
    let file = """
      word\tvalue\trole\tlow\thigh
      two\t2\tunits\t\t
      three\tthree\tunit\t\t
      four\t\tunit\t\t
      """
    var (vocabulary, faults) = (Vocabulary(), [ResourceFault]())
    let table = LexiconTable(
      ResourceFile(path: "numbers.tsv", bytes: Array(file.utf8)), faults: &faults)
    _ = QuantityFinder(table, UnitTable(), vocabulary: &vocabulary, faults: &faults)
    #expect(faults.map(\.line) == [2, 3, 4])
    #expect(faults.first?.remedy == "did you mean 'unit'?")
  }

  private func describe(_ quantity: Quantity) -> String {
    func text(_ number: Double?) -> String {
      number.map { $0 == $0.rounded() ? String(Int($0)) : String($0) } ?? ""
    }
    let range =
      quantity.low == quantity.high && quantity.low != nil
      ? text(quantity.low) : text(quantity.low) + ".." + text(quantity.high)
    let kind = quantity.kind == .count ? "" : " \(quantity.kind)"
    return (quantity.isApproximate ? "~" : "") + range + kind
  }
}
