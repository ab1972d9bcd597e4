/// Finds where sentences end.
///
/// A stop ends a sentence unless what stands before it (an abbreviation, an initial) or
/// behind it (a small letter, a number) says otherwise; an empty line always ends one, a
/// single line break where the lines are not merely wrapped.
///
/// A class, since a struct of as many arrays would be copied for every document.
final class SentenceSplitter: Sendable {
  /// What an abbreviation's stop says about the end of the sentence.
  enum AbbreviationEnd: String, Sendable {
    /// Something always follows in the same sentence: `Gen.`, `Mr.`
    case never
    /// It ends a sentence only where a word follows that begins one: `Jan.`
    case rarely
    /// As likely as not: `Inc.`, `etc.`
    case often
    /// It is an abbreviation only before a number: `no. 5`
    case number
  }

  private let abbreviations: WordMap<Abbreviation>
  /// What the stop says behind a word with a capital, and behind any spelling of it: `No.`
  /// is an abbreviation, `no.` ends a sentence.
  private struct Abbreviation: Sendable {
    var capital: AbbreviationEnd?
    var any: AbbreviationEnd?
  }

  let classes: WordClasses
  let markers: ListMarkers
  /// What decides where the rules are unsure; without it no sentence ends there.
  private let model: SentenceModel?
  /// Verbs that follow a quotation and its speaker: `"Stop!" she said`.
  private let speechVerbs: Set<WordID>

