/// The tokens of a text and its bytes, as the steps of a grammar look at them.
///
/// A class, made once for a document: the table has many columns, and a step that took a copy
/// of each would cost more than what it does.
final class TokenizedText: Sendable {
  let tokens: TokenTable
  let bytes: [UInt8]

  init(_ tokens: TokenTable, _ bytes: [UInt8]) {
    (self.tokens, self.bytes) = (tokens, bytes)
  }

  /// The tokens of a range that are there, with all their bytes; nil where there is none.
  func tokens(in range: Range<TokenID>) -> Range<TokenID>? {
    let range = range.clamped(to: 0..<tokens.count)
    guard !range.isEmpty, Int(tokens.spans[range.upperBound - 1].end) <= bytes.count else {
      return nil
    }
    return range
  }
}
