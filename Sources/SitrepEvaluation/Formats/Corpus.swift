/// An annotated text, in terms that all formats share.
struct CorpusDocument: Equatable, Sendable {
  /// An entity. Offsets are code points, whatever the format counts.
  struct Mention: Equatable, Sendable {
    /// What relations call it by.
    var id: String
    var type: String
    var span: CodePointSpan
    /// Mentions of the same thing have the same one.
    var cluster: String?
    /// `level` and whatever else there is, in the order given.
    var attributes: [Attribute] = []
    var note: String?
  }

  struct Attribute: Equatable, Sendable {
    var name: String
    /// Nil for one that is only there or not (`Negated`).
    var value: String?
  }

  /// Between mentions, or between relations.
  struct Relation: Equatable, Sendable {
    struct Argument: Equatable, Sendable {
      var role: String
      /// The id of a mention or of a relation.
      var target: String
    }

    var id: String
    var type: String
    /// The id of the mention of the word that says so: of an event, in brat's terms.
    var trigger: String?
    var arguments: [Argument]
    var attributes: [Attribute] = []
    var note: String?
  }

  var id: String
  var text: PassageText
  var mentions: [Mention] = []
  var relations: [Relation] = []
  /// In the order of the text, none overlapping; nil where the format does not know.
  var sentences: [CodePointSpan]?
  /// Likewise.
  var tokens: [CodePointSpan]?
  /// What else the document has: members with one value, such as `date`, and the layers of
  /// Sitrep that only its own format holds.
  var others: [JSONValue.Member] = []

  static func == (one: Self, other: Self) -> Bool {
    one.id == other.id && one.text.scalars == other.text.scalars
      && one.mentions == other.mentions && one.relations == other.relations
      && one.sentences == other.sentences && one.tokens == other.tokens
      && one.others == other.others
  }
}

/// Annotated texts, read from one format to be written in another.
public struct Corpus: Sendable {
  var documents: [CorpusDocument] = []
  /// What was in the files and has no place in any other format.
  public internal(set) var losses = FormatLosses()

  public var count: Int { documents.count }

  /// Reads and checks whole files.
  /// - Parameter unit: what the offsets of JSON Lines and brat count, where they do not count
  ///   code points.
  /// - Throws: every fault in them, not the first alone.
  public init(
    _ files: [CorpusFile], as format: CorpusFormat, counting unit: CorpusUnit = .codePoints
  ) throws(FileFaults) {
    var reader = CorpusReader(unit: unit.unit)
    for file in files { reader.read(file, as: format) }
    if reader.documents.isEmpty && reader.faults.count == 0 {
      reader.note(
        "there is no document here", "give a file in the format '\(format.rawValue)'",
        FileLine(files.first?.name ?? "", 1))
    }
    guard reader.faults.count == 0 else { throw reader.faults }
    (documents, losses) = (reader.documents, reader.losses)
  }

  init(_ documents: [CorpusDocument]) {
    self.documents = documents
  }

  /// The corpus in `format`: one file, or for brat two for each document, named by their ids.
  /// - Returns: the files, and what the format has no place for.
  public func written(
    as format: CorpusFormat
  ) -> (files: [CorpusFile], losses: FormatLosses) {
    var writer = CorpusWriter()
    return (writer.files(documents, as: format), writer.losses)
  }
}

/// What offsets count, as the command names it.
public enum CorpusUnit: String, CaseIterable, Sendable {
  case codePoints = "codepoints"
  case utf8
  case utf16

  var unit: OffsetUnit {
    switch self {
    case .codePoints: .codePoints
    case .utf8: .utf8
    case .utf16: .utf16
    }
  }
}

/// A line of a file, for messages.
struct FileLine {
  var file: String
  var line: Int  // 1-based

  init(_ file: String, _ line: Int) {
    (self.file, self.line) = (file, line)
  }
}

/// Reads documents one after another, and gathers the faults of all of them.
struct CorpusReader {
  let unit: OffsetUnit
  var documents: [CorpusDocument] = []
  var losses = FormatLosses()
  private(set) var faults = FileFaults()
  /// Where each id was first seen.
  private var placeOfID: [String: String] = [:]

  init(unit: OffsetUnit) {
    self.unit = unit
  }

