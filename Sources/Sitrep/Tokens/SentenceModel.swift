/// Says how likely a sentence ends where the rules see no stop: behind a closing, a name, a
/// date, a line that lost its line break.
///
/// A logistic regression over what stands on both sides. Asked only at the few places that
/// `isUnsure` names. The weights are those of `Models/sentences.tsv`.
struct SentenceModel: Sendable {
  /// Splits only where the odds are better than this: a wrong split inside a sentence of a
  /// report is worse than a missed one in a careless mail. The logarithm of 3 to 1.
  static let threshold: Float = 1.1

  private(set) var features: SentenceFeatures
  private let weights: [Float]

  /// - Parameters:
  ///   - table: `Models/sentences.tsv`.
  ///   - classes: Of the words.
  init(
    _ table: LexiconTable, _ classes: WordClasses, _ vocabulary: inout Vocabulary,
    faults: inout [ResourceFault]
  ) {
    let columns = table.require(["feature", "weight"], faults: &faults) ?? []
    var weights: [(name: Substring, weight: Float, line: Int)] = []
    for row in table.rows where !columns.isEmpty {
      if let weight = Float(row.fields[columns[1]]), weight.isFinite {
        weights.append((row.fields[columns[0]], weight, row.line))
      } else {
        faults.append(
          ResourceFault(
            table.file, line: row.line, source: row.fields.joined(separator: "\t"),
            "'\(row.fields[columns[1]])' is no weight", remedy: "write a number: -0.25"))
      }
    }
    let words = Set(weights.compactMap { SentenceFeatures.word(of: $0.name) }).sorted()
    features = SentenceFeatures(words: words, classes, &vocabulary)
    var known = Array(repeating: Float(0), count: features.count)
    let numbers = SentenceFeatures.Numbers(features)
    for (name, weight, line) in weights {
      if let index = numbers[name] {
        known[index] = weight
      } else {
        faults.append(
          ResourceFault(
            table.file, line: line, source: String(name), "no feature '\(name)'",
            remedy: "train the weights anew with 'sitrep train sentences'"))
      }
    }
    self.weights = known
  }

  /// The same model with the classes of more words.
  func with(_ classes: WordClasses) -> SentenceModel {
    var model = self
    model.features.classes = classes
    return model
  }

  /// Whether a sentence that began at `start` ends just before `token`, a candidate.
  func isBoundary(_ tokens: TokenTable, before token: TokenID, since start: TokenID) -> Bool {
    var score: Float = 0
    features.forEach(tokens, before: token, since: start) { score += weights[$0] }
    return score > Self.threshold
  }
}
