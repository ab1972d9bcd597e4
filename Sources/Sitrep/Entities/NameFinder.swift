/// Finds names, and chooses one reading for each.
///
/// Lists, patterns and rules about capitals compete for the same tokens: from left to
/// right the longest wins, and among equally long ones a list before a pattern before a
/// rule.
struct NameFinder: Sendable {
  let lexicon: Lexicon
  let classes: WordClasses
  let patterns: PatternSet
  let places: PlaceResolver
  /// Verbs that attribute: a capitalised name before one of them speaks.
  let speechVerbs: Set<WordID>
  /// Phrases that attribute: a capitalised name behind one of them speaks.
  let speechPhrases: LexiconMatcher

  /// A stretch of tokens that could be a name.
  struct Candidate {
    var tokens: Range<TokenID>
    var type: EntityType
    var entry: EntryID?
    /// The rule that found it; empty where it rests on an entry, whose file says it.
    var rule: String
    /// The higher wins among equally long ones.
    var priority: Int
    /// The pattern's match it rests on, where there is one.
    var match: PatternMatch?
    /// All that a name of a place can mean, where that is more than one.
    var readings: [EntryID] = []
  }

  /// Appends the names of the document to its mentions, in order and without overlap, and
  /// notes the heads of nominal mentions in `heads`. O(tokens).
  func find(in document: inout Document, heads: inout NominalHeads) {
    heads.reset(document.tokens.count)
    var scan = Scan(document: document)
    var found = PatternScan()
    for sentence in document.sentences where sentence.zone != .boilerplate {
      if document.checkDeadline() { break }
      patterns.find(in: document.tokens, document.text.bytes, sentence.tokens, &found)
      find(in: sentence, found.matches, &scan, &heads)
    }
    document.mentions = scan.mentions
    document.brokenOff = found.exhausted.map { patterns.patterns[$0].rule }
    let surnames = surnames(of: document)
    readSurnames(surnames, in: &document)
    findPlacesAgain(surnames, &scan.readings, in: &document)
    if !document.givenPlaces.isEmpty { takeGivenPlaces(&scan.readings, in: &document) }
    places.leaveElsewhere(&scan.readings, in: &document)
    places.resolve(scan.readings, in: &document)
    findSurnames(surnames, in: &document)
  }

  /// What the walk over a document carries along.
  struct Scan {
    let document: Document
    var mentions: [Mention] = []
    var matches: [LexiconMatcher.Match] = []
    var readings = PlaceReadings()

    init(document: Document) { self.document = document }
  }

  /// - Parameter found: What patterns found in the sentence, in order.
  private func find(
    in sentence: Sentence, _ found: [PatternMatch], _ scan: inout Scan,
    _ heads: inout NominalHeads
  ) {
    let tokens = scan.document.tokens
    let range = sentence.tokens
    var patternMatches = found[...]
    let capitalsTell = capitalsTell(tokens, range)
    let isCareless = isCareless(range, scan.document)
    var token = range.lowerBound
    // Where the words before a person's name begin, and whether a title is among them.
    var titleStart: TokenID?
    var hasTitle = false
    while token < range.upperBound {
      let kind = tokens.kinds[token]
      while let first = patternMatches.first, first.tokens.lowerBound < token {
        patternMatches.removeFirst()
      }
      let isFound = patternMatches.first?.tokens.lowerBound == token
      guard isFound || kind == .word || kind == .number || kind == .alphanumeric else {
        let isTitleStop = kind == .stop && tokens.isTight(token)
        if !isTitleStop { (titleStart, hasTitle) = (nil, false) }
        token += 1
        continue
      }
      if !scan.matches.isEmpty { scan.matches.removeAll(keepingCapacity: true) }
      lexicon.matcher.matches(tokens, at: token, limit: range.upperBound, into: &scan.matches)
      if isCareless, scan.matches.isEmpty { smallPlaces(at: token, range, &scan) }
      let isCapital = capitalsTell && tokens.flags[token].contains(.capital) && kind == .word
      // Most words are in no list, and no rule asks for them.
      if scan.matches.isEmpty, !isFound, !isCapital {
        (titleStart, hasTitle) = (nil, false)
        token += 1
        continue
      }
      let nominal = longestNominal(scan.matches)
      var best = bestName(scan.matches, at: token, scan, range)
      if isFound {
        for match in patternMatches.prefix(while: { $0.tokens.lowerBound == token }) {
          Self.consider(
            Candidate(
              tokens: match.tokens, type: match.type, entry: nil, rule: match.rule,
              priority: 1 + match.priority, match: match), &best)
        }
      }
      if isCapital {
        ruleCandidates(at: token, range, scan, heads, afterTitle: hasTitle, nominal) {
          Self.consider($0, &best)
        }
      }
      if let best, best.tokens.count >= nominal?.length ?? 0 {
        noteHead(nominal, at: token, &heads)
        append(best, titleStart: titleStart, &scan)
        if best.type == .group || best.type == .politicalPlace || best.type == .organization {
          titleStart = titleStart ?? token
        } else {
          titleStart = nil
        }
        hasTitle = false
        token = best.tokens.upperBound
      } else if let nominal {
        noteHead(nominal, at: token, &heads)
        hasTitle = lexicon.type(of: nominal.entry) == .person
        titleStart = hasTitle ? titleStart ?? token : nil
        token += nominal.length
      } else {
        (titleStart, hasTitle) = (nil, false)
        token += 1
      }
    }
  }

