/// What something plays in a relation: `force`, `destination`, `attacker`. Which there are,
/// the declarations of the relation types say (`Models/frames/*.yaml`).
public struct Role: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
  public init(stringLiteral: String) { rawValue = stringLiteral }

  /// The roles of `deployed-to`; the words of ANNOTATION.md.
  public static let force: Role = "force"
  public static let destination: Role = "destination"
  public static let deployer: Role = "deployer"
  public static let origin: Role = "origin"
  public static let means: Role = "means"
  /// How many, a quantity; and when, a time: any type of relation can have them.
  public static let count: Role = "count"
  public static let time: Role = "time"
  /// What for: a stretch of text, and no mention.
  public static let purpose: Role = "purpose"
}

/// Whether the text says that it is so, or is to be, or could be.
public enum RelationStatus: String, Sendable {
  case actual, planned, possible
}

public enum Polarity: String, Sendable {
  case positive, negative
}

/// How a source stands to the claim it is quoted for.
public enum Stance: String, Sendable, CaseIterable {
  case confirms, states, estimates, warns, denies
}

/// A type of relation that frames can give, as its declaration says. Two of one name are
/// equal.
public struct RelationType: Hashable, Sendable {
  /// `deployed-to`
  public let name: String
  /// What its relations can have, in the order in which they are written.
  public let roles: [Role]
  /// What each of its relations has: one role, or two. The first is what happens to
  /// somebody or something, and its number is the count; both together tell two relations
  /// apart.
  let core: [Role]
  /// Who does it or has it done.
  let actor: Role?
  /// The phrases that bring in what it is for, beside an infinitive: `as part of`. Each as its
  /// words.
  var purpose: [[WordID]] = []
  /// Words that say that a text tells of an army: a number of men fills the first role of the
  /// core there.
  var context: Set<WordID> = []
  /// Nouns for people of whom a number is such a force there.
  var members: Set<WordID> = []
  /// Words before a force that say that it does not serve where it comes: `wounded soldiers`.
  var unfit: Set<WordID> = []

  init(_ name: String, roles: [Role] = [], core: [Role] = [], actor: Role? = nil) {
    (self.name, self.roles, self.core, self.actor) = (name, roles, core, actor)
  }

  /// As the annotation guide has it.
  public static let deployedTo = RelationType(
    "deployed-to",
    roles: [.force, .destination, .deployer, .count, .origin, .time, .means, .purpose],
    core: [.force, .destination], actor: .deployer)

  public static func == (one: RelationType, other: RelationType) -> Bool { one.name == other.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// A fact: what happened, found by which frame, with what in which role.
public struct Relation: Sendable {
  public var type: RelationType
  /// Derived from type, trigger and roles: equal facts of equal texts have equal ids.
  public var id = ""
  /// The word that made the frame look.
  public var trigger: TextSpan
  /// Index of the sentence.
  public var sentence: Int
  /// What mentions fill: who does it, the core of the type, and the others.
  public var roles: [(role: Role, mention: MentionID)]
  /// Index into the document's quantities.
  public var count: Int?
  /// Index into the document's times.
  public var time: Int?
  /// What it is for, where the type has that role: `to guard the port`.
  public var purpose: TextSpan?
  public var status: RelationStatus
  public var polarity: Polarity
  /// Frame and variant: `deploy/passive`.
  public var rule: String
  /// 0 to 1.
  public var confidence: Double

  public func mention(_ role: Role) -> MentionID? {
    roles.first { $0.role == role }?.mention
  }
}

/// Who says so: links a relation to a source.
public struct Confirmation: Sendable {
  public var id = ""
  /// Index of the relation that is claimed.
  public var claim: Int
  public var source: MentionID
  /// The word or phrase that attributes: `confirmed`, `according to`.
  public var cue: TextSpan
  public var stance: Stance
  public var rule: String
}
