import Foundation
import Testing

@testable import SitrepCommand

@Suite struct PatternsCommandTests {
  private static func pattern(_ expression: String, _ example: String, not: String) -> String {
    """
    - pattern: callsign
      type: IDENTIFIER
      about: For tests.
      trigger: callsign
      reach: 0
      expression: '\(expression)'
      examples: ["\(example)"]
      not: ["\(not)"]

    """
  }

  /// A pattern file, how `test` and `lint` end with it, and the place and words they tell.
  @Test(
    "test and lint end as what they found asks, and name the line",
    arguments: [
      (pattern("callsign \\s \\p{Lu}+", "the [callsign ALPHA]", not: "a callsign"), 0, 0, ""),
      (
        pattern("callsign \\s (?&cap)", "the [callsign] ALPHA", not: "a callsign"), 1, 0,
        ":7:14: error: pattern 'callsign' finds 'callsign ALPHA' in this example"
      ),
      (
        pattern("callsign \\s \\w+", "the [callsign ALPHA]", not: "a callsign of"), 1, 0,
        ":8:9: error: pattern 'callsign' finds 'callsign of' in this example"
      ),
      (
        pattern("callsign (?: \\s \\w+ )+ \\s (?: \\w+ \\s )+ !", "[callsign a b !]", not: "a"),
        0, 0, ":1:3: warning: 'callsign' can blow up"
      ),
      (
        pattern("(?: callsign | \\s | \\w | \\w+ )+ !", "[callsign ab!]", not: "a"), 0, 3,
        ":1:3: error: 'callsign' can blow up"
      ),
      (
        pattern("callsign (ALPHA", "[callsign ALPHA]", not: "a"), 3, 3,
        ":6:32: error: PCRE2: missing closing parenthesis"
      ),
    ] as [(String, Int32, Int32, String)])
  func reviews(_ yaml: String, _ test: Int32, _ lint: Int32, _ words: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("own.yaml", yaml)
    let tested = try Program.run(["patterns", "test", path])
    #expect(tested.exitCode == test)
    let linted = try Program.run(["patterns", "lint", path])
    #expect(linted.exitCode == lint)
    let said = tested.output + tested.errors + linted.output + linted.errors
    #expect(words.isEmpty || said.contains(path + words), "\(said)")
  }

  @Test("lint counts what patterns find in a corpus")
  func readsCorpus() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "own.yaml", Self.pattern("callsign \\s \\p{Lu}+", "the [callsign ALPHA]", not: "a callsign"))
    let corpus = try folder.write("a.txt", "The callsign BRAVO answered. Then callsign ALPHA did.")
    let run = try Program.run(["patterns", "lint", path, "--corpus", corpus])
    #expect(run.exitCode == 0)
    #expect(run.output == "patterns/callsign\t2\n")
  }

  @Test("a pattern that needs too many steps is told once by name, and the run goes on")
  func tellsBrokenOff() throws {
    let folder = try TemporaryFolder()
    for name in ["Lexicons", "Models"] {
      try FileManager.default.copyItem(
        at: URL(filePath: SharedEngine.folder).appending(path: name),
        to: URL(filePath: folder(name)))
    }
    try folder.write(
      "Models/patterns/own.yaml",
      Self.pattern("callsign (?: \\s | \\w | \\w+ )+ !", "the [callsign ab!]", not: "a callsign"))
    let line =
      #"{"text":"The callsign aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa was not heard. Kenya knew !"}"#
    let input = try folder.write("a.jsonl", line + "\n" + line + "\n")
    let run = try Program.run([
      "extract", input, "--resources", folder.path, "--manifest", folder("manifest"),
    ])
    #expect(run.exitCode == 0)
    #expect(run.output.split(separator: "\n").count == 2)
    #expect(run.output.contains("\"Kenya\""))
    let told = run.errors.split(separator: "\n").filter { $0.contains("patterns/callsign") }
    #expect(told.count == 1)
    #expect(told.first?.contains("a.jsonl:1: patterns/callsign was broken off") ?? false)
    #expect(try folder.read("manifest").contains(#""broken_off":["patterns/callsign"]"#))
  }
}
