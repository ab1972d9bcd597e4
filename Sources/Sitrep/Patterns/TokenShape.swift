/// What a token looks like, as far as patterns ask: its kind, or something about its letters.
struct TokenShape: Hashable, Sendable {
  /// Below the number of kinds, the kind; above, one of the names behind them.
  let rawValue: UInt8

  init(_ kind: TokenKind) { rawValue = kind.rawValue }

  /// Letters and a digit at the end: `MH17`; digits with letters behind are `alphanumeric`.
  static let code = TokenShape(rawValue: kindCount)
  /// A capital first.
  static let capital = TokenShape(rawValue: kindCount + 1)
  /// A word with a hyphen tight before or behind it: `al` in `al-Asad`.
  static let joined = TokenShape(rawValue: kindCount + 2)
  /// A word of up to three small letters: `of`, `and`, `van`.
  static let small = TokenShape(rawValue: kindCount + 3)

  private static let kindCount = UInt8(TokenKind.allCases.count)
  static let count = Int(kindCount) + 4

  private init(rawValue: UInt8) { self.rawValue = rawValue }

  /// What the shapes are called in files, in the order of their raw values.
  static let names = [
    "word", "number", "alphanumeric", "clitic", "hyphen", "dash", "stop", "exclamation",
    "ellipsis", "comma", "colon", "semicolon", "openingQuote", "closingQuote", "quote",
    "openingBracket", "closingBracket", "symbol", "link", "code", "capital", "joined",
    "small",
  ]

  init?(name: String) {
    guard let index = Self.names.firstIndex(of: name) else { return nil }
    rawValue = UInt8(index)
  }
}

/// A set of shapes, a bit for each.
struct TokenShapes: Hashable, Sendable {
  private var bits: UInt32

  static let all = TokenShapes(bits: .max)

  private init(bits: UInt32) { self.bits = bits }

  init(_ shapes: [TokenShape]) {
    bits = shapes.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
  }

  func isDisjoint(with other: TokenShapes) -> Bool { bits & other.bits == 0 }

  mutating func insert(_ shape: TokenShape) { bits |= 1 << UInt32(shape.rawValue) }
}

extension TokenTable {
  /// All shapes of a token.
  func shapes(of token: TokenID, _ bytes: [UInt8]) -> TokenShapes {
    var shapes = TokenShapes([TokenShape(kinds[token])])
    if isCode(token, bytes) { shapes.insert(.code) }
    if flags[token].contains(.capital) {
      shapes.insert(.capital)
    } else if kinds[token] == .word, spans[token].count <= 3 {
      shapes.insert(.small)
    }
    if isJoint(token + 1) || isJoint(token - 1) { shapes.insert(.joined) }
    return shapes
  }

  /// Whether a word of capitals ends with a digit.
  @inline(__always)
  func isCode(_ token: TokenID, _ bytes: [UInt8]) -> Bool {
    kinds[token] == .word && flags[token].contains(.allCapitals)
      && TokenCursor.isDigit(bytes[Int(spans[token].end) - 1])
  }
}
