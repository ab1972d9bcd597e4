/// A format that annotated text comes in.
public enum CorpusFormat: String, CaseIterable, Sendable {
  /// The gold format of Sitrep: one JSON object a line, all layers.
  case sitrep
  /// brat standoff: a `.txt` and an `.ann` file for each document.
  case brat
  /// CoNLL-2003: four columns, the tag in the last. IOB1 or IOB2 is read, IOB2 written.
  case conll2003
  /// A word and its tag, B-, I- or O (IOB2).
  case bio
  /// A word and its tag, B-, I-, L-, U- or O; E- and S- are read for L- and U-.
  case bilou
  /// CoNLL-U with `Entity=` in MISC, as in CorefUD; `NER=` with B-, I-, O is read too.
  case conllu
  /// Prodigy's JSON Lines, with `spans` and `relations`.
  case prodigy
  /// doccano's JSON Lines, with `entities` and `relations`; `label` or `labels` is read too.
  case doccano
  /// Label Studio's tasks, one a line.
  case labelStudio = "label-studio"

  /// How the names of files end that hold annotations in it.
  public var endings: [String] {
    switch self {
    case .sitrep, .prodigy, .doccano, .labelStudio: ["jsonl", "ndjson"]
    case .brat: ["ann"]
    case .conll2003, .bio, .bilou: ["conll", "txt", "tsv", "bio", "iob", "iob2", "bilou"]
    case .conllu: ["conllu"]
    }
  }

  /// Whether what is written is a folder, with two files for each document.
  public var isFolder: Bool { self == .brat }
}

/// The bytes of a file, and what messages call it.
public struct CorpusFile: Equatable, Sendable {
  public var name: String
  public var bytes: [UInt8]
  /// Of brat: the text that the annotations stand beside, or nil where there is none.
  public var text: [UInt8]?

  public init(name: String, bytes: [UInt8], text: [UInt8]? = nil) {
    (self.name, self.bytes, self.text) = (name, bytes, text)
  }

  /// The name without its folder and its ending: what documents without an id are called by.
  var stem: String {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return last }
    return String(last[..<dot])
  }
}

/// What of a corpus a format has no place for: how many of each thing. Told, never hidden.
public struct FormatLosses: Equatable, Sendable {
  /// By what they are called in the plural: `facts`, `relations with more than two roles`.
  public private(set) var counts: [String: Int] = [:]

  public var isEmpty: Bool { counts.isEmpty }

  mutating func note(_ what: String, _ count: Int = 1) {
    if count > 0 { counts[what, default: 0] += count }
  }

  /// One line for each thing, sorted.
  public var lines: [String] {
    counts.sorted { $0.key < $1.key }.map { "left out: \($0.key): \($0.value)" }
  }
}