  /// - Parameters:
  ///   - table: `Lexicons/abbreviations.tsv`.
  ///   - markers: `Lexicons/list-markers.tsv`.
  ///   - model: `Models/sentences.tsv`.
  init(
    _ table: LexiconTable?, markers: LexiconTable?, model: LexiconTable?,
    _ classes: WordClasses, speechVerbs: Set<WordID>, _ vocabulary: inout Vocabulary,
    faults: inout [ResourceFault]
  ) {
    (self.classes, self.speechVerbs) = (classes, speechVerbs)
    self.model = model.map { SentenceModel($0, classes, &vocabulary, faults: &faults) }
    self.markers = ListMarkers(markers, &vocabulary, faults: &faults)
    var abbreviations: [WordID: Abbreviation] = [:]
    if let table, let columns = table.require(["abbreviation", "ends"], faults: &faults) {
      for row in table.rows {
        guard let end = AbbreviationEnd(rawValue: String(row.fields[columns[1]])) else {
          faults.append(
            ResourceFault(
              table.file, line: row.line, source: row.fields.joined(separator: "\t"),
              "'\(row.fields[columns[1]])' does not say what may follow",
              remedy: "use never, rarely, often or number"))
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

  /// The same splitter with the classes of more words.
  init(_ splitter: SentenceSplitter, _ classes: WordClasses) {
    self.classes = classes
    (abbreviations, markers) = (splitter.abbreviations, splitter.markers)
    speechVerbs = splitter.speechVerbs
    model = splitter.model?.with(classes)
  }

  /// Appends the sentences, all in the zone `body`. O(tokens). Hot path.
  func split(_ tokens: TokenTable, into sentences: inout [Sentence]) {
    let (kinds, flags) = (tokens.kinds.span, tokens.flags.span)
    var start = 0
    var paragraph = 0
    /// Whether the lines of the paragraph are wrapped; only asked where it has two.
    var isWrapped: Bool?
    /// Whether the sentence is an item of a list: the next may follow on the same line.
    var isItem = tokens.count > 0 && markers.marker(tokens, at: 0) != nil
    func close(_ end: TokenID) {
      guard end > start else { return }
      sentences.append(Sentence(tokens: start..<end, zone: .body, bodyStart: start))
      start = end
      isItem = end < tokens.count && markers.marker(tokens, at: end) != nil
    }
    for eight in stride(from: 1, to: tokens.count, by: 8) {
      var places = Self.places(kinds.bytes, flags.bytes, from: eight)
      var place = 0
      while let next = isItem ? place : places.first, next < 8 {
        place = next + 1
        places = places.dropping(place)
        let token = eight + next
        guard token < tokens.count else { break }
        if flags[token].contains(.paragraphBefore) {
          close(token)
          (paragraph, isWrapped) = (token, nil)
        } else if flags[token].contains(.lineBefore) {
          let isWrappedHere = isWrapped ?? Self.isWrapped(tokens, from: paragraph)
          if !isWrappedHere { close(token) }
          isWrapped = isWrappedHere
        }
        guard token > start,
          isItem || Self.canEnd(kinds, flags, before: token, since: start)
            || canBeUnsure(tokens, before: token, since: start)
        else { continue }
        if isBoundary(tokens, before: token, since: start) { close(token) }
      }
    }
    close(tokens.count)
  }

  /// Before which of eight tokens a sentence can end, or a line does: most need no further
  /// look. Where `canEnd` or `canBeUnsure` say yes, so must this.
  @inline(__always)
  private static func places(
    _ kinds: borrowing RawSpan, _ flags: borrowing RawSpan, from token: TokenID
  ) -> ByteMarks {
    let (before, kinds) = (ByteBlock(kinds, at: token - 1), ByteBlock(kinds, at: token))
    let initialisms = ByteBlock(flags, at: token - 1).marks(ofBit: TokenFlags.initialism.rawValue)
    let flags = ByteBlock(flags, at: token)
    let lines = flags.marks(ofBit: TokenFlags.lineBefore.rawValue)
    // What can begin a sentence that has no stop before it.
    let opening = flags.marks(ofBit: TokenFlags.capital.rawValue)
      .union(kinds.marks(in: TokenKind.hyphen.rawValue...TokenKind.dash.rawValue))
      .union(kinds.marks(in: TokenKind.symbol.rawValue...TokenKind.symbol.rawValue))
      .union(kinds.marks(in: TokenKind.number.rawValue...TokenKind.number.rawValue))
      .intersection(flags.marks(ofBit: TokenFlags.spaceBefore.rawValue))
    return before.marks(in: TokenKind.dash.rawValue...TokenKind.ellipsis.rawValue)
      .union(before.marks(in: TokenKind.closingQuote.rawValue...TokenKind.closingBracket.rawValue))
      .union(before.marks(in: TokenKind.number.rawValue...TokenKind.number.rawValue))
      .union(initialisms).union(lines).union(opening)
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
    goesOn = goesOn || isTelex(tokens, paragraph)
    guard goesOn, let longest = lines.max() else { return false }
    return longest <= 120 && lines.allSatisfy { $0 * 10 >= longest * 6 }
  }
}

extension SentenceSplitter {
  /// Whether a paragraph has no small letters, and a sentence that ends within a line: capitals
  /// alone then say nothing of where lines begin anew.
  private static func isTelex(_ tokens: TokenTable, _ paragraph: Range<TokenID>) -> Bool {
    var endsInside = false
    for token in paragraph {
      if tokens.kinds[token] == .word, tokens.spans[token].count > 1,
        tokens.flags[token].isDisjoint(with: [.allCapitals, .initialism])
      {
        return false
      }
      endsInside =
        endsInside
        || tokens.kinds[token] == .stop && token + 1 < paragraph.upperBound
          && !tokens.flags[token + 1].contains(.lineBefore)
    }
    return endsInside
  }

  /// Whether a sentence that began at `start` ends just before `token`.
  func isBoundary(_ tokens: TokenTable, before token: TokenID, since start: TokenID) -> Bool {
    if isSurelyBoundary(tokens, before: token, since: start) { return true }
    guard let model, isUnsure(tokens, before: token, since: start) else { return false }
    return model.isBoundary(tokens, before: token, since: start)
  }

  /// What the rules say, which need a stop or the like.
  private func isSurelyBoundary(
    _ tokens: TokenTable, before token: TokenID, since start: TokenID
  ) -> Bool {
    // Quotes and brackets that close behind the stop belong to its sentence, and so does
    // the number of a note.
    if Self.closes(tokens, token) || noteEnd(tokens, from: token) != nil { return false }
    if let marker = markers.marker(tokens, at: start) {
      if token <= marker.end { return false }
      if markers.isNext(tokens, at: token, after: marker) { return true }
    }
    var last = token - 1
    if Self.isOmission(tokens, endingAt: last) { return beginsCapital(tokens, token) }
    if let note = noteStart(tokens, endingAt: last, since: start) { last = note - 1 }
    let isClosed = Self.closes(tokens, last)
    let isQuoted = tokens.kinds[last] != .closingBracket && isClosed
    while last > start, Self.closes(tokens, last) { last -= 1 }
    if isQuoted, isSpeaker(tokens, token),
      tokens.kinds[last] == .exclamation
        || tokens.kinds[last] == .stop && beginsSmall(tokens, token)
    {
      return false
    }
    if isHeading(tokens, start..<token), beginsCapital(tokens, token) {
      return tokens.kinds[token] == .word
    }
    switch tokens.kinds[last] {
    case .exclamation where tokens.isTight(token) && beginsSmall(tokens, token):
      return false  // "a.b?c=d"
    case .exclamation:
      if isClosed { return !beginsSmall(tokens, token) }
      return !goesOn(tokens, token) && !isName(tokens, mark: last, next: token, since: start)
    case .ellipsis:
      return beginsCapital(tokens, token) && !tokens.isTight(token)
        && tokens.kinds[token] != .openingBracket
    case .dash: return isBrokenOff(tokens, dash: last, next: token, since: start)
    case .stop: return isBoundary(tokens, stop: last, next: token, since: start)
    case .word where tokens.flags[last].contains(.initialism):
      return isBoundary(tokens, initialism: last, next: token, since: start)
    default: return false
    }
  }

  /// Whether a mark belongs to the name before it: a capital inside the sentence, and a word
  /// behind that no clause begins with (`Yahoo! in Rome`), what companies are (`Yahoo! Inc.`),
  /// or the last word in brackets (`(Yahoo! News)`).
  private func isName(
    _ tokens: TokenTable, mark: TokenID, next: TokenID, since start: TokenID
  ) -> Bool {
    guard mark > start + 1, tokens.isTight(mark), tokens.kinds[mark - 1] == .word,
      tokens.flags[mark - 1].contains(.capital), tokens.kinds[next] == .word
    else { return false }
    if tokens.flags[next].contains(.capital) {
      return next + 1 < tokens.count
        && (tokens.kinds[next + 1] == .closingBracket
          || tokens.kinds[next + 1] == .stop && abbreviation(tokens, next) == .often)
    }
    let known = classes[tokens.words[next]]
    return !known.isDisjoint(with: [.preposition, .auxiliary, .third])
      && !known.contains(.pronoun)
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

  func beginsCapital(_ tokens: TokenTable, _ token: TokenID) -> Bool {
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
      guard stop > start, tokens.spans[stop - 1].count > 2, tokens.kinds[next] == .word,
        beginsCapital(tokens, next), abbreviation(tokens, stop - 1) == nil
      else { return false }
      guard tokens.flags[stop - 1].contains(.capital) else { return true }
      return tokens.spans[stop - 1].count > 3
        && (beginsSentence(tokens, next) || abbreviation(tokens, next) == .never)
    }
    guard stop > start, tokens.isTight(stop) else { return true }
    let word = stop - 1
    if let end = abbreviation(tokens, word) {
      switch end {
      case .never: return false
      case .rarely: return beginsSentence(tokens, next)
      case .often: return tokens.kinds[next] == .word
      case .number: return tokens.kinds[next] != .number
      }
    }
    // "N°. 5"
    if tokens.kinds[word] == .symbol, tokens.kinds[next] == .number, word > start,
      tokens.isTight(word), tokens.kinds[word - 1] == .word
    {
      return false
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
    // ". . ." is an ellipsis.
    guard tokens.isTight(stop) else { return tokens.kinds[stop - 1] != .stop }
    let word = stop - 1
    guard tokens.kinds[word] == .word, abbreviation(tokens, word) == nil else { return false }
    if tokens.flags[word].contains(.capital) {
      return word == start && tokens.spans[word].count > 3
    }
    let isKnown = !classes[tokens.words[word]].subtracting(.surname).isEmpty
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

  private func isBoundary(
    _ tokens: TokenTable, initialism: TokenID, next: TokenID, since start: TokenID
  ) -> Bool {
    if abbreviation(tokens, initialism) == .never { return false }
    guard tokens.kinds[next] != .word || !tokens.isTight(next) else { return false }
    return beginsSentence(tokens, next)
      || isTime(tokens, initialism) && abbreviation(tokens, next) == .never
        && hasVerb(tokens, start..<initialism)
  }

  /// `6 p.m.`
  private func isTime(_ tokens: TokenTable, _ token: TokenID) -> Bool {
    token > 0 && tokens.kinds[token - 1] == .number
  }

  /// Whether there is a verb that has a subject among the last words of a range.
  private func hasVerb(_ tokens: TokenTable, _ range: Range<TokenID>) -> Bool {
    range.suffix(30).contains {
      tokens.kinds[$0] == .word && !tokens.flags[$0].contains(.capital)
        && !classes[tokens.words[$0]].isDisjoint(with: [.past, .third, .auxiliary, .modal])
    }
  }

  /// A capital on a word that has none inside a sentence: an article, a pronoun, a
  /// preposition, or an adverb before a small word (not `East Coast`).
  func beginsSentence(_ tokens: TokenTable, _ token: TokenID) -> Bool {
    // Not "US", which folds to a pronoun.
    guard tokens.kinds[token] == .word, tokens.flags[token].contains(.capital),
      tokens.flags[token].isDisjoint(with: [.allCapitals, .initialism])
    else { return false }
    let next = token + 1
    let isJoined =
      next < tokens.count && tokens.kinds[next] == .hyphen && tokens.isTight(next)
    guard !isJoined else { return false }
    let known = classes[tokens.words[token]]
    return !known.isDisjoint(with: .closed)
      || known.contains(.adverb) && next < tokens.count
        && tokens.flags[next].isDisjoint(with: .capital)
  }
}
