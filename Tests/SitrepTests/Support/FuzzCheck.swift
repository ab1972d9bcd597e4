@testable import Sitrep

/// What always holds between an input, its text, its tokens and sentences, and the offsets
/// that are written: checked by counting, without cutting out a string for every span.
struct FuzzCheck {
  private let document: Document
  private var text: SourceText { document.text }
  /// What is wrong, a line for each.
  private(set) var faults: [String] = []

  /// What is wrong with a document that has its layers up to the zones; empty where nothing
  /// is.
  static func faults(in document: Document, isPage: Bool) -> [String] {
    var check = FuzzCheck(document: document)
    check.checkText()
    check.checkTokens()
    // What lies outside the text cannot be asked where it stands.
    guard check.faults.isEmpty else { return check.faults }
    check.checkSentences()
    if isPage {
      check.faults += PageCheck.faults(in: document.text)
      check.checkQuotes()
    }
    for unit in OffsetUnit.allCases { check.checkOffsets(unit, isPage: isPage) }
    return check.faults
  }

  private init(document: Document) { self.document = document }

  private mutating func expect(_ condition: Bool, _ fault: @autoclosure () -> String) {
    if !condition { faults.append(fault()) }
  }

  private mutating func checkText() {
    expect(String(validating: text.bytes, as: UTF8.self) != nil, "the text is no UTF-8")
    expect(text.isASCII == text.bytes.allSatisfy { $0 < 0x80 }, "it is not ASCII as told")
  }

  private func isBorder(_ offset: Int) -> Bool {
    offset == text.bytes.count || text.bytes[offset] & 0xC0 != 0x80
  }

  /// In order, without overlap, on borders, and nothing but white space between.
  private mutating func checkTokens() {
    let tokens = document.tokens
    expect(
      tokens.spans.count == tokens.kinds.count && tokens.kinds.count == tokens.flags.count
        && tokens.flags.count == tokens.words.count, "the columns differ in length")
    var end = 0
    for (index, span) in tokens.spans.enumerated() {
      let range = span.range
      guard range.lowerBound >= end, !range.isEmpty, range.upperBound <= text.bytes.count else {
        faults.append("token \(index) \(span) is out of order or of the text")
        return
      }
      expect(
        isBorder(range.lowerBound) && isBorder(range.upperBound),
        "token \(index) \(span) cuts a character")
      checkGap(end..<range.lowerBound)
      end = range.upperBound
    }
    checkGap(end..<text.bytes.count)
  }

  private mutating func checkGap(_ range: Range<Int>) {
    if text.bytes[range].allSatisfy({ $0 <= 0x20 || $0 == 0x7F }) { return }
    let gap = String(decoding: text.bytes[range], as: UTF8.self)
    expect(
      gap.unicodeScalars.allSatisfy(Self.isSpace), "'\(gap)' at \(range.lowerBound) has no token")
  }

  /// White space, controls, and marks that take no room.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.value <= 0x20
      || [0x7F, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF].contains(scalar.value)
  }

  /// They share out the tokens among them.
  private mutating func checkSentences() {
    var next = 0
    for (index, sentence) in document.sentences.enumerated() {
      expect(
        sentence.tokens.lowerBound == next && !sentence.tokens.isEmpty
          && sentence.tokens.contains(sentence.bodyStart), "sentence \(index) is out of order")
      next = sentence.tokens.upperBound
    }
    expect(next == document.tokens.count, "the sentences end before the tokens")
  }

  private mutating func checkQuotes() {
    var end: UInt32 = 0
    for quote in text.quotes {
      expect(
        quote.start >= end && quote.count > 0 && Int(quote.end) <= text.bytes.count,
        "quote \(quote) is out of order or of the text")
      end = quote.end
    }
  }

  /// The offsets of every token are those that counting from the beginning gives, and so
  /// name their place in the input and no other.
  private mutating func checkOffsets(_ unit: OffsetUnit, isPage: Bool) {
    let map = OffsetMap(text, unit: unit)
    let counts = Self.counts(of: text.input, unit)
    var last: UInt32 = 0
    for span in document.tokens.spans {
      let (start, end) = map(span)
      let source = isPage ? text.map.source(of: span) : span
      expect(
        start == counts[Int(source.start)] && end == counts[Int(source.end)],
        "\(span) is \(start)..<\(end) in \(unit)")
      expect(start >= last && start < end && end <= counts.last!, "\(span) runs back in \(unit)")
      last = start
    }
  }

  /// For every byte of the decoded input, and for its end, how much of the input stands
  /// before it.
  private static func counts(of input: DecodedInput, _ unit: OffsetUnit) -> [UInt32] {
    var repairs: [UInt32: UInt32] = [:]
    for repair in input.repairs { repairs[repair.offset] = repair.length }
    var (counts, count): ([UInt32], UInt32) = ([], 0)
    counts.reserveCapacity(input.bytes.count + 1)
    var width: UInt32 = 0
    for (offset, byte) in input.bytes.enumerated() {
      if byte & 0xC0 != 0x80 {
        count += width
        width = Self.width(of: byte, unit, input.encoding)
        if unit == .utf8, let length = repairs[UInt32(offset)] { width = length }
      }
      counts.append(count)
    }
    counts.append(unit == .utf8 ? UInt32(input.byteCount) : count + width)
    return counts
  }

  /// How much the character that begins with a byte takes.
  private static func width(
    of byte: UInt8, _ unit: OffsetUnit, _ encoding: TextEncoding
  ) -> UInt32 {
    let units: UInt32 = byte >= 0xF0 ? 2 : 1
    switch (unit, encoding) {
    case (.codepoints, _), (.utf8, .windows1252): return 1
    case (.utf16, _): return units
    case (.utf8, .utf16LittleEndian), (.utf8, .utf16BigEndian): return units * 2
    case (.utf8, .utf8): return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    }
  }
}
