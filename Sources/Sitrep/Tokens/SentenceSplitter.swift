/// Finds where sentences end.
///
/// A stop ends a sentence unless what stands before it (an abbreviation, an initial) or
/// behind it (a small letter, a number) says otherwise; an empty line always ends one, a
/// single line break where the lines are not merely wrapped.
struct SentenceSplitter: Sendable {
  /// What an abbreviation's stop says about the end of the sentence.
  enum AbbreviationEnd: String, Sendable {
    /// Something always follows in the same sentence: `Gen.`, `Mr.`
    case never
    /// It ends a sentence only where a word follows that begins one: `Jan.`
    case rarely
    /// As likely as not: `Inc.`, `etc.`
    case often
  }

  private let abbreviations: WordMap<Abbreviation>
  /// What the stop says behind a word with a capital, and behind any spelling of it: `No.`
  /// is an abbreviation, `no.` ends a sentence.
  private struct Abbreviation: Sendable {
    var capital: AbbreviationEnd?
    var any: AbbreviationEnd?
  }

  var classes: WordClasses
  /// Verbs that follow a quotation and its speaker: `"Stop!" she said`.
  private let speechVerbs: Set<WordID>

  /// - Parameter table: `Lexicons/abbreviations.tsv`.
  init(
    _ table: LexiconTable?, _ classes: WordClasses, speechVerbs: Set<WordID>,
    _ vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) {
    (self.classes, self.speechVerbs) = (classes, speechVerbs)
    var abbreviations: [WordID: Abbreviation] = [:]
    if let table, let columns = table.require(["abbreviation", "ends"], faults: &faults) {
      for row in table.rows {
        guard let end = AbbreviationEnd(rawValue: String(row.fields[columns[1]])) else {
          faults.append(
            ResourceFault(
              table.file, line: row.line, source: row.fields.joined(separator: "\t"),
              "'\(row.fields[columns[1]])' does not say what may follow",
              remedy: "use never, rarely or often"))
          continue
        }
        let word = row.fields[columns[0]]
        let isInitialism = word.dropLast().contains(".")
        let id = vocabulary.insert(isInitialism ? word : word.dropLast())
        if word.first?.isUppercase == true {
          abbreviations[id, default: Abbreviation()].capital = end
        } else {
          abbreviations[id, default: Abbreviation()].any = end
        }
      }
    }
    self.abbreviations = WordMap(abbreviations)
  }

  /// Appends the sentences, all in the zone `body`. O(tokens). Hot path.
  func split(_ tokens: TokenTable, into sentences: inout [Sentence]) {
    let (kinds, flags) = (tokens.kinds.span, tokens.flags.span)
    var start = 0
    var paragraph = 0
    /// Whether the lines of the paragraph are wrapped; only asked where it has two.
    var isWrapped: Bool?
    func close(_ end: TokenID) {
      guard end > start else { return }
      sentences.append(Sentence(tokens: start..<end, zone: .body, bodyStart: start))
      start = end
    }
    for eight in stride(from: 1, to: tokens.count, by: 8) {
      var places = Self.places(kinds.bytes, flags.bytes, from: eight)
      while let place = places.popFirst() {
        let token = eight + place
        guard token < tokens.count else { break }
        if flags[token].contains(.paragraphBefore) {
          close(token)
          (paragraph, isWrapped) = (token, nil)
        } else if flags[token].contains(.lineBefore) {
          let isWrappedHere = isWrapped ?? Self.isWrapped(tokens, from: paragraph)
          if !isWrappedHere { close(token) }
          isWrapped = isWrappedHere
        }
        guard token > start, Self.canEnd(kinds, flags, before: token, since: start) else {
          continue
        }
        if isBoundary(tokens, before: token, since: start) { close(token) }
      }
    }
    close(tokens.count)
  }

