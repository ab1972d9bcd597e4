/// A text whose sentences are known.
public struct SentenceGold: Sendable {
  public var text: String
  /// The offsets just past the last character of each sentence, in code points, in order.
  public var ends: [Int]
  /// What kind of text it is, where the file says so.
  public var genre: String?
}

/// The texts of a file of sentences: one JSON object a line, `id`, `text`, `ends` and, where
/// known, `genre`.
public struct SentenceGoldSet: Sendable {
  /// In the order of the file.
  public let texts: [SentenceGold]

  /// Reads and checks a whole file.
  /// - Parameter file: what messages call it.
  /// - Throws: every fault in it, not the first alone.
  public init(jsonLines bytes: [UInt8], file: String) throws(FileFaults) {
    var texts: [SentenceGold] = []
    var lines = JSONLines(file: file)
    lines.forEachRecord(in: bytes) { _, record, reader in
      let ends = reader.requiredOffsets("ends", of: record)
      let genre = reader.string("genre", of: record)
      guard let text = reader.requiredString("text", of: record), let ends else { return }
      texts.append(SentenceGold(text: text, ends: ends.sorted(), genre: genre))
    }
    if texts.isEmpty && lines.faults.count == 0 { lines.note(.noPassage, line: 1) }
    guard lines.faults.count == 0 else { throw lines.faults }
    self.texts = texts
  }
}
