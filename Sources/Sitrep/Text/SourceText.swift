/// A text as decoded, and where each byte of it came from.
///
/// `bytes` is always well-formed UTF-8. What the input has in its place stands as U+FFFD
/// where it is ill-formed. `OffsetMap` turns offsets in `bytes` into offsets in the input.
public struct SourceText: Sendable {
  /// Well-formed UTF-8: of a plain text, all of it, a byte order mark included; of a page,
  /// what it shows.
  public let bytes: [UInt8]
  /// Whether every byte is ASCII.
  public let isASCII: Bool
  /// The whole of the input, which is what offsets in the output count in.
  let input: DecodedInput

  /// What the input was read as.
  public var encoding: TextEncoding { input.encoding }

  /// How many ill-formed sequences of the input were replaced.
  public var replacements: Int { input.replacements }

  /// Decodes a plain text: UTF-16 where a byte order mark says so, else UTF-8, or
  /// Windows-1252 where the bytes look like that rather than like damaged UTF-8.
  /// O(bytes); the array is kept as it is where it is well-formed UTF-8.
  ///
  /// - Throws: `SourceTextError.tooLarge` past 4 GiB less one byte, the most that a
  ///   32-bit offset can name; past a third of it where bytes have to be replaced.
  public init(decoding input: [UInt8]) throws(SourceTextError) {
    self.init(try DecodedInput(input))
  }

  /// Decodes what can only be UTF-8, such as a string of JSON; ill-formed sequences are
  /// replaced, however many there are.
  public init(utf8 input: [UInt8]) throws(SourceTextError) {
    self.init(try DecodedInput(utf8: input))
  }

  /// The text of a Swift string, which is always well-formed.
  public init(_ string: String) {
    self.init(DecodedInput(wellFormed: Array(string.utf8)))
  }

  private init(_ input: DecodedInput) {
    (bytes, isASCII, self.input) = (input.bytes, input.isASCII, input)
  }

  /// The text that `span` cuts out. Copies.
  public subscript(span: TextSpan) -> String {
    String(decoding: bytes[span.range], as: UTF8.self)
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
