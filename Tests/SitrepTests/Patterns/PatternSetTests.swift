import Foundation
import Testing

@testable import Sitrep

@Suite struct PatternSetTests {
  private static func shipped() -> [ResourceFile] {
    Shipped.files.filter { $0.path.hasPrefix("Models/patterns/") }
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
  ) -> (matches: [PatternMatch], exhausted: [Int]) {
    let source = SourceText(text)
    var tokens = TokenTable()
    Tokenizer().tokenize(source.bytes, vocabulary, into: &tokens)
    var scan = PatternScan()
    set.find(in: tokens, source.bytes, range ?? 0..<tokens.count, &scan)
    return (scan.matches, scan.exhausted)
  }

  @Test("the shipped patterns load, and find what their examples mark and no more")
  func shippedExamples() throws {
    let review = try PatternReview(Self.shipped())
    #expect(review.patternCount > 30)
    #expect(review.test().map(\.description) == [])
  }

  /// Attributes, country and coordinates that the first match of a text has.
  @Test(
    "groups become attributes, and the pattern is cited",
    arguments: [
      ("aboard the USS Carney (DDG-64) today", "patterns/ship", "kind=vessel hull=DDG-64 US"),
      ("the 3rd Infantry Division", "patterns/formation", "number=3 echelon=division"),
      ("the Seventh Fleet", "patterns/formation", "number=7 echelon=fleet"),
      ("the XVIII Airborne Corps", "patterns/corps", "echelon=corps number=XVIII"),
      ("UNSC Resolution\n2713", "patterns/resolution", "body=UN Security Council number=2713"),
      (
        "at 48°30'N 37°15'E", "patterns/degrees-and-minutes", "kind=coordinates 48.5 37.25"
      ),
      (
        "coordinates -12.0464, -77.0428", "patterns/signed-degrees",
        "kind=coordinates -12.0464 -77.0428"
      ),
      (
        "at 31NAA6602100000 now", "patterns/military-grid",
        "kind=coordinates mgrs=31NAA6602100000 0.0 0.0"
      ),
    ])
  func attributes(_ text: String, _ rule: String, _ said: String) throws {
    let (set, vocabulary, _) = Self.load(Self.shipped())
    let match = try #require(Self.find(set, vocabulary, in: text).matches.first)
    #expect(match.rule == rule)
    var words = match.attributes.map { "\($0.name)=\($0.value)" }
    if let country = match.country { words.append(country) }
    if let point = match.coordinates {
      words += [point.latitude, point.longitude].map { "\(($0 * 1e4).rounded() / 1e4)" }
    }
    #expect(words.joined(separator: " ") == said)
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
    #expect(found.exhausted == [0])
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
      ("trigger: go", "triggerShapes: [nummber]", "test.yaml:4:19", "did you mean 'number'?"),
      ("trigger: go", "trigger: go on", "test.yaml:4:12", "name its rarest word"),
      ("expression: a+", "expression: a(b", "test.yaml:5:18", "missing closing parenthesis"),
      ("expression: a+", "expression: 'abc[d'", "test.yaml:5:21", "PCRE2: missing terminating ]"),
      ("expression: a+", "expression: |\n    a\n    b(", "test.yaml:7:7", "missing closing"),
      ("expression: a+", "expression: (?&none)", "test.yaml:5:18", "non-existent subpattern"),
      ("expression: a+", "expression: a+\n  flags: caselss", "test.yaml:6:10", "'caseless'"),
      ("[\"go [aa]\"]", "[go aa]", "test.yaml:6:14", "nothing is marked"),
      (
        "expression: a+", "expression: >\n    a\n    (?:b\n\n    c", "test.yaml:9:6",
        "missing closing"
      ),
      ("expression: a+", "expression: 'it''s [a'", "test.yaml:5:24", "missing terminating"),
      ("expression: a+", "expression: \"\\\\w [a\"", "test.yaml:5:22", "missing terminating"),
      ("  trigger: go", "  trigger: go\n  reach: far", "test.yaml:5:10", "'reach' is no number"),
      ("  trigger: go", "  triggerShapes: capital", "test.yaml:4:18", "too common"),
      ("  trigger: go", "  trigger: go\n  starts: [captal]", "test.yaml:5:12", "'capital'?"),
      (
        "  trigger: go", "  trigger: go\n  values: { nmber: { a: b } }", "test.yaml:5:13",
        "no group 'nmber'"
      ),
      ("  trigger: go", "  trigger: go\n  attributes: { title: b }", "test.yaml:5:17", "elsewhere"),
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
  func tellsExamples() throws {
    let yaml = Self.plain.replacingOccurrences(of: "go [aa]", with: "go [aa] a")
    let review = try PatternReview([ResourceFile(path: "test.yaml", bytes: Array(yaml.utf8))])
    let fault = try #require(review.test().first).description
    #expect(fault.hasPrefix("test.yaml:6:14: error: pattern 'letters' finds 'aa', 'a' in this"))
  }

  /// The pieces of texts that patterns are about, glued and with blanks.
  private static let pieces = [
    "82nd ", "Airborne ", "Division ", "USS ", "Il", "-", "76 ", "Mount ", "é", "日", "\u{1F600}",
    "(", "Ministry ", "of ", "Camp ", "University ", ". ", "'s ", "’", "\n", "Operation ", "Sea ",
    "al-", "48", "°", "30'", "N ", "E ", "37U ", "DQ ", "1234 ", "@", "+380 ", "flight ", "MH17 ",
    "Resolution ", "/", "S", "2023", ",", "Second ", "Fleet ", " airport ", "www.example.org ",
  ]

  /// Triggers only save time: an expression that is tried everywhere finds the same, as long as
  /// all its matches have a trigger in them.
  @Test("finds what trying everywhere finds", arguments: UInt64(0)..<150)
  func agreesWithTryingEverywhere(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let source = SourceText(random.text(of: Self.pieces, upTo: 40))
    let (set, vocabulary, _) = Self.sharedSet
    var tokens = TokenTable()
    Tokenizer().tokenize(source.bytes, vocabulary, into: &tokens)
    let range = 0..<tokens.count
    var scan = PatternScan()
    set.find(in: tokens, source.bytes, range, &scan)
    for (index, pattern) in set.patterns.enumerated() where pattern.window.reach != nil {
      let found = scan.matches.filter { $0.pattern == index }.map(\.span)
      let everywhere = set.matches(of: index, everywhereIn: tokens, source.bytes, range)
      #expect(
        found == everywhere.map(\.span),
        "\(pattern.name) in '\(source[TextSpan(0..<source.bytes.count)])'")
    }
  }

  @Test("random text never traps", arguments: UInt64(0)..<100)
  func neverTraps(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let text = random.text(of: Self.pieces, upTo: 50)
    let (set, vocabulary, _) = Self.sharedSet
    let found = Self.find(set, vocabulary, in: text)
    #expect(found.exhausted == [])
    #expect(found.matches.allSatisfy { $0.span.count > 0 && $0.span.end <= text.utf8.count })
  }

  private static let sharedSet = load(shipped())

  /// Rows of capitals, which every pattern of names begins to read at each word.
  @Test(
    "reads long rows in linear time", .timeLimit(.minutes(5)),
    arguments: [
      "Alpha ", "82nd ", "First Army ", "Camp ", "F-16-", "Mount ", "University of ", "48°30'N ",
      "37U DQ ", "+1 ", "S/", "al-", "a@b.cd,", "flight MH17 ", "Resolution 1/", "USS A. ",
    ])
  func isLinear(_ piece: String) {
    let (set, vocabulary, _) = Self.sharedSet
    let text = String(repeating: piece, count: 20_000) + "Province Airport Brigade Sea Hospital"
    #expect(Self.find(set, vocabulary, in: text).matches.count <= 60_000)
  }
}
