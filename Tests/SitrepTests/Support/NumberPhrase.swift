@testable import Sitrep

/// An expression of numbers, made from values by a grammar that goes the other way from that
/// of the engine; the same for the same number on every machine.
struct NumberPhrase {
  private(set) var text = ""
  private(set) var kind = NumberExpression.Kind.cardinal
  private(set) var value: Double?
  private(set) var low: Double?
  private(set) var high: Double?
  /// The ends do not belong to the range.
  private(set) var isExclusive = false
  /// A quantity has the same bounds.
  private(set) var isCount = false

  init(number: Int) {
    var random = SeededGenerator(seed: UInt64(bitPattern: Int64(number)))
    make(&random)
    if Int.random(in: 0..<8, using: &random) == 0 {
      text = text.prefix(1).uppercased() + text.dropFirst()
    }
  }

  private mutating func make(_ random: inout SeededGenerator) {
    switch Int.random(in: 0..<13, using: &random) {
    case 0, 1, 2:
      let number = Self.cardinal(&random)
      (text, value, isCount) = (number.text, number.value, true)
    case 3, 4: makeFraction(&random)
    case 5: makeOrdinal(&random)
    case 6: makePower(&random)
    case 7:
      let number = Self.cardinal(&random)
      text = number.text + [" percent", "%", " %", " per cent", " pct"].any(&random)
      (kind, value) = (.percent, number.value)
    case 8:
      let number = Self.cardinal(&random)
      let sign = number.text.first!.isNumber ? ["-", "−", "minus "] : ["minus ", "negative "]
      (text, value) = (sign.any(&random) + number.text, -number.value)
    case 9, 10: makeRange(&random)
    default: makeBound(&random)
    }
  }
}

// MARK: - Numbers

extension NumberPhrase {
  private typealias Number = (text: String, value: Double)

