/// What keeps a line from being JSON, and where.
struct JSONSyntaxError: Error, Equatable {
  var column: Int  // 1-based, in characters
  var what: String
}

/// Reads one JSON value (RFC 8259) from the bytes of a line, and holds it to the letter:
/// a key that stands twice is refused, for no one can tell which of them was meant.
struct JSONParser {
  /// How deep lists and objects may nest. The formats need 6; the limit keeps a line of
  /// brackets from using up the stack.
  static let deepest = 64

  private let bytes: [UInt8]
  private var next = 0

  private init(_ bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
  }

  static func parse(_ bytes: some Sequence<UInt8>) throws(JSONSyntaxError) -> JSONValue {
    var parser = JSONParser(bytes)
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.peek == nil else {
      throw parser.error("expected the end of the line, found \(parser.found)")
    }
    return value
  }
}

// MARK: - Values

extension JSONParser {
  private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    guard depth <= Self.deepest else { throw error("nested more than \(Self.deepest) deep") }
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): return .object(try members(depth: depth))
    case UInt8(ascii: "["): return .array(try elements(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .boolean(true))
    case UInt8(ascii: "f"): return try literal("false", .boolean(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case UInt8(ascii: "-"): return try number()
    case let byte? where Self.isDigit(byte): return try number()
    default: throw error("expected a value, found \(found)")
    }
  }

  private mutating func members(depth: Int) throws(JSONSyntaxError) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    var keys: Set<String> = []
    next += 1
    if accept("}") { return members }
    repeat {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else {
        throw error("expected a key in double quotes, found \(found)")
      }
      let beginning = next
      let key = try string()
      guard keys.insert(key).inserted else {
        throw error("the key '\(key)' stands twice in one object", at: beginning)
      }
      guard accept(":") else { throw error("expected ':' after the key '\(key)', found \(found)") }
      members.append(JSONValue.Member(key: key, value: try value(depth: depth + 1)))
    } while accept(",")
    guard accept("}") else { throw error("expected ',' or '}', found \(found)") }
    return members
  }

  private mutating func elements(depth: Int) throws(JSONSyntaxError) -> [JSONValue] {
    var elements: [JSONValue] = []
    next += 1
    if accept("]") { return elements }
    repeat {
      elements.append(try value(depth: depth + 1))
    } while accept(",")
    guard accept("]") else { throw error("expected ',' or ']', found \(found)") }
    return elements
  }

  private mutating func literal(
    _ word: StaticString, _ value: JSONValue
  ) throws(JSONSyntaxError) -> JSONValue {
    let expected = Array("\(word)".utf8)
    guard bytes[next...].starts(with: expected) else {
      throw error("expected a value, found \(found)")
    }
    next += expected.count
    return value
  }

  private mutating func number() throws(JSONSyntaxError) -> JSONValue {
    let beginning = next
    _ = acceptByte("-")
    let leadingZero = peek == UInt8(ascii: "0")
    let whole = skipDigits()
    var isNumber = whole == 1 || (whole > 1 && !leadingZero)
    if acceptByte(".") { isNumber = skipDigits() > 0 && isNumber }
    if acceptByte("e") || acceptByte("E") {
      _ = acceptByte("+") || acceptByte("-")
      isNumber = skipDigits() > 0 && isNumber
    }
    let written = String(decoding: bytes[beginning..<next], as: UTF8.self)
    guard isNumber, let value = Double(written), value.isFinite else {
      throw error("'\(written)' is not a number", at: beginning)
    }
    return .number(value)
  }
}

// MARK: - Strings

extension JSONParser {
  private mutating func string() throws(JSONSyntaxError) -> String {
    let beginning = next
    var content: [UInt8] = []
    next += 1
    while let byte = peek, byte != UInt8(ascii: "\"") {
      switch byte {
      case UInt8(ascii: "\\"): try appendEscape(to: &content)
      case 0..<0x20:
        throw error("a control character in a string has to be written as \\u00XX")
      default:
        content.append(byte)
        next += 1
      }
    }
    guard acceptByte("\"") else { throw error("this string has no closing quote", at: beginning) }
    guard let string = String(validating: content, as: UTF8.self) else {
      throw error("this string is not UTF-8", at: beginning)
    }
    return string
  }

  private mutating func appendEscape(to content: inout [UInt8]) throws(JSONSyntaxError) {
    let beginning = next
    next += 1
    let escape = peek
    next += 1
    switch escape {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(escape ?? 0)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"):
      guard let scalar = escapedScalar() else {
        let what = "\\u needs four hexadecimal digits, and a surrogate its other half"
        throw error(what, at: beginning)
      }
      content.append(contentsOf: Array(String(scalar).utf8))
    default: throw error("there is no such escape in JSON", at: beginning)
    }
  }

  /// The character of a `\uXXXX`, or of two that make a surrogate pair. Stands after the
  /// `u`; nil when the digits are none, or half of a pair is missing.
  private mutating func escapedScalar() -> Unicode.Scalar? {
    guard let first = fourDigits() else { return nil }
    guard UTF16.isLeadSurrogate(first) else { return Unicode.Scalar(first) }
    guard acceptByte("\\"), acceptByte("u"), let second = fourDigits(),
      UTF16.isTrailSurrogate(second)
    else { return nil }
    return UTF16.decode(UTF16.EncodedScalar([first, second]))
  }

  private mutating func fourDigits() -> UInt16? {
    let digits = bytes[next...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit })
    else { return nil }
    next += 4
    return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}

// MARK: - Bytes

extension JSONParser {
  private var peek: UInt8? { next < bytes.count ? bytes[next] : nil }

  /// Skips the byte if it comes next, white space aside.
  private mutating func accept(_ byte: Unicode.Scalar) -> Bool {
    skipSpace()
    return acceptByte(byte)
  }

  private mutating func acceptByte(_ byte: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: byte) else { return false }
    next += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { next += 1 }
  }

  private mutating func skipDigits() -> Int {
    let beginning = next
    while let byte = peek, Self.isDigit(byte) { next += 1 }
    return next - beginning
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// What stands next, for messages.
  private var found: String {
    let rest = String(decoding: bytes[min(next, bytes.count)...].prefix(4), as: UTF8.self)
    return rest.unicodeScalars.first.map { "'\($0)'" } ?? "the end of the line"
  }

  private func error(_ what: String, at place: Int? = nil) -> JSONSyntaxError {
    let before = bytes.prefix(place ?? next)
    // Bytes that continue a character begin with the bits 10.
    return JSONSyntaxError(column: before.count { $0 & 0xC0 != 0x80 } + 1, what: what)
  }
}
