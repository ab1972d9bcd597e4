import Foundation
import Testing

@testable import Sitrep

@Suite struct PatternSetTests {
  /// The files of `Models/patterns`, beside this file's package.
  private static func shipped(from source: String = #filePath) throws -> [ResourceFile] {
    var folder = URL(fileURLWithPath: source)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    folder.append(path: "Models/patterns")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try names.filter { $0.hasSuffix(".yaml") }.sorted().map { name in
      let data = try Data(contentsOf: folder.appending(path: name))
      return ResourceFile(path: "Models/patterns/" + name, bytes: Array(data))
    }
  }

  private static func load(
    _ files: [ResourceFile]
  ) -> (set: PatternSet, vocabulary: Vocabulary, faults: [ResourceFault]) {
    var (vocabulary, faults) = (Vocabulary(), [ResourceFault]())
    let set = PatternSet(files.map { YAMLFile($0) }, vocabulary: &vocabulary, faults: &faults)
    return (set, vocabulary, faults)
  }

  private static func load(
    _ yaml: String
  ) -> (set: PatternSet, vocabulary: Vocabulary, faults: [ResourceFault]) {
    load([ResourceFile(path: "test.yaml", bytes: Array(yaml.utf8))])
  }

  private static func find(
    _ set: PatternSet, _ vocabulary: Vocabulary, in text: String, range: Range<Int>? = nil
  ) -> (matches: [PatternMatch], exhausted: Int) {
    let source = SourceText(text)
    var tokens = TokenTable()
    Tokenizer().tokenize(source.bytes, vocabulary, into: &tokens)
    var matches: [PatternMatch] = []
    let exhausted = set.find(
      in: tokens, source.bytes, range ?? 0..<tokens.count, into: &matches)
    return (matches, exhausted)
  }

  @Test("the shipped patterns load, and find what their examples mark and no more")
  func shippedExamples() throws {
    let (set, vocabulary, faults) = Self.load(try Self.shipped())
    #expect(faults.map(\.description) == [])
    #expect(set.patterns.count > 10)
    #expect(set.checkExamples(vocabulary).map(\.description) == [])
  }

  @Test("named groups become attributes, and the pattern is cited")
  func attributes() throws {
    let (set, vocabulary, _) = Self.load(try Self.shipped())
    let text = "aboard the USS Carney (DDG-64) today"
    let match = try #require(Self.find(set, vocabulary, in: text).matches.first)
    #expect(match.rule == "patterns/ship")
    #expect(match.type == .equipment)
    #expect(match.attributes.map { $0.0 + "=" + $0.1 } == ["navy=USS", "hull=DDG-64"])
    #expect(match.tokens == 2..<9)
  }

  private static let plain = """
    - pattern: letters
      type: ORG
      about: For tests.
      trigger: go
      expression: a+
      examples: ["go [aa]"]
    """

  @Test(
    "matches begin and end with a token, and only where a trigger stands",
    arguments: [
      ("go aa b a", ["aa", "a"]), ("go aab baa", []), ("aa", []), ("GO a", ["a"]), ("", []),
    ])
  func keepsToTokens(_ text: String, _ found: [String]) {
    let (set, vocabulary, faults) = Self.load(Self.plain)
    #expect(faults.isEmpty)
    let spans = Self.find(set, vocabulary, in: text).matches.map(\.span)
    #expect(spans.map { SourceText(text)[$0] } == found)
  }

  @Test("looks at one sentence only")
  func staysInSentence() {
    let (set, vocabulary, _) = Self.load(
      Self.plain.replacingOccurrences(of: "expression: a+", with: "expression: (?<!x\\s)a+"))
    let found = Self.find(set, vocabulary, in: "x a go a", range: 1..<4).matches
    #expect(found.map(\.tokens) == [1..<2, 3..<4])
  }

  @Test("takes any range", arguments: [0..<0, -5..<2, 1..<900, 500..<900, -9..<(-3)])
  func takesAnyRange(_ range: Range<Int>) {
    let (set, vocabulary, _) = Self.load(Self.plain)
    #expect(Self.find(set, vocabulary, in: "go aa go", range: range).matches.count <= 1)
  }

  @Test("counts searches that reach a limit, and goes on")
  func countsLimits() {
    let (set, vocabulary, _) = Self.load(
      Self.plain.replacingOccurrences(of: "expression: a+", with: "expression: (a|aa|a+)+b"))
    let found = Self.find(set, vocabulary, in: "go " + String(repeating: "a", count: 60) + " b")
    #expect(found.exhausted == 1)
    #expect(found.matches.isEmpty)
  }

