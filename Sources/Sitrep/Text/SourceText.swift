/// A text as decoded, and where each byte of it came from.
///
/// `bytes` is always well-formed UTF-8. Where the input was not, each ill-formed
/// sequence (a maximal subpart, as Unicode §3.9 and Python's `errors="replace"` count
/// them) stands as U+FFFD and is remembered, so that offsets of the original can be
/// given back.
public struct SourceText: Sendable {
  /// Well-formed UTF-8. A byte order mark, where there was one, is part of it.
  public let bytes: [UInt8]
  /// Whether every byte is ASCII: then all three offset units are the same.
  public let isASCII: Bool
  /// The places where the input was not UTF-8, in order.
  let repairs: [Repair]

  /// One ill-formed sequence, replaced by the three bytes of U+FFFD.
  struct Repair: Sendable, Equatable {
    /// Offset of the U+FFFD in `bytes`.
    let offset: UInt32
    /// Offset in the input of the bytes it stands for.
    let original: UInt32
    /// How many bytes of the input it stands for, one to three.
    let length: UInt32
  }

  /// How many ill-formed sequences were replaced.
  public var replacements: Int { repairs.count }

  /// Decodes `input`. O(bytes); the array is kept as it is where it is well-formed.
  ///
  /// - Throws: `SourceTextError.tooLarge` past 4 GiB less one byte, the most that a
  ///   32-bit offset can name.
  public init(decoding input: [UInt8]) throws(SourceTextError) {
    // A repaired byte can grow to three.
    guard input.count < Int(UInt32.max) / 3 || input.count < Int(UInt32.max) && Self.isValid(input)
    else { throw .tooLarge(bytes: input.count) }
    var decoder = UTF8Repair()
    decoder.scan(input)
    (isASCII, repairs) = (decoder.isASCII, decoder.repairs)
    bytes = decoder.repairs.isEmpty ? input : decoder.output
  }

  /// The text of a Swift string, which is always well-formed.
  public init(_ string: String) {
    bytes = Array(string.utf8)
    isASCII = bytes.allSatisfy { $0 < 0x80 }
    repairs = []
  }

  /// The text that `span` cuts out. Copies.
  public subscript(span: TextSpan) -> String {
    String(decoding: bytes[span.range], as: UTF8.self)
  }

  private static func isValid(_ input: [UInt8]) -> Bool {
    var decoder = UTF8Repair()
    decoder.scan(input)
    return decoder.repairs.isEmpty
  }
}

/// Why a text cannot be taken.
public enum SourceTextError: Error, Equatable, CustomStringConvertible {
  case tooLarge(bytes: Int)

  public var description: String {
    switch self {
    case .tooLarge(let bytes):
      "the text has \(bytes) bytes, more than offsets of 32 bits can name; split it"
    }
  }
}

/// One pass over bytes that finds ill-formed UTF-8 and writes the repaired text.
private struct UTF8Repair {
  var isASCII = true
  var repairs: [SourceText.Repair] = []
  /// The repaired text; empty until the first repair.
  var output: [UInt8] = []

  mutating func scan(_ input: [UInt8]) {
    var next = 0
    var copied = 0
    while next < input.count {
      if input[next] < 0x80 {
        next += 1
        continue
      }
      isASCII = false
      let (length, valid) = Self.sequence(in: input, at: next)
      if !valid {
        output.append(contentsOf: input[copied..<next])
        repairs.append(
          .init(offset: UInt32(output.count), original: UInt32(next), length: UInt32(length)))
        output.append(contentsOf: [0xEF, 0xBF, 0xBD])
        copied = next + length
      }
      next += length
    }
    if !repairs.isEmpty { output.append(contentsOf: input[copied...]) }
  }

  /// The length of the sequence at `start`, or, where it is ill-formed, of its maximal
  /// subpart. Ranges of the second byte: Unicode 15.0, table 3-7.
  private static func sequence(in input: [UInt8], at start: Int) -> (length: Int, valid: Bool) {
    let lead = input[start]
    let (trailing, second): (Int, ClosedRange<UInt8>) =
      switch lead {
      case 0xC2...0xDF: (1, 0x80...0xBF)
      case 0xE0: (2, 0xA0...0xBF)
      case 0xE1...0xEC, 0xEE...0xEF: (2, 0x80...0xBF)
      case 0xED: (2, 0x80...0x9F)
      case 0xF0: (3, 0x90...0xBF)
      case 0xF1...0xF3: (3, 0x80...0xBF)
      case 0xF4: (3, 0x80...0x8F)
      default: (0, 0x80...0xBF)
      }
    if trailing == 0 { return (1, false) }
    for step in 1...trailing {
      let allowed = step == 1 ? second : 0x80...0xBF
      guard start + step < input.count, allowed.contains(input[start + step]) else {
        return (step, false)
      }
    }
    return (trailing + 1, true)
  }
}