  private func noteHead(
    _ nominal: LexiconMatcher.Match?, at token: TokenID, _ heads: inout NominalHeads
  ) {
    guard let nominal else { return }
    heads.insert(token..<(token + nominal.length), nominal.entry)
  }

  private static func consider(_ candidate: Candidate, _ best: inout Candidate?) {
    guard let current = best else {
      best = candidate
      return
    }
    let longer = candidate.tokens.count - current.tokens.count
    if longer > 0 || longer == 0 && candidate.priority > current.priority { best = candidate }
  }

  /// Whether capitals mean something: not in a headline set in title case, nor in text all
  /// in capitals. Counts words of four letters and more.
  private func capitalsTell(_ tokens: TokenTable, _ range: Range<TokenID>) -> Bool {
    var (capitals, words) = (0, 0)
    for token in range where tokens.kinds[token] == .word && tokens.spans[token].count > 3 {
      words += 1
      if tokens.flags[token].contains(.capital) { capitals += 1 }
    }
    // A whole sentence of few words may be all names: "President Mwangi met Ms. Otieno."
    let isWhole = range.last.map { tokens.kinds[$0] == .stop } ?? false
    return words < (isWhole ? 8 : 4) || capitals * 10 < words * 8
  }

  private func append(_ candidate: Candidate, titleStart: TokenID?, _ scan: inout Scan) {
    let tokens = scan.document.tokens
    let entry = candidate.entry.map { lexicon[$0] }
    var mention = Mention(
      type: candidate.type, level: .name, span: tokens.span(of: candidate.tokens),
      rule: candidate.entry.map(lexicon.rule) ?? candidate.rule, tokens: candidate.tokens,
      head: candidate.tokens.upperBound - 1)
    mention.entry = candidate.entry
    mention.canonical = entry?.name
    if let country = entry?.country, !country.isEmpty { mention.country = country }
    if let match = candidate.match {
      (mention.attributes, mention.coordinates) = (match.attributes, match.coordinates)
      mention.country = match.country
    }
    if candidate.type == .person, let titleStart, titleStart < candidate.tokens.lowerBound {
      let title = titleStart..<candidate.tokens.lowerBound
      mention.title = scan.document.text[tokens.span(of: title)]
      while let last = scan.mentions.last, last.tokens.upperBound > titleStart {
        mention.country = mention.country ?? last.country
        break
      }
    }
    if !candidate.readings.isEmpty { scan.readings.append(scan.mentions.count, candidate.readings) }
    scan.mentions.append(mention)
  }
}

// MARK: - Lists

extension NameFinder {
  private func longestNominal(_ matches: [LexiconMatcher.Match]) -> LexiconMatcher.Match? {
    matches.last { lexicon.level(of: $0.entry) == .nominal }
  }

  /// The longest alias of a name at the token, in its most likely reading.
  private func bestName(
    _ matches: [LexiconMatcher.Match], at token: TokenID, _ scan: Scan, _ range: Range<TokenID>
  ) -> Candidate? {
    guard !matches.isEmpty else { return nil }
    let names = matches.filter {
      lexicon.level(of: $0.entry) == .name
        && fits($0.entry, token..<(token + $0.length), scan.document.tokens, range)
    }
    guard let longest = names.last?.length else { return nil }
    var length = longest
    while length > 0 {
      var entries: [EntryID] = []
      // An entry that finds the words in two ways is one reading.
      for name in names where name.length == length && !entries.contains(name.entry) {
        entries.append(name.entry)
      }
      entries = lexicon.preferred(entries, on: scan.document.date)
      if !entries.isEmpty,
        let entry = places.choose(
          &entries, token..<(token + length), scan.document.tokens, range, after: scan.mentions)
      {
        // "since March" is no town.
        let isPlace = lexicon.type(of: entry).isPlace
        if isPlace, length == 1, isTime(token, scan.document.times) { return nil }
        if entries.count > 1 { entries.removeAll { !lexicon.type(of: $0).isPlace } }
        let isOpen = entries.count > 1 && isPlace
        return Candidate(
          tokens: token..<(token + length), type: lexicon.type(of: entry), entry: entry,
          rule: "", priority: 100,
          readings: isOpen ? entries : [])
      }
      length -= 1
    }
    return nil
  }
}
