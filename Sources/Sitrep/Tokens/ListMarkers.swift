/// What the items of a list begin with: a bullet, or a number or letter with a stop or a
/// bracket behind it.
struct ListMarkers: Sendable {
  /// What can follow each marker; a bullet follows itself.
  private let next: [WordID: [WordID]]
  /// Words that name a figure with its number, which its caption follows: `Figure 1.3`.
  let captions: Set<WordID>
  /// What is a marker, of all words: quick to ask.
  private let isMarker: WordMap<Bool>

  /// - Parameter table: `Lexicons/list-markers.tsv`.
  init(
    _ table: LexiconTable?, _ vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) {
    var next: [WordID: [WordID]] = [:]
    var captions: Set<WordID> = []
    if let table, let columns = table.require(["marker", "next"], faults: &faults) {
      for row in table.rows {
        let marker = vocabulary.insert(row.fields[columns[0]])
        if row.fields[columns[1]].isEmpty {
          captions.insert(marker)
        } else {
          next[marker, default: []].append(vocabulary.insert(row.fields[columns[1]]))
        }
      }
    }
    (self.next, self.captions) = (next, captions)
    isMarker = WordMap(next.mapValues { _ in true })
  }

  /// A marker in a text.
  struct Marker: Equatable {
    /// The number or letter, or the bullet.
    var word: WordID
    /// Just behind its last token.
    var end: TokenID
    /// How it is written: `1.`, `1)`, `1.)`, `(1)`; the same for all items of a list.
    var style: Style

    enum Style: Equatable { case bullet, stop, bracket, stopBracket, brackets }
  }

  /// The marker that begins at a token. Behind a bullet there may be another.
  @inline(__always)
  func marker(_ tokens: TokenTable, at token: TokenID) -> Marker? {
    // Most sentences begin with a word and another.
    let second = token + 1
    if tokens.kinds[token] == .word, second < tokens.count, tokens.kinds[second] == .word {
      return nil
    }
    return markerAfterLook(tokens, at: token)
  }

  private func markerAfterLook(_ tokens: TokenTable, at token: TokenID) -> Marker? {
    switch tokens.kinds[token] {
    case .symbol:
      guard isMarker[tokens.words[token]] != nil, !tokens.isTight(token) else { return nil }
      let second = token + 1 < tokens.count ? ordinal(tokens, at: token + 1) : nil
      return Marker(word: tokens.words[token], end: second?.end ?? token + 1, style: .bullet)
    case .number, .word, .openingBracket: return ordinal(tokens, at: token)
    default: return nil
    }
  }

  private func ordinal(_ tokens: TokenTable, at token: TokenID) -> Marker? {
    let isOpened = tokens.kinds[token] == .openingBracket
    let word = isOpened ? token + 1 : token
    guard word + 1 < tokens.count, tokens.kinds[word] == .number || tokens.kinds[word] == .word,
      tokens.spans[word].count <= 5, isMarker[tokens.words[word]] != nil, tokens.isTight(word + 1)
    else { return nil }
    let style: Marker.Style
    switch (tokens.kinds[word + 1], isOpened) {
    case (.closingBracket, true): style = .brackets
    case (.closingBracket, false): style = .bracket
    case (.stop, false):
      let isClosed =
        word + 2 < tokens.count && tokens.kinds[word + 2] == .closingBracket
        && tokens.isTight(word + 2)
      style = isClosed ? .stopBracket : .stop
    default: return nil
    }
    let end = word + (style == .stopBracket ? 3 : 2)
    guard end < tokens.count, !tokens.isTight(end) else { return nil }
    return Marker(word: tokens.words[word], end: end, style: style)
  }

  /// Whether the item that follows one with the marker `last` begins at a token; not within
  /// a clause (`fuel, 2) water`).
  func isNext(_ tokens: TokenTable, at token: TokenID, after last: Marker) -> Bool {
    guard !tokens.isTight(token), let marker = marker(tokens, at: token),
      marker.style == last.style, token > last.end, marker.end < tokens.count,
      tokens.kinds[token - 1] != .comma, tokens.kinds[token - 1] != .semicolon,
      marker.style == .bullet || tokens.flags[marker.end].contains(.capital)
    else { return false }
    return next[last.word]?.contains(marker.word) ?? false
  }
}
