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
  /// The first role of the core must have a number.
  let needsCount: Bool
  /// Its object can be the force that is there already: `will join the 200 in Goma`.
  let joinsForce: Bool
  /// The nouns of which one must be the object of the verb, which then says it only with them:
  /// `took up positions`; empty where the object is free.
  let objects: [WordID]
  /// Words that state a presence behind a copula though it has no number: `are present in`.
  let stated: [WordID]
  /// The words of which one must stand behind the verb or its object, where the verb alone says
  /// something else: `pulled its tanks back`, `went ashore`.
  let particles: [WordID]
  /// Phrases of one or two words that say it behind a copula or behind the first role of the core
  /// itself: `are on duty in`, `the frigate, bound for`.
  let predicates: [[WordID]]
  /// A place must stand right behind the verb's object, or the verb: `saw tanks in Harare`, but not
  /// `saw soldiers leave for Harare`.
  let close: Bool
  /// It has no verb: its nouns are the first role of the core, with a place behind them and
  /// nothing else, as in a headline or an item of a list.
  let fragment: Bool
  /// What its object may be besides a role: who is relieved, joined or fetched.
  let beside: [EntityClass]
  /// What the words themselves say about it; nil where they say that it is so.
  let status: RelationStatus?
  /// What share of its relations is right, as far as known; 0 to 1.
  let confidence: Double
  /// Relations that must be found, with their roles marked, and texts without any.
  let examples: [FrameExample]
  let counterExamples: [CounterExample]
  /// Where it is written: its file and line.
  let file: String
  let line: Int

  /// A text that must give no relation of this type.
  struct CounterExample: Sendable {
    let text: String
    let line: Int
  }

  func filler(of role: Role) -> Filler? { roles.first { $0.role == role } }

  /// What fills the first role of the relation's core: who or what it happens to.
  var figure: Filler? { relation.core.first.flatMap(filler) }
  /// What fills the second one, where the relation has two.
  var ground: Filler? { relation.core.count > 1 ? filler(of: relation.core[1]) : nil }

  /// Its verbs can have two objects: `gave Mali tanks`, `appointed her governor`.
  var hasSecondObject: Bool { hasReceiver || roles.contains { $0.place == .complement } }
  var hasReceiver: Bool { roles.contains { $0.place == .receiver } }

  /// What can play a role, and where in the clause it stands.
  struct Filler: Sendable {
    let role: Role
    let place: Place
    let types: [EntityClass]
    let isRequired: Bool
    /// What a noun that names the event puts before it: `the attack on Goma`; empty for `of`.
    let nominal: [WordID]
    /// A number without a noun will do: `killed 30`.
    let takesNumbers: Bool
    /// It is the first role of the core; the second.
    let isFigure: Bool
    let isGround: Bool

    /// Whether a noun that says little can fill it: `gunmen`, `officers`.
    var takesWeak: Bool { types.contains { $0.kind == "weak" } }
    /// Whether men, or a company, are a force where they fill it: it takes no other people.
    var makesForces: Bool {
      !types.contains { $0.type == .person && $0.kind != "men" }
        && types.contains {
          $0.type == .force || $0.type == .group || $0.kind == "men" || $0.kind == "business"
        }
    }
    /// Whether it takes any force, by whatever noun.
    var takesAnyForce: Bool { types.contains { $0.type == .force && $0.kind == nil } }
    /// Whether it is where something happens. What takes states but no other places is a party.
    var takesPlaces: Bool { types.contains { $0.type == .location || $0.type == .facility } }
  }

  enum Place: Sendable, Equatable {
    /// Who acts: the subject of the active, `by …` of the passive.
    case agent
    /// What is acted on: the object of the active, the subject of the passive.
    case theme
    /// Who gets what is acted on, before it: `gave Mali tanks`; the subject of the passive.
    case receiver
    /// What the theme becomes, behind it: `appointed her governor`.
    case complement
    case prepositions([WordID])
  }
}

