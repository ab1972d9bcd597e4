import Foundation
import Testing

@testable import SitrepEvaluation

@Suite struct JSONParserTests {
  @Test(
    "reads every kind of value",
    arguments: [
      ("null", .null),
      (" true ", .boolean(true)),
      ("-0.5e+2", .number(-50)),
      ("0", .number(0)),
      (#""a\"\\\/\n\t\u00e9\ud83d\udea8é🚨""#, .string("a\"\\/\n\té🚨é🚨")),
      ("[ ]", .array([])),
      ("[1, [2]]", .array([.number(1), .array([.number(2)])])),
      (
        #"{"b": 1 , "a":{}}"#,
        .object([.init(key: "b", value: .number(1)), .init(key: "a", value: .object([]))])
      ),
    ] as [(String, JSONValue)])
  func reads(_ line: String, _ value: JSONValue) throws {
    #expect(try JSONParser.parse(line.utf8) == value)
    #expect(try JSONParser.parse(value.line.utf8) == value)
    #expect(try JSONParser.parse(value.pretty().utf8) == value)
  }

  @Test(
    "says where a line stops being JSON, in characters",
    arguments: [
      ("", 1, "expected a value, found the end of the line"),
      (#"{"é🚨":x}"#, 7, "expected a value, found 'x'"),
      (#"{start:1}"#, 2, "expected a key in double quotes, found 's'"),
      (#"{"a":1,}"#, 8, "expected a key in double quotes, found '}'"),
      (#"{"a" 1}"#, 6, "expected ':' after the key 'a', found '1'"),
      (#"{"a":1 "b":2}"#, 8, "expected ',' or '}', found '\"'"),
      (#"{"a":1,"a":2}"#, 8, "the key 'a' stands twice in one object"),
      ("[1 2]", 4, "expected ',' or ']', found '2'"),
      ("[1", 3, "expected ',' or ']', found the end of the line"),
      ("[01]", 2, "'01' is not a number"),
      ("[1.]", 2, "'1.' is not a number"),
      ("[-]", 2, "'-' is not a number"),
      ("[1e999]", 2, "'1e999' is not a number"),
      ("[nul]", 2, "expected a value, found 'n'"),
      ("{} }", 4, "expected the end of the line, found '}'"),
      (#"["ab"#, 2, "this string has no closing quote"),
      (#"["a\x"]"#, 4, "there is no such escape in JSON"),
      (#"["\ud83d"]"#, 3, "\\u needs four hexadecimal digits, and a surrogate its other half"),
      ("[\"a\u{1}\"]", 4, "a control character in a string has to be written as \\u00XX"),
    ] as [(String, Int, String)])
  func refuses(_ line: String, _ column: Int, _ what: String) {
    #expect(throws: JSONSyntaxError(column: column, what: what)) {
      try JSONParser.parse(line.utf8)
    }
  }

  @Test("refuses broken UTF-8 and endless nesting without a trap")
  func refusesHostileInput() {
    #expect(throws: JSONSyntaxError(column: 2, what: "this string is not UTF-8")) {
      try JSONParser.parse([0x5B, 0x22, 0xC3, 0x22, 0x5D])
    }
    #expect(throws: JSONSyntaxError.self) {
      try JSONParser.parse(repeatElement(UInt8(ascii: "["), count: 1_000_000))
    }
  }

  /// Foundation reads what we write, writes it anew, and we read that.
  @Test("reads what Foundation reads", arguments: UInt64(0)..<300)
  func agreesWithFoundation(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let value = JSONValue.random(depth: 4, &random)
    let foundation = try JSONSerialization.jsonObject(
      with: Data(value.line.utf8), options: .fragmentsAllowed)
    let rewritten = try JSONSerialization.data(
      withJSONObject: foundation, options: .fragmentsAllowed)
    #expect(try JSONParser.parse(rewritten).sorted == value.sorted, "seed \(seed)")
  }

  /// Damaged lines of real shape: whatever is cut or changed, no trap.
  @Test("no input traps", arguments: UInt64(0)..<300)
  func survivesDamage(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var bytes = Array(GoldPassage.examples[0].goldJSON.line.utf8)
    for _ in 0..<1 + random.index(below: 4) {
      bytes[random.index(below: bytes.count)] = UInt8(random.index(below: 256))
    }
    bytes.removeLast(random.index(below: bytes.count))
    _ = try? JSONParser.parse(bytes)
    _ = try? GoldSet(jsonLines: bytes, file: "gold.jsonl")
  }
}

extension JSONValue {
  fileprivate static func random(depth: Int, _ random: inout SplitMix64) -> JSONValue {
    let letters = ["a", "\"", "\\", "é", "🚨", "\n", "\u{1}", "/", " "]
    let string = { (random: inout SplitMix64) in
      (0..<random.index(below: 4)).map { _ in letters[random.index(below: letters.count)] }.joined()
    }
    switch random.index(below: depth == 0 ? 4 : 6) {
    case 0: return .null
    case 1: return .boolean(random.index(below: 2) == 0)
    case 2: return .number(Double(random.index(below: 2_000) - 1_000) / 8)
    case 3: return .string(string(&random))
    case 4:
      return .array(
        (0..<random.index(below: 4)).map { _ in .random(depth: depth - 1, &random) })
    default:
      let keys = Set((0..<random.index(below: 4)).map { _ in string(&random) })
      return .object(
        keys.sorted().map { Member(key: $0, value: .random(depth: depth - 1, &random)) })
    }
  }

  /// The same with the members of each object in the order of their keys.
  fileprivate var sorted: JSONValue {
    switch self {
    case .array(let values): .array(values.map(\.sorted))
    case .object(let members):
      .object(
        members.map { Member(key: $0.key, value: $0.value.sorted) }
          .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    default: self
    }
  }
}