  @Test("has room for more than 64 patterns")
  func holdsManyPatterns() {
    let yaml = (0..<130).map { number in
      """
      - pattern: p\(number)
        type: ORG
        about: For tests.
        trigger: w\(number)
        expression: w\(number)\\b
        examples: ["[w\(number)]"]
      """
    }.joined(separator: "\n")
    let (set, vocabulary, faults) = Self.load(yaml)
    #expect(faults.isEmpty)
    #expect(set.checkExamples(vocabulary).isEmpty)
    let found = Self.find(set, vocabulary, in: "w0 w64 w129 w130").matches
    #expect(found.map(\.rule) == ["patterns/p0", "patterns/p64", "patterns/p129"])
  }

  /// A fault in `plain`, made by replacing a line; where it is told, and with which words.
  @Test(
    "tells faults with their place",
    arguments: [
      ("  trigger: go", "  triggers: go", "test.yaml:4:3", "did you mean 'trigger'?"),
      ("type: ORG", "type: ORGN", "test.yaml:2:9", "did you mean 'ORG'?"),
      ("  about: For tests.", "", "test.yaml:1:3", "add 'about: …' to it"),
      ("  trigger: go", "", "test.yaml:1:3", "only there the expression is tried"),
      ("trigger: go", "triggerKinds: [nummber]", "test.yaml:4:18", "did you mean 'number'?"),
      ("trigger: go", "trigger: go on", "test.yaml:4:12", "name its rarest word"),
      ("expression: a+", "expression: a(b", "test.yaml:5:18", "missing closing parenthesis"),
      ("expression: a+", "expression: 'abc[d'", "test.yaml:5:21", "PCRE2: missing terminating ]"),
      ("expression: a+", "expression: |\n    a\n    b(", "test.yaml:7:7", "missing closing"),
      ("expression: a+", "expression: (?&none)", "test.yaml:5:18", "non-existent subpattern"),
      ("expression: a+", "expression: a+\n  flags: caselss", "test.yaml:6:10", "'caseless'"),
      ("[\"go [aa]\"]", "[go aa]", "test.yaml:6:14", "nothing is marked"),
      ("type: ORG", "type: [ORG", "test.yaml:3:8", "mend the YAML"),
      ("type: ORG", "pattern: letters", "test.yaml:", "stands here twice"),
    ])
  func tellsFaults(_ line: String, _ wrong: String, _ place: String, _ words: String) throws {
    let yaml = Self.plain.replacingOccurrences(of: line, with: wrong)
    let fault = try #require(Self.load(yaml).faults.first).description
    #expect(fault.hasPrefix(place))
    #expect(fault.contains(words))
  }

  @Test("tells every fault of a file, and keeps what has none")
  func tellsEveryFault() {
    let two = Self.plain + "\n" + Self.plain.replacingOccurrences(of: "ORG", with: "X")
    let (set, _, faults) = Self.load(two + "\n- just text")
    #expect(faults.map(\.line) == [7, 8, 13])
    #expect(set.patterns.count == 1)
  }

  @Test("examples that do not come out are told")
  func tellsExamples() {
    let (set, vocabulary, _) = Self.load(
      Self.plain.replacingOccurrences(of: "go [aa]", with: "go [aa] a"))
    #expect(set.checkExamples(vocabulary).map(\.line) == [6])
  }

  @Test("random text never traps", arguments: UInt64(0)..<100)
  func neverTraps(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "82nd", "Airborne", "Division", "USS", "Il", "-", "76", "Mount", "é", "日", "\u{1F600}", "(",
      "Ministry", "of", "Camp", "University", ".", "'s", "’", "\n", "Operation", "Sea", "al-",
    ]
    let text = random.text(of: pieces, upTo: 50)
    let (set, vocabulary, _) = Self.sharedSet
    let found = Self.find(set, vocabulary, in: text)
    #expect(found.exhausted == 0)
    #expect(found.matches.allSatisfy { $0.span.count > 0 && $0.span.end <= text.utf8.count })
  }

  private static let sharedSet = load((try? shipped()) ?? [])

  /// Rows of capitals, which every pattern of names begins to read at each word.
  @Test(
    "reads long rows in linear time", .timeLimit(.minutes(5)),
    arguments: ["Alpha ", "82nd ", "First Army ", "Camp ", "F-16-", "Mount ", "University of "])
  func isLinear(_ piece: String) {
    let (set, vocabulary, _) = Self.sharedSet
    let text = String(repeating: piece, count: 20_000) + "Province Airport Brigade Sea Hospital"
    #expect(Self.find(set, vocabulary, in: text).matches.count <= 40_000)
  }
}
