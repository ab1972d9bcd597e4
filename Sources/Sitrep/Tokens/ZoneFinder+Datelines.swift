/// `RAFAH, Gaza Strip (AFP) -`: where and when a report was written, before it.
extension ZoneFinder {
  /// Most tokens a dateline has before its dash.
  private static let longestDateline = 22

  /// What a dateline is made of, as far as it was read.
  private struct Dateline {
    var hasBracket = false
    var hasNumber = false
    var hasComma = false
    /// Whether all words but those in brackets are capitals.
    var isCapitals = true
    /// Behind the last word without a capital: `Port of Spain`.
    var smallEnd: TokenID?
  }

  /// Where the report begins behind a dateline: capitalised words and numbers up to a dash
  /// that stands free, of which something says that they are a place or an agency.
  func datelineEnd(
    _ sentence: Sentence, _ tokens: TokenTable, _ text: SourceText
  ) -> TokenID? {
    let range = sentence.tokens
    let limit = min(range.upperBound - 1, range.lowerBound + Self.longestDateline)
    guard range.lowerBound + 1 < limit, canBegin(range.lowerBound, tokens) else { return nil }
    var (line, isInBracket, found) = (Dateline(), false, TokenID?.none)
    for token in range.lowerBound..<limit {
      if token > range.lowerBound, !isInBracket, isDash(token, tokens, text) {
        if begins(token + 1, range, tokens),
          isDateline(line, range.lowerBound..<token, sentence, tokens)
        {
          found = token + 1
        }
        // Brackets behind the dash belong to it: `LIMA, Peru--(Newswire - May 5, 2010)--`.
        guard found != nil, tokens.kinds[token + 1] == .openingBracket else { return found }
        continue
      }
      switch tokens.kinds[token] {
      case .word:
        if isInBracket { break }
        if !beginsCapital(token, tokens) {
          let joins: WordClass = [.genitive, .nameParticle]
          if classes[tokens.words[token]].isDisjoint(with: joins) { return found }
          line.smallEnd = token + 1
        }
        // Behind a comma stand the country and the month, which are not in capitals.
        if !line.hasNumber, !line.hasComma, !tokens.flags[token].contains(.allCapitals) {
          line.isCapitals = false
        }
      case .openingBracket: (line.hasBracket, isInBracket) = (true, true)
      case .closingBracket:
        isInBracket = false
        if endsWithoutDash(token, range, tokens),
          isDateline(line, range.lowerBound..<(token + 1), sentence, tokens)
        {
          return token + 1
        }
      case .number, .alphanumeric: line.hasNumber = true
      case .comma: line.hasComma = true
      case .stop, .symbol, .clitic, .hyphen: break
      case .dash where isInBracket: break
      case .colon where isInBracket: break
      default: return found
      }
    }
    return found
  }

  /// Whether a dateline can begin with the two tokens, which most sentences do not.
  private func canBegin(_ first: TokenID, _ tokens: TokenTable) -> Bool {
    switch tokens.kinds[first] {
    case .word:
      beginsCapital(first, tokens) && classes[tokens.words[first]].isDisjoint(with: .closed)
        || tokens.flags[first].contains(.allCapitals)
    case .openingBracket, .number: true
    default: false
    }
  }

  /// A dash, a hyphen that joins nothing, or the low line of old wires. A colon stands for
  /// one behind a place in capitals.
  private func isDash(_ token: TokenID, _ tokens: TokenTable, _ text: SourceText) -> Bool {
    switch tokens.kinds[token] {
    case .dash, .colon: true
    case .hyphen:
      !tokens.isTight(token + 1)
        && (!tokens.isTight(token) || tokens.kinds[token - 1] == .closingBracket)
    case .symbol:
      Self.isDash(text.bytes[tokens.spans[token].range])
        && !tokens.isTight(token) && !tokens.isTight(token + 1)
    default: false
    }
  }

  /// The low line, and what becomes of the dashes of Windows-1252 where they are taken for
  /// Latin-1.
  private static func isDash(_ sign: ArraySlice<UInt8>) -> Bool {
    sign.elementsEqual([0x5F]) || sign.elementsEqual([0xC2, 0x96])
      || sign.elementsEqual([0xC2, 0x97])
  }

  /// Whether a report can begin with the token.
  private func begins(
    _ token: TokenID, _ range: Range<TokenID>, _ tokens: TokenTable
  ) -> Bool {
    guard token < range.upperBound else { return false }
    switch tokens.kinds[token] {
    case .word: return beginsCapital(token, tokens)
    case .number, .alphanumeric, .quote, .openingQuote, .openingBracket, .symbol, .ellipsis:
      return true
    default: return false
    }
  }

  /// `OMAHA, Neb. (AP)  Police left`, where the dash was lost, and `(CNN)Police left`.
  private func endsWithoutDash(
    _ bracket: TokenID, _ range: Range<TokenID>, _ tokens: TokenTable
  ) -> Bool {
    let next = bracket + 1
    guard next < range.upperBound, tokens.kinds[next] == .word, beginsCapital(next, tokens)
    else { return false }
    return tokens.spans[next].start - tokens.spans[bracket].end != 1
  }

  private func isDateline(
    _ line: Dateline, _ range: Range<TokenID>, _ sentence: Sentence, _ tokens: TokenTable
  ) -> Bool {
    let first = range.lowerBound
    let place = isEntry(first, range.upperBound, tokens, of: [.politicalPlace, .location])
    if let end = line.smallEnd, first + (place ?? 0) < end { return false }
    let isCapitals = line.isCapitals && tokens.flags[first].contains(.allCapitals)
    if tokens.kinds[range.upperBound] == .colon {
      return place != nil && (isCapitals || line.hasBracket) && beginsLine(first, tokens)
        && range.count <= 8
    }
    if line.hasBracket {
      return isCapitals || place != nil || hasOutlet(range, tokens)
        || line.hasNumber && beginsLine(first, tokens)
    }
    if line.hasNumber { return (isCapitals || place != nil) && beginsLine(first, tokens) }
    // A short word in capitals may be anything: `NATO - the alliance`.
    if isCapitals { return place != nil || tokens.spans[first].count > 4 }
    return place != nil && beginsLine(first, tokens)
      && !isAside(behind: range.upperBound, sentence, tokens)
  }

  /// Whether brackets name an outlet: `(Reuters) -`.
  private func hasOutlet(_ range: Range<TokenID>, _ tokens: TokenTable) -> Bool {
    range.contains {
      tokens.kinds[$0] == .openingBracket && $0 + 1 < range.upperBound
        && isEntry($0 + 1, range.upperBound, tokens, of: [.organization]) != nil
    }
  }

  /// Whether what stands behind the dash is no report: a second dash makes an aside of it,
  /// `Kyiv — The capital — is calm`, a colon a heading, `Mali – Elections: The vote …`
  private func isAside(
    behind dash: TokenID, _ sentence: Sentence, _ tokens: TokenTable
  ) -> Bool {
    ((dash + 1)..<sentence.tokens.upperBound).contains {
      tokens.kinds[$0] == .dash || tokens.kinds[$0] == .colon
        || tokens.kinds[$0] == .hyphen && !tokens.isTight($0) && !tokens.isJoint($0)
    }
  }
}
