/// Writes JSON to the end of a row of bytes.
///
/// Why not `JSONEncoder`: it would need a tree of boxed values for each document, and
/// sorts or shuffles its keys. Here the caller says what comes next, commas fall into
/// place, and nothing is allocated once `bytes` has grown. Hot path.
///
/// The writer keeps no state but the bytes: whether a comma is due can be read off the
/// last one. Nothing checks that what is begun is ended; the schema test does.
public struct JSONWriter: Sendable {
  /// What was written so far: well-formed UTF-8, as long as the texts handed in are.
  public private(set) var bytes: [UInt8] = []

  public init() {}

  /// Forgets what was written and keeps the room for it.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  /// Ends a line of JSON Lines. What follows begins anew.
  public mutating func endLine() {
    bytes.append(0x0A)
  }
}

// MARK: - Objects and lists

extension JSONWriter {
  public mutating func beginObject() {
    separate()
    bytes.append(UInt8(ascii: "{"))
  }

  public mutating func endObject() {
    bytes.append(UInt8(ascii: "}"))
  }

  public mutating func beginList() {
    separate()
    bytes.append(UInt8(ascii: "["))
  }

  public mutating func endList() {
    bytes.append(UInt8(ascii: "]"))
  }

  /// The key of the value that comes next; it is written as it is, so it must need no
  /// escape.
  public mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  /// A key that is known only when the program runs.
  public mutating func key(named name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
  }

  /// Puts the comma between a value and the one before it. No value ends in one of the
  /// bytes that are looked for.
  private mutating func separate() {
    switch bytes.last {
    case nil, 0x0A, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"): break
    default: bytes.append(UInt8(ascii: ","))
    }
  }
}

// MARK: - Values

extension JSONWriter {
  public mutating func string(_ text: String) {
    string(text.utf8.span)
  }

  /// A string, given as UTF-8. Only what RFC 8259 demands is escaped, and the two
  /// separators U+2028 and U+2029, which end a line for many a program that reads one.
  public mutating func string(_ text: Span<UInt8>) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    escape(text)
    bytes.append(UInt8(ascii: "\""))
  }

  /// An id such as `e12`: a letter and a number.
  public mutating func id(_ letter: Unicode.Scalar, _ number: Int) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: letter))
    digits(of: UInt(number))
    bytes.append(UInt8(ascii: "\""))
  }

  public mutating func number(_ value: Int) {
    separate()
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    digits(of: value.magnitude)
  }

  /// The shortest digits that read back as the same number, without a fraction where it
  /// is whole. JSON has no infinity: what is not finite is written as `null`.
  public mutating func number(_ value: Double) {
    // 2^53: up to there every whole number is a double of its own.
    if abs(value) < 0x1p53, let whole = Int(exactly: value) { return number(whole) }
    separate()
    guard value.isFinite else { return bytes.append(contentsOf: "null".utf8) }
    bytes.append(contentsOf: value.description.utf8)
  }

  public mutating func boolean(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// A value that is JSON already.
  public mutating func raw(_ json: [UInt8]) {
    separate()
    bytes.append(contentsOf: json)
  }
}

// MARK: - Members

extension JSONWriter {
  /// A key with its value, or nothing at all where the value is none or empty.
  public mutating func member(_ name: StaticString, _ value: String?) {
    guard let value, !value.isEmpty else { return }
    key(name)
    string(value)
  }

  /// A key with its value, or nothing at all where there is none.
  public mutating func member(_ name: StaticString, _ value: Int?) {
    guard let value else { return }
    key(name)
    number(value)
  }

  /// A key with its value, or nothing at all where there is none that JSON could hold.
  public mutating func member(_ name: StaticString, _ value: Double?) {
    guard let value, value.isFinite else { return }
    key(name)
    number(value)
  }

  public mutating func member(_ name: StaticString, _ value: Bool) {
    key(name)
    boolean(value)
  }
}

// MARK: - Bytes

extension JSONWriter {
  private mutating func digits(of value: UInt) {
    var power: UInt = 1
    while value / power >= 10 { power *= 10 }
    while power > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(value / power % 10))
      power /= 10
    }
  }

  /// Copies runs that need no escape as a whole.
  private mutating func escape(_ text: Span<UInt8>) {
    var copied = 0
    var next = 0
    while next < text.count {
      let length = Self.escapedLength(text, at: next)
      if length > 0 {
        append(text, copied..<next)
        appendEscape(text, at: next)
        copied = next + length
      }
      next += max(1, length)
    }
    append(text, copied..<text.count)
  }

  /// How many bytes at `index` have to be escaped together; 0 for one that stands for
  /// itself.
  private static func escapedLength(_ text: Span<UInt8>, at index: Int) -> Int {
    switch text[index] {
    case 0..<0x20, 0x22, 0x5C: 1
    case 0xE2:
      index + 2 < text.count && text[index + 1] == 0x80 && text[index + 2] | 1 == 0xA9 ? 3 : 0
    default: 0
    }
  }

  private mutating func appendEscape(_ text: Span<UInt8>, at index: Int) {
    bytes.append(0x5C)
    switch text[index] {
    case 0x22, 0x5C: bytes.append(text[index])
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0xE2: bytes.append(contentsOf: text[index + 2] == 0xA8 ? "u2028".utf8 : "u2029".utf8)
    default:
      bytes.append(contentsOf: "u00".utf8)
      bytes.append(Self.hexadecimal(text[index] >> 4))
      bytes.append(Self.hexadecimal(text[index] & 0xF))
    }
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }

  private mutating func append(_ text: Span<UInt8>, _ range: Range<Int>) {
    // The pointer lives as long as the span, and is used up in this call.
    text.extracting(range).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }
}
