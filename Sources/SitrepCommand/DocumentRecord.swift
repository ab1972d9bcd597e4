import Sitrep

/// A line of JSON Lines as a document: Sitrep's own fields read, the rest as they came.
struct DocumentRecord: Equatable {
  /// The value of `id`, which may be a number too; nil where there is none.
  var id: String?
  /// UTF-8 as it was given, ill-formed sequences and all.
  var text: [UInt8]
  /// The day it was written, and the time where it is given.
  var frame: TimeFrame?
  /// The other fields, as one JSON object with the bytes they came with; nil where there
  /// are none.
  var source: [UInt8]?
}

/// What the fields of a line are called.
struct RecordKeys: Equatable, Sendable {
  var text = "text"
  var id = "id"
  var date = "date"
}

/// Why a line is no document.
struct RecordFault: Error, Equatable {
  /// As far as it could be read.
  var id: String?
  var reason: String
  var remedy: String
  /// Where there is no text: the names of the first fields that are not ours, one of which may
  /// have it.
  var otherFields: [String] = []
}

extension DocumentRecord {
  /// Reads the line that lies at `range` of `bytes`.
  init(
    _ bytes: [UInt8], _ range: Range<Int>, keys: RecordKeys = RecordKeys()
  ) throws(RecordFault) {
    let fields: RecordFields
    do throws(JSONFault) {
      fields = try RecordFields(bytes, range, keys)
    } catch {
      throw RecordFault(
        reason: "not JSON: column \(Self.column(of: error.offset, in: bytes, range)): "
          + error.reason, remedy: "write one JSON object on each line")
    }
    id = try fields.readID()
    guard let text = fields.text else {
      throw RecordFault(
        id: id, reason: "there is no '\(keys.text)'",
        remedy: "give the text as a string under '\(keys.text)'",
        otherFields: fields.namesOfOthers(most: 5))
    }
    self.text = try fields.string(text, called: keys.text, id: id)
    frame = try fields.readDate(id: id)
    source = fields.others.isEmpty ? nil : Self.object(fields.others, bytes)
  }

  /// 1-based, in characters: bytes that go on with a character begin with the bits 10.
  private static func column(of offset: Int, in bytes: [UInt8], _ range: Range<Int>) -> Int {
    bytes[range.lowerBound..<max(range.lowerBound, offset)].count { $0 & 0xC0 != 0x80 } + 1
  }

  /// An object of the members that lie at `ranges`.
  private static func object(_ ranges: [Range<Int>], _ bytes: [UInt8]) -> [UInt8] {
    var object: [UInt8] = [UInt8(ascii: "{")]
    for range in ranges {
      if object.count > 1 { object.append(UInt8(ascii: ",")) }
      object.append(contentsOf: bytes[range])
    }
    object.append(UInt8(ascii: "}"))
    // What we pass on has to be UTF-8, or our line would be none. Too large to be decoded
    // is only what the text is too large for as well.
    return (try? SourceText(utf8: object))?.bytes ?? object
  }
}

/// Where the fields of a line lie.
private struct RecordFields {
  let scanner: JSONScanner
  let bytes: [UInt8]
  let keys: RecordKeys
  var id: Range<Int>?
  var text: Range<Int>?
  var date: Range<Int>?
  /// The members of the other fields, keys included.
  var others: [Range<Int>] = []

  init(_ bytes: [UInt8], _ range: Range<Int>, _ keys: RecordKeys) throws(JSONFault) {
    (self.bytes, self.keys) = (bytes, keys)
    scanner = JSONScanner(bytes, range)
    var scanner = scanner
    try scanner.forEachMember { scanner, key throws(JSONFault) in
      let name = scanner.text(at: key)
      let value = try scanner.skipValue()
      let isTwice = keep(value, of: name, member: key.lowerBound - 1..<value.upperBound)
      guard !isTwice else {
        let written = String(decoding: name, as: UTF8.self)
        throw scanner.fault("the key '\(written)' stands twice", at: key.lowerBound - 1)
      }
    }
    scanner.skipSpace()
    guard scanner.peek == nil else {
      throw scanner.fault("expected the end of the line, found \(scanner.found)")
    }
  }

  /// Keeps where a value lies, and returns whether there was one of this name before.
  /// Whoever repeats a key that is not ours is not our concern.
  private mutating func keep(_ value: Range<Int>, of name: [UInt8], member: Range<Int>) -> Bool {
    func replace(_ field: inout Range<Int>?) -> Bool {
      defer { field = value }
      return field != nil
    }
    if name.elementsEqual(keys.text.utf8) { return replace(&text) }
    if name.elementsEqual(keys.id.utf8) { return replace(&id) }
    if name.elementsEqual(keys.date.utf8) { return replace(&date) }
    others.append(member)
    return false
  }

  /// Read again for whoever has to be told; a line that is right has no need of names.
  func namesOfOthers(most count: Int) -> [String] {
    var (scanner, names) = (scanner, [String]())
    // That it is JSON was seen before.
    try? scanner.forEachMember { scanner, key throws(JSONFault) in
      let name = String(decoding: scanner.text(at: key), as: UTF8.self)
      _ = try scanner.skipValue()
      if name != keys.id, name != keys.date { names.append(name) }
    }
    return Array(names.prefix(count))
  }

  func readID() throws(RecordFault) -> String? {
    guard let id, !isNull(id) else { return nil }
    switch bytes[id.lowerBound] {
    case UInt8(ascii: "-"), 0x30...0x39: return String(decoding: bytes[id], as: UTF8.self)
    default:
      return String(decoding: try string(id, called: keys.id, id: nil), as: UTF8.self)
    }
  }

  func readDate(id: String?) throws(RecordFault) -> TimeFrame? {
    guard let date, !isNull(date) else { return nil }
    let written = String(decoding: try string(date, called: keys.date, id: id), as: UTF8.self)
    guard let frame = TimeFrame(written) else {
      throw RecordFault(
        id: id, reason: "'\(written)' is no date",
        remedy: "write '\(keys.date)' as YYYY-MM-DD, YYYY-MM or YYYY, or leave it out")
    }
    return frame
  }

  func string(
    _ value: Range<Int>, called name: String, id: String?
  ) throws(RecordFault) -> [UInt8] {
    guard bytes[value.lowerBound] == UInt8(ascii: "\"") else {
      throw RecordFault(
        id: id, reason: "'\(name)' is \(kind(of: value)), not a string",
        remedy: "write it in double quotes")
    }
    return scanner.text(at: value.lowerBound + 1..<value.upperBound - 1)
  }

  private func isNull(_ value: Range<Int>) -> Bool {
    bytes[value.lowerBound] == UInt8(ascii: "n")
  }

  private func kind(of value: Range<Int>) -> String {
    switch bytes[value.lowerBound] {
    case UInt8(ascii: "{"): "an object"
    case UInt8(ascii: "["): "a list"
    case UInt8(ascii: "t"), UInt8(ascii: "f"): "true or false"
    case UInt8(ascii: "n"): "null"
    default: "a number"
    }
  }
}