  private static let units = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
  ]
  private static let tens = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
  ]
  private static let scales: [(String, Int)] = [
    ("trillion", 1_000_000_000_000), ("billion", 1_000_000_000), ("million", 1_000_000),
    ("thousand", 1000),
  ]

  /// A whole number of any size, the small ones as often as the large ones.
  private static func whole(_ random: inout SeededGenerator, below limit: Int) -> Int {
    var size = 10
    while size < limit, Bool.random(using: &random) { size *= 10 }
    return Int.random(in: 2..<max(3, min(size, limit)), using: &random)
  }

  /// A whole number below a thousand, in digits or words.
  static func count(_ value: Int, _ random: inout SeededGenerator) -> String {
    Bool.random(using: &random) ? "\(value)" : words(value, &random, joins: true)
  }

  private static func cardinal(_ random: inout SeededGenerator) -> Number {
    switch Int.random(in: 0..<9, using: &random) {
    case 0, 1:
      let value = whole(&random, below: 1_000_000_000_000_000)
      return (words(value, &random, joins: true), Double(value))
    case 2:
      let value = whole(&random, below: 1_000_000_000_000)
      return (grouped(value), Double(value))
    case 3:
      let value = whole(&random, below: 1_000_000_000)
      return (String(value), Double(value))
    case 4:
      let value = whole(&random, below: 100_000)
      let part = Int.random(in: 0..<100, using: &random)
      let decimals = part < 10 ? "0\(part)" : "\(part)"
      return (
        (Bool.random(using: &random) ? grouped(value) : String(value)) + "." + decimals,
        Double(value) + Double(part) / 100
      )
    case 5: return scaled(&random)
    case 6:
      // "4 thousand 3 hundred and 21"
      let (high, low) = (
        Int.random(in: 1..<100, using: &random), Int.random(in: 1..<10, using: &random)
      )
      let rest = Int.random(in: 1..<100, using: &random)
      return (
        "\(high) thousand \(low) hundred and \(rest)", Double(high * 1000 + low * 100 + rest)
      )
    case 7:
      let count = Int.random(in: 2..<100, using: &random)
      let number = Bool.random(using: &random) ? words(count, &random, joins: true) : "\(count)"
      return (number + " dozen", Double(count * 12))
    default:
      let count = Int.random(in: 2..<20, using: &random)
      let (scale, factor) = scales.any(&random)
      return ("\(units[count]) and a half \(scale)", (Double(count) + 0.5) * Double(factor))
    }
  }

  /// `1.2 million`, `25 thousand`
  private static func scaled(_ random: inout SeededGenerator) -> Number {
    let (scale, factor) = (scales + [("lakh", 100_000), ("crore", 10_000_000)]).any(&random)
    let count = Int.random(in: 2..<1000, using: &random)
    let tenth = Int.random(in: 1..<10, using: &random)
    return Bool.random(using: &random)
      ? ("\(count) \(scale)", Double(count) * Double(factor))
      : ("\(count).\(tenth) \(scale)", (Double(count) + Double(tenth) / 10) * Double(factor))
  }

  /// `1,234,567`
  private static func grouped(_ value: Int) -> String {
    var (rest, groups) = (value, [String]())
    while rest >= 1000 {
      groups.insert(String(String(rest % 1000 + 1000).dropFirst()), at: 0)
      rest /= 1000
    }
    return ([String(rest)] + groups).joined(separator: ",")
  }

  /// - Parameter joins: Whether an `and` may stand inside.
  private static func words(
    _ value: Int, _ random: inout SeededGenerator, joins: Bool
  ) -> String {
    var (rest, parts) = (value, [String]())
    for (scale, size) in scales where rest >= size {
      let count = rest / size
      parts.append(hundreds(count, &random, joins: false) + " " + scale)
      rest %= size
    }
    if rest > 0 {
      let and = joins && !parts.isEmpty && rest < 100 && Bool.random(using: &random)
      parts.append((and ? "and " : "") + hundreds(rest, &random, joins: joins))
    }
    var text = parts.isEmpty ? units[0] : parts.joined(separator: " ")
    if text.hasPrefix("one "), Bool.random(using: &random) { text = "a" + text.dropFirst(3) }
    return text
  }

  private static func hundreds(
    _ value: Int, _ random: inout SeededGenerator, joins: Bool
  ) -> String {
    guard value >= 100 else { return small(value, &random) }
    let text = units[value / 100] + " hundred"
    guard value % 100 > 0 else { return text }
    let and = joins && Bool.random(using: &random) ? " and " : " "
    return text + and + small(value % 100, &random)
  }

  private static func small(_ value: Int, _ random: inout SeededGenerator) -> String {
    guard value >= 20 else { return units[value] }
    guard value % 10 > 0 else { return tens[value / 10] }
    return tens[value / 10] + ["-", " "].any(&random) + units[value % 10]
  }
}

// MARK: - Other kinds

extension NumberPhrase {
  private static let ordinals = [
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth",
  ]

  /// Below a hundred, the last two parts joined by a hyphen.
  private static func ordinal(_ value: Int) -> String {
    guard value >= 20 else { return ordinals[value] }
    guard value % 10 > 0 else { return tens[value / 10].dropLast() + "ieth" }
    return tens[value / 10] + "-" + ordinals[value % 10]
  }

  private mutating func makeFraction(_ random: inout SeededGenerator) {
    kind = .fraction
    let above = Int.random(in: 2..<20, using: &random)
    let below = Int.random(in: 3..<100, using: &random)
    let part = Double(above) / Double(below)
    switch Int.random(in: 0..<5, using: &random) {
    case 0:
      // "Seconds" are a time.
      let below = below % 10 == 2 ? below + 1 : below
      (text, value) = (
        "\(Self.units[above]) \(Self.ordinal(below))s", Double(above) / Double(below)
      )
    case 1: (text, value) = ("\(above)/\(below)", part)
    case 2:
      (text, value) = (
        "\(Self.units[above]) over \(Self.words(below, &random, joins: true))", part
      )
    case 3:
      (text, value) = (
        "\(above) \(below - 1)/\(below)", Double(above) + Double(below - 1) / Double(below)
      )
    default:
      let (sign, size) = [("½", 0.5), ("¾", 0.75), ("⅙", 1.0 / 6), ("⅞", 0.875)].any(&random)
      (text, value) =
        Bool.random(using: &random) ? (sign, size) : ("\(above)\(sign)", Double(above) + size)
    }
  }

