import CGumbo

/// Reads what a page shows, in the order of the page.
///
/// A single pass over tags and text, without a tree. What a text looks like hangs on where
/// blocks begin and end and on what is left out, and on nothing else that a tree knows; and
/// the tree that HTML prescribes cannot be built in linear time. Gumbo 0.10.1 takes 13 s for
/// 100,000 nested `<div>` (500 KB), four times as long for each doubling, since every tag
/// looks through all open elements; and 3 GB for 4,000 `<font size=N><p>` (72 KB), since
/// every paragraph repeats all open fonts. So gumbo is asked for names of elements and for
/// character references, and is the twin in the tests.
struct HTMLReader {
  private let page: [UInt8]
  private var next = 0
  private var text = VisibleText()
  private var open = OpenElements()
  private var references = CharacterReferences()
  /// How much of the text the title of the page is, where it begins with that.
  private var title: (end: Int, runs: Int)?
  private var hasHeading = false
  private var quotes: [TextSpan] = []
  /// Where the quotation in which we are begins in the text.
  private var quoteStart: Int?

  private init(_ page: [UInt8]) {
    self.page = page
  }

  /// The text of `page`, which must be well-formed UTF-8, and where it came from. O(bytes).
  ///
  /// Blocks are separated by an empty line, `<br>` ends a line, white space is collapsed but
  /// in `<pre>`. The title stands for the headline where no `<h1>` has text.
  /// `quotes` are the stretches of the text that stand in a `<blockquote>`, in order and
  /// without overlap.
  static func read(
    _ page: [UInt8]
  ) -> (bytes: [UInt8], map: SourceMap, quotes: [TextSpan]) {
    var reader = HTMLReader(page)
    reader.readAll()
    return (reader.text.bytes, reader.text.map, reader.quotes)
  }

  private mutating func readAll() {
    if page.starts(with: [0xEF, 0xBB, 0xBF]) { next = 3 }
    while next < page.count {
      switch markup() {
      case .text(let end): readText(upTo: end)
      case .declaration(let end): next = end
      case .tag(let name, let isEnd): readTag(name: name, isEnd: isEnd)
      }
    }
    if let quoteStart { addQuote(from: quoteStart) }
    if let title, hasHeading { removeTitle(title.end, runs: title.runs) }
  }

  private mutating func removeTitle(_ end: Int, runs: Int) {
    let length = text.bytes.count
    text.removeFirst(end, runs: runs)
    let removed = UInt32(length - text.bytes.count)
    // All that is quoted stands behind the title.
    quotes = quotes.map { TextSpan($0.start - min(removed, $0.start), $0.end - removed) }
  }
}

// MARK: - Markup

extension HTMLReader {
  /// What stands at a place of the page.
  private enum Markup {
    /// Characters, up to the next `<` that may be more than that.
    case text(end: Int)
    /// A comment, a doctype, or what else begins with `<!`, `<?` or `</` and is no tag.
    case declaration(end: Int)
    case tag(name: Int, isEnd: Bool)
  }

