// What an annotator or the engine says about a passage. Both sides have the same types,
// so that whatever is compared is compared like with like.

/// `status` of a deployed-to relation, as the annotation guide defines it.
enum Status: String, CaseIterable, Sendable {
  case actual, planned, possible
}

/// `polarity` of a deployed-to relation.
enum Polarity: String, CaseIterable, Sendable {
  case positive, negative
}

/// `stance` of a source towards what it is quoted for.
enum Stance: String, CaseIterable, Sendable {
  case confirms, states, estimates, warns, denies
}

/// How an entity is mentioned, as in ACE.
enum MentionLevel: String, CaseIterable, Sendable {
  case name, nominal, pronoun
}

/// The optional roles of a deployed-to relation that are graded by their span.
enum Role: String, CaseIterable, Sendable {
  case deployer, origin, time, means
}

/// An inclusive range; a bound that is nil is open.
struct Bounds: Sendable {
  var low: Double?
  var high: Double?

  /// Whether no value is given at all.
  var isEmpty: Bool { low == nil && high == nil }

  /// Whether both bounds are the same, within 1e-9 of their size: what is left of
  /// 2.3 million after one program multiplied and the other one parsed.
  func agrees(with other: Bounds) -> Bool {
    Self.agree(low, other.low) && Self.agree(high, other.high)
  }

  private static func agree(_ one: Double?, _ other: Double?) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    return abs(one - other) <= 1e-9 * max(abs(one), abs(other))
  }
}

struct Entity: Sendable {
  var id: String?
  var type: String
  var level: MentionLevel?
  var span: CodePointSpan
  /// Where it is. Predictions only.
  var point: GeoPoint?
  /// The best name for it: the canonical one, else its own words. Predictions only.
  var name: String?
  /// Whether the name is not its own words. Predictions only.
  var isRenamed = false
  var rule: String?
  /// Entities of one passage with the same one are the same thing.
  var cluster: String?
}

/// The name of a place. Gold only; predictions have entities.
struct Place: Sendable {
  var span: CodePointSpan
  /// Where it is; nil where the annotator could not say.
  var point: GeoPoint?
}

struct Quantity: Sendable {
  var span: CodePointSpan
  var bounds: Bounds
}

struct TimeExpression: Sendable {
  var span: CodePointSpan
  var value: String?
}

/// Who says so: the source of a confirmed-by relation, with what it rests on.
struct Source: Sendable {
  var span: CodePointSpan
  var cue: CodePointSpan?
  var stance: Stance
  var rule: String?
  /// From 0 to 1. Predictions only.
  var confidence: Double?
}

/// What is given as somebody's words or thoughts.
struct Attribution: Sendable {
  /// Predictions have one.
  var cues: [CodePointSpan]
  /// The noun phrases that name who says it, with the word that is the head where that is
  /// given. Predictions have one at most.
  var sources: [(span: CodePointSpan, head: CodePointSpan?)]
}

/// A deployed-to relation and the confirmed-by relations that hang on it.
struct Fact: Sendable {
  var id: String?
  var force: CodePointSpan
  var destination: CodePointSpan
  /// Further spans of the passage that stand for the same force or place. Gold only.
  var forceAliases: [CodePointSpan] = []
  var destinationAliases: [CodePointSpan] = []
  /// What the force is called, each as good as the others, where its own words are a pronoun
  /// or a bare noun. Of a prediction, what it calls the force.
  var forceNames: [String] = []
  /// Whether it is called something other than its own words. Predictions only.
  var isForceRenamed = false
  var trigger: CodePointSpan?
  var roles: [Role: CodePointSpan] = [:]
  var count: Bounds?
  var status: Status
  var polarity: Polarity
  /// How hard the annotator found it. Gold only.
  var difficulty: String?
  var sources: [Source] = []
  var rule: String?
  /// From 0 to 1. Predictions only.
  var confidence: Double?

  /// Every span that names the force.
  var forces: [CodePointSpan] { [force] + forceAliases }

  /// Every span that names the destination.
  var destinations: [CodePointSpan] { [destination] + destinationAliases }
}

/// What is known about a passage, layer by layer. A layer that is nil was not annotated,
/// and is not graded; one that is empty was, and holds nothing.
struct Annotations: Sendable {
  var sentences: [CodePointSpan]?
  var entities: [Entity]?
  var quantities: [Quantity]?
  var times: [TimeExpression]?
  var facts: [Fact]?
  /// Of every type that there is.
  var relations: [TypedRelation]?
  /// Gold only.
  var places: [Place]?
  var attributions: [Attribution]?
  /// The kind of text. Gold only.
  var genre: String?
}
