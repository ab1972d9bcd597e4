@testable import Sitrep

/// One input of the fuzz run: it follows from its number alone, so that the number of one
/// that fails is the whole bug report.
struct FuzzInput {
  /// How the bytes become a text.
  enum Reading: CaseIterable {
    /// By byte order mark, as UTF-8 or as Windows-1252.
    case decoding
    /// As UTF-8, whatever they look like.
    case utf8
    /// As a page.
    case html
  }

  let bytes: [UInt8]
  let reading: Reading

  init(number: Int) {
    var random = SeededGenerator(seed: UInt64(number))
    switch number % 8 {
    case 0:
      bytes = Self.randomBytes(&random)
      reading = Reading.allCases[Int.random(in: 0..<3, using: &random)]
    case 1: (bytes, reading) = (Self.encodedScalars(&random), .decoding)
    case 2, 3: (bytes, reading) = (random.bytes(of: Self.soup, upTo: 60), .utf8)
    case 4: (bytes, reading) = (Self.mutatedSentences(&random), .utf8)
    case 5: (bytes, reading) = (Self.mutatedSentences(&random), .decoding)
    default: (bytes, reading) = (random.bytes(of: Self.markup, upTo: 40), .html)
    }
  }

  var text: SourceText {
    get throws {
      switch reading {
      case .decoding: try SourceText(decoding: bytes)
      case .utf8: try SourceText(utf8: bytes)
      case .html: try SourceText(html: bytes)
      }
    }
  }
}

// MARK: - Generators

extension FuzzInput {
  private static let marks: [[UInt8]] = [[], [], [0xFF, 0xFE], [0xFE, 0xFF], [0xEF, 0xBB, 0xBF]]

  private static func randomBytes(_ random: inout SeededGenerator) -> [UInt8] {
    var bytes = marks[Int.random(in: 0..<marks.count, using: &random)]
    for _ in 0..<Int.random(in: 0..<120, using: &random) {
      bytes.append(UInt8.random(in: 0...255, using: &random))
    }
    return bytes
  }

  /// Letters of one or two alphabets with blanks and marks between, in every encoding.
  private static func encodedScalars(_ random: inout SeededGenerator) -> [UInt8] {
    let chosen = (0..<2).map { _ in alphabets[Int.random(in: 0..<alphabets.count, using: &random)] }
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0..<80, using: &random) {
      let range = chosen[Int.random(in: 0..<2, using: &random)]
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) {
        scalars.append(scalar)
      }
    }
    let string = String(scalars)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return [0xFF, 0xFE] + string.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case 1: return [0xFE, 0xFF] + string.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case 2: return string.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    default: return Array(string.utf8)
    }
  }

  private static let alphabets: [ClosedRange<UInt32>] = [
    0x20...0x7E, 0x41...0x5A, 0x61...0x7A, 0x09...0x0D, 0x80...0xFF, 0x100...0x24F,
    0x300...0x36F, 0x370...0x3FF, 0x400...0x4FF, 0x590...0x5FF, 0x600...0x6FF, 0x900...0x97F,
    0xE00...0xE7F, 0x1100...0x11FF, 0x2000...0x206F, 0x20A0...0x20CF, 0x2190...0x21FF,
    0x3000...0x303F, 0x3040...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xD800...0xDFFF,
    0xE000...0xF8FF, 0xFB00...0xFB4F, 0xFE00...0xFE0F, 0xFF00...0xFFFF, 0x1D400...0x1D7FF,
    0x1F1E6...0x1F1FF, 0x1F300...0x1FAFF, 0xE0000...0xE007F, 0x0...0x10FFFF,
  ]

  /// What news are made of, with what is hard about them.
  private static let soup: [[UInt8]] =
    RoughText.pieces
    + [
      "The ", "army ", "left ", "Narva ", "on ", "Monday", "said", "He ", "by ", "By ", "in ",
      "(Reuters)", "(AP) ", "KYIV", "Oct. ", "28 ", "Mr. ", "Dr", "No. ", "St. ", "e.g. ", "p.m.",
      "Inc. ", "J. ", "vs. ", "Read more: ", "Share ", "Visited 12", "© ", "12 comments", "> ",
      "\n> ", "\n    ", "\n\n    ", "\n\n\t", "• ", "1. ", "2) ", "_ ", "* ", "www.narva.example",
      "https://narva.example/a?b=c&d#e", "ada@narva.example", "@ada", "#narva", "1,234,567.89",
      "3.14%", "$5m", "€", "24/7", "10:30", "2024-10-28", "5'10\"", "...", "?!", "!!", "\"'", "'\"",
      "``", "''", "[1]", "[...]", "((", "))", "}{", "—", "--", "---", "–", "\u{2028}", "\u{85}",
      "\u{3000}", "\u{202E}", "\u{200D}", "e\u{308}\u{301}", "n\u{303}", "\u{301}", "🇺🇦", "👩🏽‍🚀", "軍隊",
      "は、", "。」", "서울", "الجيش", "ไทย", "ﬁ", "Ǆ", "ß", "İ", "ŉ", "\u{1F}", "\u{97}",
    ].map { Array($0.utf8) }

  /// Tags, whole and broken, and what stands between them.
  private static let markup: [[UInt8]] =
    soup
    + [
      "<p>", "</p>", "<br>", "<br/>", "<div>", "</div>", "<blockquote>", "</blockquote>", "<pre>",
      "</pre>", "<h1>", "</h1>", "</h2>", "<title>", "</title>", "<script>", "</script>", "<style>",
      "<nav>", "</nav>", "<svg>", "<svg/>", "</svg>", "<!--", "-->", "--!>", "<!doctype html>",
      "<?", "</", "<", ">", "<a href=\"", "<a href='x", "\">", "'>", "=", "/>", "<td>", "<li>",
      "<table>", "<textarea>", "</textarea>", "<noscript>", "&amp;", "&amp", "&nbsp;", "&#8212;",
      "&#x1F600;", "&#0;", "&#xD800;", "&#99999999999;", "&notin;", "&not", "&nGt;", "&", "&#",
      "&#x", ";", "<x-y>", "<\u{0}>", "<é>", "<![CDATA[", "]]>", "<template>", "<select>",
    ].map { Array($0.utf8) }

  /// A few sentences with bits flipped, and bytes taken out, put in and doubled.
  private static func mutatedSentences(_ random: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      bytes += sentences[Int.random(in: 0..<sentences.count, using: &random)]
    }
    for _ in 0..<Int.random(in: 0...6, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: if bytes.count > 1 { bytes.remove(at: place) }
      case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
      default:
        let end = min(bytes.count, place + Int.random(in: 1...12, using: &random))
        bytes.insert(contentsOf: bytes[place..<end], at: place)
      }
    }
    return bytes
  }

  private static let sentences: [[UInt8]] = [
    "KYIV, Oct. 28 (Wire) — Kenya sent “up to 400” police officers to Port-au-Prince.\n\n",
    "By Ada Oyelaran in Oran\n\nGen. J. P. de Vries said it didn’t matter: \"We left at 5 p.m.\" ",
    "Le café de l’Étoile, où 1 200 soldats… – c’est fini !\r\n",
    "> The U.S. Navy's 6th Fleet (12,000 men) left on 3 March 2003.\n> It was late.\n",
    "Київ, Львів і Одеса. 北京の軍隊は行った。 👨‍👩‍👧 came too.\n",
    "(Visited 12 times, 3 visits today)\n\nRead more: www.narva.example/a?b=c\n",
  ].map { Array($0.utf8) }
}
