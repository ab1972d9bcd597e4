import Testing

@testable import Sitrep

/// Random texts of the lexicons' own words, with all that can stand between them.
@Suite struct FuzzTests {
  /// 20 × 1,000 texts. A trap ends the run; the seed before it is the bug report.
  @Test("no text traps, and all spans lie inside", arguments: UInt64(0)..<20)
  func survives(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for index in 0..<1000 {
      let bytes = random.bytes(of: Self.pieces, upTo: 30)
      let document = Shipped.process(try SourceText(utf8: bytes))
      let faults = SpanCheck.faults(in: document)
      #expect(faults == [], "seed \(seed), text \(index): \(document.text.bytes)")
    }
  }

  /// Up to the zones, with every encoding and mark-up: `Scripts/fuzz` runs it at length.
  @Test("every input is cut, and counted as it stands", arguments: 0..<FuzzRun.shards)
  func reads(shard: Int) throws {
    try FuzzRun.read(shard) { number in
      let input = FuzzInput(number: number)
      let document = Shipped.sentences(try input.text)
      var faults = FuzzCheck.faults(in: document, isPage: input.reading == .html)
      // Cuts every span out of the text in every unit, which takes ten times as long.
      if number % 64 == 2 { faults += SpanCheck.faults(in: document) }
      #expect(faults == [], "input \(number): \(input.bytes)")
    }
  }

  /// Each with the layer as it must not be.
  @Test("the check sees what is wrong")
  func seesFaults() {
    func faults(_ change: (inout Document) -> Void) -> [String] {
      var document = Shipped.sentences(SourceText("The café is shut. It was late."))
      change(&document)
      return FuzzCheck.faults(in: document, isPage: false)
    }
    #expect(faults { _ in }.isEmpty)
    #expect(!faults { $0.tokens.append(TextSpan(0, 3), .word, []) }.isEmpty)
    #expect(!faults { $0.tokens.append(TextSpan(40, 41), .word, []) }.isEmpty)
    #expect(!faults { $0.tokens.removeAll() }.isEmpty)
    #expect(!faults { $0.sentences.removeLast() }.isEmpty)
    #expect(!faults { $0.sentences.swapAt(0, 1) }.isEmpty)
    #expect(
      !faults {
        // Half of the é.
        $0.tokens.removeAll()
        $0.tokens.append(TextSpan(0, 8), .word, [])
      }.isEmpty)
  }

  /// A third words that bring up every stage, a third names of the lexicon, a third rough.
  private static let pieces: [[UInt8]] = {
    let words = [
      "sent ", "deployed ", "deployment ", "of ", "to ", "in ", "by ", "from ", "the ", "The ",
      "troops ", "soldiers ", "warships ", "up to ", "between ", "and ", "5,000 ", "several ",
      "thousand ", "said ", "denied ", "according to ", "that ", "which ", "who ", "will ", "not ",
      "may ", "plans ", "has ", "been ", "was ", "were ", "there ", "on Monday ", "in August ",
      "2014 ", "two ", "days ago ", "if ", "is ", "n't ", "'s ", "where ", "their ", "they ",
      "Read more: ", "Share ", "(Reuters) ", "No. 5 ", "% ", "$5 ", "million ", "President ",
    ]
    let entries = Shipped.pack.lexicon.entries
    let names = stride(from: 0, to: entries.count, by: max(1, entries.count / 60)).map {
      entries[$0].name + " "
    }
    return (words + names).map { Array($0.utf8) } + RoughText.pieces
  }()
}