  /// Before which of eight tokens a sentence can end, or a line does: nine in ten need no
  /// further look. Where `canEnd` says yes, so must this.
  @inline(__always)
  private static func places(
    _ kinds: borrowing RawSpan, _ flags: borrowing RawSpan, from token: TokenID
  ) -> ByteMarks {
    let before = ByteBlock(kinds, at: token - 1)
    let initialisms = ByteBlock(flags, at: token - 1).marks(ofBit: TokenFlags.initialism.rawValue)
    let lines = ByteBlock(flags, at: token).marks(ofBit: TokenFlags.lineBefore.rawValue)
    return before.marks(in: TokenKind.dash.rawValue...TokenKind.ellipsis.rawValue)
      .union(before.marks(in: TokenKind.closingQuote.rawValue...TokenKind.closingBracket.rawValue))
      .union(before.marks(in: TokenKind.number.rawValue...TokenKind.number.rawValue))
      .union(initialisms).union(lines)
  }

  /// Whether a sentence can end before `token` at all, by what stands there. Where
  /// `isBoundary` says yes, so must this.
  @inline(__always)
  private static func canEnd(
    _ kinds: Span<TokenKind>, _ flags: Span<TokenFlags>, before token: TokenID,
    since start: TokenID
  ) -> Bool {
    switch kinds[token - 1] {
    case .stop, .exclamation, .ellipsis, .dash, .closingBracket, .closingQuote, .quote: true
    case .number:
      // A bare note, or a heading.
      token > 1 && kinds[token - 2] == .stop || token - start == 2 || token - start == 6
    case .word: flags[token - 1].contains(.initialism)
    default: false
    }
  }

  /// Whether the line breaks of the paragraph that begins at `start` only keep its lines
  /// short.
  static func isWrapped(_ tokens: TokenTable, from start: TokenID) -> Bool {
    let end = paragraphEnd(tokens, from: start)
    return isWrapped(tokens, start..<end)
  }

  private static func paragraphEnd(_ tokens: TokenTable, from start: TokenID) -> TokenID {
    var end = start + 1
    while end < tokens.count, !tokens.flags[end].contains(.paragraphBefore) { end += 1 }
    return end
  }

  /// Whether the line breaks of a paragraph only keep its lines short: three lines or
  /// more, all but the last of about one length, and some going on with a small letter.
  private static func isWrapped(_ tokens: TokenTable, _ paragraph: Range<TokenID>) -> Bool {
    var lines: [Int] = []
    var goesOn = false
    var lineStart = paragraph.lowerBound
    for token in paragraph.dropFirst() where tokens.flags[token].contains(.lineBefore) {
      lines.append(tokens.span(of: lineStart..<token).count)
      lineStart = token
      let isSmall = tokens.kinds[token] == .word && !tokens.flags[token].contains(.capital)
      goesOn = goesOn || isSmall
    }
    guard goesOn, let longest = lines.max() else { return false }
    return longest <= 120 && lines.allSatisfy { $0 * 10 >= longest * 6 }
  }
}

extension SentenceSplitter {
  /// Whether a sentence that began at `start` ends just before `token`.
  func isBoundary(_ tokens: TokenTable, before token: TokenID, since start: TokenID) -> Bool {
    // Quotes and brackets that close behind the stop belong to its sentence, and so does
    // the number of a note.
    if Self.closes(tokens, token) || noteEnd(tokens, from: token) != nil { return false }
    var last = token - 1
    if Self.isOmission(tokens, endingAt: last) { return beginsCapital(tokens, token) }
    if let note = noteStart(tokens, endingAt: last, since: start) { last = note - 1 }
    let isQuoted = tokens.kinds[last] != .closingBracket && Self.closes(tokens, last)
    while last > start, Self.closes(tokens, last) { last -= 1 }
    if isQuoted, tokens.kinds[last] == .exclamation, isSpeaker(tokens, token) { return false }
    if isHeading(tokens, start..<token), beginsCapital(tokens, token) {
      return tokens.kinds[token] == .word
    }
    switch tokens.kinds[last] {
    case .exclamation where tokens.isTight(token) && beginsSmall(tokens, token):
      return false  // "a.b?c=d"
    case .exclamation: return isQuoted ? !beginsSmall(tokens, token) : !goesOn(tokens, token)
    case .ellipsis:
      return beginsCapital(tokens, token) && !tokens.isTight(token)
        && tokens.kinds[token] != .openingBracket
    case .dash: return isBrokenOff(tokens, dash: last, next: token, since: start)
    case .stop: return isBoundary(tokens, stop: last, next: token, since: start)
    case .word where tokens.flags[last].contains(.initialism):
      return isBoundary(tokens, initialism: last, next: token)
    default: return false
    }
  }

