/// What patterns write on while they look through the sentences of one document, in their
/// order.
struct PatternScan: ~Copyable {
  /// What was found in the last sentence, in the order of the text; what begins at one token,
  /// in the order of the patterns.
  var matches: [PatternMatch] = []
  /// The patterns that were broken off at a limit somewhere in the document, each once.
  var exhausted: [Int] = []
  /// By pattern, the first token at which it has not been tried yet; empty until a trigger was
  /// met.
  var next: [UInt32] = []
  var data = PCRE2MatchData()
}
