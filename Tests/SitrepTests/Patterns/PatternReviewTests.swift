import Testing

@testable import Sitrep

@Suite struct PatternReviewTests {
  private static func review(_ yaml: String) throws -> PatternReview {
    try PatternReview([ResourceFile(path: "test.yaml", bytes: Array(yaml.utf8))])
  }

  private static func pattern(
    _ name: String, _ expression: String, _ examples: String, _ keys: String = "trigger: go"
  ) -> String {
    """
    - pattern: \(name)
      type: ORG
      about: For tests.
      \(keys)
      expression: '\(expression)'
      examples: \(examples)

    """
  }

  /// An expression, its example, and how the first fault of the lint that is about growth ends.
  @Test(
    "tells expressions whose steps grow faster than the text",
    arguments: [
      ("(?: a | aa | a+ )+ b", "[aab]", "as if they doubled"),
      ("(?: \\w+ \\s? )+ \\.", "[go on .]", "as if they doubled"),
      ("\\w+ (?: \\s \\w+ )* \\s \\w+ (?: \\s \\w+ )* !", "[go on !]", "times as many"),
      ("\\d+ \\d+ \\d+ x", "[12345x]", "times as many"),
      ("(?: a | aa | a+ )++ b", "[b]", nil), ("\\w+ (?: \\s \\w+ )* !", "[go on !]", nil),
      ("\\p{Lu}\\p{Ll}+ (?: \\s \\p{Lu}\\p{Ll}+ ){0,3} \\s Bridge", "[Ala Bridge]", nil),
    ] as [(String, String, String?)])
  func tellsGrowth(_ expression: String, _ example: String, _ growth: String?) throws {
    let review = try Self.review(Self.pattern("p", expression, "[\"\(example)\"]"))
    let faults = review.lint(hasCorpus: false).filter { $0.problem.contains("can blow up") }
    #expect(faults.isEmpty == (growth == nil), "\(faults)")
    if let growth { #expect(faults.first?.problem.contains(growth) ?? false, "\(faults)") }
  }

  @Test("an expression that reaches the limit of a run is an error, a slower one a warning")
  func tellsHowBad() throws {
    let bad = try Self.review(Self.pattern("p", "(?: a | aa | a+ )+ b", "[\"[aab]\"]"))
    #expect(bad.lint(hasCorpus: false).contains { $0.severity == .error })
    let slow = try Self.review(Self.pattern("p", "\\d+ \\d+ \\d x", "[\"[12345x]\"]"))
    let faults = slow.lint(hasCorpus: false)
    #expect(faults.contains { $0.problem.contains("can blow up") })
    #expect(faults.allSatisfy { $0.severity == .warning })
  }

  @Test(
    "tells what examples leave open",
    arguments: [
      (pattern("p", "a", "[\"go [a]\"]"), "test.yaml:1:3: warning: pattern 'p' has no 'not'"),
      (
        pattern("p", "a", "[\"go [a]\"]\n  not: [b]", "trigger: [go, come]"),
        "test.yaml:4:17: warning: no example of 'p' has its trigger 'come'"
      ),
      (
        pattern("p", "a", "[\"go [a]\"]\n  not: [a b]", "trigger: go\n  reach: 0"),
        "test.yaml:8:9: warning: 'p' would match 'a' here, and is not tried there"
      ),
      (
        pattern("p", "a", "[\"go [a]\"]\n  not: [b]")
          + pattern("q", "a | b", "[\"go [a]\"]\n  not: [c]"),
        "test.yaml:8:3: warning: 'p' finds all the examples of 'q'"
      ),
    ])
  func tellsExamples(_ yaml: String, _ fault: String) throws {
    let faults = try Self.review(yaml).lint(hasCorpus: false).map(\.description)
    #expect(faults.contains { $0.hasPrefix(fault) }, "\(faults)")
  }

  @Test("says nothing of a pattern that leaves nothing open")
  func isContent() throws {
    let yaml = Self.pattern("p", "go \\s \\p{Lu}\\p{Ll}*", "[\"[go On]\"]\n  not: [go on]")
    #expect(try Self.review(yaml).lint(hasCorpus: false).isEmpty)
  }

  @Test("with a corpus, tells what never occurs in it and how often the rest does")
  func looksThroughCorpus() throws {
    let yaml =
      Self.pattern(
        "p", "go | come", "[\"[go], [come]\"]\n  not: [b]", "trigger: [go, come]\n  reach: 0")
      + Self.pattern("q", "on | up", "[\"[on]\"]\n  not: [c]", "trigger: on\n  reach: 0")
      + Self.pattern("r", "down", "[\"[down]\"]\n  not: [c]", "trigger: down")
    var review = try PatternReview(
      [ResourceFile(path: "test.yaml", bytes: Array(yaml.utf8))], pack: Shipped.pack)
    review.add(Shipped.sentences(SourceText("They go on and on. They go up.")))
    #expect(
      review.counts.map { "\($0.rule) \($0.matches)" } == [
        "patterns/p 2", "patterns/q 2", "patterns/r 0",
      ])
    let problems = review.lint(hasCorpus: true).map(\.problem)
    #expect(
      problems == [
        "the trigger 'come' of 'p' is in no match of the corpus",
        "'q' would match 'up' in the corpus, and is not tried there",
        "'r' finds nothing in the corpus",
      ])
  }

  @Test("calls the definitions of other files, and reviews only its own")
  func callsDefinitions() throws {
    let own = Self.pattern("p", "(?&thing) s", "[\"go [things]\"]\n  not: [b]")
    let others =
      "- define: thing\n  about: For tests.\n  expression: thing\n"
      + Self.pattern("q", "a", "[\"no [b]\"]")
    let review = try PatternReview(
      [ResourceFile(path: "own.yaml", bytes: Array(own.utf8))],
      besides: [ResourceFile(path: "others.yaml", bytes: Array(others.utf8))])
    #expect((review.patternCount, review.exampleCount) == (1, 2))
    #expect(review.test().isEmpty)
  }
}
