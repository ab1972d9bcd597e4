/// What keeps a line from being JSON, and where.
struct JSONFault: Error, Equatable {
  /// Offset of the byte in the bytes that were scanned.
  var offset: Int
  var reason: String
}

/// Walks over the JSON (RFC 8259) of one line without building a tree of it.
///
/// Why not `JSONDecoder`: fields that are not ours have to go out as the bytes they came
/// in, a text with ill-formed UTF-8 has to be taken, repaired and counted rather than
/// refused, and whoever has a broken line among a million needs its column. Hot path.
struct JSONScanner {
  /// How deep lists and objects may nest, so that a line of brackets cannot use up the
  /// stack of a worker. `JSONDecoder` has the same limit.
  static let deepest = 512

  private let bytes: [UInt8]
  private let end: Int
  /// Where the next byte is read.
  private(set) var next: Int

  /// Scans `range` of `bytes`.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    (self.bytes, next, end) = (bytes, range.lowerBound, range.upperBound)
  }

  var peek: UInt8? { next < end ? bytes[next] : nil }

  mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      next += 1
    }
  }

  /// Passes over `byte` if it comes next, white space aside.
  mutating func accept(_ byte: Unicode.Scalar) -> Bool {
    skipSpace()
    guard peek == UInt8(ascii: byte) else { return false }
    next += 1
    return true
  }

  func fault(_ reason: String, at offset: Int? = nil) -> JSONFault {
    JSONFault(offset: offset ?? next, reason: reason)
  }

  /// What stands next, for messages.
  var found: String {
    guard next < end else { return "the end of the line" }
    let rest = String(decoding: bytes[next..<min(end, next + 4)], as: UTF8.self)
    return rest.unicodeScalars.first.map { "'\($0)'" } ?? "nothing"
  }
}

// MARK: - Values

extension JSONScanner {
  /// Passes over one value, whatever it is, and returns where it lies.
  mutating func skipValue(depth: Int = 0) throws(JSONFault) -> Range<Int> {
    guard depth <= Self.deepest else { throw fault("nested more than \(Self.deepest) deep") }
    skipSpace()
    let start = next
    switch peek {
    case UInt8(ascii: "\""): _ = try skipString()
    case UInt8(ascii: "{"):
      try forEachMember { scanner, _ throws(JSONFault) in
        _ = try scanner.skipValue(depth: depth + 1)
      }
    case UInt8(ascii: "["): try skipList(depth: depth)
    case UInt8(ascii: "t"): try skipWord("true")
    case UInt8(ascii: "f"): try skipWord("false")
    case UInt8(ascii: "n"): try skipWord("null")
    case UInt8(ascii: "-")?, UInt8(ascii: "0")?, UInt8(ascii: "1")?, UInt8(ascii: "2")?,
      UInt8(ascii: "3")?, UInt8(ascii: "4")?, UInt8(ascii: "5")?, UInt8(ascii: "6")?,
      UInt8(ascii: "7")?, UInt8(ascii: "8")?, UInt8(ascii: "9")?:
      try skipNumber()
    default: throw fault("expected a value, found \(found)")
    }
    return start..<next
  }

  /// Passes over an object. `visit` is called before each value, with where the key
  /// lies inside its quotes, and has to pass over the value.
  mutating func forEachMember(
    _ visit: (inout JSONScanner, _ key: Range<Int>) throws(JSONFault) -> Void
  ) throws(JSONFault) {
    guard accept("{") else { throw fault("expected '{', found \(found)") }
    if accept("}") { return }
    repeat {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else {
        throw fault("expected a key in double quotes, found \(found)")
      }
      let key = try skipString()
      guard accept(":") else { throw fault("expected ':' after a key, found \(found)") }
      try visit(&self, key)
    } while accept(",")
    guard accept("}") else { throw fault("expected ',' or '}', found \(found)") }
  }

  private mutating func skipList(depth: Int) throws(JSONFault) {
    next += 1
    if accept("]") { return }
    repeat {
      _ = try skipValue(depth: depth + 1)
    } while accept(",")
    guard accept("]") else { throw fault("expected ',' or ']', found \(found)") }
  }

  private mutating func skipWord(_ word: String) throws(JSONFault) {
    guard bytes[next..<end].starts(with: word.utf8) else {
      throw fault("expected a value, found \(found)")
    }
    next += word.utf8.count
  }

