import Foundation

@testable import Sitrep

/// The lexicons and models of the package, and the pipeline made from them: loaded once,
/// since that takes a moment in a debug build.
enum Shipped {
  /// The folder of the package, found from this file.
  static let root: URL = {
    var folder = URL(filePath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    return folder
  }()

  static let files: [ResourceFile] =
    read(folder: "Lexicons", "tsv") + read(folder: "Models", "tsv")
    + read(folder: "Models", "yaml") + read(folder: "Models", "weights")

  static let pack: Pack = {
    do {
      return try Pack(files)
    } catch {
      fatalError("the shipped files have faults:\n\(error)")
    }
  }()

  /// Lists and rules; names that were learned have tests of their own.
  static let pipeline = Pipeline(pack, usesLearnedNames: false)

  private static func read(folder: String, _ ending: String) -> [ResourceFile] {
    let place = root.appending(path: folder)
    let paths = FileManager.default.enumerator(atPath: place.path)
    var files: [ResourceFile] = []
    while let path = paths?.nextObject() as? String {
      guard path.hasSuffix("." + ending) else { continue }
      files.append(file("\(folder)/\(path)"))
    }
    return files
  }

  /// A file of the package; empty where it is missing.
  static func file(_ path: String) -> ResourceFile {
    let data = FileManager.default.contents(atPath: root.appending(path: path).path) ?? Data()
    return ResourceFile(path: path, bytes: Array(data))
  }

  /// What the whole pipeline makes of a text.
  static func process(
    _ text: String, date: CalendarDate? = CalendarDate(year: 2024, month: 10, day: 27)
  ) -> Document {
    process(SourceText(text), date: date)
  }

  static func process(_ text: SourceText, date: CalendarDate? = nil) -> Document {
    var document = Document(id: "test", date: date, text: text)
    pipeline.process(&document)
    return document
  }

  /// A text as tokens and sentences with zones, as far as the pipeline goes without names.
  static func sentences(_ text: SourceText) -> Document {
    var document = Document(id: "test", text: text)
    pipeline.process(&document, through: .zones)
    return document
  }
}

/// The annotated corpora that lie beside the project and are no part of it.
enum Corpora {
  /// Said where a test is skipped.
  static let absent = "../shared/corpora is not beside the package"

  private static let folder = Shipped.root.appending(path: "../shared/corpora").standardizedFileURL

  static var arePresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

  static func bytes(_ path: String) -> [UInt8] {
    Array(FileManager.default.contents(atPath: folder.appending(path: path).path) ?? Data())
  }

  /// The texts of a JSON Lines file, the first `limit` of them.
  static func texts(_ path: String, limit: Int = .max) throws -> [String] {
    try Self.texts(ofLines: bytes(path), limit: limit)
  }

  static func texts(ofLines bytes: [UInt8], limit: Int = .max) throws -> [String] {
    struct Record: Decodable { let text: String }
    return try bytes.split(separator: 0x0A).prefix(limit).map {
      try JSONDecoder().decode(Record.self, from: Data($0)).text
    }
  }
}
