/// A number of things as the text gives it, with its bounds.
public struct Quantity: Sendable, Equatable {
  public enum Kind: String, Sendable {
    case count, percent, money
  }
  public var kind: Kind
  /// The words that say how many, bounds and approximations included: `up to 12,000`.
  public var span: TextSpan
  /// Inclusive; nil where the text sets none.
  public var low: Double?
  /// Inclusive; nil where the text sets none.
  public var high: Double?
  /// The text says that it is not exact, or the number is vague by nature.
  public var isApproximate: Bool
  /// The rule of the grammar that made it.
  public var rule: String
  var tokens: Range<TokenID>
}

/// A date, time, duration or set of times as the text gives it, with its value.
public struct TimeExpression: Sendable, Equatable {
  public enum Kind: String, Sendable {
    case date = "DATE"
    case time = "TIME"
    case duration = "DURATION"
    case set = "SET"
  }
  public var kind: Kind
  public var span: TextSpan
  /// ISO 8601, with the extensions of TIMEX3 (`P3D`, `2024-W44`, `XXXX-10-28`); nil where
  /// the text is vague, or where it hangs on a document date that is not known.
  public var value: String?
  /// TIMEX3 `mod` or a signal before it: `BEFORE`, `AFTER`, `START`, `MID`, `END`, `APPROX`.
  public var modifier: String?
  public var rule: String
  var tokens: Range<TokenID>
}
