/// The relations of a document in words, to compare two readings of one text.
public enum RelationSummary {
  /// One relation.
  public struct Line: Sendable, Equatable {
    /// Type, rule, roles, status, polarity and sources.
    public let words: String
    /// The sentence that says so.
    public let sentence: String
  }

  /// By type, trigger and the words of the core, so that the same fact has the same key
  /// whatever else was read of it.
  public static func lines(of document: Document) -> [String: Line] {
    var lines: [String: Line] = [:]
    for (index, relation) in document.relations.enumerated() {
      func text(_ role: Role) -> String? {
        relation.mention(role).map { document.text[document[$0].span] }
      }
      let core = relation.type.core.compactMap(text).joined(separator: " | ")
      let roles = relation.type.roles.compactMap { role in
        text(role).map { "\(role.rawValue) '\($0)'" }
      }
      let sources = document.confirmations.filter { $0.claim == index }.map {
        "\($0.stance.rawValue) '\(document.text[document[$0.source].span])'"
      }
      let said =
        ["\(relation.type.name) \(relation.rule):"] + roles
        + [relation.status.rawValue, relation.polarity.rawValue] + sources
      let sentence = document.tokens.span(of: document.sentences[relation.sentence].tokens)
      lines["\(relation.type.name) \(relation.trigger.start) \(core)"] = Line(
        words: said.joined(separator: " "), sentence: document.text[sentence])
    }
    return lines
  }
}
