/// One regular expression of `Models/patterns/`, and what its matches are.
struct Pattern: Sendable {
  /// Its own name, unique in all files.
  let name: String
  /// What a match is a mention of.
  let type: EntityType
  /// Of two matches of one text, the higher wins; 0 unless the file says otherwise.
  let priority: Int
  let expression: PatternExpression
  /// Index into the files that were read, and the 1-based line.
  let file: Int
  let line: Int
  /// Texts in which the brackets mark all that must be found.
  let examples: [Example]
  /// Texts in which nothing may be found.
  let counterexamples: [Example]

  /// The rule a match cites: `patterns/formation`.
  var rule: String { "patterns/" + name }

  /// A text from the file, with its place.
  struct Example: Sendable {
    let text: MarkedExample
    /// 1-based.
    let line: Int
  }
}

/// A text that a pattern found.
struct PatternMatch: Sendable {
  let span: TextSpan
  /// The tokens it covers, the first and the last of them whole.
  let tokens: Range<TokenID>
  let type: EntityType
  /// `patterns/` and the pattern's name.
  let rule: String
  /// The named groups that took part, in their order, with the text they cover.
  let attributes: [(String, String)]
  /// The pattern's own.
  let priority: Int
}
