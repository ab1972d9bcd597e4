import CGumbo

/// What `&eacute;`, `&#8217;` and their like stand for. Gumbo knows the 2,231 names and the
/// odd rules for those without a semicolon; each form is asked for once.
struct CharacterReferences {
  struct Reference {
    /// UTF-8 of one or two characters.
    let bytes: [UInt8]
    /// How many bytes of the page it takes, the ampersand included.
    let length: Int
  }

  /// `CounterClockwiseContourIntegral;` is the longest name.
  private static let longestName = 32
  /// More digits than any character needs; with more, gumbo's numbers run over.
  private static let mostDigits = 7

  /// Nil where what looks like a reference is none.
  private var known: [ArraySlice<UInt8>: Reference?] = [:]

  /// The reference that begins with the ampersand at `start`; nil where it is only an
  /// ampersand. O(length of the reference).
  mutating func reference(in page: [UInt8], at start: Int, limit: Int) -> Reference? {
    let rest = page[(start + 1)..<limit]
    let form = rest.first == UInt8(ascii: "#") ? Self.number(rest) : Self.name(rest)
    guard let form else { return nil }
    if let reference = known[form] { return reference }
    let reference = Self.ask(form)
    known[form] = .some(reference)
    return reference
  }

  /// As many letters and digits as can be a name, and a semicolon.
  private static func name(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let name = text.prefix(longestName).prefix {
      ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10
    }
    return name.isEmpty ? nil : withSemicolon(name, in: text)
  }

  /// `#8217;` or `#x2019;`.
  private static func number(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let afterSign = text.dropFirst()
    let isHexadecimal = (afterSign.first ?? 0) | 0x20 == UInt8(ascii: "x")
    let digits = afterSign.dropFirst(isHexadecimal ? 1 : 0).prefix {
      $0 &- 0x30 < 10 || isHexadecimal && ($0 | 0x20) &- 0x61 < 6
    }
    guard !digits.isEmpty else { return nil }
    return withSemicolon(text[..<digits.endIndex], in: text)
  }

  private static func withSemicolon(
    _ form: ArraySlice<UInt8>, in text: ArraySlice<UInt8>
  ) -> ArraySlice<UInt8> {
    let hasSemicolon = form.endIndex < text.endIndex && text[form.endIndex] == UInt8(ascii: ";")
    return hasSemicolon ? text[form.startIndex...form.endIndex] : form
  }

  /// Has gumbo read the form, without its ampersand, as a page. A letter stands before it,
  /// since white space at the beginning of a page is dropped, and `&#10;` is white space.
  private static func ask(_ form: ArraySlice<UInt8>) -> Reference? {
    let length = form.count + 1
    if isTooLarge(form) { return Reference(bytes: [0xEF, 0xBF, 0xBD], length: length) }
    let text = parse(Array("x&".utf8) + form).dropFirst()
    guard text.first != UInt8(ascii: "&") || text.count < length else { return nil }
    let first = firstCharacter(of: text)
    // What did not belong to it follows as it was: `&notit` is `¬it`. Where a form has two
    // characters, all of it belonged.
    let rest = text.dropFirst(first.count)
    guard form.count > rest.count, form.suffix(rest.count).elementsEqual(rest) else {
      return Reference(bytes: Array(text), length: length)
    }
    return Reference(bytes: Array(first), length: length - rest.count)
  }

  private static func isTooLarge(_ form: ArraySlice<UInt8>) -> Bool {
    guard form.first == UInt8(ascii: "#") else { return false }
    let isLeading: (UInt8) -> Bool = { $0 | 0x20 == UInt8(ascii: "x") || $0 == UInt8(ascii: "0") }
    let digits = form.dropFirst().drop(while: isLeading).prefix { $0 != UInt8(ascii: ";") }
    return digits.count > mostDigits
  }

  private static func firstCharacter(of text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let end = text.dropFirst().firstIndex { $0 & 0xC0 != 0x80 } ?? text.endIndex
    return text[text.startIndex..<end]
  }

  /// The text of a page without markup, as gumbo reads it: the only child of the body, which
  /// is the last of the root.
  private static func parse(_ page: [UInt8]) -> [UInt8] {
    var options = kGumboDefaultOptions
    return page.withUnsafeBytes { page in
      guard
        let output = gumbo_parse_with_options(
          &options, page.assumingMemoryBound(to: CChar.self).baseAddress, page.count)
      else { return [] }
      defer { gumbo_destroy_output(&options, output) }
      // The tree lives until it is destroyed, and the text is copied before.
      guard let body = lastChild(of: output.pointee.root), let node = lastChild(of: body),
        let text = node.pointee.v.text.text
      else { return [] }
      return Array(String(cString: text).utf8)
    }
  }

  private static func lastChild(
    of element: UnsafeMutablePointer<GumboNode>
  ) -> UnsafeMutablePointer<GumboNode>? {
    let children = element.pointee.v.element.children
    guard children.length > 0 else { return nil }
    return children.data[Int(children.length) - 1]?.assumingMemoryBound(to: GumboNode.self)
  }
}
