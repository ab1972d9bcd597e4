import CGumbo
import Testing

@testable import Sitrep

/// Random pages against the tree that gumbo makes of them, and against nothing but our own
/// promises.
@Suite struct HTMLTwinTests {
  private static let text: [[UInt8]] = [
    "a", "Kyiv", " ", " ", "\n", "é", "🪖", "&amp;", "&", "amp", ";", "&notit;", "&eacute", "&#65;",
    "&#x1F600;", "&nbsp;", "&#32;", "&lt;", "<", "< ", "</ ", "=", "\"", "'", ">", "/", "--",
  ].map { Array($0.utf8) }

  /// What trees and we agree on. Without what a tree moves about (tables, forms), and
  /// without unclosed items and headings: with them a tree closes more than we do, which
  /// costs an empty line at the next end tag that should have found nothing to end. `</>` is
  /// in the rough ones: behind `<pre></>` a tree drops the end of the line, as behind `<pre>`.
  private static let markup: [[UInt8]] = [
    "<div>", "</div>", "<section class=\"a > b\">", "</section>", "<ul>", "</ul>", "<p>",
    "</p>", "<h1>é</h1>", "<h2 id=x>b</h2>", "</h3>", "<span>", "</span>", "<b>", "</b>",
    "<a href='>'>", "</a>", "<nav>", "</nav>", "<pre>", "</pre>", "<br>", "<br/>", "</br>", "<hr>",
    "<x-y z>",
    "</x-y>", "<!-- <p> -->", "<!-->", "<!x>", "<?x?>", "<script>a<b</script>", "</script>",
    "<style></style>", "<textarea><p></textarea>", "<aside>", "</aside>", "<blockquote>",
    "</blockquote>",
  ].map { Array($0.utf8) }

  private static let rough: [[UInt8]] =
    [
      "<table>", "<td>", "</td>", "</table>", "<svg>", "</svg>", "<svg/>", "<title>", "</title>",
      "<template>", "</template>", "<select>", "</>", "<title/>", "<noscript>", "</noscript>",
      "<!--", "-->", "<a href=\"", "<body>", "</body>", "<xmp>", "\0", "\r\n", "\u{FEFF}",
      "&CounterClock",
    ].map { Array($0.utf8) } + RoughText.broken

  @Test("shows what gumbo's tree shows", arguments: UInt64(0)..<40)
  func agreesWithTree(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for index in 0..<200 {
      // The tree has a body from here on, and a text before which nothing is dropped.
      let page = Array("x".utf8) + random.bytes(of: Self.text + Self.markup, upTo: 25)
      let source = try SourceText(html: page)
      let shown = String(decoding: source.bytes, as: UTF8.self)
      let comment = Comment("seed \(seed), page \(index): \(String(decoding: page, as: UTF8.self))")
      #expect(shown == TreeText(page).text, comment)
    }
  }

  /// 40 × 1,000 pages.
  @Test("keeps its promises on any bytes", arguments: UInt64(0)..<40)
  func keepsPromises(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for index in 0..<1000 {
      let pieces = Self.text + Self.markup + Self.rough
      let page = random.bytes(of: pieces, upTo: 25)
      let source = try SourceText(html: page)
      let comment = Comment("seed \(seed), page \(index): \(page)")
      #expect(PageCheck.faults(in: source) == [], comment)
      #expect(Self.spansAreInOrder(source, limit: page.count), comment)
    }
  }

  /// Whether the spans of all characters lie behind one another in the page, in each unit.
  private static func spansAreInOrder(_ source: SourceText, limit: Int) -> Bool {
    let borders = source.bytes.indices.filter { source.bytes[$0] & 0xC0 != 0x80 }
    return OffsetUnit.allCases.allSatisfy { unit in
      let map = OffsetMap(source, unit: unit)
      var last: UInt32 = 0
      return zip(borders, borders.dropFirst()).allSatisfy { start, end in
        let (from, to) = map(TextSpan(start..<end))
        defer { last = max(last, from) }
        return last <= from && from <= to && to <= limit
      }
    }
  }
}

/// The plain way: the tree walked from its root, breaks and text written down as they come,
/// and put together at the end. Recursive, so for small pages only.
private struct TreeText {
  private enum Piece: Equatable {
    case character(Character)
    case space, line, paragraph
  }

  private var pieces: [Piece] = []

  init(_ page: [UInt8]) {
    var options = kGumboDefaultOptions
    page.withUnsafeBytes { page in
      let output = gumbo_parse_with_options(
        &options, page.assumingMemoryBound(to: CChar.self).baseAddress, page.count)
      guard let output else { return }
      visit(output.pointee.root, keepsSpace: false)
      gumbo_destroy_output(&options, output)
    }
  }

  var text: String {
    var (text, gap) = ("", "")
    for piece in pieces {
      switch piece {
      case .character(let character):
        text += (text.isEmpty ? "" : gap) + String(character)
        gap = ""
      case .space: if gap.isEmpty { gap = " " }
      case .line: gap = gap.hasPrefix("\n") ? "\n\n" : "\n"
      case .paragraph: gap = "\n\n"
      }
    }
    return text
  }

  private mutating func visit(_ node: UnsafeMutablePointer<GumboNode>, keepsSpace: Bool) {
    switch node.pointee.type {
    case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE:
      add(String(cString: node.pointee.v.text.text), keepsSpace: keepsSpace)
    case GUMBO_NODE_ELEMENT: visitElement(node, keepsSpace: keepsSpace)
    default: break
    }
  }

  private mutating func visitElement(
    _ node: UnsafeMutablePointer<GumboNode>, keepsSpace: Bool
  ) {
    let traits = HTMLTraits.of(node.pointee.v.element.tag)
    if node.pointee.v.element.tag == GUMBO_TAG_BR { pieces.append(.line) }
    if traits.contains(.breaks) { pieces.append(.paragraph) }
    if traits.isDisjoint(with: [.isLeftOut, .isRaw]) {
      let children = node.pointee.v.element.children
      for index in 0..<Int(children.length) {
        guard let child = children.data[index] else { continue }
        visit(
          child.assumingMemoryBound(to: GumboNode.self),
          keepsSpace: keepsSpace || traits.contains(.keepsSpace))
      }
    }
    if traits.contains(.breaks) { pieces.append(.paragraph) }
  }

  private mutating func add(_ text: String, keepsSpace: Bool) {
    for character in text {
      let isSpace = !keepsSpace && character.utf8.allSatisfy(HTMLTag.isSpace)
      pieces.append(isSpace ? .space : .character(character))
    }
  }
}