  /// `[...]`
  private static func isOmission(_ tokens: TokenTable, endingAt token: TokenID) -> Bool {
    token >= 2 && tokens.kinds[token] == .closingBracket && tokens.isSquare(token)
      && tokens.kinds[token - 1] == .ellipsis
      && tokens.kinds[token - 2] == .openingBracket
  }

  /// A line of its own that lost its line: `Figure 1.3`, or a whole date with weekday and
  /// year, at the start of a paragraph.
  private func isHeading(_ tokens: TokenTable, _ range: Range<TokenID>) -> Bool {
    let start = range.lowerBound
    guard start == 0 || tokens.flags[start].contains(.lineBefore), range.upperBound < tokens.count
    else { return false }
    func isCapital(_ token: TokenID) -> Bool {
      tokens.kinds[token] == .word && tokens.flags[token].contains(.capital)
    }
    switch range.count {
    case 2:
      return isCapital(start) && classes[tokens.words[start]].isDisjoint(with: .closed)
        && tokens.kinds[start + 1] == .number
        && beginsSentence(tokens, range.upperBound)
    case 6:
      return isCapital(start) && isCapital(start + 2) && tokens.kinds[start + 1] == .comma
        && tokens.kinds[start + 3] == .number && tokens.kinds[start + 4] == .comma
        && tokens.kinds[start + 5] == .number && tokens.spans[start + 5].count == 4
    default: return false
    }
  }

  /// The end of a note such as `[12]`, `[citation needed]`, or a bare number before a word
  /// that begins a sentence, that begins at a token.
  private func noteEnd(_ tokens: TokenTable, from token: TokenID) -> TokenID? {
    if isBareNote(tokens, token) { return token + 1 }
    guard tokens.kinds[token] == .openingBracket, tokens.isSquare(token) else { return nil }
    for end in (token + 1)..<max(token + 1, min(tokens.count, token + 5)) {
      if tokens.kinds[end] == .closingBracket { return end + 1 }
    }
    return nil
  }

  /// The number of a note whose raised position was lost: `… a fee. 8 Yet some …`
  private func isBareNote(_ tokens: TokenTable, _ token: TokenID) -> Bool {
    token > 0 && token + 1 < tokens.count && tokens.kinds[token] == .number
      && tokens.spans[token].count <= 3 && tokens.kinds[token - 1] == .stop
      && tokens.isTight(token - 1) && beginsSentence(tokens, token + 1)
  }

  /// Where the notes begin that end with a token; their brackets are short.
  private func noteStart(
    _ tokens: TokenTable, endingAt token: TokenID, since start: TokenID
  ) -> TokenID? {
    if token > start, isBareNote(tokens, token) { return token }
    var (end, found) = (token, TokenID?.none)
    while end > start, tokens.kinds[end] == .closingBracket {
      guard
        let open = (max(start, end - 4)..<end).last(where: { tokens.kinds[$0] == .openingBracket }),
        tokens.isSquare(open), open > start
      else { return found }
      (end, found) = (open - 1, open)
    }
    return found
  }

  /// Whether a quotation goes on with who said it: `he said`, `I asked`, `Jenna said`.
  private func isSpeaker(_ tokens: TokenTable, _ token: TokenID) -> Bool {
    guard token + 1 < tokens.count, tokens.kinds[token] == .word else { return false }
    return (token...min(token + 3, tokens.count - 1)).contains {
      speechVerbs.contains(tokens.words[$0])
    } && tokens.kinds[token + 1] == .word
  }

  /// A quote or bracket that leans on what stands before it.
  private static func closes(_ tokens: TokenTable, _ token: TokenID) -> Bool {
    switch tokens.kinds[token] {
    case .closingBracket: true
    case .closingQuote, .quote: tokens.isTight(token)
    default: false
    }
  }

  /// Punctuation that no sentence begins with.
  private func goesOn(_ tokens: TokenTable, _ token: TokenID) -> Bool {
    switch tokens.kinds[token] {
    case .comma, .semicolon, .colon, .clitic, .stop, .exclamation, .closingBracket, .ellipsis: true
    default: false
    }
  }

