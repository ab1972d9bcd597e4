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