  private mutating func skipNumber() throws(JSONFault) {
    let start = next
    if peek == UInt8(ascii: "-") { next += 1 }
    let hasLeadingZero = peek == UInt8(ascii: "0")
    let digits = skipDigits()
    var isNumber = digits == 1 || digits > 1 && !hasLeadingZero
    if peek == UInt8(ascii: ".") {
      next += 1
      isNumber = skipDigits() > 0 && isNumber
    }
    if let byte = peek, byte | 0x20 == UInt8(ascii: "e") {
      next += 1
      if let sign = peek, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { next += 1 }
      isNumber = skipDigits() > 0 && isNumber
    }
    guard isNumber else {
      let written = String(decoding: bytes[start..<next], as: UTF8.self)
      throw fault("'\(written)' is no number", at: start)
    }
  }

  private mutating func skipDigits() -> Int {
    let start = next
    while let byte = peek, (0x30...0x39).contains(byte) { next += 1 }
    return next - start
  }
}

// MARK: - Strings

extension JSONScanner {
  /// Passes over a string and returns where it lies inside its quotes. Every escape in it
  /// is one that JSON has.
  mutating func skipString() throws(JSONFault) -> Range<Int> {
    let quote = next
    next += 1
    while next < end {
      next = plainEnd(from: next)
      guard next < end else { break }
      switch bytes[next] {
      case UInt8(ascii: "\""):
        next += 1
        return quote + 1..<next - 1
      case UInt8(ascii: "\\"): try skipEscape()
      case 0..<0x20:
        throw fault("a control character in a string has to be written as an escape")
      default: next += 1
      }
    }
    throw fault("this string has no closing quote", at: quote)
  }

  /// Where a string goes on with something that does not stand for itself. Most bytes of a line
  /// are passed here.
  private func plainEnd(from start: Int) -> Int {
    let bytes = bytes.span.extracting(..<end)
    var place = start
    while place < bytes.count {
      let byte = bytes[place]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
      place += 1
    }
    return place
  }

  private mutating func skipEscape() throws(JSONFault) {
    let start = next
    next += 2
    guard start + 1 < end else { return }
    switch bytes[start + 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: return  // "\/bfnrt
    case UInt8(ascii: "u"):
      let digits = bytes[next..<min(end, next + 4)]
      guard digits.count == 4, digits.allSatisfy({ Self.digit($0) != nil }) else {
        throw fault("\\u needs four hexadecimal digits", at: start)
      }
      next += 4
    default: throw fault("there is no such escape in JSON", at: start)
    }
  }

  /// The text of a string that lies at `range`, as `skipString` gave it.
  ///
  /// Not always well-formed: ill-formed bytes are left as they are, and a surrogate
  /// without its other half becomes one byte that no UTF-8 has. Decoding it later puts one
  /// U+FFFD for each, and counts it; programs that let such halves pass, as Python does,
  /// count one code point too.
  func text(at range: Range<Int>) -> [UInt8] {
    let raw = bytes[range]
    // Only an escape ends what is plain before the quote.
    guard plainEnd(from: range.lowerBound) < range.upperBound else { return Array(raw) }
    var text: [UInt8] = []
    text.reserveCapacity(raw.count)
    var index = range.lowerBound
    while index < range.upperBound {
      let run = bytes[index..<range.upperBound].prefix { $0 != UInt8(ascii: "\\") }
      text.append(contentsOf: run)
      index = run.endIndex
      if index < range.upperBound { index = appendEscape(at: index, to: &text) }
    }
    return text
  }

  /// Appends the character that an escape stands for, and returns where the escape ends.
  private func appendEscape(at index: Int, to text: inout [UInt8]) -> Int {
    switch bytes[index + 1] {
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): return appendUnicodeEscape(at: index, to: &text)
    default: text.append(bytes[index + 1])
    }
    return index + 2
  }

  private func appendUnicodeEscape(at index: Int, to text: inout [UInt8]) -> Int {
    let unit = codeUnit(at: index)
    var (scalar, length) = (Unicode.Scalar(unit), 6)
    if UTF16.isLeadSurrogate(unit), index + 7 < end, bytes[index + 6] == UInt8(ascii: "\\"),
      bytes[index + 7] == UInt8(ascii: "u"), UTF16.isTrailSurrogate(codeUnit(at: index + 6))
    {
      scalar = UTF16.decode(UTF16.EncodedScalar([unit, codeUnit(at: index + 6)]))
      length = 12
    }
    if let scalar {
      text.append(contentsOf: UTF8.encode(scalar)!)
    } else {
      text.append(0xFF)
    }
    return index + length
  }

  /// The number that the four digits of `\uXXXX` at `index` give.
  private func codeUnit(at index: Int) -> UInt16 {
    bytes[index + 2..<index + 6].reduce(0) { $0 << 4 | UInt16(Self.digit($1) ?? 0) }
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
