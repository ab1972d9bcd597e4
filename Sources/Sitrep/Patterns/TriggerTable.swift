/// Says from words and kinds of tokens which of up to 64 patterns can match in a sentence.
///
/// Each word has a class of two bytes, each class a mask of patterns, so that the table
/// stays small beside a large vocabulary.
struct TriggerTable: Sendable {
  /// A bit for each pattern.
  typealias Mask = UInt64

  private var classes: [UInt16] = []
  private var masks: [Mask] = [0]
  private var kinds = [Mask](repeating: 0, count: TokenKind.names.count)

  /// Adds a word that lets the patterns of `mask` be tried. O(classes); at load only.
  mutating func insert(_ word: WordID, _ mask: Mask) {
    let index = Int(word.value)
    if index >= classes.count {
      classes.append(contentsOf: repeatElement(0, count: index + 1 - classes.count))
    }
    let wanted = masks[Int(classes[index])] | mask
    if let known = masks.firstIndex(of: wanted) {
      classes[index] = UInt16(known)
    } else {
      precondition(masks.count <= UInt16.max, "more sets of patterns than two bytes can name")
      masks.append(wanted)
      classes[index] = UInt16(masks.count - 1)
    }
  }

  mutating func insert(_ kind: TokenKind, _ mask: Mask) {
    kinds[Int(kind.rawValue)] |= mask
  }

  /// The patterns that have a trigger among the tokens. The hot path: two look-ups a token.
  func fired(by tokens: TokenTable, _ range: Range<TokenID>) -> Mask {
    var fired: Mask = 0
    for token in range {
      let word = Int(tokens.words[token].value)
      if word < classes.count { fired |= masks[Int(classes[word])] }
      fired |= kinds[Int(tokens.kinds[token].rawValue)]
    }
    return fired
  }
}

extension TokenKind {
  /// What the kinds are called in `triggerKinds`, in the order of their raw values.
  static let names = [
    "word", "number", "alphanumeric", "clitic", "hyphen", "dash", "stop", "exclamation",
    "ellipsis", "comma", "colon", "semicolon", "openingQuote", "closingQuote", "quote",
    "openingBracket", "closingBracket", "symbol", "link",
  ]

  init?(name: String) {
    guard let index = Self.names.firstIndex(of: name) else { return nil }
    self.init(rawValue: UInt8(index))
  }
}
