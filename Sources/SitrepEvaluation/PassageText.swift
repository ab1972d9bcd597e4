/// What the offsets of a file count. The raw value is what `offsets` says in `sitrep/1`.
enum OffsetUnit: String, CaseIterable, Sendable {
  case codePoints = "codepoints"
  case utf8
  case utf16

  /// The unit in words, for messages.
  var words: String {
    switch self {
    case .codePoints: "Unicode code points"
    case .utf8: "UTF-8 bytes"
    case .utf16: "UTF-16 code units"
    }
  }

  /// How many units one character of the text takes.
  func width(of scalar: Unicode.Scalar) -> Int {
    switch self {
    case .codePoints: 1
    case .utf8: scalar.utf8.count
    case .utf16: scalar.utf16.count
    }
  }
}

/// The text of a passage, laid out so that a span of code points is cut out in the time
/// it takes to copy it. A `String` would walk there from its beginning each time.
struct PassageText: Sendable {
  let scalars: [Unicode.Scalar]

  init(_ string: String) {
    scalars = Array(string.unicodeScalars)
  }

  init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  /// The text that `span` covers.
  /// - Precondition: `span` lies within the text.
  func cut(_ span: CodePointSpan) -> String {
    var cut = String.UnicodeScalarView()
    cut.append(contentsOf: scalars[span.start..<span.end])
    return String(cut)
  }

  /// Whether `span` cuts out exactly `text`, code point by code point. The `==` of
  /// `String` would let a composed and a decomposed accent pass for each other.
  func cuts(_ text: String, at span: CodePointSpan) -> Bool {
    scalars[span.start..<span.end].elementsEqual(text.unicodeScalars)
  }
}

/// Where each offset of one unit falls in a passage, in code points.
struct OffsetTable: Sendable {
  enum Position: Equatable {
    case codePoint(Int)
    case insideCharacter
    case outside
  }

  let unit: OffsetUnit
  /// The code point at each offset, the end of the text included; nil inside a character.
  private let codePoints: [Int?]

  init(_ text: PassageText, unit: OffsetUnit) {
    self.unit = unit
    var codePoints: [Int?] = []
    for (index, scalar) in text.scalars.enumerated() {
      codePoints.append(index)
      codePoints.append(contentsOf: repeatElement(nil, count: unit.width(of: scalar) - 1))
    }
    codePoints.append(text.scalars.count)
    self.codePoints = codePoints
  }

  /// The length of the text in this unit.
  var length: Int { codePoints.count - 1 }

  subscript(offset: Int) -> Position {
    guard codePoints.indices.contains(offset) else { return .outside }
    return codePoints[offset].map(Position.codePoint) ?? .insideCharacter
  }

  /// The span between two offsets, or nil unless both are borders of characters and
  /// stand in order.
  func span(_ start: Int, _ end: Int) -> CodePointSpan? {
    guard case .codePoint(let start) = self[start], case .codePoint(let end) = self[end],
      start < end
    else { return nil }
    return CodePointSpan(start, end)
  }
}
