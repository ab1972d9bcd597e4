// What the formats share that have one JSON object on each line.

/// A line of such a file while it is read.
struct CorpusRecord {
  var reader: RecordReader
  /// What the document is called where the line does not say.
  let fallbackID: String
  /// What has no place in the terms that formats share.
  var losses = FormatLosses()
}

extension CorpusReader {
  /// Hands each line that is an object to `read`. Faults are told with the line.
  mutating func readRecords(
    _ file: CorpusFile,
    _ read: (inout CorpusReader, Node, inout CorpusRecord) -> CorpusDocument?
  ) {
    guard let text = text(file.bytes, of: file.name) else { return }
    let lines = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.allSatisfy({ [0x20, 9, 13].contains($0) }) {
      let place = FileLine(file.name, index + 1)
      var record = CorpusRecord(
        reader: RecordReader(), fallbackID: "\(file.stem)-\(index + 1)")
      do throws(JSONSyntaxError) {
        let node = Node(value: try JSONParser.parse(line), path: "")
        if record.reader.object(node) != nil, let document = read(&self, node, &record),
          record.reader.faults.isEmpty
        {
          append(document, at: place)
        }
      } catch {
        note(.notJSON(error), place)
      }
      for fault in record.reader.faults { note(fault, place) }
      for (what, count) in record.losses.counts { losses.note(what, count) }
    }
  }

  /// The text of a record, which its spans are checked against from then on.
  func passage(
    _ key: String, of node: Node, _ record: inout CorpusRecord
  ) -> PassageText? {
    guard let text = record.reader.requiredString(key, of: node) else { return nil }
    let passage = PassageText(text)
    record.reader.read(spansOf: passage, in: unit) { fitting in
      "the offsets fit as \(fitting.words); say --offsets \(fitting.rawValue)"
    }
    return passage
  }

  /// A relation between two of `mentions`; nil and a fault where one of them is not there.
  func pair(
    _ index: Int, _ type: String?, _ first: (role: String, id: String?),
    _ second: (role: String, id: String?), among mentions: [CorpusDocument.Mention],
    at path: String,
    _ record: inout CorpusRecord
  ) -> CorpusDocument.Relation? {
    guard let type, let one = first.id, let other = second.id else { return nil }
    for (role, id) in [(first.role, one), (second.role, other)]
    where !mentions.contains(where: { $0.id == id }) {
      record.reader.note(.unknownID(path: "\(path).\(role)", id: id, kind: "entity"))
      return nil
    }
    return CorpusDocument.Relation(
      id: "r\(index + 1)", type: type,
      arguments: [.init(role: first.role, target: one), .init(role: second.role, target: other)])
  }
}

extension RecordReader {
  /// A string, or a number as it is written: ids are either.
  mutating func identifier(_ key: String, of node: Node) -> String? {
    guard let member = member(key, of: node) else { return nil }
    if case .number = member.value { return member.value.line }
    return string(member)
  }
}

extension JSONValue {
  /// As `CorpusDocument.Attribute` holds it; nil for what has members.
  var plain: String? {
    switch self {
    case .string(let string): string
    case .number, .boolean: line
    case .null, .array, .object: nil
    }
  }

  /// Those members of the object that have one value, but for `keys`.
  func plainMembers(without keys: Set<String>) -> [Member] {
    guard case .object(let members) = self else { return [] }
    return members.filter { !keys.contains($0.key) && $0.value.plain != nil }
  }
}
