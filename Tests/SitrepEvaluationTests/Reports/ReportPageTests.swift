import Foundation
import Testing

@testable import SitrepEvaluation

@Suite struct ReportPageTests {
  /// Texts that would be markup, or end what they stand in, if they were not escaped.
  private static let hostile = [
    "</script><script>window.injected = 1</script>", #"<img src=x onerror="window.injected = 1">"#,
    "<!-- <script>", "\u{2028}\u{0}\u{1}", #"" onload="alert(1)"#, "{{{documents}}} {{> table}}",
    "&lt;b&gt; | `code` [link](javascript:x)",
  ]

  private func page(_ gold: [GoldPassage], _ found: [GoldPassage]) throws -> String {
    try report(gold: gold, found: found).html(title: "gold")
  }

  /// What stands in the first `script` element with an attribute.
  private func data(_ attribute: String, in page: String) throws -> String {
    let start = try #require(page.range(of: attribute + ">"))
    let rest = page[start.upperBound...]
    return String(rest[..<(try #require(rest.range(of: "</script>"))).lowerBound])
  }

  private func hostilePassage(_ text: String) -> GoldPassage {
    let words = text.unicodeScalars.count
    let span = CodePointSpan(0, words)
    let end = CodePointSpan(words + 1, words + 6)
    let whole = PassageText(text + " Haiti")
    let fact = Fact(
      force: span, destination: end, status: .actual, polarity: .positive, rule: text)
    return GoldPassage(
      id: text, text: whole,
      annotations: Annotations(
        entities: [Entity(type: text, level: .name, span: span, rule: text)], facts: [fact]))
  }

  @Test("no text becomes markup", arguments: hostile)
  func escapes(_ text: String) throws {
    let passage = hostilePassage(text)
    var found = passage
    found.annotations.facts = []
    let report = try report(gold: [passage], found: [found]).compared(
      with: Baseline(try report(gold: [passage], found: [passage]), name: text))
    let page = report.html(title: text)
    let plain = try self.page([GoldPassage.examples[0]], [])
    let count = { (page: String, part: String) in page.components(separatedBy: part).count }
    for part in ["<script", "</script", "<img", "<!--", "</style", "</title"] {
      #expect(count(page, part) == count(plain, part), "\(part)")
    }
    let line = try JSONParser.parse(try data(#"class="data""#, in: page).trimmed.utf8)
    #expect(line["text"] == .string(text + " Haiti"))
    #expect(line["id"] == .string(text))
  }

  @Test("Markdown has each table row on one line, with as many cells", arguments: hostile)
  func escapesMarkdown(_ text: String) throws {
    let passage = hostilePassage(text)
    let markdown = try report(gold: [passage], found: []).markdown(title: text)
    #expect(!markdown.contains("<"))
    let rows = markdown.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(!rows.isEmpty)
    let bars = { (row: Substring) in
      row.replacing("\\\\", with: "").replacing("\\|", with: "").count { $0 == "|" }
    }
    var width = 0
    for (row, next) in zip(rows, rows.dropFirst()) {
      if next.hasPrefix("|:--") { width = bars(row) }
      #expect(bars(row) == width, "\(row)")
    }
  }

  @Test("offsets count UTF-16, as browsers do")
  func countsUTF16() throws {
    let page = try page(GoldPassage.examples, GoldPassage.examples)
    let index = try JSONParser.parse(try data(#"id="index""#, in: page).utf8)
    guard case .array(let labels) = try #require(index["labels"]) else {
      Issue.record("no labels")
      return
    }
    var told: Set<String> = []
    for line in try data(#"class="data""#, in: page).split(separator: "\n") {
      let document = try JSONParser.parse(line.utf8)
      guard case .string(let text) = document["text"], case .array(let spans) = document["spans"]
      else { continue }
      var start = 0
      for first in stride(from: 0, to: spans.count, by: 5) {
        guard case .number(let step) = spans[first + 1],
          case .number(let length) = spans[first + 2],
          case .number(let label) = spans[first + 3], case .string(let name) = labels[Int(label)]
        else { continue }
        start += Int(step)
        let units = Array(text.utf16)[start..<start + Int(length)]
        told.insert("\(name): \(String(decoding: units, as: UTF16.self))")
      }
    }
    #expect(told.isSuperset(of: ["force: 400 police officers", "destination: Gonaïves"]))
    #expect(told.isSuperset(of: ["GPE: Haiti", "destination: the Red Sea", "cue: denied"]))
  }

  @Test("marks what is missed and what is not in gold")
  func marksErrors() throws {
    let marked: MarkedPassage = "[Police]police to [Haiti]haiti, [ships]ships to [Mali]mali"
    let facts = [marked.fact("police", "haiti"), marked.fact("ships", "mali")]
    let page = try page(
      [marked.gold("a", Annotations(facts: [facts[0]]))],
      [marked.gold("a", Annotations(facts: [facts[1]]))])
    let document = try JSONParser.parse(try data(#"class="data""#, in: page).trimmed.utf8)
    #expect(
      document["facts"]?.line
        == #"[[1,"Police","Haiti","actual",-1,null],[2,"ships","Mali","actual",-1,null]]"#)
    #expect(
      document["spans"]?.line
        == "[1,0,6,0,-1,1,10,5,1,-1,3,7,5,0,-1,3,9,4,1,-1]")
  }

  @Test("has headings, captions and scopes, and loads nothing")
  func isAccessible() throws {
    let page = try page(GoldPassage.examples, [GoldPassage.examples[0]])
    #expect(page.components(separatedBy: "<h1>").count == 2)
    let tables = page.components(separatedBy: "<table>").count
    #expect(tables > 3)
    #expect(page.components(separatedBy: "<caption>").count == tables)
    #expect(!page.contains("<th>"))
    for part in ["http:", "https:", "src=", "@import", "url("] {
      #expect(!page.contains(part), "\(part)")
    }
  }

  @Test("the same report gives the same bytes")
  func isStable() throws {
    let gold = GoldPassage.examples
    #expect(try page(gold, gold) == page(gold, gold.reversed()))
  }

  @Test("what types were taken for others stands in the page, in JSON and in Markdown")
  func showsConfusion() throws {
    let marked: MarkedPassage = "[Haiti]haiti and [Mali]mali"
    let report = try report(
      gold: [
        marked.gold(
          "a",
          Annotations(entities: [
            Entity(type: "GPE", span: marked["haiti"]), Entity(type: "LOC", span: marked["mali"]),
          ]))
      ],
      found: [
        marked.gold("a", Annotations(entities: [Entity(type: "LOC", span: marked["haiti"])]))
      ])
    #expect(report.markdown(title: "x").contains("| GPE | · | 1 | · |"))
    #expect(report.json.contains(#"{"gold":"GPE","found":"LOC","count":1}"#))
    #expect(report.json.contains(#"{"gold":"LOC","count":1}"#))
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
