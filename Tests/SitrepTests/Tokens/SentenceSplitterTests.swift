import Testing

@testable import Sitrep

@Suite struct SentenceSplitterTests {
  /// A bar marks where a sentence ends and another begins; a row without any is one sentence.
  @Test(
    "ends sentences where they end",
    arguments: [
      // plain
      "The troops left.| They came back.",
      "Who left?| Nobody knows.",
      "Stop!| The bridge is mined.",
      "What?!| They left already?",
      "They left.",
      "They left",
      // abbreviations, titles and ranks
      "Mr. Kamau met Mrs. Diallo.| They talked.",
      "Dr. Aisha Bello treated the wounded.",
      "Lt. Gen. Pedro Ruiz took command.| He is 52.",
      "Maj. Gen. Olu Bright and Col. Tan left.",
      "Sgt. Maj. Lee and Pvt. Ochoa were hurt.",
      "Gov. Maria Silva and Sen. Brown agreed.",
      "The firm Oryx Corp. said it was insured.",
      "He spoke to the choir of St. Mary on Mt. Kenya.",
      "It hit trucks, tanks, etc. on the road.",
      "The battle of Goose vs. Gander went on.",
      "They came in Jan. and left in Feb. after talks.",
      "The deal was struck in Dec.| The troops left later.",
      "He lives in Phoenix, Ariz. with his dog.",
      // abbreviations by case
      "He landed in Ft. Lauderdale.",
      "The wall is 5 ft. tall.",
      "See Fig. 3 for more.",
      "She had used an app.| Police came.",
      "The child fell ill.| Police came.",
      "He lives in Springfield, Ill. with his dog.",
      "The mayor said no.| Police came.",
      // initials and initialisms
      "John F. Kennedy spoke.| He left.",
      "J. R. Okafor and A. B. Cole agreed.",
      "J.K. Mensah signed it.",
      "The U.S. Army sent help.",
      "The U.N. Security Council met.",
      "Troops left for the U.S. in March.",
      "They flew to the U.S.| The others stayed.",
      "The U.S., Britain and France agreed.",
      "He came to the U.S.| He stayed.",
      "The attack began at 5 a.m. on Sunday.",
      "The attack began at 5 a.m.| The town slept.",
      "They met at 11 p.m. local time.",
      "They met at 11 p.m.| Nobody was hurt.",
      "In Washington, D.C. the mood was calm.",
      "They flew to the US.| Marines followed.",
      "Some 1,150 US Marines left.| They flew.",
      // numbers
      "The line moved 1.5 kilometres.| It held.",
      "It cost $3.5 million.| Nobody paid.",
      "Hut No. 5 burned down.",
      "They left in 2014.| In 2015 they came back.",
      "It was 1999.| 300 soldiers stayed.",
      "The 12,000 men left.| 500 stayed.",
      // ellipses
      "They waited... and waited.",
      "They waited… and waited.",
      "They waited...| Then they left.",
      "They waited…| Then they left.",
      // quotes and brackets
      "\"We are ready.\"| He left.",
      "“We are ready.”| He left.",
      "“We are ready,” he said.| “They are not.”",
      "‘We are ready.’| He left.",
      "“Are you ready?” he asked.",
      "“Go!” he shouted.| They went.",
      "\"Stop!\" she said.| They left.",
      "\"Are you ready?\" I asked.| He was.",
      "“Are you ready?” Jenna said.",
      "\"Go!\"| The men went.",
      "He said: “Go.”| They went.",
      "They left (in June).| They came back.",
      "They left.| (They came back.)| All is well.",
      "They left (it was dark.)| They came back.",
      "He called it “a farce.”| She did not.",
      "He said (quietly) “no.”| She nodded.",
      // notes and omissions
      "It held for a week.[12]| The army left.",
      "It held for a week.[12][13]| The army left.",
      "It held for a week.[citation needed]| The army left.",
      "They were paid a fee. 8| Yet some left.",
      "They waited. [...]| The army left.",
      "They waited [...] and left.",
      // speech that breaks off
      "He wanted to —| This is new.",
      "He wanted to — this is new.",
      // careless starts
      "they left the town. |the others stayed.",
      "they left the town . |the others stayed.",
      // lines
      "Troops leave border town\n|The army left the town on Monday.",
      "Troops leave border town\n\n|The army left the town on Monday.",
      "The army left the town of\nNarva on Monday and the men\nwent home with their trucks\nand guns.",
      "First point\n|Second point\n|Third point",
      "- fuel\n|- water\n|- bread",
      "1. Fuel is short.\n|2. Water is short.",
      "The line breaks off here\n\n|and begins again",
      "They left.\r\n|They came back.",
      // lines that lost their line
      "Figure 1.3| The map shows the town.",
      "Table 2| The men who left.",
      "Monday, March 3, 2014| The army left Narva.",
      // addresses
      "See www.example.org for more.| Then call.",
      "Write to press@example.org today.",
      "Visit http://example.org/a.b/d.html now.",
      "Visit http://example.org/a.b?c=d.html now.",
      "Version 2.1.3 was used.",
      // datelines
      "KYIV, Oct. 28 (Wire) — The army left.| It was late.",
      "NAIROBI (AP) -- Police left for Haiti.| They flew.",
      "ACCRA, Ghana — Troops came home.",
      // stops that are glued
      "They left quietly.|They came back.",
    ])
  func endsSentences(_ marked: String) {
    #expect(Self.sentences(of: marked) == Self.marked(marked))
  }

