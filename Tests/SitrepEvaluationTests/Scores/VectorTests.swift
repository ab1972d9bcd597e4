import Foundation
import Testing

@testable import SitrepEvaluation

/// Scores of a thousand made-up pairs beside what nervaluate and seqeval say of them; where
/// they come from is in `Scripts/evaluation_vectors.py`.
@Suite struct VectorTests {
  private static let lines: [[Substring]] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "vectors.tsv")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map { $0.split(separator: "\t") }
  }()
  private static let pairs = lines.filter { !$0[0].hasPrefix("=") }
  private static let sums = lines.filter { $0[0].hasPrefix("=") }

  private static func spans(_ text: Substring, _ number: (String) -> Int32) -> [TypedSpan] {
    if text == "-" { return [] }
    return text.split(separator: " ").map { span in
      let parts = span.split(separator: "-")
      return TypedSpan(
        start: Int32(parts[0])!, end: Int32(parts[1])!, type: number(String(parts[2])))
    }
  }

  private static func numbers(_ tally: SchemeTally) -> String {
    [tally.correct, tally.incorrect, tally.partial, tally.missed, tally.spurious]
      .map { "\($0)" }.joined(separator: ",")
  }

  private static func tags(_ text: Substring, _ number: (String) -> Int32) -> [ChunkScores.Tag] {
    text.split(separator: " ").map { tag in
      let place: ChunkScores.Tag.Place =
        switch tag.first {
        case "B": .begin
        case "I": .inside
        case "E": .end
        case "S": .single
        default: .outside
        }
      return place == .outside
        ? .outside : .init(place: place, type: number(String(tag.dropFirst())))
    }
  }

  private static func scheme(_ name: some StringProtocol) -> Scheme? {
    name == "ent_type" ? .type : Scheme(rawValue: String(name))
  }

  /// Whether `nil`, which nervaluate and seqeval give as 0, or a score is what they say.
  private static func agrees(_ scores: [Double?], _ written: Substring) -> Bool {
    let expected = written.split(separator: ",").compactMap { Double($0) }
    return scores.count == expected.count
      && zip(scores, expected).allSatisfy { abs(($0 ?? 0) - $1) < 1e-8 }
  }

  @Test("the four schemes are those of nervaluate, pair by pair and type by type")
  func schemes() throws {
    try #require(Self.pairs.count == 1_000)
    var whole = SchemeScores()
    for line in Self.pairs {
      let gold = Self.spans(line[0]) { whole.number(of: $0) }
      let found = Self.spans(line[1]) { whole.number(of: $0) }
      whole.add(gold, found)
      var matcher = SchemeMatcher()
      let tallies = matcher.tallies(gold, found)
      #expect(Self.numbers(tallies.strict) == line[2])
      #expect(Self.numbers(tallies.exact) == line[3])
      #expect(Self.numbers(tallies.partial) == line[4])
      #expect(Self.numbers(tallies.type) == line[5])
    }
    var compared = 0
    for line in Self.sums {
      guard let scheme = Self.scheme(line[0].dropFirst()) else { continue }
      let row = line[1] == "*" ? whole.all : try #require(whole.types[String(line[1])])
      let tally = row[scheme]
      #expect(Self.numbers(tally) == line[2])
      #expect(Self.agrees([tally.precision, tally.recall, tally.f1], line[3]))
      compared += 1
    }
    #expect(compared == 16)
  }

  @Test("chunks are those of seqeval and conlleval, pair by pair and type by type")
  func chunks() throws {
    var whole = ChunkScores()
    for line in Self.pairs {
      var scores = ChunkScores()
      let gold = Self.tags(line[6]) { scores.number(of: $0) }
      let found = Self.tags(line[7]) { scores.number(of: $0) }
      scores.add(gold, found)
      let all = scores.allChunks
      #expect("\(all.right),\(all.found),\(all.gold)" == line[8])
      #expect("\(scores.tags.right)" == line[9])
      let (one, other) = (
        Self.tags(line[6]) { whole.number(of: $0) }, Self.tags(line[7]) { whole.number(of: $0) }
      )
      whole.add(one, other)
    }
    for line in Self.sums {
      switch (line[0], line[1]) {
      case ("=chunks", "micro"):
        let all = whole.allChunks
        #expect(Self.agrees([all.precision, all.recall, all.f1], line[2]))
      case ("=chunks", "macro"):
        #expect(
          Self.agrees(
            [whole.macro(\.precision), whole.macro(\.recall), whole.macro(\.f1)], line[2]))
      case ("=chunks", let type):
        let tally = try #require(whole.chunks[String(type)])
        #expect(Self.agrees([tally.precision, tally.recall, tally.f1], line[2]))
      case ("=tags", _): #expect(Self.agrees([whole.tags.value], line[2]))
      case ("=words", let type):
        let tally = try #require(whole.words[String(type)])
        #expect("\(tally.right),\(tally.found),\(tally.gold)" == line[2])
      default: break
      }
    }
    #expect(whole.chunks.count == 3)
  }
}
