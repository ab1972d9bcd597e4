import Foundation
import Sitrep
import Testing

@testable import SitrepCommand

@Suite struct DocumentRecordTests {
  @Test("reads its own fields")
  func readsOwnFields() throws {
    let record = try record(#" {"date":"2024-10-27", "id":"a", "text":"Tr\u00e9 \ud83e\ude96\n"} "#)
    let text = Array("Tré 🪖\n".utf8)
    #expect(record == DocumentRecord(id: "a", text: text, frame: TimeFrame("2024-10-27")))
  }

  @Test("what may be left out may be null as well")
  func readsBareRecord() throws {
    let bare = DocumentRecord(text: [])
    #expect(try record(#"{"text":""}"#) == bare)
    #expect(try record(#"{"text":"","id":null,"date":null}"#) == bare)
  }

  @Test("a number will do as id, and stays as it is written")
  func readsNumericID() throws {
    #expect(try record(#"{"id":12345678901234567890,"text":""}"#).id == "12345678901234567890")
  }

  @Test(
    "passes on what it does not know as it came",
    arguments: [
      (#"{"b":1.0,"text":"","a":[ 1,{"x":"\u00e9"} ]}"#, #"{"b":1.0,"a":[ 1,{"x":"\u00e9"} ]}"#),
      (#"{"text":"","n":12345678901234567890}"#, #"{"n":12345678901234567890}"#),
      (#"{"text":"", "k" : null }"#, #"{"k" : null}"#),
      (#"{"Text":"é","te\u0078t":""}"#, #"{"Text":"é"}"#),  // a key may be escaped
    ])
  func passesOn(_ line: String, _ source: String) throws {
    #expect(try record(line).source == Array(source.utf8))
  }

  @Test("what it passes on is UTF-8 even where the line was not")
  func repairsSource() throws {
    let line = Array(#"{"text":"","k":""#.utf8) + [0xFF] + Array(#""}"#.utf8)
    let record = try DocumentRecord(line, line.indices)
    #expect(record.source == Array("{\"k\":\"\u{FFFD}\"}".utf8))
  }

  @Test("half a surrogate pair is one replacement, and one code point")
  func replacesLoneSurrogates() throws {
    for line in [#"{"text":"a\ud83dz"}"#, #"{"text":"a\ude96z"}"#, #"{"text":"a\ud83d\u007a"}"#] {
      let text = try SourceText(utf8: record(line).text)
      #expect(text.bytes == Array("a\u{FFFD}z".utf8))
      #expect(text.replacements == 1)
    }
  }

  @Test(
    "says what is wrong, where, and what to do",
    arguments: [
      ("", "not JSON: column 1: expected '{', found the end of the line"),
      ("[1]", "not JSON: column 1: expected '{', found '['"),
      (#"{"text":"é" "id":1}"#, "not JSON: column 13: expected ',' or '}', found '\"'"),
      (#"{"text":"a"#, "not JSON: column 9: this string has no closing quote"),
      (#"{"text":"a\"#, "not JSON: column 9: this string has no closing quote"),
      (#"{"text":"\x"}"#, "not JSON: column 10: there is no such escape in JSON"),
      (#"{"text":"\u12G4"}"#, "not JSON: column 10: \\u needs four hexadecimal digits"),
      (
        "{\"text\":\"a\tb\"}",
        "not JSON: column 11: a control character in a string has to be written as an escape"
      ),
      (#"{"text":"a","n":01}"#, "not JSON: column 17: '01' is no number"),
      (#"{"text":"a","n":nul}"#, "not JSON: column 17: expected a value, found 'n'"),
      (#"{"text":"a"} x"#, "not JSON: column 14: expected the end of the line, found 'x'"),
      (#"{"text":"a","text":"b"}"#, "not JSON: column 13: the key 'text' stands twice"),
      (#"{text:1}"#, "not JSON: column 2: expected a key in double quotes, found 't'"),
      (#"{"id":"a"}"#, "there is no 'text'"),
      (#"{"text":null}"#, "'text' is null, not a string"),
      (#"{"text":["a"]}"#, "'text' is a list, not a string"),
      (#"{"text":"a","id":{}}"#, "'id' is an object, not a string"),
      (#"{"text":"a","date":2024}"#, "'date' is a number, not a string"),
      (#"{"text":"a","date":"2024-02-30"}"#, "'2024-02-30' is no date"),
    ] as [(String, String)])
  func tellsFaults(_ line: String, _ reason: String) throws {
    let fault = #expect(throws: RecordFault.self) { try record(line) }
    #expect(fault?.reason == reason)
    #expect(fault?.remedy.isEmpty == false)
  }

  @Test("a line of brackets does not use up the stack")
  func limitsDepth() {
    let line = #"{"text":"","k":"# + String(repeating: "[", count: 100_000)
    let fault = #expect(throws: RecordFault.self) { try record(line) }
    #expect(fault?.reason.hasSuffix("nested more than 512 deep") == true)
  }

  /// Foundation's reader is slow and plainly right. What one byte does to a line that is
  /// right is what goes wrong in files.
  @Test("takes the lines that Foundation takes", arguments: UInt64(0)..<300)
  func agreesWithFoundation(seed: UInt64) {
    var random = SeededGenerator(seed: seed)  // the failing seed is the bug report
    var line = Array(#"{"text":"a b\n","k":[1,-2.5e+3,true,{"x":null}],"z":{}}"#.utf8)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let index = line.indices.randomElement(using: &random)!
      let byte = Array(#"{}[]:,"\ 019.eE+-tnulx"#.utf8).randomElement(using: &random)!
      if Bool.random(using: &random) { line[index] = byte } else { line.remove(at: index) }
    }
    let scanned = (try? JSONScanner.isObject(line)) != nil
    let parsed = (try? JSONDecoder().decode([String: AnyValue].self, from: Data(line))) != nil
    #expect(scanned == parsed, "\(String(decoding: line, as: UTF8.self))")
  }

  private func record(_ line: String) throws -> DocumentRecord {
    let bytes = Array(line.utf8)
    return try DocumentRecord(bytes, bytes.indices)
  }
}

extension JSONScanner {
  /// Throws unless the line is one object, with nothing after it.
  fileprivate static func isObject(_ line: [UInt8]) throws {
    var scanner = JSONScanner(line, line.indices)
    try scanner.forEachMember { scanner, _ throws(JSONFault) in _ = try scanner.skipValue() }
    scanner.skipSpace()
    if scanner.peek != nil { throw scanner.fault("more") }
  }
}

/// Any value: what it is does not matter, but all of it is looked at. Foundation lets pass
/// what nobody asks for.
private struct AnyValue: Decodable {
  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    guard !value.decodeNil(), (try? value.decode(Bool.self)) == nil,
      (try? value.decode(Double.self)) == nil, (try? value.decode(String.self)) == nil,
      (try? value.decode([AnyValue].self)) == nil
    else { return }
    _ = try value.decode([String: AnyValue].self)
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): a few lines, and the same on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
