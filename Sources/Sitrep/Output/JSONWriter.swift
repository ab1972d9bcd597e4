/// Writes JSON to the end of a row of bytes.
///
/// Why not `JSONEncoder`: it would need a tree of boxed values for each document, and
/// sorts or shuffles its keys. Here the caller says what comes next, commas fall into
/// place, and nothing is allocated once the room has grown. Hot path.
///
/// The writer keeps no state but the bytes: whether a comma is due can be read off the
/// last one. Nothing checks that what is begun is ended; the schema test does.
public struct JSONWriter: ~Copyable {
  /// What was written, and room behind it, which is the writer's own: an array asks at every byte
  /// whether somebody else holds it, which took a tenth of the time of a line.
  private var room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 12)
  /// How many bytes of the room are written.
  private var count = 0

  public init() {}

  deinit { room.deallocate() }

  /// What was written so far: well-formed UTF-8, as long as the texts handed in are. Copies it.
  public var bytes: [UInt8] { Array(UnsafeBufferPointer(rebasing: room[..<count])) }

  /// Forgets what was written and keeps the room for it.
  public mutating func removeAll() { count = 0 }

  /// Ends a line of JSON Lines. What follows begins anew.
  public mutating func endLine() { append(0x0A) }
}

// MARK: - Objects and lists

extension JSONWriter {
  public mutating func beginObject() {
    separate()
    append(UInt8(ascii: "{"))
  }

  public mutating func endObject() {
    append(UInt8(ascii: "}"))
  }

  public mutating func beginList() {
    separate()
    append(UInt8(ascii: "["))
  }

  public mutating func endList() {
    append(UInt8(ascii: "]"))
  }

  /// The key of the value that comes next; it is written as it is, so it must need no
  /// escape.
  public mutating func key(_ name: StaticString) {
    separate()
    reserve(name.utf8CodeUnitCount + 3)
    append(UInt8(ascii: "\""))
    name.withUTF8Buffer { copy($0) }
    append(UInt8(ascii: "\""))
    append(UInt8(ascii: ":"))
  }

  /// A key that is known only when the program runs.
  public mutating func key(named name: String) {
    string(name)
    append(UInt8(ascii: ":"))
  }