  mutating func read(_ file: CorpusFile, as format: CorpusFormat) {
    switch format {
    case .sitrep: readSitrep(file)
    case .brat: readBrat(file)
    case .conll2003, .bio, .bilou: readColumns(file, as: format)
    case .conllu: readCoNLLU(file)
    case .prodigy: readRecords(file) { $0.prodigy($1, &$2) }
    case .doccano: readRecords(file) { $0.doccano($1, &$2) }
    case .labelStudio: readRecords(file) { $0.labelStudio($1, &$2) }
    }
  }

  mutating func note(_ what: String, _ remedy: String, _ place: FileLine) {
    note(.broken(what: what, remedy: remedy), place)
  }

  mutating func note(_ fault: FileFault.Fault, _ place: FileLine) {
    faults.append(FileFault(file: place.file, line: place.line, fault: fault))
  }

  mutating func note(_ faults: FileFaults) {
    self.faults.append(faults)
  }

  /// Adds a document, unless another one has its id.
  mutating func append(_ document: CorpusDocument, at place: FileLine) {
    let here = "\(place.file):\(place.line)"
    if let first = placeOfID.updateValue(here, forKey: document.id) {
      placeOfID[document.id] = first
      note(.duplicateID(document.id, path: "", first: first), place)
      return
    }
    documents.append(document)
  }

  /// The text of a file in UTF-8, without a byte order mark; nil, and a fault with the line,
  /// where it is not UTF-8.
  mutating func text(_ bytes: [UInt8], of file: String) -> String? {
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    if let text = String(validating: content, as: UTF8.self) { return text }
    var line = 1
    for part in content.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if String(validating: part, as: UTF8.self) == nil { break }
      line += 1
    }
    note("this is not UTF-8", "save the file as UTF-8", FileLine(file, line))
    return nil
  }
}

/// Writes documents, and counts what has no place.
struct CorpusWriter {
  var losses = FormatLosses()

  mutating func files(_ documents: [CorpusDocument], as format: CorpusFormat) -> [CorpusFile] {
    switch format {
    case .sitrep: lines(documents) { $0.sitrepLine($1) }
    case .brat: documents.flatMap { brat($0) }
    case .conll2003, .bio, .bilou: [columns(documents, as: format)]
    case .conllu: [conllu(documents)]
    case .prodigy: lines(documents) { $0.prodigy($1) }
    case .doccano: lines(documents) { $0.doccano($1) }
    case .labelStudio: lines(documents) { $0.labelStudio($1) }
    }
  }

  private mutating func lines(
    _ documents: [CorpusDocument], _ line: (inout Self, CorpusDocument) -> JSONValue
  ) -> [CorpusFile] {
    var text = ""
    for document in documents { text += line(&self, document).line + "\n" }
    return [CorpusFile(name: "", bytes: Array(text.utf8))]
  }

  /// Counts the layers that only Sitrep's own format holds, and values besides the text where
  /// `keepsValues` does not say that there is a place for them.
  mutating func leaveOutOthers(of document: CorpusDocument, keepsValues: Bool) {
    for other in document.others {
      switch other.value {
      case .array(let values): losses.note(other.key, values.count)
      case .object: losses.note(other.key)
      default: if !keepsValues { losses.note("values of '\(other.key)'") }
      }
    }
  }

  /// What of `others` has one value.
  func values(of document: CorpusDocument) -> [JSONValue.Member] {
    document.others.filter { other in
      switch other.value {
      case .array, .object: false
      default: true
      }
    }
  }

  /// Counts what mentions and relations have besides their spans, types and roles.
  mutating func leaveOutDetails(of document: CorpusDocument, keepsClusters: Bool = false) {
    for mention in document.mentions {
      if !keepsClusters, mention.cluster != nil { losses.note("clusters of entities") }
      for attribute in mention.attributes { losses.note("'\(attribute.name)' of entities") }
      if mention.note != nil { losses.note("notes") }
    }
    for relation in document.relations {
      losses.note("attributes of relations", relation.attributes.count)
      if relation.note != nil { losses.note("notes") }
    }
  }

  /// Counts the relations that are no pair of mentions, and gives back the others.
  mutating func pairs(of document: CorpusDocument) -> [CorpusDocument.Relation] {
    let mentions = Set(document.mentions.map(\.id))
    let pairs = document.relations.filter { relation in
      relation.trigger == nil && relation.arguments.count == 2
        && relation.arguments.allSatisfy { mentions.contains($0.target) }
    }
    losses.note("relations that are no pair of entities", document.relations.count - pairs.count)
    return pairs
  }
}
