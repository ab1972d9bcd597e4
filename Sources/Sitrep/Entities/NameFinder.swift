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
  /// Prepositions after which an unknown name is a place.
  let placePrepositions: Set<WordID>

  /// A stretch of tokens that could be a name.
  struct Candidate {
    var tokens: Range<TokenID>
    var type: EntityType
    var entry: EntryID?
    var rule: String
    /// The higher wins among equally long ones.
    var priority: Int
  }

  /// Appends the names of the document to its mentions, in order and without overlap, and
  /// notes the heads of nominal mentions in `heads`. O(tokens).
  func find(in document: inout Document, heads: inout NominalHeads) {
    heads.reset(document.tokens.count)
    var scan = Scan(document: document)
    for sentence in document.sentences where sentence.zone != .boilerplate {
      find(in: sentence, &scan, &heads)
    }
    document.mentions = scan.mentions
    findSurnames(in: &document)
  }

  /// What the walk over a document carries along.
  private struct Scan {
    let document: Document
    var mentions: [Mention] = []
    var patternMatches: [PatternMatch] = []
    var matches: [LexiconMatcher.Match] = []

    init(document: Document) { self.document = document }
  }

  private func find(in sentence: Sentence, _ scan: inout Scan, _ heads: inout NominalHeads) {
    let tokens = scan.document.tokens
    let range = sentence.tokens
    scan.patternMatches.removeAll(keepingCapacity: true)
    patterns.find(in: tokens, scan.document.text.bytes, range, into: &scan.patternMatches)
    let capitalsTell = capitalsTell(tokens, range)
    var token = range.lowerBound
    // Where the words before a person's name begin, and whether a title is among them.
    var titleStart: TokenID?
    var hasTitle = false
    while token < range.upperBound {
      let kind = tokens.kinds[token]
      guard kind == .word || kind == .number || kind == .alphanumeric else {
        let isTitleStop = kind == .stop && tokens.isTight(token)
        if !isTitleStop { (titleStart, hasTitle) = (nil, false) }
        token += 1
        continue
      }
      scan.matches.removeAll(keepingCapacity: true)
      lexicon.matcher.matches(tokens, at: token, limit: range.upperBound, into: &scan.matches)
      let nominal = longestNominal(scan.matches)
      var best = bestName(scan.matches, at: token, scan, range)
      for match in scan.patternMatches where match.tokens.lowerBound == token {
        consider(
          Candidate(
            tokens: match.tokens, type: match.type, entry: nil, rule: match.rule,
            priority: 1 + match.priority), &best)
      }
      if capitalsTell, tokens.flags[token].contains(.capital), kind == .word {
        ruleCandidates(at: token, range, scan, afterTitle: hasTitle, nominal) {
          consider($0, &best)
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

  private func consider(_ candidate: Candidate, _ best: inout Candidate?) {
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
      rule: candidate.rule, tokens: candidate.tokens, head: candidate.tokens.upperBound - 1)
    mention.entry = candidate.entry
    mention.canonical = entry?.name
    if let country = entry?.country, !country.isEmpty { mention.country = country }
    if candidate.type == .person, let titleStart, titleStart < candidate.tokens.lowerBound {
      let title = titleStart..<candidate.tokens.lowerBound
      mention.title = scan.document.text[tokens.span(of: title)]
      while let last = scan.mentions.last, last.tokens.upperBound > titleStart {
        mention.country = mention.country ?? last.country
        break
      }
    }
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
    let names = matches.filter {
      lexicon.level(of: $0.entry) == .name
        && fits($0.entry, token..<(token + $0.length), scan.document.tokens, range)
    }
    guard let longest = names.last?.length else { return nil }
    var length = longest
    while length > 0 {
      let entries = lexicon.preferred(
        names.filter { $0.length == length }.map(\.entry), on: scan.document.date)
      if !entries.isEmpty,
        let entry = places.choose(
          entries, token..<(token + length), scan.document.tokens, range, after: scan.mentions)
      {
        return Candidate(
          tokens: token..<(token + length), type: lexicon.type(of: entry), entry: entry,
          rule: lexicon.rule(of: entry), priority: 100)
      }
      length -= 1
    }
    return nil
  }
}

// MARK: - Rules about capitals

extension NameFinder {
  private func ruleCandidates(
    at token: TokenID, _ range: Range<TokenID>, _ scan: Scan, afterTitle: Bool,
    _ nominal: LexiconMatcher.Match?, _ yield: (Candidate) -> Void
  ) {
    let tokens = scan.document.tokens
    let wordClass = classes[tokens.words[token]]
    let isFirst = token == range.lowerBound
    // A closed-class word has its capital from the start of the sentence.
    guard wordClass.isDisjoint(with: .closed) || wordClass.contains(.givenName) else { return }
    let end = runEnd(tokens, from: token, range)
    // "Defense Secretary Walter Hill" is no hill.
    let isTitle = nominal.map { lexicon.type(of: $0.entry) == .person } ?? false
    if !isTitle, let head = headedRun(tokens, token..<end, range) { yield(head) }
    if nominal == nil {
      if let person = person(tokens, token..<end, afterTitle: afterTitle) { yield(person) }
      let isPlain = wordClass.isDisjoint(with: [.noun, .adverb, .adjective]) || !isFirst
      if isPlain, let speaker = speaker(tokens, token..<end, range) { yield(speaker) }
      if isPlain, let place = place(tokens, token..<end, range, scan.document) {
        yield(place)
      }
      if let acronym = acronym(tokens, token, wordClass) { yield(acronym) }
    }
  }

  /// The end of a run of capitalised words, with joining hyphens, initials and the small
  /// particles of names inside.
  private func runEnd(_ tokens: TokenTable, from start: TokenID, _ range: Range<TokenID>) -> TokenID
  {
    var end = start + 1
    while end < range.upperBound {
      if isNameWord(tokens, end) {
        end += 1
      } else if let beyond = particlesEnd(tokens, from: end, range) {
        end = beyond + 1
      } else if tokens.isJoint(end), end + 1 < range.upperBound, isNameWord(tokens, end + 1) {
        end += 2
      } else if tokens.kinds[end] == .stop, tokens.isTight(end), tokens.spans[end - 1].count == 1,
        end + 1 < range.upperBound, isNameWord(tokens, end + 1)
      {
        end += 2
      } else {
        break
      }
    }
    return end
  }

  /// The capitalised word behind small ones that belong to names: `al-`, `van der`.
  private func particlesEnd(
    _ tokens: TokenTable, from start: TokenID, _ range: Range<TokenID>
  ) -> TokenID? {
    var end = start
    while end < min(range.upperBound, start + 5), tokens.kinds[end] == .word,
      !tokens.flags[end].contains(.capital), classes[tokens.words[end]].contains(.nameParticle)
    {
      end += 1
      if end < range.upperBound, tokens.isJoint(end) { end += 1 }
    }
    return end > start && end < range.upperBound && isNameWord(tokens, end) ? end : nil
  }

  func isNameWord(_ tokens: TokenTable, _ token: TokenID) -> Bool {
    guard tokens.kinds[token] == .word else { return false }
    if tokens.flags[token].contains(.capital) {
      return classes[tokens.words[token]].isDisjoint(with: .closed)
        || classes[tokens.words[token]].contains(.givenName)
    }
    return tokens.flags[token].contains(.mixed)
  }

  /// `Indian Army`, `Masisi District`: a run that ends in a capitalised head noun; and
  /// `Russian Ministry of Defence`, where a name that a list has begins with that noun.
  private func headedRun(
    _ tokens: TokenTable, _ run: Range<TokenID>, _ range: Range<TokenID>
  ) -> Candidate? {
    var matches: [LexiconMatcher.Match] = []
    for start in run.dropFirst().reversed() {
      matches.removeAll(keepingCapacity: true)
      lexicon.matcher.matches(tokens, at: start, limit: range.upperBound, into: &matches)
      let names = matches.filter {
        lexicon.level(of: $0.entry) == .name && lexicon.type(of: $0.entry) == .organization
      }
      if let name = names.last, start + name.length > run.upperBound {
        return Candidate(
          tokens: run.lowerBound..<(start + name.length), type: lexicon.type(of: name.entry),
          entry: nil, rule: "names/head", priority: 3)
      }
      guard
        let head = matches.last(where: {
          lexicon.level(of: $0.entry) == .nominal && start + $0.length <= run.upperBound
        })
      else { continue }
      let entry = lexicon[head.entry]
      guard entry.type != .person, entry.type != .equipment, entry.kind != "weak" else { continue }
      return Candidate(
        tokens: run.lowerBound..<(start + head.length), type: entry.type, entry: nil,
        rule: "names/head", priority: 3)
    }
    return nil
  }

  private func person(_ tokens: TokenTable, _ run: Range<TokenID>, afterTitle: Bool) -> Candidate? {
    let startsWithGivenName = classes[tokens.words[run.lowerBound]].contains(.givenName)
    guard afterTitle || startsWithGivenName && run.count > 1 else { return nil }
    let end = min(run.upperBound, run.lowerBound + 5)
    return Candidate(
      tokens: run.lowerBound..<end, type: .person, entry: nil,
      rule: afterTitle ? "people/title" : "people/given-name",
      priority: afterTitle ? 120 : 2)
  }

  /// A name before a verb of speech.
  private func speaker(
    _ tokens: TokenTable, _ run: Range<TokenID>, _ range: Range<TokenID>
  ) -> Candidate? {
    guard run.upperBound < range.upperBound, run.count <= 3,
      speechVerbs.contains(tokens.words[run.upperBound])
    else { return nil }
    return Candidate(
      tokens: run, type: .person, entry: nil, rule: "people/speaker", priority: 0)
  }

  /// Whether a date or time covers the token: `in June`. O(log times).
  private func isTime(_ token: TokenID, _ document: Document) -> Bool {
    var (low, high) = (0, document.times.count)
    while low < high {
      let middle = (low + high) / 2
      if document.times[middle].tokens.upperBound <= token {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < document.times.count && document.times[low].tokens.contains(token)
  }

  /// A name behind a preposition of place.
  private func place(
    _ tokens: TokenTable, _ run: Range<TokenID>, _ range: Range<TokenID>, _ document: Document
  ) -> Candidate? {
    guard run.lowerBound > range.lowerBound, run.count <= 3, !isTime(run.lowerBound, document),
      placePrepositions.contains(tokens.words[run.lowerBound - 1])
    else { return nil }
    return Candidate(
      tokens: run, type: .politicalPlace, entry: nil, rule: "places/context", priority: 0)
  }

  private func acronym(_ tokens: TokenTable, _ token: TokenID, _ wordClass: WordClass) -> Candidate?
  {
    guard tokens.flags[token].contains(.allCapitals), wordClass.isEmpty,
      (3...7).contains(tokens.spans[token].count)
    else { return nil }
    return Candidate(
      tokens: token..<(token + 1), type: .organization, entry: nil, rule: "names/acronym",
      priority: 0)
  }
}

// MARK: - Surnames

extension NameFinder {
  /// A person's last name alone, once the whole name has been seen.
  private func findSurnames(in document: inout Document) {
    let people = document.mentions.filter { $0.type == .person && $0.tokens.count > 1 }
    guard !people.isEmpty else { return }
    let text = document.text
    let tokens = document.tokens
    func letters(_ token: TokenID) -> ArraySlice<UInt8> { text.bytes[tokens.spans[token].range] }
    var covered = Set<TokenID>()
    for mention in document.mentions { covered.formUnion(mention.tokens) }
    let surnames = Dictionary(
      people.map { (letters($0.head), $0) }, uniquingKeysWith: { first, _ in first })
    var added = false
    for sentence in document.sentences where sentence.zone != .boilerplate {
      for token in sentence.tokens where tokens.flags[token].contains(.capital) {
        guard !covered.contains(token), let person = surnames[letters(token)],
          person.head < token
        else { continue }
        var mention = Mention(
          type: .person, level: .name, span: tokens.spans[token], rule: "people/surname",
          tokens: token..<(token + 1), head: token)
        mention.canonical = text[person.span]
        mention.country = person.country
        document.mentions.append(mention)
        added = true
      }
    }
    if added { document.mentions.sort { $0.span.start < $1.span.start } }
  }
}
