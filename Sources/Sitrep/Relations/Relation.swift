/// What something plays in a relation. The words of ANNOTATION.md, "deployed-to".
public enum Role: String, Sendable, CaseIterable {
  case force, destination, deployer, count, origin, time, means
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

/// The relations that frames can give.
public enum RelationType: String, Sendable, CaseIterable {
  case deployedTo = "deployed-to"
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
  /// Force, destination and the other roles that mentions fill.
  public var roles: [(role: Role, mention: MentionID)]
  /// Index into the document's quantities.
  public var count: Int?
  /// Index into the document's times.
  public var time: Int?
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