  /// Each with what is missing.
  @Test(
    "does not yet end these right",
    arguments: [
      ("They saw an old fig.| Police came.", "'fig' behind an article is the fruit"),
      ("It weighs 5 lbs. and is 3 in. wide.", "'in' is taken for the preposition"),
    ] as [(String, Comment)])
  func knownIssues(_ marked: String, _ reason: Comment) {
    withKnownIssue(reason) {
      #expect(Self.sentences(of: marked) == Self.marked(marked))
    }
  }

  @Test("sentences partition the tokens, whatever the text")
  func partitionsTokens() throws {
    for seed in UInt64(0)..<1000 {
      var random = SeededGenerator(seed: seed)
      let text = try SourceText(decoding: random.bytes(of: RoughText.pieces, upTo: 60))
      let document = Shipped.sentences(text)
      var next = 0
      for sentence in document.sentences {
        #expect(sentence.tokens.lowerBound == next, "seed \(seed)")
        #expect(!sentence.tokens.isEmpty, "seed \(seed)")
        #expect(sentence.tokens.contains(sentence.bodyStart), "seed \(seed)")
        next = sentence.tokens.upperBound
      }
      #expect(next == document.tokens.count, "seed \(seed)")
    }
  }

  @Test("an empty line ends every sentence, whatever stands around it")
  func endsAtEmptyLine() throws {
    for seed in UInt64(0)..<300 {
      var random = SeededGenerator(seed: seed)
      let text = try SourceText(decoding: random.bytes(of: RoughText.pieces, upTo: 60))
      let document = Shipped.sentences(text)
      let starts = Set(document.sentences.map(\.tokens.lowerBound))
      for token in 0..<document.tokens.count
      where document.tokens.flags[token].contains(.paragraphBefore) {
        #expect(starts.contains(token), "seed \(seed)")
      }
    }
  }

  @Test(
    "an abbreviation file says what is wrong in it",
    arguments: [
      (
        "abbreviation\tends\nGen.\tnever\nJan.\tsometimes\n",
        """
        a.tsv:3: error: 'sometimes' does not say what may follow
          Jan.\tsometimes
          remedy: use never, rarely, often or number
        """
      ),
      (
        "abbreviation\tclass\nGen.\trank\n",
        """
        a.tsv: error: no column 'ends'
          remedy: the row above the first entry names the columns; it must have \
        abbreviation, ends
        """
      ),
    ])
  func tellsFaults(_ text: String, _ message: String) {
    var (vocabulary, faults) = (Vocabulary(), [ResourceFault]())
    let file = ResourceFile(path: "a.tsv", bytes: Array(text.utf8))
    let table = LexiconTable(file, faults: &faults)
    _ = SentenceSplitter(
      table, markers: nil, model: nil, WordClasses(), speechVerbs: [], &vocabulary, faults: &faults)
    #expect(faults.map(\.description) == [message])
  }

  static func sentences(of marked: String) -> [String] {
    let document = Shipped.sentences(SourceText(marked.filter { $0 != "|" }))
    return document.sentences.map { document.text[document.tokens.span(of: $0.tokens)] }
  }

  static func marked(_ marked: String) -> [String] {
    marked.split(separator: "|").map { String($0.trimmed) }
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    let start = self.drop(while: \.isWhitespace)
    return start.last?.isWhitespace == true
      ? start.dropLast(start.reversed().prefix(while: \.isWhitespace).count) : start
  }
}
