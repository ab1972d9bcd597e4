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

  private let abbreviations: [WordID: AbbreviationEnd]
  private let classes: WordClasses
  /// Verbs that follow a quotation and its speaker: `"Stop!" she said`.
  private let speechVerbs: Set<WordID>

  /// - Parameter table: `Lexicons/abbreviations.tsv`.
  init(
    _ table: LexiconTable?, _ classes: WordClasses, speechVerbs: Set<WordID>,
    _ vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) {
    (self.classes, self.speechVerbs) = (classes, speechVerbs)
    var abbreviations: [WordID: AbbreviationEnd] = [:]
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
        abbreviations[vocabulary.insert(isInitialism ? word : word.dropLast())] = end
      }
    }
    self.abbreviations = abbreviations
  }

  /// Appends the sentences, all in the zone `body`. O(tokens).
  func split(_ tokens: TokenTable, into sentences: inout [Sentence]) {
    var start = 0
    var paragraph = 0..<0
    var isWrapped = false
    func close(_ end: TokenID) {
      guard end > start else { return }
      sentences.append(Sentence(tokens: start..<end, zone: .body, bodyStart: start))
      start = end
    }
    for token in 0..<tokens.count {
      if token == paragraph.upperBound {
        close(token)
        paragraph = token..<Self.paragraphEnd(tokens, from: token)
        isWrapped = Self.isWrapped(tokens, paragraph)
      }
      if token > start {
        if tokens.flags[token].contains(.lineBefore), !isWrapped { close(token) }
        if isBoundary(tokens, before: token, since: start) { close(token) }
      }
    }
    close(tokens.count)
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
  private func isBoundary(_ tokens: TokenTable, before token: TokenID, since start: TokenID) -> Bool
  {
    // Quotes and brackets that close behind the stop belong to its sentence, and so does
    // the number of a note.
    if Self.closes(tokens, token) || Self.noteEnd(tokens, from: token) != nil { return false }
    var last = token - 1
    if let note = Self.noteStart(tokens, endingAt: last, since: start) { last = note - 1 }
    let isQuoted = tokens.kinds[last] != .closingBracket && Self.closes(tokens, last)
    while last > start, Self.closes(tokens, last) { last -= 1 }
    if isQuoted, isSpeaker(tokens, token) { return false }
    switch tokens.kinds[last] {
    case .exclamation: return isQuoted ? !beginsSmall(tokens, token) : !goesOn(tokens, token)
    case .ellipsis: return beginsCapital(tokens, token) && !tokens.isTight(token)
    case .stop: return isBoundary(tokens, stop: last, next: token, since: start)
    case .word where tokens.flags[last].contains(.initialism):
      return isBoundary(tokens, initialism: last, next: token)
    default: return false
    }
  }

  /// The end of a note such as `[12]` or `[citation needed]` that begins at a token.
  private static func noteEnd(_ tokens: TokenTable, from token: TokenID) -> TokenID? {
    guard tokens.kinds[token] == .openingBracket, tokens.isSquare(token) else { return nil }
    for end in (token + 1)..<max(token + 1, min(tokens.count, token + 5)) {
      if tokens.kinds[end] == .closingBracket { return end + 1 }
    }
    return nil
  }

  /// Where the notes begin that end with a token; their brackets are short.
  private static func noteStart(
    _ tokens: TokenTable, endingAt token: TokenID, since start: TokenID
  ) -> TokenID? {
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
    case .comma, .semicolon, .colon, .clitic, .stop, .exclamation, .closingBracket: true
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
    if beginsSmall(tokens, next), !startsCarelessly(tokens, stop: stop, next: next) {
      return false
    }
    // "example.com", "v.2"
    if next == stop + 1, tokens.isTight(next) {
      let isGlued = beginsCapital(tokens, next) && stop > start && tokens.spans[stop - 1].count > 2
      return isGlued && tokens.kinds[next] == .word && !tokens.flags[stop - 1].contains(.capital)
    }
    guard stop > start, tokens.isTight(stop) else { return true }
    let word = stop - 1
    if let end = abbreviations[tokens.words[word]], tokens.words[word] != .unknown {
      switch end {
      case .never: return false
      case .rarely: return beginsSentence(tokens, next)
      case .often: return tokens.kinds[next] == .word
      }
    }
    let isInitial =
      tokens.kinds[word] == .word && tokens.spans[word].count == 1
      && tokens.flags[word].contains(.capital)
    if isInitial { return beginsSentence(tokens, next) }
    // "1." at the start of a list item
    return !(word == start && tokens.kinds[word] == .number)
  }

  /// Careless writers begin with a small letter: taken for that behind a stop that follows a
  /// plain word.
  private func startsCarelessly(_ tokens: TokenTable, stop: TokenID, next: TokenID) -> Bool {
    guard stop > 0, tokens.kinds[next] == .word, !tokens.isTight(next), tokens.isTight(stop),
      tokens.kinds[stop - 1] == .word, tokens.flags[stop - 1].isEmpty || tokens.flags[stop - 1] == .spaceBefore,
      tokens.spans[stop - 1].count > 1
    else { return false }
    return !classes[tokens.words[stop - 1]].isEmpty && abbreviations[tokens.words[stop - 1]] == nil
  }

  private func isBoundary(_ tokens: TokenTable, initialism: TokenID, next: TokenID) -> Bool {
    guard tokens.kinds[next] != .word || !tokens.isTight(next) else { return false }
    return beginsSentence(tokens, next)
  }

  /// A capital on a word that has none inside a sentence: an article, a pronoun, a
  /// preposition.
  private func beginsSentence(_ tokens: TokenTable, _ token: TokenID) -> Bool {
    guard tokens.kinds[token] == .word, tokens.flags[token].contains(.capital) else { return false }
    return !classes[tokens.words[token]].isDisjoint(with: .closed)
  }
}
