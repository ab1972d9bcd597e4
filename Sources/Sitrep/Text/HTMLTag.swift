import CGumbo

/// What an element does to the text around it and in it.
struct HTMLTraits: OptionSet {
  let rawValue: UInt8

  /// An empty line stands before it and behind it.
  static let breaks = HTMLTraits(rawValue: 1)
  /// It reaches to its end tag, or to the end of an element around it.
  static let nests = HTMLTraits(rawValue: 2)
  /// What is in it is not shown, or is not what the page is there to say.
  static let isLeftOut = HTMLTraits(rawValue: 4)
  /// What is in it is no markup, up to its own end tag, and is left out.
  static let isRaw = HTMLTraits(rawValue: 8)
  /// White space in it is kept.
  static let keepsSpace = HTMLTraits(rawValue: 16)
  /// What is in it is somebody else's.
  static let isQuote = HTMLTraits(rawValue: 32)

  /// By `GumboTag`; those that are not named are inline and change nothing.
  private static let table: [HTMLTraits] = {
    var table = [HTMLTraits](repeating: [], count: Int(GUMBO_TAG_LAST.rawValue) + 1)
    let rows: [(HTMLTraits, [GumboTag])] = [
      (
        .breaks,
        [
          GUMBO_TAG_P, GUMBO_TAG_HR, GUMBO_TAG_LI, GUMBO_TAG_DT, GUMBO_TAG_DD, GUMBO_TAG_TR,
          GUMBO_TAG_TBODY, GUMBO_TAG_THEAD, GUMBO_TAG_TFOOT, GUMBO_TAG_BUTTON,
        ]
      ),
      (
        [.breaks, .nests],
        [
          GUMBO_TAG_ARTICLE, GUMBO_TAG_SECTION, GUMBO_TAG_ASIDE, GUMBO_TAG_H1, GUMBO_TAG_H2,
          GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6, GUMBO_TAG_HGROUP,
          GUMBO_TAG_HEADER, GUMBO_TAG_FOOTER, GUMBO_TAG_ADDRESS,
          GUMBO_TAG_OL, GUMBO_TAG_UL, GUMBO_TAG_DL, GUMBO_TAG_FIGURE, GUMBO_TAG_FIGCAPTION,
          GUMBO_TAG_MAIN, GUMBO_TAG_DIV, GUMBO_TAG_TABLE, GUMBO_TAG_CAPTION, GUMBO_TAG_TD,
          GUMBO_TAG_TH, GUMBO_TAG_FORM, GUMBO_TAG_FIELDSET, GUMBO_TAG_LEGEND, GUMBO_TAG_DETAILS,
          GUMBO_TAG_SUMMARY, GUMBO_TAG_MENU, GUMBO_TAG_DIR, GUMBO_TAG_CENTER,
        ]
      ),
      ([.breaks, .nests, .isQuote], [GUMBO_TAG_BLOCKQUOTE]),
      ([.breaks, .nests, .keepsSpace], [GUMBO_TAG_PRE, GUMBO_TAG_LISTING]),
      ([.breaks, .nests, .isLeftOut], [GUMBO_TAG_NAV]),
      // Pictures and controls, what is shown only where those cannot be, and what scripts use.
      (
        [.nests, .isLeftOut],
        [
          GUMBO_TAG_SVG, GUMBO_TAG_TEMPLATE, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_SELECT,
          GUMBO_TAG_DATALIST, GUMBO_TAG_OBJECT, GUMBO_TAG_VIDEO, GUMBO_TAG_AUDIO,
          GUMBO_TAG_CANVAS,
        ]
      ),
      (
        .isRaw,
        [
          GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_TITLE, GUMBO_TAG_TEXTAREA,
          GUMBO_TAG_IFRAME, GUMBO_TAG_NOEMBED, GUMBO_TAG_NOFRAMES, GUMBO_TAG_XMP,
        ]
      ),
    ]
    for (traits, tags) in rows {
      for tag in tags { table[Int(tag.rawValue)] = traits }
    }
    return table
  }()

  static func of(_ tag: GumboTag) -> HTMLTraits { table[Int(tag.rawValue)] }
}

/// A tag as it stands in a page.
struct HTMLTag {
  /// Which element; all that HTML does not know are one.
  let element: GumboTag
  let isEnd: Bool
  /// Whether a stroke stands before its `>`.
  let closesItself: Bool
  /// Where its name stands.
  let name: Range<Int>
  /// Offset behind its `>`.
  let end: Int

  var traits: HTMLTraits { .of(element) }
}

extension HTMLTag {
  /// The tag whose name begins at `start`; nil where the page ends within it.
  init?(in page: [UInt8], name start: Int, isEnd: Bool) {
    var next = start
    while next < page.count, !Self.endsName(page[next]) { next += 1 }
    name = start..<next
    guard let end = Self.skipAttributes(in: page, from: next) else { return nil }
    self.end = end.offset
    closesItself = end.closesItself
    self.isEnd = isEnd
    element = page[name].withUnsafeBytes {
      // The name is looked at and not kept.
      gumbo_tagn_enum($0.assumingMemoryBound(to: CChar.self).baseAddress, UInt32($0.count))
    }
  }

  /// White space, a stroke, or the end of the tag.
  static func endsName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09, 0x0A, 0x0C, 0x0D, 0x20, UInt8(ascii: "/"), UInt8(ascii: ">"): true
    default: false
    }
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
  }

  /// Behind the `>` of a tag; one in a quoted value does not count.
  private static func skipAttributes(
    in page: [UInt8], from start: Int
  ) -> (offset: Int, closesItself: Bool)? {
    var (next, hasName) = (start, false)
    while next < page.count {
      let byte = page[next]
      next += 1
      switch byte {
      case UInt8(ascii: ">"): return (next, page[next - 2] == UInt8(ascii: "/"))
      // Without a name before it, it is the beginning of one.
      case UInt8(ascii: "=") where hasName:
        next = skipValue(in: page, from: next)
        hasName = false
      case UInt8(ascii: "/"): hasName = false
      default: hasName = hasName || !isSpace(byte)
      }
    }
    return nil
  }

  /// Behind the value of an attribute, which may be quoted and may be missing.
  private static func skipValue(in page: [UInt8], from start: Int) -> Int {
    var next = start
    while next < page.count, isSpace(page[next]) { next += 1 }
    guard next < page.count else { return next }
    if page[next] == UInt8(ascii: "\"") || page[next] == UInt8(ascii: "'") {
      return page[(next + 1)...].firstIndex(of: page[next]).map { $0 + 1 } ?? page.count
    }
    while next < page.count, page[next] != UInt8(ascii: ">"), !isSpace(page[next]) { next += 1 }
    return next
  }
}
