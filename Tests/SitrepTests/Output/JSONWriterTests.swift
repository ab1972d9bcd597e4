import Sitrep
import Testing

@Suite struct JSONWriterTests {
  @Test(
    "escapes what JSON demands, and no more",
    arguments: [
      ("", #""""#),
      ("plain", #""plain""#),
      (#"a "quoted" \ word/"#, #""a \"quoted\" \\ word/""#),
      ("\u{0}\u{1}\u{8}\t\n\u{B}\u{C}\r\u{1F}", #""\u0000\u0001\b\t\n\u000b\f\r\u001f""#),
      ("\u{7F}é漢🪖", "\"\u{7F}é漢🪖\""),
      ("a\u{2028}b\u{2029}", #""a\u2028b\u2029""#),
      ("\u{2027}\u{202A}â", "\"\u{2027}\u{202A}â\""),  // neighbours that share bytes with them
    ])
  func escapes(_ text: String, _ expected: String) {
    #expect(written { $0.string(text) } == expected)
  }

  @Test(
    "writes numbers with the fewest digits that read back as the same",
    arguments: [
      (0, "0"), (-0.0, "0"), (12_000, "12000"), (0.1, "0.1"), (-51.75, "-51.75"),
      (1e15, "1000000000000000"), (9_007_199_254_740_991, "9007199254740991"),
      (1e22, "1e+22"), (.leastNonzeroMagnitude, "5e-324"), (.infinity, "null"), (.nan, "null"),
    ] as [(Double, String)])
  func writesDoubles(_ value: Double, _ expected: String) {
    #expect(written { $0.number(value) } == expected)
  }

  /// Numbers of seven decimals have a way of their own; the plain one is Swift's.
  @Test("writes coordinates and their like as Swift does", arguments: UInt64(0)..<10)
  func writesDecimals(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var values = [0.001, 0.0009999, 0.1 + 0.2, 1e8 + 0.5]
    for _ in 0..<300 {
      let digits = pow10(Int.random(in: 0...9, using: &random))
      let whole = Int.random(in: -1_800_000_000...1_800_000_000, using: &random)
      values += [Double(whole) / digits, Double.random(in: -1e9...1e9, using: &random)]
    }
    for value in values where Int(exactly: value) == nil {
      #expect(written { $0.number(value) } == value.description)
    }
  }

  private func pow10(_ power: Int) -> Double { (0..<power).reduce(1) { ten, _ in ten * 10 } }

  /// Every byte at every place of a text that is looked at eight bytes at a time.
  @Test("finds what has to be escaped wherever it stands")
  func findsEscapes() {
    for length in 0..<20 {
      for place in 0..<length {
        for byte: UInt8 in [0x00, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x5B, 0x5C, 0x5D, 0x7F] {
          var text = Array(repeating: UInt8(ascii: "x"), count: length)
          text[place] = byte
          let escapes: [UInt8: String] = [
            0x00: "\\u0000", 0x1F: "\\u001f", 0x22: "\\\"", 0x5C: "\\\\",
          ]
          let before = String(repeating: "x", count: place)
          let behind = String(repeating: "x", count: length - place - 1)
          let shown = escapes[byte] ?? String(decoding: [byte], as: UTF8.self)
          #expect(written { $0.string(text.span) } == "\"\(before)\(shown)\(behind)\"")
        }
      }
    }
  }

  @Test("writes integers", arguments: [0, 7, 10, -10, 1_234_567, .max, .min])
  func writesIntegers(_ value: Int) {
    #expect(written { $0.number(value) } == "\(value)")
  }

  @Test("puts commas between members, elements and nowhere else")
  func separates() {
    let line = written { json in
      json.beginObject()
      json.key("empty")
      json.beginList()
      json.endList()
      json.key("list")
      json.beginList()
      json.string("[")
      json.beginObject()
      json.endObject()
      json.raw(Array(#"{"a": [1]}"#.utf8))
      json.boolean(true)
      json.id("e", 12)
      json.endList()
      json.member("text", "{")
      json.endObject()
      json.endLine()
      json.beginObject()
      json.endObject()
    }
    #expect(line == #"{"empty":[],"list":["[",{},{"a": [1]},true,"e12"],"text":"{"}"# + "\n{}")
  }

  @Test("leaves out members without a value")
  func leavesOut() {
    let line = written { json in
      json.beginObject()
      json.member("none", String?.none)
      json.member("empty", "")
      json.member("number", Double?.none)
      json.member("endless", Double.infinity)
      json.member("count", Int?.none)
      json.member("zero", 0)
      json.endObject()
    }
    #expect(line == #"{"zero":0}"#)
  }

  private func written(_ write: (inout JSONWriter) -> Void) -> String {
    var json = JSONWriter()
    write(&json)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
