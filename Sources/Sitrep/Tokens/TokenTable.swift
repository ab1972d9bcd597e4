/// The index of a token in the `TokenTable` of its document.
typealias TokenID = Int

/// What a token is made of. Word classes are a later stage's business.
enum TokenKind: UInt8, CaseIterable, Sendable {
  /// Letters, with apostrophes or the stops of an initialism inside: `O'Brien`, `U.S.`
  case word
  /// Digits with separators: `12,000`, `1.5`
  case number
  /// Digits with letters behind: `82nd`, `72B3`, `20mm`
  case alphanumeric
  /// `'s`, `n't`, `'re`, `'ve`, `'ll`, `'d`, `'m`: the part behind the word it leans on
  case clitic
  /// A hyphen or an en dash; `tight` tells whether it joins its neighbours
  case hyphen
  /// An em dash, or a double hyphen
  case dash
  /// `.`
  case stop
  /// `!` or `?`
  case exclamation
  /// Two or more stops, or U+2026
  case ellipsis
  case comma
  case colon
  case semicolon
  case openingQuote
  case closingQuote
  /// A straight quote, or an apostrophe that is not part of a word
  case quote
  case openingBracket
  case closingBracket
  /// Anything else: currency signs, emoji, slashes
  case symbol
  /// A URL or an e-mail address
  case link
}

/// What the letters of a token look like, and what stands before it.
struct TokenFlags: OptionSet, Sendable {
  let rawValue: UInt8
  /// The first letter is upper-case.
  static let capital = TokenFlags(rawValue: 1)
  /// Two letters or more, none lower-case.
  static let allCapitals = TokenFlags(rawValue: 2)
  /// White space of any kind before it, or the start of the text.
  static let spaceBefore = TokenFlags(rawValue: 4)
  /// A line break before it.
  static let lineBefore = TokenFlags(rawValue: 8)
  /// An empty line before it.
  static let paragraphBefore = TokenFlags(rawValue: 16)
  /// Letters with stops between: `U.S.`, `a.m.`
  static let initialism = TokenFlags(rawValue: 32)
  /// Of brackets: `[` or `]`.
  static let square = TokenFlags(rawValue: 128)
  /// A capital behind a small letter, as in `McDonald` or `iPhone`.
  static let mixed = TokenFlags(rawValue: 64)
}

/// The tokens of a document, a column for each property. Tokens are in order, do not
/// overlap, and cover every byte that is not white space.
struct TokenTable: Sendable {
  private(set) var spans: [TextSpan] = []
  private(set) var kinds: [TokenKind] = []
  private(set) var flags: [TokenFlags] = []
  /// Vocabulary id of the folded token; `.unknown` where no lexicon has the word.
  var words: [WordID] = []

  var count: Int { spans.count }

  mutating func append(
    _ span: TextSpan, _ kind: TokenKind, _ flag: TokenFlags, _ word: WordID = .unknown
  ) {
    spans.append(span)
    kinds.append(kind)
    flags.append(flag)
    words.append(word)
  }

  /// Appends the tokens of a block.
  mutating func append(_ block: borrowing TokenBlock) {
    let new = 0..<block.count
    // The pointers live as long as the block, and each is used up in its call.
    block.spans.span.extracting(new).withUnsafeBufferPointer { spans.append(contentsOf: $0) }
    block.kinds.span.extracting(new).withUnsafeBufferPointer { kinds.append(contentsOf: $0) }
    block.flags.span.extracting(new).withUnsafeBufferPointer { flags.append(contentsOf: $0) }
    block.words.span.extracting(new).withUnsafeBufferPointer { words.append(contentsOf: $0) }
  }

  mutating func removeLast() {
    spans.removeLast()
    kinds.removeLast()
    flags.removeLast()
    words.removeLast()
  }

  /// Makes room for the tokens of a text, which in news have about five bytes each with
  /// the blank behind.
  mutating func reserve(forBytes count: Int) {
    let expected = self.count + count / 5 + 8
    spans.reserveCapacity(expected)
    kinds.reserveCapacity(expected)
    flags.reserveCapacity(expected)
    words.reserveCapacity(expected)
  }

  mutating func removeAll() {
    spans.removeAll(keepingCapacity: true)
    kinds.removeAll(keepingCapacity: true)
    flags.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
  }

  /// The span from the first byte of the first token to the last byte of the last.
  ///
  /// - Precondition: `range` is not empty.
  func span(of range: Range<TokenID>) -> TextSpan {
    TextSpan(spans[range.lowerBound].start, spans[range.upperBound - 1].end)
  }

  /// Whether nothing stands between the token and the one before it.
  func isTight(_ token: TokenID) -> Bool {
    !flags[token].contains(.spaceBefore)
  }

  /// Whether a bracket is a square one.
  func isSquare(_ token: TokenID) -> Bool { flags[token].contains(.square) }

  /// Whether the token is a hyphen that joins what stands on both sides of it.
  func isJoint(_ token: TokenID) -> Bool {
    token > 0 && token + 1 < count && kinds[token] == .hyphen && isTight(token)
      && isTight(token + 1)
  }
}

/// Some tokens on their way into a `TokenTable`. Appending to the arrays of the table one
/// token at a time asks each of them every time whether it is shared and has room, which
/// took as long as finding the token.
struct TokenBlock {
  static let capacity = 128
  /// The number of each place.
  static var places: InlineArray<128, UInt8> { InlineArray { UInt8(truncatingIfNeeded: $0) } }

  private(set) var spans = InlineArray<128, TextSpan>(repeating: TextSpan(0, 0))
  private(set) var kinds = InlineArray<128, TokenKind>(repeating: .symbol)
  private(set) var flags = InlineArray<128, TokenFlags>(repeating: [])
  /// What each token is looked up by; the words follow when the block is full.
  private(set) var keys = InlineArray<128, WordKey>(repeating: .none)
  var words = InlineArray<128, WordID>(repeating: .unknown)
  private(set) var count = 0

  /// - Precondition: There is room: who fills a block counts once for several tokens.
  @inline(__always)
  mutating func append(_ span: TextSpan, _ kind: TokenKind, _ flag: TokenFlags, _ key: WordKey) {
    assert(count < Self.capacity)
    spans[unchecked: count] = span
    kinds[unchecked: count] = kind
    flags[unchecked: count] = flag
    keys[unchecked: count] = key
    count &+= 1
  }

  mutating func removeLast() { count -= 1 }

  mutating func removeAll() { count = 0 }
}