  private mutating func makeOrdinal(_ random: inout SeededGenerator) {
    kind = .ordinal
    let low = Int.random(in: 1..<100, using: &random)
    let high = Int.random(in: 0..<10, using: &random)
    let whole = high * 100 + low
    value = Double(whole)
    if Bool.random(using: &random) {
      let isTeen = (11...13).contains(whole % 100)
      let suffix = isTeen ? "th" : ["th", "st", "nd", "rd"][whole % 10 > 3 ? 0 : whole % 10]
      text = Self.grouped(whole) + suffix
    } else {
      let head = high == 0 ? "" : Self.units[high] + " hundred "
      text = head + (high > 0 && Bool.random(using: &random) ? "and " : "") + Self.ordinal(low)
    }
  }

  private mutating func makePower(_ random: inout SeededGenerator) {
    kind = .power
    let base = Int.random(in: 2..<100, using: &random)
    let exponent = Int.random(in: 1..<12, using: &random)
    let size = (0..<exponent).reduce(1.0) { product, _ in product * 10 }
    switch Int.random(in: 0..<4, using: &random) {
    case 0: (text, value) = ("\(base)e\(exponent)", Double(base) * size)
    case 1: (text, value) = ("\(base).5e-\(exponent)", (Double(base) + 0.5) / size)
    case 2: (text, value) = ("\(base).5x10^\(exponent)", (Double(base) + 0.5) * size)
    default:
      (text, value) = ("\(base)^2", Double(base * base))
    }
  }
}

// MARK: - Ranges

extension NumberPhrase {
  /// Both ends in digits or both in words, without an `and` of their own: "between a hundred
  /// and five thousand and …" can be read in two ways.
  private mutating func makeRange(_ random: inout SeededGenerator) {
    let first = Self.whole(&random, below: 1_000_000)
    let second = first + Self.whole(&random, below: 1_000_000)
    let isWords = Bool.random(using: &random)
    func text(_ value: Int, _ random: inout SeededGenerator) -> String {
      isWords ? Self.words(value, &random, joins: false) : Self.grouped(value)
    }
    let (one, other) = (text(first, &random), text(second, &random))
    (kind, low, high) = (.range, Double(first), Double(second))
    switch Int.random(in: 0..<4, using: &random) {
    case 0: self.text = "between \(one) and \(other)"
    case 1: self.text = "\(one) to \(other)"
    case 2: self.text = "from \(one) to \(other)"
    default:
      self.text = "more than \(one) and less than \(other)"
      isExclusive = true
    }
    // "2 to 3 million" has millions at both ends.
    if self.text.contains(" to "), first < 1000, isWords { makeBound(&random) }
  }

  private mutating func makeBound(_ random: inout SeededGenerator) {
    let number = Self.cardinal(&random)
    (kind, low, high, isExclusive, isCount) = (.range, nil, nil, false, true)
    switch Int.random(in: 0..<9, using: &random) {
    case 0: (text, low) = ("at least \(number.text)", number.value)
    case 1: (text, low, isExclusive) = ("more than \(number.text)", number.value, true)
    case 2: (text, high) = ("up to \(number.text)", number.value)
    case 3: (text, high, isExclusive) = ("fewer than \(number.text)", number.value, true)
    case 4: (text, high) = ("no more than \(number.text)", number.value)
    case 5: (text, low, isExclusive) = ("over \(number.text)", number.value, true)
    case 6: (text, low) = ("\(number.text) or more", number.value)
    case 7: (text, low, isCount) = (">= \(number.text)", number.value, false)
    default: (text, high) = ("less than or equal to \(number.text)", number.value)
    }
  }
}

extension Array {
  func any(_ random: inout SeededGenerator) -> Element {
    self[Int.random(in: 0..<count, using: &random)]
  }
}
