import Testing

@testable import Sitrep

@Suite struct UnitTests {
  /// Brackets mark what must be found. Behind the value stand the unit (its code, else its
  /// name) and the kind.
  /// `Scripts/fuzz --units` parses ten million.
  @Test("parses back what a grammar made", arguments: 0..<FuzzRun.shards)
  func parsesBack(shard: Int) {
    FuzzRun.read(shard) { number in
      let phrase = MeasurePhrase(number: number)
      let start = UInt32("They told of ".utf8.count)
      let span = TextSpan(start, start + UInt32(phrase.text.utf8.count))
      let found = ValueSamples.shipped.find(in: "They told of \(phrase.text) there.").quantities
      if found.count != 1 || found[0].span != span || !agrees(found[0], phrase) {
        Issue.record("input \(number): \(phrase.text) as \(found.map(describe))")
      }
    }
  }

  private func agrees(_ quantity: Quantity, _ phrase: MeasurePhrase) -> Bool {
    func isNear(_ one: Double?, _ other: Double?) -> Bool {
      guard let one, let other else { return one == nil && other == nil }
      return abs(one - other) <= 1e-9 * max(abs(one), abs(other))
    }
    guard isNear(quantity.low, phrase.low), isNear(quantity.high, phrase.high),
      quantity.unit?.code ?? "" == phrase.code
    else { return false }
    guard let si = phrase.si, let low = quantity.low else { return true }
    return isNear(quantity.unit?.si.map { $0(low) }, si)
  }

  @Test(
    "finds measures with their units",
    arguments: [
      ("[5 feet] deep", ["5 [ft_i] length"]),
      ("a [three-ton] truck", ["3 t mass"]),
      ("the [100-metre] wall", ["100 m length"]),
      ("[20 mm] of rain", ["20 mm length"]),
      ("a [7.62mm] round", ["7.62 mm length"]),
      (
        "[10 km/h], [10kph] and [10 miles an hour]",
        [
          "10 km/h speed", "10 km/h speed", "10 [mi_i]/h speed",
        ]
      ),
      (
        "[300 square miles] burnt, [40 km2] and [5 km²] of it at once",
        [
          "300 [mi_i]2 area", "40 km2 area", "5 km2 area",
        ]
      ),
      ("[two cubic metres] of gas", ["2 m3 volume"]),
      (
        "[½ teaspoon] of salt and [1/2 cup] of oil", ["0.5 [tsp_us] volume", "0.5 [cup_us] volume"]
      ),
      ("[5 feet 10 inches] tall", ["5.8333 [ft_i] length"]),
      ("[5 ft 2 in] tall", ["5.1667 [ft_i] length"]),
      ("[three to five km] off", ["3..5 km length"]),
      ("[5-10km] off", ["5..10 km length"]),
      ("[between 5 km and 10 km] off", ["5..10 km length"]),
      ("[more than 200 km] north", ["200.. km length"]),
      ("[about 40 tonnes] of aid", ["~40 t mass"]),
      ("[hundreds of miles] away", ["~200.. [mi_i] length"]),
      ("[10] by [20 m]", ["10 m length", "20 m length"]),
      ("[150 micrograms per cubic metre] of dust", ["150 ug/m3 concentration"]),
      ("[500,000 barrels] a day", ["500000 [bbl_us] volume"]),
      ("[2 GB] and [2 gb]", ["2 GBy data", "2 Gbit data"]),
      ("[5 mW] and [5 MW]", ["5 mW power", "5 MW power"]),
      ("a weight of [20 (kg)]", ["20 kg mass"]),
      ("a [500-pound] bomb and [two pounds] of it", ["500 [lb_av] mass", "2 [lb_av] mass"]),
      ("rotate it by [90°]", ["90 deg angle"]),
    ] as [(MarkedExample, [String])])
  func findsMeasures(_ sample: MarkedExample, _ values: [String]) { check(sample, values) }

  @Test(
    "finds temperatures",
    arguments: [
      ("[100.2 degrees Fahrenheit]", ["100.2 [degF] temperature"]),
      ("an oven at [85°]", ["85 degree temperature"]),
      ("a cold [minus 5 C]", ["-5 Cel temperature"]),
      ("it was [-5 °C] at night", ["-5 Cel temperature"]),
      ("heat of [35C] ([95F])", ["35 Cel temperature", "95 [degF] temperature"]),
      ("from [20 celsius] into [Fahrenheit]", ["20 Cel temperature", "[degF] temperature"]),
    ] as [(MarkedExample, [String])])
  func findsTemperatures(_ sample: MarkedExample, _ values: [String]) { check(sample, values) }

  @Test(
    "finds ages, which are no times",
    arguments: [
      ("a bill [8 months old]", ["8 mo age"]),
      ("a [28-year-old] man", ["28 a age"]),
      ("a woman [aged 30] and her [12-year-olds]", ["30 a age", "12 a age"]),
      ("[three and a half years old]", ["3.5 a age"]),
      ("at [6 weeks of age]", ["6 wk age"]),
      ("men [aged between 18 and 25]", ["18..25 a age"]),
      ("[more than 500 years old]", ["500.. a age"]),
    ] as [(MarkedExample, [String])])
  func findsAges(_ sample: MarkedExample, _ values: [String]) {
    check(sample, values)
    #expect(ValueSamples.shipped.find(in: sample.text).times.isEmpty)
  }

