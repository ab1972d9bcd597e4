/// A number of things as the text gives it, with its bounds, and the unit they are in.
public struct Quantity: Sendable, Equatable {
  public var kind: Kind
  /// The words that say how much, bounds, approximations and the unit included: `up to
  /// 12,000`, `more than 200 km`.
  public var span: TextSpan
  /// Inclusive, in the unit of the text; nil where the text sets none.
  public var low: Double?
  /// Inclusive, in the unit of the text; nil where the text sets none.
  public var high: Double?
  /// The text says that it is not exact, or the number is vague by nature.
  public var isApproximate: Bool
  /// What the number is a number of; nil for a bare count and a percentage.
  public var unit: Unit?
  /// The noun whose things it counts: `soldiers` of `5,000 North Korean soldiers`.
  public var counted: TextSpan?
  /// The rule of the grammar that made it.
  public var rule: String
  var tokens: Range<TokenID>
  /// The number with its unit, where other words bound it; of a range, the ends that have a
  /// unit of their own. Empty where that is the whole.
  public var cores: [TextSpan] = []
  /// The tokens without those of a unit of measurement, for those who read that as a word of the
  /// sentence; empty where a unit stands alone.
  var number: Range<TokenID>

  /// A unit of measurement, or a currency.
  public struct Unit: Sendable, Equatable {
    /// As in the lexicon: `kilometer`, `mile per hour`, `dollar`.
    public var name: String
    /// Of UCUM, or of ISO 4217 for money; nil where it has none, or the text does not say
    /// whose it is.
    public var code: String?
    /// What makes SI values of its values; nil for money.
    public var si: Conversion?
    /// The row of the lexicon that has it.
    var entry: UnitTable.Entry
  }

  /// From a unit to that of the SI.
  public struct Conversion: Sendable, Equatable {
    /// UCUM code of the SI unit.
    public var code: String
    var factor: Double
    var offset: Double

    public func callAsFunction(_ value: Double) -> Double { (value + offset) * factor }
  }
}

extension Quantity {
  /// What a quantity measures.
  public enum Kind: String, Sendable, CaseIterable {
    case count, percent, money, age
    /// How many times as many: 3 in `three times as many`, 2 in `twice the`.
    case multiple
    case length, area, volume, mass, time, speed, temperature, angle
    case energy, power, force, torque, pressure, frequency
    case voltage, current, charge, resistance
    case data
    case dataRate = "data-rate"
    case concentration
    case amountOfSubstance = "amount-of-substance"
    case radioactivity
    case absorbedDose = "absorbed-dose"
    case radiationDose = "radiation-dose"
    case soundLevel = "sound-level"
    case luminousFlux = "luminous-flux"
    case luminousIntensity = "luminous-intensity"
    case illuminance

    /// Whether it says how many there are of what the next noun names.
    var isCount: Bool { self == .count || self == .percent }
  }
}
