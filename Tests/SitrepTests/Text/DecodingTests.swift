import Testing

@testable import Sitrep

@Suite struct DecodingTests {
  /// The text, its encoding, and how many sequences were replaced.
  struct Sample: Sendable {
    let bytes: [UInt8]
    let text: String
    let encoding: TextEncoding
    let replacements: Int

    init(_ bytes: [UInt8], _ text: String, _ encoding: TextEncoding, replacements: Int = 0) {
      (self.bytes, self.text) = (bytes, text)
      (self.encoding, self.replacements) = (encoding, replacements)
    }

    init(_ bytes: String, _ text: String, _ encoding: TextEncoding, replacements: Int = 0) {
      self.init(Array(bytes.utf8), text, encoding, replacements: replacements)
    }
  }

  private static let guessed: [Sample] = [
    Sample("", "", .utf8),
    Sample("Kyiv", "Kyiv", .utf8),
    Sample("Kyïv 🪖", "Kyïv 🪖", .utf8),
    Sample("\u{FEFF}Kyiv", "\u{FEFF}Kyiv", .utf8),
    // “Le café” – 5 €, as an editor of 1999 saved it.
    Sample(
      [0x93] + Array("Le caf".utf8) + [0xE9, 0x94, 0x20, 0x96, 0x20, 0x35, 0x20, 0x80],
      "“Le café” – 5 €", .windows1252),
    // All that Windows-1252 leaves undefined.
    Sample(
      [0x61, 0x81, 0x8D, 0x8F, 0x90, 0x9D, 0x7A], "a\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}z",
      .windows1252, replacements: 5),
    Sample([0xA0, 0xFF], "\u{A0}ÿ", .windows1252),
    // Cut in the middle of a character, which is not the only one.
    Sample(Array("naïve caf".utf8) + [0xC3], "naïve caf\u{FFFD}", .utf8, replacements: 1),
    // Three that are broken for one that is whole: damaged. Four: another encoding.
    Sample(
      [0xE9, 0x20, 0xE9, 0x20, 0xE9, 0x20] + Array("é".utf8), "\u{FFFD} \u{FFFD} \u{FFFD} é",
      .utf8, replacements: 3),
    Sample(
      [0xE9, 0x20, 0xE9, 0x20, 0xE9, 0x20, 0xE9, 0x20, 0xC9, 0xBB], "é é é é É»", .windows1252),
    // Who writes a byte order mark has said what it is.
    Sample(
      Array("\u{FEFF}".utf8) + [0xE9, 0x20, 0xE9, 0x20, 0xE9, 0x20, 0xE9],
      "\u{FEFF}\u{FFFD} \u{FFFD} \u{FFFD} \u{FFFD}", .utf8, replacements: 4),
  ]

  private static let marked: [Sample] = [
    Sample([0xFF, 0xFE], "\u{FEFF}", .utf16LittleEndian),
    Sample([0xFE, 0xFF], "\u{FEFF}", .utf16BigEndian),
    Sample([0xFF, 0xFE, 0x4B, 0x00, 0x57, 0x04], "\u{FEFF}Kї", .utf16LittleEndian),
    Sample([0xFE, 0xFF, 0x00, 0x4B, 0x04, 0x57], "\u{FEFF}Kї", .utf16BigEndian),
    Sample([0xFE, 0xFF, 0xD8, 0x3E, 0xDE, 0x96], "\u{FEFF}🪖", .utf16BigEndian),
    Sample([0xFF, 0xFE, 0x3E, 0xD8, 0x96, 0xDE], "\u{FEFF}🪖", .utf16LittleEndian),
    // Half a character at the end, a half without its other, and two in the wrong order.
    Sample([0xFF, 0xFE, 0x4B], "\u{FEFF}\u{FFFD}", .utf16LittleEndian, replacements: 1),
    Sample(
      [0xFE, 0xFF, 0xD8, 0x3E, 0x00, 0x4B, 0xDE, 0x96], "\u{FEFF}\u{FFFD}K\u{FFFD}",
      .utf16BigEndian, replacements: 2),
    Sample(
      [0xFE, 0xFF, 0xDE, 0x96, 0xD8, 0x3E], "\u{FEFF}\u{FFFD}\u{FFFD}", .utf16BigEndian,
      replacements: 2),
    Sample(
      [0xFE, 0xFF, 0xD8, 0x3E, 0xD8, 0x3E, 0xDE, 0x96], "\u{FEFF}\u{FFFD}🪖", .utf16BigEndian,
      replacements: 1),
  ]

  @Test("finds the encoding and reads the text", arguments: guessed + marked)
  func decodes(_ sample: Sample) throws {
    let text = try SourceText(decoding: sample.bytes)
    #expect(String(decoding: text.bytes, as: UTF8.self) == sample.text)
    #expect(text.bytes == Array(sample.text.utf8))
    #expect(text.encoding == sample.encoding)
    #expect(text.replacements == sample.replacements)
    #expect(text.isASCII == sample.text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test("what can only be UTF-8 is not taken for anything else")
  func keepsToUTF8() throws {
    let text = try SourceText(utf8: Array("Caf".utf8) + [0xE9])
    #expect(text[TextSpan(0, UInt32(text.bytes.count))] == "Caf\u{FFFD}")
    #expect(text.encoding == .utf8)
    #expect(text.replacements == 1)
  }

  @Test("reads what the standard library reads", arguments: UInt64(0)..<300)
  func agreesWithStandardLibrary(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pieces: [[UInt8]] =
      ["a", "é", "ї", "€", "🪖", "\u{FFFD}", "\n"].map { Array($0.utf8) }
      + [[0xC3], [0xE2, 0x82], [0xF0, 0x9F], [0xFF], [0xED, 0xA0, 0x80], [0x00], [0xD8], [0xDE]]
    let bytes = random.bytes(of: pieces, upTo: 30)
    let utf8 = try SourceText(utf8: bytes)
    #expect(utf8.bytes == Array(String(decoding: bytes, as: UTF8.self).utf8))
    let units = stride(from: 0, to: bytes.count - 1, by: 2).map {
      UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
    }
    let odd = bytes.count % 2 == 1 ? "\u{FFFD}" : ""
    let utf16 = try SourceText(decoding: [0xFE, 0xFF] + bytes)
    #expect(
      utf16.bytes == Array(("\u{FEFF}" + String(decoding: units, as: UTF16.self) + odd).utf8))
  }
}
