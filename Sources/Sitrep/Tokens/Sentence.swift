/// One sentence: a range of tokens, never empty.
struct Sentence: Sendable, Equatable {
  let tokens: Range<TokenID>
  var zone: Zone
  /// Where the words of the report begin: past a dateline such as `KYIV, Oct. 28 (Reuters) —`.
  var bodyStart: TokenID
}
