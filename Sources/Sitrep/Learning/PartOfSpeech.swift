/// A universal and a Penn part-of-speech tag.
struct PartOfSpeech: Hashable, Sendable {
  /// Of Universal Dependencies: `PROPN`.
  var universal: String
  /// Of the Penn Treebank: `NNP`.
  var penn: String

  /// As a label of the weights: `PROPN NNP`.
  var label: String { "\(universal) \(penn)" }

  init(universal: String, penn: String) { (self.universal, self.penn) = (universal, penn) }

  init?(label: String) {
    let parts = label.split(separator: " ")
    guard parts.count == 2 else { return nil }
    self.init(universal: String(parts[0]), penn: String(parts[1]))
  }
}