  private func markup() -> Markup {
    guard page[next] == UInt8(ascii: "<") else { return .text(end: markup(from: next)) }
    switch byte(next + 1) {
    case let byte where Self.isLetter(byte): return .tag(name: next + 1, isEnd: false)
    case UInt8(ascii: "/") where Self.isLetter(byte(next + 2)):
      return .tag(name: next + 2, isEnd: true)
    case UInt8(ascii: "!") where page[(next + 2)...].starts(with: [0x2D, 0x2D]):
      return .declaration(end: commentEnd(from: next + 4))
    case UInt8(ascii: "/") where next + 2 < page.count, UInt8(ascii: "!"), UInt8(ascii: "?"):
      return .declaration(end: declarationEnd(from: next + 2))
    default: return .text(end: markup(from: next + 1))
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  private func byte(_ offset: Int) -> UInt8 { offset < page.count ? page[offset] : 0 }

  /// The next `<` at or behind `start`; the end of the page where there is none.
  private func markup(from start: Int) -> Int {
    page[start...].firstIndex(of: UInt8(ascii: "<")) ?? page.count
  }

  private func declarationEnd(from start: Int) -> Int {
    page[start...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? page.count
  }

  /// Behind `-->` or `--!>`; `<!-->` and `<!--->` are whole comments.
  private func commentEnd(from start: Int) -> Int {
    var dashes = 2
    var offset = start
    while offset < page.count {
      switch page[offset] {
      case UInt8(ascii: "-"): dashes += 1
      case UInt8(ascii: ">") where dashes >= 2: return offset + 1
      case UInt8(ascii: "!")
      where dashes >= 2 && offset >= start + 2 && byte(offset + 1) == UInt8(ascii: ">"):
        return offset + 2
      default: dashes = 0
      }
      offset += 1
    }
    return page.count
  }

  /// A page that ends within a tag ends before it.
  private mutating func readTag(name: Int, isEnd: Bool) {
    guard let tag = HTMLTag(in: page, name: name, isEnd: isEnd) else {
      next = page.count
      return
    }
    next = tag.end
    apply(tag)
    if open.isQuoted != (quoteStart != nil) { passQuoteBorder() }
  }

  /// A quotation begins or ends here.
  private mutating func passQuoteBorder() {
    if let quoteStart { addQuote(from: quoteStart) }
    quoteStart = open.isQuoted ? text.bytes.count : nil
  }

  private mutating func addQuote(from start: Int) {
    if start < text.bytes.count { quotes.append(TextSpan(start..<text.bytes.count)) }
  }

  private mutating func apply(_ tag: HTMLTag) {
    if tag.element == GUMBO_TAG_BR, !open.isLeftOut { text.breakLine() }
    if tag.isEnd { return end(tag) }
    separate(tag)
    // A stroke closes an element only there; an icon's `<title/>` would swallow the rest.
    if tag.closesItself, tag.element == GUMBO_TAG_SVG || open.contains(GUMBO_TAG_SVG) { return }
    if tag.traits.contains(.isRaw) { skipRaw(tag) }
    if tag.traits.contains(.nests) { open.push(tag.element) }
    if tag.traits.contains(.keepsSpace) { skipLineEnd() }
  }

  /// An end tag that ends nothing separates nothing.
  private mutating func end(_ tag: HTMLTag) {
    guard tag.traits.contains(.nests) else { return separate(tag) }
    guard open.isEnded(by: tag.element) else { return }
    separate(tag)
    open.close(tag.element)
  }

  private mutating func separate(_ tag: HTMLTag) {
    if tag.traits.contains(.breaks), !open.isLeftOut { text.separate(by: .paragraph) }
  }

  /// The end of the line that `<pre>` stands on does not belong to it.
  private mutating func skipLineEnd() {
    if byte(next) == 0x0D { next += 1 }
    if byte(next) == 0x0A { next += 1 }
  }

  /// To behind the end tag of an element without markup in it.
  private mutating func skipRaw(_ tag: HTMLTag) {
    let end = rawEnd(tag)
    if tag.element == GUMBO_TAG_TITLE, title == nil, text.bytes.isEmpty, !open.isLeftOut {
      readText(upTo: end)
      text.separate(by: .paragraph)
      if !text.bytes.isEmpty { title = (text.bytes.count, text.map.runs.count) }
    }
    next = end
  }

  /// The `<` of the end tag that has the name of `tag`; the end of the page where there is
  /// none.
  private func rawEnd(_ tag: HTMLTag) -> Int {
    var offset = markup(from: next)
    while offset < page.count {
      let name = offset + 2
      if byte(offset + 1) == UInt8(ascii: "/"), HTMLTag.endsName(byte(name + tag.name.count)),
        zip(page[name...], page[tag.name]).allSatisfy({ $0 | 0x20 == $1 | 0x20 })
      {
        return offset
      }
      offset = markup(from: offset + 1)
    }
    return page.count
  }
}

// MARK: - Text

extension HTMLReader {
  /// Reads characters, references and white space, and no markup.
  private mutating func readText(upTo end: Int) {
    if open.isLeftOut { next = end }
    while next < end {
      switch page[next] {
      case let byte where HTMLTag.isSpace(byte) && !open.keepsSpace:
        text.separate(by: .space)
        next += 1
      case UInt8(ascii: "&"): readReference(upTo: end)
      default: copy(upTo: wordEnd(upTo: end))
      }
    }
  }

  /// Where what can be copied as it is ends; at least one byte.
  private func wordEnd(upTo end: Int) -> Int {
    var offset = next + 1
    while offset < end, page[offset] != UInt8(ascii: "&"),
      open.keepsSpace || !HTMLTag.isSpace(page[offset])
    {
      offset += 1
    }
    return offset
  }

  private mutating func copy(upTo end: Int) {
    text.copy(next..<end, of: page)
    next = end
    if open.contains(GUMBO_TAG_H1) { hasHeading = true }
  }

  private mutating func readReference(upTo end: Int) {
    guard let reference = references.reference(in: page, at: next, limit: end) else {
      return copy(upTo: next + 1)
    }
    if !open.keepsSpace, reference.bytes.allSatisfy(HTMLTag.isSpace) {
      text.separate(by: .space)
    } else {
      text.append(reference.bytes, for: next..<next + reference.length)
    }
    next += reference.length
  }
}

// MARK: - Open elements

/// The elements that have begun and not ended.
private struct OpenElements {
  private var stack: [GumboTag] = []
  /// By `GumboTag`, how many of them are in `stack`.
  private var counts = [Int](repeating: 0, count: Int(GUMBO_TAG_LAST.rawValue) + 1)
  private var leftOut = 0
  private var keepingSpace = 0
  private var quoting = 0

  /// Whether what stands here is not shown.
  var isLeftOut: Bool { leftOut > 0 }
  /// Whether white space is kept here.
  var keepsSpace: Bool { keepingSpace > 0 }
  /// Whether what stands here is somebody else's.
  var isQuoted: Bool { quoting > 0 }

  func contains(_ element: GumboTag) -> Bool { counts[Int(element.rawValue)] > 0 }

  /// A heading is ended by any other's end tag, and by the beginning of one right in it.
  mutating func push(_ element: GumboTag) {
    if let last = stack.last, Self.isHeading(last), Self.isHeading(element) { close(last) }
    stack.append(element)
    count(element, 1)
  }

  /// Whether one is open that this end tag ends.
  func isEnded(by element: GumboTag) -> Bool {
    Self.isHeading(element) ? Self.headings.contains(where: contains) : contains(element)
  }

  /// Ends the innermost of its kind with all that is open in it, as HTML does it; an end tag
  /// without a beginning ends nothing. O(1) for each element that was ever pushed.
  mutating func close(_ element: GumboTag) {
    guard isEnded(by: element) else { return }
    while let last = stack.popLast() {
      count(last, -1)
      if last == element || Self.isHeading(last) && Self.isHeading(element) { return }
    }
  }

  private static let headings = [
    GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6,
  ]

  private static func isHeading(_ element: GumboTag) -> Bool {
    GUMBO_TAG_H1.rawValue...GUMBO_TAG_H6.rawValue ~= element.rawValue
  }

  private mutating func count(_ element: GumboTag, _ step: Int) {
    counts[Int(element.rawValue)] += step
    let traits = HTMLTraits.of(element)
    if traits.contains(.isLeftOut) { leftOut += step }
    if traits.contains(.keepsSpace) { keepingSpace += step }
    if traits.contains(.isQuote) { quoting += step }
  }
}
