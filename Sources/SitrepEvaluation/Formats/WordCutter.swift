/// Cuts a text into words for formats that have a line for each, so that every mention begins
/// and ends with a word.
///
/// A word is what stands between white space, without the punctuation at its ends, of which
/// each character is a word of its own. The engine's tokens are finer; these formats come
/// from a time when words were cut like this, and whoever has other tokens brings them along.
enum WordCutter {
  /// The words of `text` in their order.
  /// - Parameters:
  ///   - spans: mentions; a word ends wherever one of them begins or ends.
  ///   - tokens: words that are known already, to be cut further only.
  static func words(
    of text: PassageText, at spans: [CodePointSpan], from tokens: [CodePointSpan]? = nil
  ) -> [CodePointSpan] {
    let pieces = tokens ?? betweenSpaces(of: text).flatMap { withoutPunctuation($0, in: text) }
    let edges = Set(spans.flatMap { [$0.start, $0.end] })
    return pieces.flatMap { cut($0, at: edges, in: text) }
  }

  private static func betweenSpaces(of text: PassageText) -> [CodePointSpan] {
    var pieces: [CodePointSpan] = []
    var start: Int?
    for (index, scalar) in text.scalars.enumerated() {
      if !scalar.properties.isWhitespace {
        start = start ?? index
      } else if let first = start {
        pieces.append(CodePointSpan(first, index))
        start = nil
      }
    }
    if let start { pieces.append(CodePointSpan(start, text.scalars.count)) }
    return pieces
  }

  private static func withoutPunctuation(
    _ piece: CodePointSpan, in text: PassageText
  ) -> [CodePointSpan] {
    let scalars = text.scalars[piece.start..<piece.end]
    guard let first = scalars.firstIndex(where: isOfWord),
      let last = scalars.lastIndex(where: isOfWord)
    else { return (piece.start..<piece.end).map { CodePointSpan($0, $0 + 1) } }
    return (piece.start..<first).map { CodePointSpan($0, $0 + 1) }
      + [CodePointSpan(first, last + 1)]
      + (last + 1..<piece.end).map { CodePointSpan($0, $0 + 1) }
  }

  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }

  /// The parts of a word between edges and white space.
  private static func cut(
    _ piece: CodePointSpan, at edges: Set<Int>, in text: PassageText
  ) -> [CodePointSpan] {
    var parts: [CodePointSpan] = []
    var start = piece.start
    for index in piece.start..<piece.end {
      let isSpace = text.scalars[index].properties.isWhitespace
      if start < index && (isSpace || edges.contains(index)) {
        parts.append(CodePointSpan(start, index))
        start = index
      }
      if isSpace { start = index + 1 }
    }
    if start < piece.end { parts.append(CodePointSpan(start, piece.end)) }
    return parts
  }
}

/// Finds tokens by their offsets.
struct TokenPlaces {
  private let tokens: [CodePointSpan]

  /// - Precondition: in the order of the text, none overlapping.
  init(_ tokens: [CodePointSpan]) {
    self.tokens = tokens
  }

  /// The first token that shares a character with `span`. O(log tokens).
  func first(of span: CodePointSpan) -> Int? {
    var (low, high) = (0, tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].end <= span.start { low = middle + 1 } else { high = middle }
    }
    return low < tokens.count && tokens[low].overlaps(span) ? low : nil
  }

  /// The last one.
  func last(of span: CodePointSpan) -> Int? {
    guard var last = first(of: span) else { return nil }
    while last + 1 < tokens.count && tokens[last + 1].start < span.end { last += 1 }
    return last
  }
}

extension CorpusDocument {
  /// The words of a document in its sentences, for formats with a line for each.
  func wordsBySentence() -> [[CodePointSpan]] {
    let words = WordCutter.words(of: text, at: mentions.map(\.span), from: tokens)
    var groups: [[CodePointSpan]] = []
    var sentence = 0
    for word in words {
      guard let last = groups.last?.last else {
        groups.append([word])
        continue
      }
      var isNew = false
      if let sentences {
        while sentence < sentences.count && sentences[sentence].end <= word.start { sentence += 1 }
        let start = sentence < sentences.count ? sentences[sentence].start : Int.max
        let before = sentence > 0 ? sentences[sentence - 1].end : 0
        isNew =
          last.start < start && start <= word.start || last.start < before && before <= word.start
      } else {
        isNew = text.scalars[last.end..<word.start].contains("\n")
      }
      if isNew { groups.append([word]) } else { groups[groups.count - 1].append(word) }
    }
    return groups
  }
}
