/// How a word with a capital may begin a sentence that has no stop before it.
struct Opening: OptionSet, Sendable {
  let rawValue: UInt8
  /// A determiner or a pronoun: seldom inside a name.
  static let plain = Opening(rawValue: 1)
  /// An adverb, a verb that can be no noun, a conjunction: before a small word only (`East
  /// Coast`), not behind a capital (`USA Today`).
  static let weak = Opening(rawValue: 2)
  /// Not behind a number: `26 May`.
  static let modal = Opening(rawValue: 4)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ known: WordClass) {
    self = []
    if !known.isDisjoint(with: [.determiner, .pronoun]),
      known.isDisjoint(with: [.quantifier, .noun, .base])
    {
      insert(.plain)
    } else if !known.isDisjoint(with: [.adverb, .auxiliary, .interrogative, .conjunction])
      || known.contains(.base) && known.isDisjoint(with: [.noun, .givenName])
    {
      insert(.weak)
    }
    if known.contains(.modal) { insert(.modal) }
  }
}

/// The places where the rules are unsure, so that `SentenceModel` is asked.
extension SentenceSplitter {
  /// Whether the model is to be asked whether a sentence that began at `start` ends just
  /// before `token`, provided that the rules have not seen its end there.
  func isUnsure(_ tokens: TokenTable, before token: TokenID, since start: TokenID) -> Bool {
    guard canBeUnsure(tokens, before: token, since: start) else { return false }
    if let marker = markers.marker(tokens, at: start), token <= marker.end { return false }
    return true
  }

  /// Whether something stands on both sides of a blank that may be the end of one sentence and
  /// the start of another. Hot path: true at one token in some dozens of a report.
  @inline(__always)
  func canBeUnsure(
    _ tokens: borrowing TokenTable, before token: TokenID, since start: TokenID
  ) -> Bool {
    let (kinds, flags) = (tokens.kinds.span, tokens.flags.span)
    let before = token - 1
    let isSmall = kinds[token] == .word && !flags[token].contains(.capital)
    if isSmall, kinds[before] != .ellipsis { return false }  // most
    guard flags[token].contains(.spaceBefore) else { return false }
    switch kinds[token] {
    case .word:
      switch kinds[before] {
      case .dash, .hyphen, .ellipsis: return true
      // Not behind a bullet.
      case .symbol: return flags[before].contains(.spaceBefore) && before > start
      case .comma: return token - start <= 4
      case .word, .number, .alphanumeric, .closingBracket:
        let opening = Opening(classes[tokens.words[token]])
        return !opening.isEmpty && Self.opens(opening, kinds, flags, at: token, since: start)
          || Self.isClock(kinds, flags, before: token, since: start)
      default: return false
      }
    case .number:
      return kinds[before] == .word && token + 1 < kinds.count
        && !flags[token + 1].contains(.spaceBefore)
        && (kinds[token + 1] == .symbol || kinds[token + 1] == .closingBracket)
    case .hyphen, .dash, .symbol: return token + 1 < kinds.count && kinds[before] != .stop
    default: return false
    }
  }

  /// The clock time of a mail's head, behind a date or with seconds: `03/14/2001 10:56 AM`.
  private static func isClock(
    _ kinds: Span<TokenKind>, _ flags: Span<TokenFlags>, before token: TokenID,
    since start: TokenID
  ) -> Bool {
    token - start > 5 && (kinds[token - 5] == .number || kinds[token - 5] == .colon)
      && kinds[token - 1] == .word && kinds[token - 2] == .number
      && kinds[token - 3] == .colon && !flags[token - 2].contains(.spaceBefore)
      && flags[token - 1].contains(.allCapitals)
  }

  /// Whether a word may begin a sentence here, and is not a part of a name (`the US`, `in
  /// South Korea`, `All-Star`).
  private static func opens(
    _ opening: Opening, _ kinds: Span<TokenKind>, _ flags: Span<TokenFlags>, at token: TokenID,
    since start: TokenID
  ) -> Bool {
    let (before, next) = (token - 1, token + 1)
    if flags[token].contains(.allCapitals), !flags[before].contains(.allCapitals) { return false }
    if next < kinds.count, kinds[next] == .hyphen || kinds[next] == .stop,
      !flags[next].contains(.spaceBefore)
    {
      return false
    }
    switch kinds[before] {
    case .number where opening.contains(.modal): return false
    // "fuel and 2) On water"
    case .closingBracket where before - start > 1 && kinds[before - 1] == .number: return false
    default: break
    }
    let isBehindName = kinds[before] == .word && flags[before].contains(.capital)
    if opening.contains(.plain) {
      // "the 2004 Formula One"
      return !isBehindName || before == start || kinds[before - 1] != .number
    }
    // "a 50,000-volt Taser"
    let isBehindCompound = before > start && kinds[before - 1] == .hyphen
    return !isBehindName && !isBehindCompound && opening.contains(.weak) && kinds[before] == .word
      && next < flags.count && flags[next].isDisjoint(with: .capital)
  }
}
