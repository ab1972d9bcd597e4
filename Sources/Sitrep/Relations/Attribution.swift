/// What a sentence gives as somebody's words or thoughts, whether or not it holds a fact.
public struct Attribution: Sendable {
  /// Index of the sentence.
  public var sentence: Int
  /// The word or phrase that attributes: `said`, `according to`, `sure`.
  public var cue: TextSpan
  /// Who says or thinks it, the whole noun phrase; nil where the sentence names nobody.
  public var source: TextSpan?
  /// The mention that the source is, where there is one.
  public internal(set) var mention: MentionID?
  /// What is said or thought, in the order of the text: two pieces where the cue stands
  /// between them.
  public var content: [TextSpan]
  /// How the source stands to it; nil for thinking, knowing and hoping.
  public var stance: Stance?
  /// Negative where it is not said: `did not say that`.
  public var polarity: Polarity
  public var rule: String
  /// The noun of the source.
  var sourceHead: TokenID?
}
