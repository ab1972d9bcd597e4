@testable import Sitrep

/// A number with its unit, made from value and unit by a grammar that goes the other way from
/// that of the engine; the same for the same number on every machine.
struct MeasurePhrase {
  private(set) var text = ""
  private(set) var low: Double?
  private(set) var high: Double?
  /// Of UCUM or ISO 4217.
  private(set) var code = ""
  /// The lower bound in the unit of the SI, where the unit has one and there is a bound.
  private(set) var si: Double?

  init(number: Int) {
    var random = SeededGenerator(seed: UInt64(bitPattern: Int64(number)))
    if Int.random(in: 0..<3, using: &random) == 0 {
      makeSum(&random)
    } else {
      makeMeasure(&random)
    }
  }

  /// Spellings behind a number, UCUM code, and what makes SI values of its values: from the
  /// definitions of the units, not from the lexicon.
  private static let units: [(names: [String], code: String, factor: Double, offset: Double)] = [
    (["km", "kilometers", "kilometres"], "km", 1000, 0),
    (["miles"], "[mi_i]", 1609.344, 0),
    (["meters", "metres"], "m", 1, 0),
    (["feet"], "[ft_i]", 0.3048, 0),
    (["centimeters", "cm"], "cm", 0.01, 0),
    (["kilograms", "kg"], "kg", 1, 0),
    (["tonnes"], "t", 1000, 0),
    (["grams"], "g", 0.001, 0),
    (["liters", "litres"], "L", 0.001, 0),
    (["hectares"], "har", 10_000, 0),
    (["square kilometers", "sq km", "km²"], "km2", 1_000_000, 0),
    (["square miles"], "[mi_i]2", 1609.344 * 1609.344, 0),
    (["cubic meters"], "m3", 1, 0),
    (["km/h", "kilometers per hour", "kph"], "km/h", 1 / 3.6, 0),
    (["knots"], "[kn_i]", 1852.0 / 3600, 0),
    (["degrees Celsius", "°C"], "Cel", 1, 273.15),
    (["degrees Fahrenheit", "°F"], "[degF]", 5.0 / 9, 459.67),
    (["megawatts", "MW"], "MW", 1_000_000, 0),
    (["kilowatts"], "kW", 1000, 0),
    (["gigabytes", "GB"], "GBy", 8_000_000_000, 0),
  ]

  private static let signs = [("$", ""), ("€", "EUR"), ("£", ""), ("US$", "USD"), ("¥", "JPY")]
  private static let names = [
    ("euros", "EUR"), ("US dollars", "USD"), ("Swiss francs", "CHF"), ("Russian rubles", "RUB"),
    ("Indian rupees", "INR"), ("British pounds", "GBP"), ("Japanese yen", "JPY"),
  ]

  private mutating func makeMeasure(_ random: inout SeededGenerator) {
    let unit = Self.units.any(&random)
    let name = unit.names.any(&random)
    let (first, more) = (
      Int.random(in: 2...900, using: &random), Int.random(in: 2...900, using: &random)
    )
    let (one, other) = (Double(first), Double(first + more))
    code = unit.code
    var isExact = true
    switch Int.random(in: 0..<8, using: &random) {
    case 0: (text, low, high) = ("\(first) \(name)", one, one)
    case 1:
      (text, low, high) = ("\(NumberPhrase.count(first, &random)) \(name)", one, one)
    case 2:
      let tenth = Int.random(in: 1...9, using: &random)
      let value = (Double(first * 10 + tenth)) / 10
      (text, low, high) = ("\(first).\(tenth) \(name)", value, value)
    case 3: (text, low, high) = ("at least \(first) \(name)", one, nil)
    case 4: (text, low, high) = ("up to \(first) \(name)", nil, one)
    case 5: (text, low, high) = ("between \(first) and \(first + more) \(name)", one, other)
    case 6: (text, low, high) = ("\(first) to \(first + more) \(name)", one, other)
    default:
      (text, low, high) = ("\(first).5 million \(name)", (one + 0.5) * 1e6, (one + 0.5) * 1e6)
      isExact = false
    }
    if isExact, let low { si = (low + unit.offset) * unit.factor }
  }

  private mutating func makeSum(_ random: inout SeededGenerator) {
    let count = Int.random(in: 2...900, using: &random)
    let value = Double(count)
    let (scale, short, factor) = [
      ("million", "m", 1e6), ("billion", "bn", 1e9), ("trillion", "tn", 1e12),
    ].any(&random)
    let (sign, signCode) = Self.signs.any(&random)
    let (name, nameCode) = Self.names.any(&random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: (text, low, high, code) = ("\(sign)\(count)", value, value, signCode)
    case 1:
      (text, code) = ("\(sign)\(count).5 \(scale)", signCode)
      (low, high) = ((value + 0.5) * factor, (value + 0.5) * factor)
    case 2:
      (text, low, high, code) = (
        "\(sign)\(count)\(short)", value * factor, value * factor, signCode
      )
    case 3: (text, low, high, code) = ("\(count) \(name)", value, value, nameCode)
    case 4:
      (text, low, high, code) = (
        "\(count) \(scale) \(name)", value * factor, value * factor, nameCode
      )
    default:
      (text, code) = ("more than \(count) \(scale) \(name)", nameCode)
      (low, high) = (value * factor, nil)
    }
  }
}
