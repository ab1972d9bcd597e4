import Testing

@testable import SitrepEvaluation

@Suite struct GoldFileTests {
  /// `é` and `🚨` stand before the spans, so that every unit counts differently.
  private static let text = #""text":"é🚨 400 police in Haiti""#
  private static let force = #""force":{"start":3,"end":13,"text":"400 police"}"#
  private static let place = #""destination":{"start":17,"end":22,"text":"Haiti"}"#
  private static let rest = #""status":"actual","polarity":"positive""#

  /// A passage with one fact of these members.
  private static func fact(_ members: String...) -> String {
    #"{"id":"a",\#(text),"facts":[{\#(members.joined(separator: ","))}]}"#
  }

  @Test(
    "says what is wrong with a line, and what to do",
    arguments: [
      (
        #"{"id":"a","text":"x""#,
        "not JSON: column 21: expected ',' or '}', found the end of the line",
        "write one JSON object on each line"
      ),
      ("[]", "expected an object, found a list", "write an object there"),
      (#"{"text":"x"}"#, "there is no 'id'", "add it; this key may not be left out"),
      (#"{"id":"a"}"#, "there is no 'text'", "add it; this key may not be left out"),
      (#"{"id":"a","text":null}"#, "there is no 'text'", "add it; this key may not be left out"),
      (#"{"id":7,"text":"x"}"#, "id: expected a string, found a number", "write a string there"),
      (
        #"{"id":"a","text":"x","facts":{}}"#, "facts: expected a list, found an object",
        "write a list there"
      ),
      (
        #"{"id":"a","text":"x","sentences":[[0]]}"#,
        "sentences[0]: expected a list of two offsets, found a list",
        "write a list of two offsets there"
      ),
      (
        #"{"id":"a","text":"x","sentences":[[0,0.5]]}"#,
        "sentences[0][1]: expected a whole number, found a number",
        "write a whole number there"
      ),
      (
        #"{"id":"a","text":"xyz","sentences":[[2,1]]}"#, "sentences[0]: 2–1 runs backwards",
        "'end' is the offset just past the last character, so it is greater than 'start'"
      ),
      (
        #"{"id":"a","text":"xyz","sentences":[[1,1]]}"#, "sentences[0]: 1–1 covers nothing",
        "'end' is the offset just past the last character, so it is greater than 'start'"
      ),
      (
        #"{"id":"a","text":"é🚨","sentences":[[-1,3]]}"#,
        "sentences[0]: -1–3 lies outside the text, which has 2 Unicode code points",
        "correct the offsets or the text"
      ),
      (
        #"{"id":"a","text":"Haiti","entities":[{"start":0,"end":5}]}"#,
        "there is no 'entities[0].type'", "add it; this key may not be left out"
      ),
      (
        #"{"id":"a","text":"Haiti","entities":[{"start":0,"end":5,"type":"GPE","level":"Nam"}]}"#,
        "entities[0].level: 'Nam' is unknown here",
        "did you mean 'name'? use one of: name, nominal, pronoun"
      ),
      (
        #"{"id":"a","text":"up to 5","quantities":[{"start":0,"end":7,"low":6,"high":5}]}"#,
        "quantities[0]: 'low' is 6, more than 'high', which is 5",
        "exchange them, or leave out the one that is open"
      ),
      (
        fact(place, rest), "there is no 'facts[0].force'", "add it; this key may not be left out"
      ),
      (
        fact(force, place, #""status":"actaul","polarity":"positive""#),
        "facts[0].status: 'actaul' is unknown here",
        "did you mean 'actual'? use one of: actual, planned, possible"
      ),
      (
        fact(force, place, #""status":"actual","polarity":"maybe""#),
        "facts[0].polarity: 'maybe' is unknown here", "use one of: positive, negative"
      ),
      (
        fact(force, place, rest, #""sources":[{"start":3,"end":6,"stance":"Confirms"}]"#),
        "facts[0].sources[0].stance: 'Confirms' is unknown here",
        "did you mean 'confirms'? use one of: confirms, states, estimates, warns, denies"
      ),
      (
        fact(force, rest, #""destination":{"start":16,"end":21,"text":"Haiti"}"#),
        "facts[0].destination: expected 'Haiti', found ' Hait'", "correct the offsets or the text"
      ),
      (
        fact(force, rest, #""destination":{"start":21,"end":26,"text":"Haiti"}"#),
        "facts[0].destination: 21–26 lies outside the text, which has 22 Unicode code points",
        "the offsets fit as UTF-8 bytes; a gold file counts Unicode code points"
      ),
      (
        fact(place, rest, #""force":{"start":4,"end":14,"text":"400 police"}"#),
        "facts[0].force: expected '400 police', found '00 police '",
        "the offsets fit as UTF-16 code units; a gold file counts Unicode code points"
      ),
      (
        fact(force, place, rest, #""force_aliases":[{"start":4,"end":13,"text":"police"}]"#),
        "facts[0].force_aliases[0]: expected 'police', found '00 police'",
        "correct the offsets or the text"
      ),
    ] as [(String, String, String)])
  func describes(_ line: String, _ what: String, _ remedy: String) throws {
    let lines = "\n" + line + "\n"
    let faults = try #require(throws: FileFaults.self) {
      try GoldSet(jsonLines: Array(lines.utf8), file: "gold.jsonl")
    }
    #expect(faults.description == "gold.jsonl:2: error: \(what)\n  \(remedy)")
  }

  @Test("reports every fault, of one line and of all")
  func reportsAll() throws {
    let lines = """
      {"id":"a","text":"xyz","sentences":[[0,9],[2,1]],"facts":[{"status":"on"}]}
      {"id":"b","text":"x"
      {"id":"c","text":"x"}
      {"id":"c","text":"y"}
      """
    let faults = try #require(throws: FileFaults.self) {
      try GoldSet(jsonLines: Array(lines.utf8), file: "gold.jsonl")
    }
    #expect(faults.faults.map(\.line) == [1, 1, 1, 1, 1, 1, 2, 4])
    #expect(faults.faults.last?.fault == .duplicateID("c", path: "", first: "line 3"))
    #expect(
      faults.faults.last?.description == """
        gold.jsonl:4: error: the id 'c' is taken, by line 3
          give each an id of its own
        """)
  }

  @Test("keeps twenty faults and counts the others")
  func limitsFaults() throws {
    let lines = String(repeating: "{}\n", count: 33)
    let faults = try #require(throws: FileFaults.self) {
      try GoldSet(jsonLines: Array(lines.utf8), file: "gold.jsonl")
    }
    #expect(faults.faults.count == 20)
    #expect(faults.count == 33)
    #expect(faults.description.hasSuffix("\n… and 13 more"))
  }

  @Test("a file without a passage is a mistake, not a score")
  func refusesEmptyFile() throws {
    let faults = try #require(throws: FileFaults.self) {
      try GoldSet(jsonLines: Array("\n \n".utf8), file: "gold.jsonl")
    }
    #expect(faults.faults.map(\.fault) == [.noPassage])
  }

  @Test("passes over a byte order mark, empty lines and carriage returns")
  func readsLines() throws {
    let lines = "\u{FEFF}{\"id\":\"b\",\"text\":\"x\"}\r\n\r\n{\"id\":\"a\",\"text\":\"\"}"
    let gold = try GoldSet(jsonLines: Array(lines.utf8), file: "gold.jsonl")
    #expect(gold.passages.map(\.id) == ["a", "b"])
  }

  @Test("a layer that is left out is not annotated, one that is empty is")
  func tellsEmptyFromAbsent() throws {
    let line = #"{"id":"a","text":"x","facts":[],"entities":null}"#
    let gold = try GoldSet(jsonLines: Array(line.utf8), file: "gold.jsonl")
    let annotations = try #require(gold.passages.first?.annotations)
    #expect(annotations.facts?.isEmpty == true)
    #expect(annotations.entities == nil)
  }
}
