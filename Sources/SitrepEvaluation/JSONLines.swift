/// A file of JSON Lines, read record by record; faults are gathered from the whole of it.
struct JSONLines {
  let file: String
  private(set) var faults = FileFaults()
  /// Where each id was first seen.
  private var lineOfID: [String: Int] = [:]

  init(file: String) {
    self.file = file
  }

  mutating func note(_ fault: FileFault.Fault, line: Int) {
    faults.append(FileFault(file: file, line: line, fault: fault))
  }

  /// Hands each line that is an object with an id of its own to `read`, together with a
  /// reader whose faults end up in `faults`. Empty lines are passed over; so is a byte
  /// order mark.
  mutating func forEachRecord(
    in bytes: [UInt8], _ read: (_ id: String, _ record: Node, _ reader: inout RecordReader) -> Void
  ) {
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
    let lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() where !bytes.allSatisfy(Self.isSpace) {
      var reader = RecordReader()
      do throws(JSONSyntaxError) {
        let record = Node(value: try JSONParser.parse(bytes), path: "")
        if let id = identify(record, line: index + 1, &reader) { read(id, record, &reader) }
      } catch {
        reader.note(.notJSON(error))
      }
      for fault in reader.faults { note(fault, line: index + 1) }
    }
  }

  private mutating func identify(
    _ record: Node, line: Int, _ reader: inout RecordReader
  ) -> String? {
    guard reader.object(record) != nil, let id = reader.requiredString("id", of: record)
    else { return nil }
    if let first = lineOfID.updateValue(line, forKey: id) {
      lineOfID[id] = first
      reader.note(.duplicateID(id, path: "", first: "line \(first)"))
      return nil
    }
    return id
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    [0x20, 0x09, 0x0D].contains(byte)
  }
}