  /// Puts the comma between a value and the one before it. No value ends in one of the
  /// bytes that are looked for.
  private mutating func separate() {
    guard count > 0 else { return }
    switch room[count - 1] {
    case 0x0A, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"): break
    default: append(UInt8(ascii: ","))
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
    beginString()
    escape(text)
    endString()
  }

  /// A string follows, piece by piece.
  mutating func beginString() {
    separate()
    append(UInt8(ascii: "\""))
  }

  mutating func endString() { append(UInt8(ascii: "\"")) }

  /// A piece of the string that is open.
  mutating func piece(_ text: String) { escape(text.utf8.span) }

  mutating func piece(_ number: Int) { digits(of: number.magnitude) }

  /// An id such as `e12`: a letter and a number.
  public mutating func id(_ letter: Unicode.Scalar, _ number: Int) {
    separate()
    append(UInt8(ascii: "\""))
    append(UInt8(ascii: letter))
    digits(of: UInt(number))
    append(UInt8(ascii: "\""))
  }

  public mutating func number(_ value: Int) {
    separate()
    if value < 0 { append(UInt8(ascii: "-")) }
    digits(of: value.magnitude)
  }

  /// The shortest digits that read back as the same number, without a fraction where it
  /// is whole. JSON has no infinity: what is not finite is written as `null`.
  public mutating func number(_ value: Double) {
    // 2^53: up to there every whole number is a double of its own.
    if abs(value) < 0x1p53, let whole = Int(exactly: value) { return number(whole) }
    separate()
    guard value.isFinite else { return append("null") }
    if let scaled = Self.scaled(value) { return decimal(scaled, isNegative: value < 0) }
    append(value.description)
  }

  /// How many 10⁻⁷ a number is, where it is just so many, as coordinates are; 0.001 and more,
  /// since smaller ones have an exponent.
  private static func scaled(_ value: Double) -> UInt? {
    let scaled = (abs(value) * 1e7).rounded()
    // Fifteen digits: no two decimal numbers of so many are one double, so that these are the
    // shortest digits too.
    guard abs(value) >= 0.001, scaled < 1e15, scaled / 1e7 == abs(value) else { return nil }
    return UInt(scaled)
  }

  /// A number that is given in 10⁻⁷, and has a fraction.
  private mutating func decimal(_ scaled: UInt, isNegative: Bool) {
    if isNegative { append(UInt8(ascii: "-")) }
    let (whole, fraction) = scaled.quotientAndRemainder(dividingBy: 10_000_000)
    digits(of: whole)
    append(UInt8(ascii: "."))
    var (rest, power) = (fraction, UInt(1_000_000))
    while rest > 0 {
      append(UInt8(ascii: "0") + UInt8(rest / power))
      (rest, power) = (rest % power, power / 10)
    }
  }

  public mutating func boolean(_ value: Bool) {
    separate()
    append(value ? "true" : "false")
  }

  /// A value that is JSON already.
  public mutating func raw(_ json: [UInt8]) {
    separate()
    append(json.span, 0..<json.count)
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
  private mutating func append(_ byte: UInt8) {
    reserve(1)
    room[count] = byte
    count += 1
  }

  private mutating func append(_ text: String) {
    let text = text.utf8.span
    append(text, 0..<text.count)
  }

  /// Sees to it that there is room for so many bytes more.
  private mutating func reserve(_ length: Int) {
    if room.count - count < length { grow(length) }
  }

  @inline(never)
  private mutating func grow(_ length: Int) {
    let wider = UnsafeMutableBufferPointer<UInt8>.allocate(
      capacity: count + max(length, room.count))
    _ = wider.update(fromContentsOf: room[..<count])
    room.deallocate()
    room = wider
  }

  /// Copies bytes that there is room for.
  private mutating func copy(_ bytes: UnsafeBufferPointer<UInt8>) {
    _ = UnsafeMutableBufferPointer(rebasing: room[count...]).update(fromContentsOf: bytes)
    count += bytes.count
  }

  private mutating func digits(of value: UInt) {
    var digits = InlineArray<20, UInt8>(repeating: 0)
    var (first, rest) = (20, value)
    repeat {
      first -= 1
      digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    for place in first..<20 { append(digits[place]) }
  }

  /// Copies runs that need no escape as a whole.
  private mutating func escape(_ text: Span<UInt8>) {
    var copied = 0
    var next = Self.firstEscape(in: text)
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

  /// Before what place nothing has to be escaped: eight bytes are looked at together, and most
  /// texts have none.
  private static func firstEscape(in text: Span<UInt8>) -> Int {
    var next = 0
    while next + 8 <= text.count {
      let bits = ByteBlock(text, at: next).bits
      func zeros(_ bits: UInt64) -> UInt64 { (bits &- ByteMarks.ones) & ~bits & ByteMarks.all }
      let controls = (bits &- 0x20 * ByteMarks.ones) & ~bits & ByteMarks.all
      let quotes = zeros(bits ^ 0x22 * ByteMarks.ones) | zeros(bits ^ 0x5C * ByteMarks.ones)
      if controls | quotes | zeros(bits ^ 0xE2 * ByteMarks.ones) != 0 { return next }
      next += 8
    }
    while next < text.count, escapedLength(text, at: next) == 0 { next += 1 }
    return next
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
    append(0x5C)
    switch text[index] {
    case 0x22, 0x5C: append(text[index])
    case 0x08: append(UInt8(ascii: "b"))
    case 0x09: append(UInt8(ascii: "t"))
    case 0x0A: append(UInt8(ascii: "n"))
    case 0x0C: append(UInt8(ascii: "f"))
    case 0x0D: append(UInt8(ascii: "r"))
    case 0xE2: append(text[index + 2] == 0xA8 ? "u2028" : "u2029")
    default:
      append("u00")
      append(Self.hexadecimal(text[index] >> 4))
      append(Self.hexadecimal(text[index] & 0xF))
    }
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }

  private mutating func append(_ text: Span<UInt8>, _ range: Range<Int>) {
    reserve(range.count)
    // The pointer lives as long as the span, and is used up in this call.
    text.extracting(range).withUnsafeBufferPointer { copy($0) }
  }
}
