/// What a file of frames says about one kind of event: the words that bring it up, and what
/// fills its roles. The engine derives every surface form from it.
struct Frame: Sendable {
  let name: String
  let relation: RelationType
  /// Dictionary forms of the verbs that bring it up.
  let verbs: [WordID]
  /// Nouns that name it: `deployment`.
  let nouns: [WordID]
  let roles: [Filler]
  /// The force must have a number.
  let needsCount: Bool
  /// Its object can be the force that is there already: `will join the 200 in Goma`.
  let joinsForce: Bool
  /// What the words themselves say about it; nil where they say that it is so.
  let status: RelationStatus?
  /// What share of its relations is right, as far as known; 0 to 1.
  let confidence: Double
  /// Relations that must be found, with their roles marked, and texts without any.
  let examples: [FrameExample]
  let counterExamples: [String]

  func filler(of role: Role) -> Filler? { roles.first { $0.role == role } }

  /// What can play a role, and where in the clause it stands.
  struct Filler: Sendable {
    let role: Role
    let place: Place
    let types: [EntityClass]
    let isRequired: Bool
  }

  enum Place: Sendable, Equatable {
    /// Who acts: the subject of the active, `by …` of the passive.
    case agent
    /// What is acted on: the object of the active, the subject of the passive.
    case theme
    case prepositions([WordID])
  }
}

/// A sentence with its roles marked: `[Kenya]deployer sent [400 police]force to [Haiti]destination`.
struct FrameExample: Sendable, Equatable {
  let text: String
  let roles: [Marked]

  struct Marked: Sendable, Equatable {
    let role: Role
    let text: String
  }

  /// - Returns: nil where a bracket has no role behind it, or one that does not exist.
  init?(_ marked: String) {
    var text = ""
    var roles: [Marked] = []
    var rest = Substring(marked)
    while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
      text += rest[..<open]
      let inside = rest[rest.index(after: open)..<close]
      text += inside
      let behind = rest[rest.index(after: close)...]
      let name = behind.prefix { $0.isLetter }
      guard let role = Role(rawValue: String(name)) else { return nil }
      roles.append(Marked(role: role, text: String(inside)))
      rest = behind[name.endIndex...]
    }
    self.text = text + rest
    self.roles = roles
  }
}

/// All frames, indexed by the words that bring them up.
struct FrameSet: Sendable {
  let frames: [Frame]
  private let byVerb: [WordID: [Int]]
  private let byNoun: [WordID: [Int]]

  init(_ frames: [Frame]) {
    self.frames = frames
    var byVerb: [WordID: [Int]] = [:]
    var byNoun: [WordID: [Int]] = [:]
    for (index, frame) in frames.enumerated() {
      for verb in frame.verbs { byVerb[verb, default: []].append(index) }
      for noun in frame.nouns { byNoun[noun, default: []].append(index) }
    }
    (self.byVerb, self.byNoun) = (byVerb, byNoun)
  }

  /// The frames that a verb with this dictionary form brings up.
  func frames(ofVerb lemma: WordID) -> [Int] { byVerb[lemma] ?? [] }
  /// The frames that a noun brings up.
  func frames(ofNoun noun: WordID) -> [Int] { byNoun[noun] ?? [] }
}

extension WordClasses {
  /// For each word whether it brings up a frame: a form of its verbs, or one of its nouns.
  func triggers(of frames: FrameSet) -> [Bool] {
    var verbs: Set<WordID> = []
    var nouns: Set<WordID> = []
    for frame in frames.frames {
      verbs.formUnion(frame.verbs)
      nouns.formUnion(frame.nouns)
    }
    let words = forms(of: verbs).union(nouns)
    var isTrigger = Array(repeating: false, count: Int(words.max()?.value ?? 0) + 1)
    for word in words { isTrigger[Int(word.value)] = true }
    return isTrigger
  }
}
