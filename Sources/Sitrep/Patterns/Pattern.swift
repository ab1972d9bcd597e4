/// One regular expression of `Models/patterns/`, and what its matches are.
struct Pattern: Sendable {
  /// Its own name, unique in all files.
  let name: String
  /// The rule a match cites: `patterns/formation`.
  let rule: String
  /// What a match is a mention of.
  let type: EntityType
  /// Of two matches of one text, the higher wins; 0 unless the file says otherwise.
  let priority: Int
  let expression: PatternExpression
  /// What can set it off.
  let triggers: [Trigger]
  /// Where it is tried then.
  let window: Window
  /// What is said of every match.
  let attributes: [Attribute]
  /// By group and folded text, what stands for the text: `hms` is `GB`.
  let values: [String: [String: String]]
  /// Index into the files that were read, and the 1-based line.
  let file: Int
  let line: Int
  /// Texts in which the brackets mark all that must be found.
  let examples: [Example]
  /// Texts in which nothing may be found.
  let counterexamples: [Example]

  /// A word, or a shape, one of which every match has in its sentence.
  struct Trigger: Sendable {
    enum What: Sendable {
      case word(WordID)
      case shape(TokenShape)
    }

    let what: What
    /// As written.
    let text: String
    /// 1-based.
    let line: Int
    let column: Int
  }

  /// The tokens at which the expression is tried once a trigger was met.
  struct Window: Sendable {
    /// How many tokens before the trigger a match can begin; nil where it can do so anywhere in
    /// the sentence.
    let reach: UInt32?
    /// The shapes of the tokens between the first and the trigger.
    let between: TokenShapes
    /// The shapes that the first token of a match can have.
    let starts: TokenShapes
  }

  /// A text from the file, with its place.
  struct Example: Sendable {
    let text: MarkedExample
    /// 1-based.
    let line: Int
    let column: Int
  }
}

/// A text that a pattern found.
struct PatternMatch: Sendable {
  let span: TextSpan
  /// The tokens it covers, the first and the last of them whole.
  let tokens: Range<TokenID>
  /// Index of the pattern in its set.
  let pattern: Int
  let type: EntityType
  /// `patterns/` and the pattern's name.
  let rule: String
  /// The pattern's own.
  let priority: Int
  /// What the pattern says of all its matches, then what its named groups covered.
  let attributes: [Attribute]
  /// ISO 3166 alpha-2.
  let country: String?
  let coordinates: Coordinates?
}
