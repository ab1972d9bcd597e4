/// The number of a mention in its document.
public struct MentionID: Hashable, Sendable, Comparable {
  public let value: Int
  public static func < (one: MentionID, other: MentionID) -> Bool { one.value < other.value }
}

/// A stretch of text that refers to something: the one reading that was chosen for it.
public struct Mention: Sendable {
  public var type: EntityType
  public var level: MentionLevel
  public var span: TextSpan
  /// The pattern, list or rule that found it.
  public var rule: String
  /// The entry of the lexicon it rests on, where there is one.
  var entry: EntryID?
  /// What the name of a place was weighed for, the most likely first, at most five; empty
  /// where nothing else came near.
  var alternatives: [PlaceAlternative] = []
  /// Best name known for it: that of the entry, or of the first full mention in its cluster.
  public var canonical: String?
  /// ISO 3166 alpha-2 of the country it belongs to or is in.
  public var country: String?
  /// What the pattern that found it says of it besides.
  public internal(set) var attributes: [Attribute] = []
  /// Where it is, if it says so itself.
  public internal(set) var coordinates: Coordinates?
  /// What the words before a person's name say: `US Defense Secretary`.
  public var title: String?
  /// Index into the document's quantities: how many there are of a nominal.
  public var quantity: Int?
  /// Mentions of one thing in the document share the number; nil where it stands alone.
  public var cluster: Int?
  /// The mention that a pronoun, or a number that stands alone, stands for.
  var antecedent: MentionID?
  /// An article, demonstrative or possessive before it says that it is known.
  var isDefinite = false
  var tokens: Range<TokenID>
  /// The word that names the kind of thing: `troops` in `several thousand troops`.
  var head: TokenID
}
