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
  /// What the text gives, with `X` for what it leaves open, whatever the value makes of it:
  /// `XXXX-10-28`, `XXXX-WXX-5T16`. A stretch is its first bound, its last as the text names
  /// it, and its length: `(2014-01-01,2018-01-01,P4Y)`.
  public var timex: String?
  /// The first day or second, in ISO 8601; nil where there is none, as of `until Friday`.
  public var begin: String?
  /// The first day or second that is past it.
  public var end: String?
  /// TIMEX3 `mod` or a signal before it: `BEFORE`, `AFTER`, `ON_OR_AFTER`, `START`, `MID`,
  /// `END`, `APPROX`, `MORE_THAN`, `LESS_THAN`; several with a blank between.
  public var modifier: String?
  /// The hour is counted to twelve, and the text does not say which half of the day it is in.
  public var isHalfDayOpen = false
  /// What it is told by: `GMT`.
  public var zone: TextSpan?
  /// The words before it that say how it is meant: `by`, `since`, `from`.
  public var signal: TextSpan?
  /// The stretch that it is the first bound of; the next time is the last.
  public var range: Range?
  public var rule: String
  var tokens: Swift.Range<TokenID>

  /// Whether it is a day, month or year that what follows in the text can hang on.
  var isTold: Bool {
    guard kind == .date || kind == .time, let begin else { return false }
    return rule != "date/definite" && rule != "date/present" && !begin.isEmpty
  }

  /// A stretch between two times that stand by themselves: `from 2004 to 2009`.
  public struct Range: Sendable, Equatable {
    public var span: TextSpan
    public var value: String?
    public var timex: String?
    public var begin: String?
    public var end: String?
    public var signal: TextSpan?
  }
}
