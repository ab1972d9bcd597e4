/// A frame to begin with, as YAML.
public struct FrameSkeleton {
  private let name: String
  private let relation: String
  private let known: RelationType?

  /// - Parameters:
  ///   - name: Of the frame.
  ///   - relation: What its relations are called; where no frame gives such yet, the skeleton
  ///     declares it.
  public init(name: String, relation: String, pack: Pack) {
    (self.name, self.relation) = (name, relation)
    known = pack.stages.frames.frames.first { $0.relation.name == relation }?.relation
  }

  /// The names of all frames, in their order.
  public static func names(of pack: Pack) -> [String] { pack.stages.frames.frames.map(\.name) }

  public var yaml: String {
    let roles =
      known?.roles.filter { ![.count, .time, .purpose].contains($0) } ?? [
        "actor", "target", "place",
      ]
    let core = known?.core ?? ["target"]
    let actor = known == nil ? "actor" : known?.actor
    var text = ""
    if known == nil {
      text += """
        - relation: \(relation)
          about: who does what to whom, in one sentence
          # In the order in which they are written; 'count', 'time' and 'purpose' fill themselves.
          roles: [actor, target, place, count, time]
          # One or two roles that every such relation has; the first is what is counted.
          core: [target]
          # Who does it or has it done.
          actor: actor


        """
    }
    text += """
      - frame: \(name)
        relation: \(relation)
        about: what it means, in one sentence
        # Dictionary forms: send, not sends or sent. Nouns that name it go under 'nouns'.
        verbs: [\(name)]
        # What share of its relations is right, as far as known.
        confidence: 0.5
        # Where each stands beside an active verb, and what may fill it: types, or a type and a
        # class of its lexicon (EQUIPMENT:vessel). The other forms follow.
        roles:

      """
    for role in roles {
      let place: String
      if role == core.first {
        place = role == actor ? "agent: [FORCE, PERSON]" : "theme: [FORCE, PERSON]"
      } else if role == actor {
        place = "agent: [GPE, ORG, PERSON, FORCE]"
      } else if role == "origin" {
        place = "prepositions: [from], types: [GPE, LOC, FAC]"
      } else {
        place = "prepositions: [in, at, near], types: [GPE, LOC, FAC]"
      }
      let isRequired = core.contains(role) ? ", required: true" : ""
      text += "    \(role.rawValue): { \(place)\(isRequired) }\n"
    }
    return text + """
        # Sentences that it must match, with every role marked: 'sitrep rules test' runs them.
        examples:
          - "Write a sentence with [soldiers]\(core[0].rawValue) in it."
        # Texts that it must leave alone, as near to the examples as can be.
        not:
          - "Write a sentence in which the word means something else."

      """
  }
}
