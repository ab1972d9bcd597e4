import Foundation
import Testing

@testable import Sitrep

/// Real text through every stage, held to what must always be true of a line.
@Suite struct CorpusTests {
  @Test("every line keeps to the schema")
  func linesAreValid() throws {
    let pack = try Corpus.pack.get()
    let (writer, facts) = (DocumentWriter(pack: pack), FactWriter(pack: pack))
    let validators = try OutputSchema.allCases.map { try SchemaValidator($0.json) }
    for document in try Corpus.documents.get() {
      var line = JSONWriter()
      var flat = JSONWriter()
      writer.write(document, to: &line)
      facts.write(document, to: &flat)
      #expect(try validators[0].faults(in: line.bytes) == [], "\(document.id)")
      for fact in flat.bytes.split(separator: 0x0A) {
        #expect(try validators[1].faults(in: fact) == [], "\(document.id)")
      }
    }
  }

  @Test("every span cuts its own text out of the input", arguments: OffsetUnit.allCases)
  func spansCut(in unit: OffsetUnit) throws {
    let writer = DocumentWriter(pack: try Corpus.pack.get(), unit: unit)
    for document in try Corpus.documents.get() {
      var line = JSONWriter()
      writer.write(document, to: &line)
      let cutter = Cutter(String(decoding: document.text.bytes, as: UTF8.self), unit)
      for cut in try ParsedJSON(line.bytes).cuts {
        #expect(cutter.cut(cut) == cut["text"]?.text, "\(document.id)")
      }
    }
  }
}

/// Cuts spans out of a text the plain way.
private enum Cutter {
  case codePoints([Unicode.Scalar])
  case utf8([UInt8])
  case utf16([UInt16])

  init(_ text: String, _ unit: OffsetUnit) {
    switch unit {
    case .codepoints: self = .codePoints(Array(text.unicodeScalars))
    case .utf8: self = .utf8(Array(text.utf8))
    case .utf16: self = .utf16(Array(text.utf16))
    }
  }

  /// Nil where the span lies outside, or inside a character.
  func cut(_ span: ParsedJSON) -> String? {
    guard let start = span["start"]?.number, let end = span["end"]?.number else { return nil }
    let range = Int(start)..<Int(end)
    switch self {
    case .codePoints(let scalars):
      guard range.upperBound <= scalars.count else { return nil }
      var cut = String.UnicodeScalarView()
      cut.append(contentsOf: scalars[range])
      return String(cut)
    case .utf8(let bytes):
      guard range.upperBound <= bytes.count else { return nil }
      return String(validating: bytes[range], as: UTF8.self)
    case .utf16(let units):
      guard range.upperBound <= units.count else { return nil }
      return String(validating: units[range], as: UTF16.self)
    }
  }
}

extension ParsedJSON {
  /// Every object in it that says where it lies and how it reads.
  fileprivate var cuts: [ParsedJSON] {
    let own = self["start"] != nil && self["text"] != nil ? [self] : []
    return own + members.values.flatMap(\.cuts) + elements.flatMap(\.cuts)
  }
}

/// The project's own lexicons and models, and what text there is to try them on.
private enum Corpus {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let pack = Result { try Pack(resources()) }

  /// All texts, through all stages; the id is how the text begins.
  static let documents = Result {
    let pipeline = Pipeline(try pack.get())
    return try texts().map { text in
      var document = Document(
        id: String(text.prefix(60)), date: CalendarDate("2024-10-27"), text: SourceText(text))
      pipeline.process(&document)
      return document
    }
  }

  /// The gold passages, texts made to break offsets, and, where they lie beside the
  /// project, the corpora that all developers share; of the large one a part, since tests
  /// run without optimization.
  private static func texts() throws -> [String] {
    let shared = package.appending(path: "../shared/corpora")
    let article = shared.appending(path: "articles/kursk-deployment.txt")
    return hardTexts + (try lines(of: package.appending(path: "Evaluation/gold/passages.jsonl")))
      + ((try? lines(of: shared.appending(path: "facts/dev.jsonl"))) ?? [])
      + ((try? lines(of: shared.appending(path: "news/current-events.jsonl"))) ?? []).prefix(200)
      + ((try? [String(contentsOf: article, encoding: .utf8)]) ?? [])
  }

  private static let hardTexts = [
    "", " ", "\u{FEFF}Kenya sent 400 police officers to Haiti.",
    "🪖🪖 Several thousand 🇰🇵 troops are in Kursk Oblast, Kyïv’s général José said e\u{301}.",
    "Kenya sent 400 police\u{2028}officers\u{0}to Haiti, “up to 12,000” \u{FFFD} he said\r\n\r\nNext.",
  ]

  /// The texts of JSON Lines.
  private static func lines(of file: URL) throws -> [String] {
    try Array(Data(contentsOf: file)).split(separator: 0x0A).compactMap {
      try ParsedJSON($0)["text"]?.text
    }
  }

  private static func resources() throws -> [ResourceFile] {
    try ["Lexicons", "Models"].flatMap { folder in
      let names = try FileManager.default.subpathsOfDirectory(
        atPath: package.appending(path: folder).path)
      return try names.filter { $0.hasSuffix(".tsv") || $0.hasSuffix(".yaml") }.map { name in
        let path = "\(folder)/\(name)"
        return ResourceFile(
          path: path, bytes: Array(try Data(contentsOf: package.appending(path: path))))
      }
    }
  }
}