  private func beginsSmall(_ tokens: TokenTable, _ token: TokenID) -> Bool {
    switch tokens.kinds[token] {
    case .word: tokens.flags[token].isDisjoint(with: [.capital, .mixed])
    case .comma, .semicolon, .colon, .clitic, .stop, .exclamation: true
    default: false
    }
  }

  private func beginsCapital(_ tokens: TokenTable, _ token: TokenID) -> Bool {
    switch tokens.kinds[token] {
    case .word: tokens.flags[token].contains(.capital)
    case .openingQuote, .quote, .number, .openingBracket: true
    default: false
    }
  }

  private func isBoundary(
    _ tokens: TokenTable, stop: TokenID, next: TokenID, since start: TokenID
  ) -> Bool {
    if beginsSmall(tokens, next),
      !startsCarelessly(tokens, stop: stop, next: next, since: start)
    {
      return false
    }
    // "example.com", "v.2"
    if next == stop + 1, tokens.isTight(next) {
      let isGlued = beginsCapital(tokens, next) && stop > start && tokens.spans[stop - 1].count > 2
      return isGlued && tokens.kinds[next] == .word && !tokens.flags[stop - 1].contains(.capital)
    }
    guard stop > start, tokens.isTight(stop) else { return true }
    let word = stop - 1
    if let end = abbreviation(tokens, word) {
      switch end {
      case .never: return false
      case .rarely: return beginsSentence(tokens, next)
      case .often: return tokens.kinds[next] == .word
      }
    }
    let isInitial = tokens.kinds[word] == .word && tokens.spans[word].count == 1
    if isInitial { return beginsSentence(tokens, next) }
    // "1." at the start of a list item
    return !(word == start && tokens.kinds[word] == .number)
  }

  /// What the stop behind a token says, where the token is an abbreviation.
  private func abbreviation(_ tokens: TokenTable, _ token: TokenID) -> AbbreviationEnd? {
    guard let abbreviation = abbreviations[tokens.words[token]] else { return nil }
    let isCapital = tokens.flags[token].contains(.capital)
    return isCapital ? abbreviation.capital ?? abbreviation.any : abbreviation.any
  }

  /// Careless writers begin with a small letter: taken for that behind a stop that follows a
  /// plain word of some length, or stands free.
  private func startsCarelessly(
    _ tokens: TokenTable, stop: TokenID, next: TokenID, since start: TokenID
  ) -> Bool {
    guard stop > start, tokens.kinds[next] == .word, !tokens.isTight(next) else { return false }
    guard tokens.isTight(stop) else { return true }
    let word = stop - 1
    guard tokens.kinds[word] == .word, abbreviation(tokens, word) == nil else { return false }
    if tokens.flags[word].contains(.capital) {
      return word == start && tokens.spans[word].count > 3
    }
    let isKnown = !classes[tokens.words[word]].isEmpty
    return tokens.spans[word].count > (isKnown ? 1 : 4)
  }

  /// Speech that breaks off (`He wanted to — This is new.`): a dash behind a small word, and a
  /// capital on a word that has it only at the start of a sentence.
  private func isBrokenOff(
    _ tokens: TokenTable, dash: TokenID, next: TokenID, since start: TokenID
  ) -> Bool {
    guard dash > start, !tokens.isTight(next), tokens.kinds[dash - 1] == .word,
      !tokens.flags[dash - 1].contains(.capital), tokens.spans[next].count > 1
    else { return false }
    return beginsSentence(tokens, next)
  }

  private func isBoundary(_ tokens: TokenTable, initialism: TokenID, next: TokenID) -> Bool {
    if abbreviation(tokens, initialism) == .never { return false }
    guard tokens.kinds[next] != .word || !tokens.isTight(next) else { return false }
    return beginsSentence(tokens, next)
  }

  /// A capital on a word that has none inside a sentence: an article, a pronoun, a
  /// preposition.
  private func beginsSentence(_ tokens: TokenTable, _ token: TokenID) -> Bool {
    // Not "US", which folds to a pronoun.
    guard tokens.kinds[token] == .word, tokens.flags[token].contains(.capital),
      tokens.flags[token].isDisjoint(with: [.allCapitals, .initialism])
    else { return false }
    return !classes[tokens.words[token]].isDisjoint(with: .closed)
  }
}