  @Test(
    "finds sums of money, and whose they are where the text says so",
    arguments: [
      ("[$2.5bn] and [€300m]", ["2500000000 dollar money", "300000000 EUR money"]),
      ("[50 crore rupees]", ["500000000 rupee money"]),
      ("[US$ 14 million] and [c $ 1.34]", ["14000000 USD money", "1.34 CAD money"]),
      (
        "[115USD], [USD115.5] and [USD 200]", ["115 USD money", "115.5 USD money", "200 USD money"]
      ),
      ("[75 USD million] and [30 MUSD]", ["75000000 USD money", "30000000 USD money"]),
      ("[five dollars and ten cents]", ["5.1 dollar money"]),
      ("a [one-yen] bid", ["1 JPY money"]),
      ("[10,000 Swiss francs] or [50 cents]", ["10000 CHF money", "50 cent money"]),
      ("[$5-7 million]", ["5000000..7000000 dollar money"]),
      ("[between $5 million and $7 million]", ["5000000..7000000 dollar money"]),
      ("[up to £1.5m] was paid", ["..1500000 pound money"]),
      ("[$5 million AUD]", ["5000000 AUD money"]),
      ("They told us [$5 million] was lost.", ["5000000 dollar money"]),
      ("a fine of [500 pounds]", ["500 pound money"]),
      ("paid in [rmb]", ["CNY money"]),
    ] as [(MarkedExample, [String])])
  func findsMoney(_ sample: MarkedExample, _ values: [String]) { check(sample, values) }

  @Test(
    "leaves alone what only looks like a unit",
    arguments: [
      "SCP-173 m, 24703L202 and 24703 L-202", "In 2020 he joined in",
      "ALL 5 solutions and COP 26", "the 800,000 F-Series pickups and a 13F filing",
      "at 6 pm, on 5 May", "the 2014 World Cup", "won 5 games",
    ])
  func leavesAlone(_ text: String) {
    let units = ValueSamples.shipped.find(in: text).quantities.compactMap(\.unit?.name)
    #expect(units.isEmpty)
  }

  @Test("gives SI values")
  func givesSIValues() throws {
    func value(_ text: String) throws -> Double {
      let quantity = try #require(ValueSamples.shipped.find(in: text).quantities.first)
      let unit = try #require(quantity.unit?.si)
      return unit(try #require(quantity.low))
    }
    #expect(abs(try value("10 km/h") - 2.777777777777778) < 1e-12)
    #expect(abs(try value("5 feet") - 1.524) < 1e-12)
    #expect(abs(try value("212 degrees Fahrenheit") - 373.15) < 1e-9)
    #expect(abs(try value("3 square miles") - 7769964.330885) < 1e-3)
    #expect(abs(try value("2 kWh") - 7.2e6) < 1e-6)
  }

  @Test("tells what is wrong in the files")
  func tellsFaults() {
    let units = """
      role\tname\tdimension\tspellings\tsymbols\tucum\tfactor\toffset\tsi\tprefixes\tparts\tuse
      unit\tmeter\tlenght\tmeter\tm\tm\t1\t\tm\t\t\t
      unit\tmeter\tlength\tmeter\tm\tm\tone\t\tm\t\t\t
      unit\tmeter\tlength\tmeter\tm\tm\t1\t\tm\tkillo\tinch\t
      thing\tmeter\tlength\tmeter\tm\tm\t1\t\tm\t\t\t
      """
    let currencies = """
      role\tname\tcode\tspellings\tsymbols\tparts\tfactor\tcountries\tuse
      currency\tEuro\tEUR\teuro\t€\t\t\t\talon
      """
    var (vocabulary, faults) = (Vocabulary(), [ResourceFault]())
    func table(_ text: String, _ name: String) -> LexiconTable {
      LexiconTable(ResourceFile(path: name, bytes: Array(text.utf8)), faults: &faults)
    }
    _ = UnitTable(
      units: table(units, "units.tsv"), currencies: table(currencies, "currencies.tsv"),
      &vocabulary, faults: &faults)
    let told = Set(faults.map { "\($0.file):\($0.line)" })
    #expect(
      told == ["units.tsv:2", "units.tsv:3", "units.tsv:4", "units.tsv:5", "currencies.tsv:2"])
  }

  private func check(_ sample: MarkedExample, _ values: [String]) {
    let found = ValueSamples.shipped.find(in: sample.text).quantities
    #expect(found.map(\.span) == sample.spans)
    #expect(found.map(describe) == values)
  }

  private func describe(_ quantity: Quantity) -> String {
    func text(_ number: Double?) -> String {
      guard let number else { return "" }
      let rounded = (number * 10_000).rounded() / 10_000
      return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }
    let range =
      quantity.low == quantity.high
      ? text(quantity.low) : text(quantity.low) + ".." + text(quantity.high)
    let unit = quantity.unit.map { $0.code ?? $0.name } ?? ""
    return [(quantity.isApproximate ? "~" : "") + range, unit, quantity.kind.rawValue]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }
}
