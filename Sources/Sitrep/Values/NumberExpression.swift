/// A number as the text gives it, whatever it is for: a part of a date or an address too.
/// What is counted, measured or paid is a `Quantity`.
///
/// Readings may overlap: *more than 10 percent* is a range, a percentage and a cardinal, *a
/// fifth* a fraction and an ordinal.
public struct NumberExpression: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case cardinal, fraction, power, ordinal, percent
    /// Two ends, or one: `between 10 and 12`, `more than 30`.
    case range
  }

  /// What the place of an ordinal is counted from where that is not the beginning.
  public enum Anchor: String, Sendable, CaseIterable {
    /// `last` is 0 from the end, `next to last` -1.
    case end
    /// `next` is 1 from where one is, `previous` -1.
    case current
  }

  public var kind: Kind
  public var span: TextSpan
  /// Of a range, and of a percentage whose number is not said, there is none.
  public var value: Double?
  /// The ends of a range; nil where it is open.
  public var low: Double?
  public var high: Double?
  /// The end itself does not belong to the range: `more than 30`.
  public var excludesLow = false
  public var excludesHigh = false
  public var anchor: Anchor?
  /// The rule of the grammar that made it.
  public var rule: String
}
