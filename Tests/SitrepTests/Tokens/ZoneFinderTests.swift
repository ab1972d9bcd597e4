import Testing

@testable import Sitrep

@Suite struct ZoneFinderTests {
  /// One letter a sentence: `H` headline, `B` body, `y` byline, `l` list, `c` credit, `x`
  /// residue.
  @Test(
    "tells the report from the page around it",
    arguments: [
      // headlines
      ("Army leaves Narva\nThe army left Narva on Monday.", "HB"),
      ("Army leaves Narva\n\nThe army left Narva on Monday. It was late.", "HBB"),
      ("Will the army leave?\nThe army left Narva on Monday.", "HB"),
      ("The army left Narva.\nIt was late.", "BB"),
      ("The army left Narva on Monday. It was late.", "BB"),
      ("Army leaves Narva", "B"),
      // bylines, lists, credits
      ("Army leaves Narva\n\nBy Ada Oyelaran in Oran\n\nThe army left Narva on Monday.", "HyB"),
      ("By Monday the army had left Narva.\nIt was late.", "BB"),
      ("The army left two towns:\n• Narva in the north\n• Oran in the south", "Bll"),
      ("The army left:\n1. Narva, on Monday\n2) Oran, on Friday", "Bll"),
      ("It left - the mayor said - on Monday.", "B"),
      ("The army left Narva. (Harbour News) (The Oran Times)", "Bc"),
      ("The army left Narva. (It was late.)", "BB"),
      // residue
      ("The army left Narva.\nIt was late.\n\nRead more:\n\nSix dead in Oran", "BBxB"),
      ("The army left Narva. It was late.\n\nVisited 12", "BBx"),
      ("The army left Narva. It was late.\n\nShare on Facebook\n\nTweet", "BBxx"),
      ("The army left Narva. It was late.\n\nAdvertisement\n\nThe men went home.", "BBxB"),
      ("Share this:\nThe army left Narva.\nIt was late.", "xBB"),
      (
        "The army left Narva. The men went home. It was late.\n\nAbout The Author\n\nAda Oyelaran writes.",
        "BBBxx"
      ),
      ("The army left Narva. Men went home.\n\nBecome a patron today.\nAll went well.", "BBxx"),
      ("The army left Narva. It was late.\n\nSubscribe to our newsletter", "BBx"),
      ("The army left Narva. It was late.\n\nRelated:", "BBx"),
      ("The army left Narva.\n\nRelated: Six dead in Oran\n\nThe men went home.", "BxB"),
      ("The army left Narva. It was late.\n\nSource: Harbour News", "BBx"),
      ("The army left Narva.\n\nPhoto: Harbour News\n\nIt was late. The men went home.", "BxBB"),
      ("The army left Narva. It was late.\n\n(Visited 12 times, 3 visits today)", "BBx"),
      ("The army left Narva. It was late.\n\n© Harbour News", "BBx"),
      // one word is residue only where it is the line
      ("The army left Narva. It was late.\n\nPrint", "BBx"),
      ("The army left Narva. It was late.\n\nShare", "BBx"),
      (
        "The army left Narva. It was late.\n\nShare prices fell after the army had left Narva.",
        "BBB"
      ),
      ("The army left Narva. It was late.\n\nPrint shops in Narva have closed their doors.", "BBB"),
      ("Search parties left Narva on Monday.\nThey found six men.", "BB"),
      // no residue
      (
        "The army left Narva.\n\nJoin us on the bridge, the men in Narva said to the people of the"
          + " town when the army had gone away.", "BB"
      ),
      ("Comments by the mayor of Narva led to a row.\nHe is 52.", "BB"),
      ("The army left Narva. Read more books, the mayor said. Share more bread.", "BBB"),
      ("They said: see also the men of Narva.\nIt was late.", "BB"),
      ("About us nobody thinks.\nThe army left Narva.", "BB"),
    ])
  func tellsZones(_ text: String, _ zones: String) {
    let letters: [Zone: Character] = [
      .headline: "H", .body: "B", .byline: "y", .list: "l", .credit: "c", .boilerplate: "x",
    ]
    let sentences = Shipped.sentences(SourceText(text)).sentences
    #expect(String(sentences.map { letters[$0.zone]! }) == zones)
  }

  /// A bar marks where the report begins behind a dateline.
  @Test(
    "passes datelines",
    arguments: [
      "KYIV, Oct. 28 (Wire) — |The army left.",
      "NAIROBI (AP) -- |Police left for Haiti.",
      "NAIROBI, Kenya (AP) — |Police left for Haiti.",
      "RAFAH, Gaza Strip (AFP) - |The crossing is shut.",
      "GOMA – |Fighters came back.",
      "Paris, 12 March — |The senate agreed.",
      "LAGOS/ABUJA — |Prices rose.",
      // none
      "|The army — what is left of it — came home.",
      "|Kenya-led police came home.",
      "|Six men came home — late.",
      "|Police left for Haiti.",
      "|— The army left.",
      "|Kyiv",
    ])
  func passesDatelines(_ marked: String) throws {
    let document = Shipped.sentences(SourceText(marked.filter { $0 != "|" }))
    let start = try #require(document.sentences.first).bodyStart
    let bar = try #require(marked.utf8.firstIndex(of: UInt8(ascii: "|")))
    #expect(
      Int(document.tokens.spans[start].start)
        == marked.utf8.distance(from: marked.startIndex, to: bar))
  }

  @Test("says what is wrong in a file of residue")
  func tellsFaults() {
    let text = "# residue\nphrase\tscope\nread more\tline\nabout us\tpage\n"
    var (vocabulary, faults) = (Vocabulary(), [ResourceFault]())
    let file = ResourceFile(path: "b.tsv", bytes: Array(text.utf8))
    let table = LexiconTable(file, faults: &faults)
    _ = ZoneFinder(table, WordClasses(), &vocabulary, faults: &faults)
    #expect(
      faults.map(\.description) == [
        """
        b.tsv:4: error: no scope 'page'
          about us\tpage
          remedy: use line or rest
        """
      ])
  }
}
