/// The characters of an input as UTF-8, and what it takes to give back where they stood.
struct DecodedInput: Sendable {
  /// Well-formed UTF-8. A byte order mark, where there was one, is part of it.
  let bytes: [UInt8]
  /// Whether every byte of `bytes` is ASCII: then all units of offsets are the same.
  let isASCII: Bool
  /// What the input was read as.
  let encoding: TextEncoding
  /// How many bytes the input has.
  let byteCount: Int
  /// How many ill-formed sequences stand as U+FFFD.
  let replacements: Int
  /// Where they stand, in order; only where the input is UTF-8, since in the other encodings
  /// what was replaced is no longer or shorter than a character.
  let repairs: [Repair]

  /// One ill-formed sequence of UTF-8, replaced by the three bytes of U+FFFD.
  struct Repair: Sendable, Equatable {
    /// Offset of the U+FFFD in `bytes`.
    let offset: UInt32
    /// Offset in the input of the bytes it stands for.
    let original: UInt32
    /// How many bytes of the input it stands for, one to three.
    let length: UInt32
  }
}

// MARK: - Decoding

extension DecodedInput {
  /// Decodes by the byte order mark; without one, as UTF-8 or Windows-1252, whichever the
  /// bytes look like. O(bytes); UTF-8 that is well-formed is kept as it is.
  ///
  /// - Throws: `SourceTextError.tooLarge` where 32-bit offsets might not do.
  init(_ input: [UInt8]) throws(SourceTextError) {
    switch TextEncoding(markOf: input) {
    case .utf16LittleEndian: try self.init(utf16: input, .utf16LittleEndian)
    case .utf16BigEndian: try self.init(utf16: input, .utf16BigEndian)
    case .utf8, .windows1252: try self.init(utf8: input)
    case nil:
      let scan = UTF8Scan(input)
      if scan.looksForeign {
        try self.init(windows1252: input)
      } else {
        try self.init(scan, of: input)
      }
    }
  }

  /// Decodes what can only be UTF-8.
  init(utf8 input: [UInt8]) throws(SourceTextError) {
    try self.init(UTF8Scan(input), of: input)
  }

  /// What is well-formed already.
  init(wellFormed bytes: [UInt8]) {
    (self.bytes, byteCount) = (bytes, bytes.count)
    isASCII = bytes.allSatisfy { $0 < 0x80 }
    (encoding, replacements, repairs) = (.utf8, 0, [])
  }

  private init(_ scan: UTF8Scan, of input: [UInt8]) throws(SourceTextError) {
    if !scan.faults.isEmpty { try Self.checkGrowth(of: input) }
    guard input.count < UInt32.max else { throw .tooLarge(bytes: input.count) }
    bytes = scan.faults.isEmpty ? input : Self.repaired(input, scan.faults)
    (isASCII, encoding, byteCount) = (scan.isASCII, .utf8, input.count)
    repairs = scan.faults.isEmpty ? [] : Self.placed(scan.faults)
    replacements = repairs.count
  }

  private init(windows1252 input: [UInt8]) throws(SourceTextError) {
    try Self.checkGrowth(of: input)
    let decoded = Windows1252.decode(input)
    (bytes, isASCII, replacements) = (decoded.bytes, false, decoded.replacements)
    (encoding, byteCount, repairs) = (.windows1252, input.count, [])
  }

  private init(utf16 input: [UInt8], _ encoding: TextEncoding) throws(SourceTextError) {
    try Self.checkGrowth(of: input)
    let decoded = UTF16.decode(input, isBigEndian: encoding == .utf16BigEndian)
    (bytes, isASCII, replacements) = (decoded.bytes, false, decoded.replacements)
    (self.encoding, byteCount, repairs) = (encoding, input.count, [])
  }

  /// A byte can grow to three: of U+FFFD, or of what Windows-1252 has in 0x80 to 0x9F.
  private static func checkGrowth(of input: [UInt8]) throws(SourceTextError) {
    guard input.count < Int(UInt32.max) / 3 else { throw .tooLarge(bytes: input.count) }
  }

  private static func repaired(_ input: [UInt8], _ faults: [UTF8Scan.Fault]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(input.count + faults.count * 2)
    var copied = 0
    for fault in faults {
      output.append(contentsOf: input[copied..<Int(fault.offset)])
      output.append(contentsOf: [0xEF, 0xBF, 0xBD])
      copied = Int(fault.offset + fault.length)
    }
    output.append(contentsOf: input[copied...])
    return output
  }

  /// The faults with the places that U+FFFD takes: each is three bytes, whatever its length.
  private static func placed(_ faults: [UTF8Scan.Fault]) -> [Repair] {
    var shift = 0
    return faults.map { fault in
      defer { shift += 3 - Int(fault.length) }
      return Repair(
        offset: UInt32(Int(fault.offset) + shift), original: fault.offset, length: fault.length)
    }
  }
}
