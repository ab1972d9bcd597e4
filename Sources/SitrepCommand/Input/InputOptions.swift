import ArgumentParser
import Sitrep

/// What is read, how it lies in its files, and what of it is refused.
struct InputOptions: ParsableArguments {
  /// Texts that are longer are no articles, and take some 20 times their size in memory.
  static let usualMaxDocumentBytes = 256 << 20

  @Option(help: "How the input is written.")
  var format: InputFormat = .auto

  @Option(
    help: ArgumentHelp(
      "Read the files that this file names besides, one on each line, or with a NUL behind each "
        + "('find -print0'); '-' for standard input.",
      valueName: "file"),
    completion: .file())
  var filesFrom: String?

  @Option(help: ArgumentHelp("The field of JSON Lines that has the text.", valueName: "key"))
  var textKey = "text"

  @Option(help: ArgumentHelp("The field of JSON Lines that names the document.", valueName: "key"))
  var idKey = "id"

  @Option(help: ArgumentHelp("The field of JSON Lines that has the date.", valueName: "key"))
  var dateKey = "date"

  @Option(
    help: ArgumentHelp(
      "Refuse documents with more text than this, as documents that cannot be read. (default: "
        + "256 MiB)", valueName: "n"))
  var maxDocumentBytes: Int?

  @Option(
    help: ArgumentHelp(
      "Break off a compressed file that unpacks to more than this many times its size, as only a "
        + "file made to do harm does; the first 16 MiB are free.", valueName: "n"))
  var maxExpansion = UnpackedStream.usualLimit

  @Option(
    help: ArgumentHelp(
      "Give up a document that takes longer than this, as one that cannot be read. Looked at "
        + "between sentences and between stages.", valueName: "seconds"))
  var documentTimeout: Double?

  var keys: RecordKeys { RecordKeys(text: textKey, id: idKey, date: dateKey) }

  func validate() throws {
    let keys = [textKey, idKey, dateKey]
    guard Set(keys).count == 3, !keys.contains("") else {
      throw ValidationError("--text-key, --id-key and --date-key need names of their own.")
    }
    if let maxDocumentBytes, maxDocumentBytes < 1 {
      throw ValidationError("--max-document-bytes \(maxDocumentBytes): give one or more.")
    }
    guard maxExpansion >= 1 else {
      throw ValidationError("--max-expansion \(maxExpansion): give one or more.")
    }
    if let documentTimeout, !(documentTimeout > 0) {
      throw ValidationError("--document-timeout \(documentTimeout): give more than nothing.")
    }
  }

  /// The files that `--files-from` names.
  func listedPaths() throws(CommandError) -> [String] {
    guard let filesFrom else { return [] }
    let bytes = try FileStream.wholeFile(filesFrom)
    // No path has a NUL: where there is one, 'find -print0' wrote the list.
    let ends: [UInt8] = bytes.contains(0) ? [0] : [0x0A, 0x0D]
    let lines = bytes.split { ends.contains($0) }.map { String(decoding: $0, as: UTF8.self) }
    guard !lines.isEmpty else {
      throw CommandError(
        message: "sitrep: \(filesFrom): the list of files is empty; write a path on each line",
        exitCode: .someFailed)
    }
    return lines
  }

  func reading(outputs: [FileIdentity], isHashed: Bool) -> InputReader.Options {
    InputReader.Options(
      format: format, outputs: outputs, isHashed: isHashed,
      maxDocumentBytes: maxDocumentBytes ?? Self.usualMaxDocumentBytes, maxExpansion: maxExpansion)
  }

  /// What the output hangs on, for the checkpoint.
  var settings: [String: String?] {
    [
      "--format": format.rawValue, "--text-key": textKey, "--id-key": idKey, "--date-key": dateKey,
      "--max-document-bytes": maxDocumentBytes.map(String.init),
      "--max-expansion": String(maxExpansion),
      "--document-timeout": documentTimeout.map { "\($0)" },
    ]
  }
}
