/// The entities under the schemes and measures that papers give: SemEval-2013, CoNLL, and
/// coreference. As in `EntityScores`, pronouns and types that gold does not have are left out,
/// but for coreference, which takes all mentions of a cluster.
struct EntityDetail: Sendable {
  private(set) var schemes = SchemeScores()
  private(set) var chunks = ChunkScores()
  /// Nil where no passage has clusters.
  private(set) var clusters: ClusterScores?

  /// Those that some gold passage has, by their number in `schemes` and `chunks`.
  private let types: TypeNumbers

  /// - Parameter types: those that some gold passage has.
  init(types: Set<String>) {
    self.types = TypeNumbers(types)
    for type in self.types.names {
      _ = schemes.number(of: type)
      _ = chunks.number(of: type)
    }
  }

  /// Scores a passage. Both sides are put in the order of the text first, for the schemes
  /// depend on it.
  /// - Returns: whether gold has clusters there, and they were scored.
  @discardableResult
  mutating func add(_ gold: [Entity], _ found: [Entity], in text: PassageText) -> Bool {
    let hasClusters = addClusters(gold, found)
    let (gold, found) = (graded(gold), graded(found))
    schemes.add(gold, found)
    chunks.add(gold, found, in: text)
    return hasClusters
  }

  /// Scores the clusters of a passage, where gold has some.
  private mutating func addClusters(_ gold: [Entity], _ found: [Entity]) -> Bool {
    let gold = Self.clusters(of: gold)
    guard !gold.isEmpty else { return false }
    var scores = clusters ?? ClusterScores()
    scores.add(gold, Self.clusters(of: found))
    clusters = scores
    return true
  }

  private func graded(_ entities: [Entity]) -> [TypedSpan] {
    var spans: [TypedSpan] = []
    spans.reserveCapacity(entities.count)
    var isInOrder = true
    for index in entities.indices where entities[index].level != .pronoun {
      guard let number = types[entities[index].type] else { continue }
      let span = entities[index].span
      if let last = spans.last, last.start >= span.start { isInOrder = false }
      spans.append(TypedSpan(start: Int32(span.start), end: Int32(span.end), type: number))
    }
    if !isInOrder {
      spans.sort { ($0.start, $0.end, $0.type) < ($1.start, $1.end, $1.type) }
    }
    return spans
  }

  /// The spans of each cluster, in the order of their first mention.
  private static func clusters(of entities: [Entity]) -> [[CodePointSpan]] {
    let clustered = entities.filter { $0.cluster != nil }
    return Dictionary(grouping: clustered) { $0.cluster ?? "" }.values
      .map { cluster in cluster.map(\.span).sorted { ($0.start, $0.end) < ($1.start, $1.end) } }
      .sorted { ($0[0].start, $0[0].end) < ($1[0].start, $1[0].end) }
  }
}

// MARK: - JSON

extension EntityDetail {
  var schemesJSON: JSONValue {
    .object(
      Scheme.allCases.map { scheme in
        let macro = JSONValue.members([
          "precision": schemes.macro(scheme, \.precision).map(JSONValue.number),
          "recall": schemes.macro(scheme, \.recall).map(JSONValue.number),
          "f1": schemes.macro(scheme, \.f1).map(JSONValue.number),
        ])
        let types = schemes.types.sorted { $0.key < $1.key }
          .map { JSONValue.Member(key: $0.key, value: $0.value[scheme].jsonValue) }
        return .init(
          key: scheme.rawValue,
          value: .members([
            "micro": schemes.all[scheme].jsonValue, "macro": macro, "types": .object(types),
          ]))
      })
  }

  var chunksJSON: JSONValue {
    let scores = { (tallies: [String: Tally], all: Tally) in
      JSONValue.members([
        "micro": Self.json(all),
        "types": .object(
          tallies.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: Self.json($0.value)) }),
      ])
    }
    return .members([
      "spans": scores(chunks.chunks, chunks.allChunks),
      "macro": .members([
        "precision": chunks.macro(\.precision).map(JSONValue.number),
        "recall": chunks.macro(\.recall).map(JSONValue.number),
        "f1": chunks.macro(\.f1).map(JSONValue.number),
      ]),
      "tokens": scores(chunks.words, chunks.allWords),
      "accuracy": chunks.tags.value.map(JSONValue.number), "nested": .integer(chunks.nested),
    ])
  }

  var clustersJSON: JSONValue? {
    guard let clusters else { return nil }
    return .members([
      "clusters": .members([
        "gold": .integer(clusters.clusters.gold), "found": .integer(clusters.clusters.found),
      ]),
      "mentions": Self.json(clusters.mentions), "muc": clusters.muc.jsonValue,
      "b_cubed": clusters.bCubed.jsonValue, "ceaf_m": clusters.ceafMentions.jsonValue,
      "ceaf_e": clusters.ceafEntities.jsonValue, "lea": clusters.lea.jsonValue,
      "conll": clusters.conll.map(JSONValue.number),
    ])
  }

  private static func json(_ tally: Tally) -> JSONValue {
    .members([
      "gold": .integer(tally.gold), "found": .integer(tally.found), "right": .integer(tally.right),
      "precision": tally.precision.map(JSONValue.number),
      "recall": tally.recall.map(JSONValue.number), "f1": tally.f1.map(JSONValue.number),
    ])
  }
}

extension SchemeTally {
  fileprivate var jsonValue: JSONValue {
    .members([
      "correct": .integer(correct), "incorrect": .integer(incorrect), "partial": .integer(partial),
      "missed": .integer(missed), "spurious": .integer(spurious),
      "precision": precision.map(JSONValue.number), "recall": recall.map(JSONValue.number),
      "f1": f1.map(JSONValue.number),
    ])
  }
}

extension ClusterScores.Ratio {
  fileprivate var jsonValue: JSONValue {
    .members([
      "precision": precision.map(JSONValue.number), "recall": recall.map(JSONValue.number),
      "f1": f1.map(JSONValue.number),
    ])
  }
}
