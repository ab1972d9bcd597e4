import Testing

@testable import Sitrep

@Suite struct ZoneFinderTests {
  /// One letter a sentence: `H` headline, `B` body, `y` byline, `l` list, `q` block quote,
  /// `c` credit, `x` residue.
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
    #expect(Self.zones(of: SourceText(text)) == zones)
  }

  private static func zones(of text: SourceText) -> String {
    let letters: [Zone: Character] = [
      .headline: "H", .body: "B", .byline: "y", .list: "l", .quote: "q", .credit: "c",
      .boilerplate: "x",
    ]
    return String(Shipped.sentences(text).sentences.map { letters[$0.zone]! })
  }

  /// The line stands between a headline and a report.
  @Test(
    "tells who wrote it",
    arguments: [
      ("By Ada Oyelaran", "y"),
      ("BY ADA OYELARAN", "y"),
      ("by Ada Oyelaran", "y"),
      ("By Ada Oyelaran and Omar Haddad, Reuters", "y"),
      ("By Ada Oyelaran, Omar Haddad and J.P. de Vries", "y"),
      ("By Ada Oyelaran, Staff Writer", "y"),
      ("By Ada Oyelaran, defence correspondent", "y"),
      ("By Ada Oyelaran | The Associated Press", "y"),
      ("By Ada Oyelaran in Oran and Omar Haddad in Lagos", "y"),
      ("By Ada Oyelaran, March 3, 2003", "y"),
      ("By The Associated Press", "y"),
      ("By Reuters staff", "y"),
      ("By our correspondent", "y"),
      ("Written by Ada Oyelaran", "y"),
      ("Story by Omar Haddad; photos by Ada Oyelaran", "y"),
      ("Omar Haddad in Kyiv", "y"),
      ("Omar Haddad and Maria Lopez in Kyiv", "y"),
      ("Omar Haddad, Harbour News", "y"),
      ("Maria Lopez", "y"),
      // none
      ("By Monday, troops had left Narva.", "B"),
      ("By Monday evening", "B"),
      ("By 2014 the army had grown", "B"),
      ("By sea and by land", "B"),
      ("By Ada Oyelaran's count, six men left Narva.", "B"),
      ("By then Omar Haddad had left the town", "B"),
      ("By the River", "B"),
      ("Omar Haddad Visits Kyiv", "B"),
      ("Omar Haddad left Kyiv", "B"),
      ("Omar Haddad is in Kyiv.", "B"),
    ])
  func tellsBylines(_ line: String, _ zone: String) {
    let text = "Army leaves Narva\n\n\(line)\n\nThe army left Narva on Monday."
    #expect(Self.zones(of: SourceText(text)) == "H\(zone)B")
  }

  @Test("names alone are a byline only before the report")
  func tellsNamesInReport() {
    let text = "The army left Narva.\n\nOmar Haddad in Kyiv\n\nIt was late."
    #expect(Self.zones(of: SourceText(text)) == "BBB")
  }

  /// The line ends a report.
  @Test(
    "tells residue",
    arguments: [
      ("Reporting by Ada Oyelaran in Oran; Editing by Omar Haddad", "x"),
      ("(Reporting by Ada Oyelaran, Omar Haddad and Maria Lopez; editing by J. de Vries)", "x"),
      ("Additional reporting by Omar Haddad in Lagos", "x"),
      ("Share Tweet Email", "x"),
      ("Facebook | Twitter | WhatsApp", "x"),
      ("Contact us | Privacy policy | Terms of use", "x"),
      ("► Read more about the war in Narva", "x"),
      ("[Read more: Six dead in Oran]", "x"),
      (">> Read more: Six dead in Oran", "x"),
      ("READ MORE Six dead in Oran", "x"),
      ("Also read: Six dead in Oran", "x"),
      ("1,204 views", "x"),
      ("12 comments", "x"),
      ("3 min read", "x"),
      ("12 shares | 4 comments", "x"),
      ("(Visited 12 times, 3 visits today)", "x"),
      ("We use cookies to make this site work.", "x"),
      ("Accept all cookies", "x"),
      ("By signing up, you agree to our terms.", "x"),
      ("Sign up to our morning newsletter", "x"),
      ("Enter your email to get the news of the day.", "x"),
      ("Donate now", "x"),
      ("Please support our work with a small gift.", "x"),
      ("Become a member", "x"),
      ("If you enjoyed this story, tell your friends.", "x"),
      ("Related articles", "x"),
      ("You may also like: Six dead in Oran", "x"),
      ("Already a subscriber? Log in", "xx"),
      // none
      ("Share prices fell", "B"),
      ("Share prices fell in Lagos on Monday.", "B"),
      ("Read more books", "B"),
      ("Read more books, the mayor told pupils.", "B"),
      ("Reporting by the BBC suggests that the men had left.", "B"),
      ("Editing by candlelight was slow work.", "B"),
      (
        "Support us, the men of Narva begged the people of the town when the army had gone home.",
        "B"
      ),
      ("12 soldiers left Narva", "B"),
      ("12 views of the harbour", "B"),
      ("Comments by the mayor angered the town.", "B"),
      ("Follow the river to Narva, the men were told.", "B"),
      ("Print shops have closed.", "B"),
      ("Home is far away.", "B"),
      ("Twitter said it had shut the account.", "B"),
      ("Facebook and Twitter were shut in Oran.", "B"),
      ("Donations from abroad reached Narva.", "B"),
      ("Cookies were handed out to the men.", "B"),
      ("Subscribers of the paper were told.", "B"),
    ])
  func tellsResidue(_ line: String, _ zones: String) {
    let text = "The army left Narva. It was late. Men went home.\n\n\(line)"
    #expect(Self.zones(of: SourceText(text)) == "BBB\(zones)")
  }

  @Test("a hard-wrapped sentence or a dateline opens no headline")
  func tellsNoHeadline() {
    #expect(
      Self.zones(of: SourceText("The army left the town on\nthe river. It was late.")) == "BB")
    #expect(
      Self.zones(of: SourceText("BERLIN — The army left the town\n\nIt was late.")) == "BB")
  }

  @Test(
    "tells block quotes",
    arguments: [
      // lines behind >
      ("The mayor wrote:\n\n> The army left. It was late.\n> Men went home.\n\nHe is 52.", "BqqqB"),
      ("> The army left.\n>> It was late.\nHe is 52.", "qqB"),
      (">The army left.\n\nHe is 52.", "qB"),
      ("The army > the navy.\nHe is 52.", "BB"),
      // indented paragraphs beside others
      ("The mayor wrote:\n\n    The army left. It was late.\n\nHe is 52.", "BqqB"),
      ("The mayor wrote:\n\n\tThe army left. It was late.\n", "Bqq"),
      (
        "The mayor spoke on Monday in Narva.\n\n    The army left.\n    It was late.\n\nHe is 52.",
        "BqqB"
      ),
      ("The mayor wrote:\n\n  The army left. It was late.\n\nHe is 52.", "BBBB"),
      ("    The army left.\n\n    It was late.\n\nHe is 52.", "BBB"),
      ("Army leaves Narva\n\n    The army left.\n\n    It was late.", "HBB"),
      ("It was late.\n\n    The army left the town of Narva.\n\n    Men went home.", "BBB"),
      ("The mayor spoke on Monday in Narva.\n\n    The army\nleft. It was late.", "BBB"),
      ("The mayor spoke in Narva:\n\n    • The army left\n    • It was late", "Bll"),
      // paragraphs in quotation marks are none
      ("The mayor spoke.\n\n“The army left. It was late.”\n\nHe is 52.", "BBBB"),
      ("The mayor spoke.\n\n\"The army left.\"\n\nHe is 52.", "BBB"),
    ])
  func tellsBlockQuotes(_ text: String, _ zones: String) {
    #expect(Self.zones(of: SourceText(text)) == zones)
  }

  @Test(
    "tells block quotes of pages",
    arguments: [
      ("<p>He wrote:<blockquote>The army left. It was late.</blockquote><p>He is 52.", "BqqB"),
      ("<p>He wrote.<blockquote><p>One.<blockquote>Two.</blockquote>Three.</blockquote>", "Bqqq"),
      ("<p>He wrote.</p><blockquote><p>The army left.", "Bq"),
      ("<div><p>He wrote.<blockquote>The army left.</div>It was late.", "BqB"),
      ("<title>Narva</title><p>He wrote.<blockquote>It was late.</blockquote>", "HBq"),
      (
        "<title>Narva | News</title><h1>Narva</h1><p>He wrote.<blockquote>It was late."
          + "</blockquote><p>He is 52.", "HBqB"
      ),
      ("<p>He wrote.<blockquote><a>Share this</a></blockquote><p>It was late. He is 52.", "BxBB"),
      // only a margin
      ("<blockquote><p>The army left.<p>It was late.</blockquote>", "BB"),
      ("<h1>Narva</h1><blockquote><p>The army left.<p>It was late.</blockquote>", "HBB"),
      ("</blockquote><p>The army left.<blockquote></blockquote><p>It was late.", "BB"),
    ])
  func tellsQuoteElements(_ page: String, _ zones: String) throws {
    #expect(Self.zones(of: try SourceText(html: Array(page.utf8))) == zones)
  }

  @Test("a block quote yields facts, residue none")
  func yieldsFacts() {
    let fact = "Kenya has deployed 400 soldiers to Haiti."
    let quoted = Shipped.process("The mayor wrote in Narva:\n\n> \(fact)")
    #expect(quoted.relations.count == 1)
    let residue = Shipped.process(
      "The army left. It was late. Men went home.\n\nRead more: \(fact)")
    #expect(residue.relations.isEmpty)
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
      "WASHINGTON (AP) — |Police left for Haiti.",
      "LONDON, March 3, 2003 -- |The army left.",
      "Nairobi/Mogadishu, 5 May 2010 - |The army left.",
      "Oct 3 (Interfax) - |The army left.",
      "BEIJING, Aug. 8 (Xinhua) -- |The army left.",
      "(Reuters) - |The army left.",
      "(CNN) -- |The army left.",
      "GENEVA – |The army left.",
      "SEOUL, South Korea (AP) _ |The army left.",
      "Kyiv, Ukraine (CNN) — |The army left.",
      "PORT-AU-PRINCE, Haiti – |The army left.",
      "Port of Spain, Trinidad (AP) — |The army left.",
      "UNITED NATIONS — |The army left.",
      "ABOARD USS OAK, Red Sea (AP) — |The army left.",
      "MANILA, Philippines (AP) \u{97} |The army left.",
      "OMAHA, Neb. (AP)  |The army left.",
      "Kyiv (CNN)|The army left.",
      "BEIRUT: |The army left.",
      "LIMA, Peru--(Newswire - May 5, 2010)-- |The army left.",
      "Kinshasa - |The army left.",
      "BRUSSELS, 12.03.1999 - |\"The army left.\"",
      // none
      "|The army — what is left of it — came home.",
      "|Kenya-led police came home.",
      "|Six men came home — late.",
      "|Police left for Haiti.",
      "|Boris Johnson — Prime Minister of Britain — left Kyiv.",
      "|Kyiv — The capital — is calm.",
      "|Kyiv — what a town.",
      "|Mali – Elections: The vote was on Monday.",
      "|NATO - The alliance met.",
      "|UPDATE: The army left.",
      "|Jens Holm (Norway) - The captain left.",
      "|The Mayor - Omar Haddad - left.",
      "|Six Men - All of Them Dead",
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
          remedy: use one of: line, rest, count, credits, byline, writer
        """
      ])
  }
}
