/// A text as decoded, and where each byte of it came from.
///
/// `bytes` is always well-formed UTF-8; what was ill-formed in the input stands as U+FFFD.
/// `OffsetMap` turns spans of `bytes` into offsets in the input. Of a plain text, what they
/// cut out there is what the span cuts out here. Of a page it may hold markup, character
/// references and more white space than the span does, since `bytes` is what the page shows.
public struct SourceText: Sendable {
  /// Well-formed UTF-8: of a plain text, all of it, a byte order mark included; of a page,
  /// what it shows.
  public let bytes: [UInt8]
  /// Whether every byte is ASCII.
  public let isASCII: Bool
  /// The whole of the input, which is what offsets in the output count in.
  let input: DecodedInput
  /// Where in `input` the bytes stand.
  let map: SourceMap
  /// Of a page, what stands in a `<blockquote>`: in order, without overlap. The gap before
  /// it may belong to it.
  let quotes: [TextSpan]

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

  /// What a page of HTML shows: its blocks separated by empty lines, without markup,
  /// scripts and navigation. Decoded as a plain text is, whatever encoding the page itself
  /// may name. O(bytes), whatever the markup is like.
  public init(html input: [UInt8]) throws(SourceTextError) {
    let input = try DecodedInput(input)
    // The most that text grows: `&nGt;`, five bytes, stands for six.
    guard input.bytes.count < Int(UInt32.max) / 2 else {
      throw .tooLarge(bytes: input.byteCount)
    }
    (bytes, map, quotes) = HTMLReader.read(input.bytes)
    isASCII = bytes.allSatisfy { $0 < 0x80 }
    self.input = input
  }

  /// The text of a Swift string, which is always well-formed.
  public init(_ string: String) {
    self.init(DecodedInput(wellFormed: Array(string.utf8)))
  }

  private init(_ input: DecodedInput) {
    (bytes, isASCII, self.input) = (input.bytes, input.isASCII, input)
    (map, quotes) = (SourceMap(), [])
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
