/// What a word that governs a verb says about whether it is so: `plans to`, `may`, `refused to`.
struct Modality: Sendable {
  let status: RelationStatus?
  let polarity: Polarity?
  /// The subject of the word is the one who sends.
  let subjectDeploys: Bool
  /// It brings in a condition, wherever it stands in the sentence.
  let isCondition: Bool
  /// What is asked for is given: `agreed to meet a request for`.
  let grants: Bool
}

/// All words that bear on status and polarity (`Models/modality.yaml`).
struct ModalityTable: Sendable {
  private var byWord: [WordID: Modality] = [:]
  /// The same, for the hot path.
  private var map = WordMap<Modality>([:])

  /// What the word says, if anything. Verbs are looked up by their dictionary form.
  subscript(word: WordID) -> Modality? { map[word] }

  private static let keys = [
    "modality", "about", "verbs", "nouns", "adjectives", "modals", "subordinators",
    "prepositions", "status", "polarity", "subjectDeploys", "condition", "grants",
  ]

  init() {}

  /// Adds the entries of a file; every fault in it is appended to `faults`.
  mutating func read(
    _ yaml: YAMLFile, _ vocabulary: inout Vocabulary, _ classes: inout WordClasses,
    faults: inout [ResourceFault]
  ) {
    faults += yaml.faults
    defer { map = WordMap(byWord) }
    for entry in yaml.entries {
      guard
        yaml.check(entry, known: Self.keys, required: ["modality", "about"], faults: &faults)
      else { continue }
      let modality = Modality(
        status: value(entry["status"], of: "status", yaml, faults: &faults),
        polarity: value(entry["polarity"], of: "polarity", yaml, faults: &faults),
        subjectDeploys: entry["subjectDeploys"]?.bool ?? false,
        isCondition: entry["condition"]?.bool ?? false,
        grants: entry["grants"]?.bool ?? false)
      for verb in yaml.texts(entry["verbs"], of: "verbs", faults: &faults) {
        classes.addVerb(verb.text, &vocabulary)
      }
      for key in ["verbs", "nouns", "adjectives", "modals", "subordinators", "prepositions"] {
        for word in yaml.texts(entry[key], of: key, faults: &faults) {
          byWord[vocabulary.insert(word.text)] = modality
        }
      }
    }
  }

  private func value<Value: RawRepresentable<String>>(
    _ node: YAMLNode?, of key: String, _ yaml: YAMLFile, faults: inout [ResourceFault]
  ) -> Value? {
    guard let node else { return nil }
    if let value = Value(rawValue: node.text ?? "") { return value }
    let remedy =
      key == "status" ? "use actual, planned or possible" : "use positive or negative"
    faults.append(
      yaml.fault(at: node, "no \(key) '\(node.text ?? "")'", remedy: remedy))
    return nil
  }
}