/// A sentence with its roles marked: `[Kenya]deployer sent [400 police]force to [Haiti]destination`.
struct FrameExample: Sendable, Equatable {
  let text: String
  let roles: [Marked]
  /// Of its file; 0 where it is in none.
  var line = 0

  struct Marked: Sendable, Equatable {
    let role: Role
    let text: String
  }

  /// - Returns: nil where a bracket has none of `known` behind it.
  init?(_ marked: String, roles known: [Role]) {
    var text = ""
    var roles: [Marked] = []
    var rest = Substring(marked)
    while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
      text += rest[..<open]
      let inside = rest[rest.index(after: open)..<close]
      text += inside
      let behind = rest[rest.index(after: close)...]
      let name = behind.prefix { $0.isLetter }
      let role = Role(rawValue: String(name))
      guard known.contains(role) else { return nil }
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
  private let byVerb: WordMap<[Int]>
  private let byNoun: WordMap<[Int]>
  private let byPredicate: WordMap<[Int]>
  /// The words of all relations that say that a text tells of an army.
  let context: Set<WordID>
  /// Nouns for people who are a force in such a text.
  let members: Set<WordID>
  /// Words before a force that say that it does not serve where it comes.
  let unfit: Set<WordID>

  init(_ frames: [Frame]) {
    self.frames = frames
    var byVerb: [WordID: [Int]] = [:]
    var byNoun: [WordID: [Int]] = [:]
    var byPredicate: [WordID: [Int]] = [:]
    for (index, frame) in frames.enumerated() {
      for verb in frame.verbs { byVerb[verb, default: []].append(index) }
      for noun in frame.nouns { byNoun[noun, default: []].append(index) }
      for last in Set(frame.predicates.compactMap(\.last)) {
        byPredicate[last, default: []].append(index)
      }
    }
    (self.byVerb, self.byNoun) = (WordMap(byVerb), WordMap(byNoun))
    self.byPredicate = WordMap(byPredicate)
    context = frames.reduce(into: []) { $0.formUnion($1.relation.context) }
    members = frames.reduce(into: []) { $0.formUnion($1.relation.members) }
    unfit = frames.reduce(into: []) { $0.formUnion($1.relation.unfit) }
  }

  /// Whether a text has a word in whose company a number of men is a force. O(tokens).
  func tellOfArmy(in tokens: TokenTable) -> Bool {
    tokens.words.contains { context.contains($0) }
  }

  /// All but those of some names.
  func without(_ names: Set<String>) -> FrameSet {
    names.isEmpty ? self : keeping { !names.contains($0.name) }
  }

  /// Those that are wanted.
  func keeping(_ isWanted: (Frame) -> Bool) -> FrameSet { FrameSet(frames.filter(isWanted)) }

  /// The frames that a verb with this dictionary form brings up.
  func frames(ofVerb lemma: WordID) -> [Int] { byVerb[lemma] ?? [] }
  /// The frames that a noun brings up.
  func frames(ofNoun noun: WordID) -> [Int] { byNoun[noun] ?? [] }
  /// The frames that have a predicate which ends with a word.
  func frames(ofPredicate word: WordID) -> [Int] { byPredicate[word] ?? [] }
}

extension WordClasses {
  /// For each word whether it brings up a frame: a form of its verbs, or one of its nouns.
  func triggers(of frames: FrameSet) -> [Bool] {
    var verbs: Set<WordID> = []
    var nouns: Set<WordID> = []
    for frame in frames.frames {
      verbs.formUnion(frame.verbs)
      nouns.formUnion(frame.nouns)
      nouns.formUnion(frame.predicates.compactMap(\.last))
    }
    let words = forms(of: verbs).union(nouns)
    var isTrigger = Array(repeating: false, count: Int(words.max()?.value ?? 0) + 1)
    for word in words { isTrigger[Int(word.value)] = true }
    return isTrigger
  }
}
