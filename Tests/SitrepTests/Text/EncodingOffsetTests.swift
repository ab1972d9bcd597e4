import Testing

@testable import Sitrep

@Suite struct EncodingOffsetTests {
  /// Long enough to need several marks, and mixed enough that every unit counts otherwise.
  @Test("counts what the slow twin counts", arguments: UInt64(0)..<200)
  func agreesWithSlowTwin(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let input = Self.randomInput(&random)
    let twin = SlowOffsets(input)
    let text = try SourceText(decoding: input)
    #expect(text.encoding == twin.encoding)
    #expect(text.bytes == twin.bytes)
    for unit in OffsetUnit.allCases {
      let map = OffsetMap(text, unit: unit)
      let offsets = twin.borders.map { map(TextSpan($0, $0)) }
      #expect(offsets.map(\.start) == twin.offsets(in: unit), "\(unit)")
      #expect(offsets.map(\.end) == twin.offsets(in: unit), "\(unit)")
    }
  }

  @Test("bytes cut the input itself, whatever its encoding")
  func cutsInput() throws {
    let inputs: [[UInt8]] = [
      Array("Le café “Kyiv” – 5 €".utf8),
      [0x93] + Array("Kyiv".utf8) + [0x94, 0x20, 0xE9],
      [0xFF, 0xFE, 0x3E, 0xD8, 0x96, 0xDE] + "Kyiv".utf16.flatMap { [UInt8($0), 0] },
    ]
    let expected: [[UInt8]] = [
      Array("Kyiv".utf8), Array("Kyiv".utf8), "Kyiv".utf16.flatMap { [UInt8($0), 0] },
    ]
    for (input, expected) in zip(inputs, expected) {
      let text = try SourceText(decoding: input)
      let start = try #require(
        text.bytes.indices.first { text.bytes[$0...].starts(with: "Kyiv".utf8) })
      let (from, to) = OffsetMap(text, unit: .utf8)(TextSpan(start..<start + 4))
      #expect(Array(input[Int(from)..<Int(to)]) == expected)
    }
  }

  private static func randomInput(_ random: inout SeededGenerator) -> [UInt8] {
    let characters = ["a", "b ", "é", "ї", "€", "🪖", "\u{FFFD}"].map { Array($0.utf8) }
    let broken: [[UInt8]] = [[0xC3], [0xE2, 0x82], [0xF0, 0x9F], [0xFF], [0x81], [0xD8], [0xDE]]
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return random.bytes(of: [[0x61], [0x20]], upTo: 900)
    case 1: return random.bytes(of: characters, upTo: 600)
    case 2: return random.bytes(of: characters + characters + broken, upTo: 600)
    case 3: return random.bytes(of: broken + [[0x61], [0xE9]], upTo: 600)
    default:
      let mark: [UInt8] = Bool.random(using: &random) ? [0xFF, 0xFE] : [0xFE, 0xFF]
      return mark + random.bytes(of: broken + [[0x61, 0x00], [0x00, 0x61]], upTo: 600)
    }
  }
}

/// Decodes one character after the other and writes down where each began.
private struct SlowOffsets {
  private(set) var encoding: TextEncoding
  private(set) var bytes: [UInt8] = []
  /// Offsets in `bytes` of all characters, and of the end.
  private(set) var borders: [UInt32] = []
  /// The same in the input.
  private var originals: [UInt32] = []

  init(_ input: [UInt8]) {
    let isLittleEndian = input.starts(with: [0xFF, 0xFE])
    let isUTF16 = isLittleEndian || input.starts(with: [0xFE, 0xFF])
    encoding = isUTF16 ? (isLittleEndian ? .utf16LittleEndian : .utf16BigEndian) : .utf8
    if !isUTF16, Self.isWindows1252(input) { encoding = .windows1252 }
    switch encoding {
    case .utf8: readUTF8(input)
    case .windows1252: for (index, byte) in input.enumerated() { read(Self.character(byte), index) }
    default: readUTF16(input, isLittleEndian)
    }
    borders.append(UInt32(bytes.count))
    originals.append(UInt32(input.count))
  }

  func offsets(in unit: OffsetUnit) -> [UInt32] {
    if unit == .utf8 { return originals }
    return borders.map { border in
      let before = String(decoding: bytes[..<Int(border)], as: UTF8.self)
      return UInt32(unit == .utf16 ? before.utf16.count : before.unicodeScalars.count)
    }
  }

  private mutating func read(_ character: Unicode.Scalar, _ original: Int) {
    borders.append(UInt32(bytes.count))
    originals.append(UInt32(original))
    bytes += Array(String(character).utf8)
  }

  /// Each character by itself: the shortest beginning that is one, else the longest that
  /// the standard library replaces by one.
  private mutating func readUTF8(_ input: [UInt8]) {
    var next = 0
    while next < input.count {
      let (character, length) = Self.first(of: input[next...])
      read(character, next)
      next += length
    }
  }

  private static func first(of input: ArraySlice<UInt8>) -> (Unicode.Scalar, Int) {
    for length in 1...min(4, input.count) {
      if let text = String(validating: input.prefix(length), as: UTF8.self) {
        return (text.unicodeScalars.first ?? "\u{FFFD}", length)
      }
    }
    let length = (1...min(3, input.count)).last {
      String(decoding: input.prefix($0), as: UTF8.self).unicodeScalars.count == 1
    }
    return ("\u{FFFD}", length ?? 1)
  }

  private static func isWindows1252(_ input: [UInt8]) -> Bool {
    var (whole, broken, next) = (0, 0, 0)
    while next < input.count {
      let (character, length) = first(of: input[next...])
      if String(validating: input[next..<next + length], as: UTF8.self) == nil {
        broken += 1
      } else if character.value >= 0x80 {
        whole += 1
      }
      next += length
    }
    return broken > 0 && broken >= whole * 4
  }

  /// Only the bytes of the random inputs.
  private static func character(_ byte: UInt8) -> Unicode.Scalar {
    switch byte {
    case 0x81: "\u{FFFD}"
    case 0x82: "\u{201A}"
    case 0x9F: "\u{0178}"
    default: Unicode.Scalar(byte)
    }
  }

  private mutating func readUTF16(_ input: [UInt8], _ isLittleEndian: Bool) {
    let units = stride(from: 0, to: input.count - 1, by: 2).map { index in
      let (first, second) = (UInt16(input[index]), UInt16(input[index + 1]))
      return isLittleEndian ? second << 8 | first : first << 8 | second
    }
    var next = 0
    for character in String(decoding: units, as: UTF16.self).unicodeScalars {
      read(character, next * 2)
      next += UTF16.width(character)
    }
    if input.count % 2 == 1 { read("\u{FFFD}", input.count - 1) }
  }
}
