// Rules about capitals: what a capitalised word is that no list has.

extension NameFinder {
  /// Yields what the run of capitalised words that begins at a token could be.
  func ruleCandidates(
    at token: TokenID, _ range: Range<TokenID>, _ scan: Scan, _ heads: NominalHeads,
    afterTitle: Bool, _ nominal: LexiconMatcher.Match?, _ yield: (Candidate) -> Void
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
      let isPlain = wordClass.isDisjoint(with: [.noun, .adverb, .adjective]) || !isFirst
      if afterTitle || !isNationality(scan.matches),
        let person = person(tokens, token..<end, afterTitle: afterTitle)
      {
        yield(person)
      }
      if isPlain, hasAge(tokens, token..<end, range), !isTime(token, scan.document.times),
        isUnknownOrPlace(scan.matches)
      {
        yield(
          Candidate(
            tokens: token..<end, type: .person, entry: nil, rule: "people/age", priority: 120))
      }
      if isPlain, let place = place(tokens, token..<end, range, scan.document.times, heads) {
        yield(place)
      } else if isPlain, let speaker = speaker(tokens, token..<end, range) {
        yield(speaker)
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
    return isGivenNameHalf(tokens, end + 1, of: start..<end, range) ? end + 2 : end
  }

  /// Whether a word in small letters is the second half of a given name, behind a hyphen and
  /// the surname: `Yun Tae-hwan`. No word that a list has (`Putin-backed`, `Soviet-era`) is.
  private func isGivenNameHalf(
    _ tokens: TokenTable, _ half: TokenID, of run: Range<TokenID>, _ range: Range<TokenID>
  ) -> Bool {
    guard run.count > 1, half < range.upperBound, tokens.isJoint(half - 1),
      tokens.kinds[half] == .word, tokens.words[half] == .unknown,
      tokens.spans[half].count <= Self.longestHalf,
      tokens.spans[half - 2].count <= Self.longestHalf
    else { return false }
    return !tokens.flags[half].contains(.capital)
  }

  /// Of Korean and Chinese given names no half has more letters.
  private static let longestHalf = 6

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
      // "Goma City Council" is no city.
      if entry.type == .politicalPlace, start + head.length < run.upperBound { continue }
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

  /// Whether an age follows between commas: `Moyo, 19, told`.
  private func hasAge(_ tokens: TokenTable, _ run: Range<TokenID>, _ range: Range<TokenID>) -> Bool
  {
    let age = run.upperBound + 1
    guard run.count <= 3, age + 1 < range.upperBound, tokens.kinds[age - 1] == .comma,
      tokens.kinds[age] == .number, tokens.spans[age].count == 2, tokens.kinds[age + 1] == .comma
    else { return false }
    for token in run where classes[tokens.words[token]].contains(.nominalHead) { return false }
    return true
  }

  /// Whether no list has more to say of the word than that it is a place.
  private func isUnknownOrPlace(_ matches: [LexiconMatcher.Match]) -> Bool {
    for match in matches where !lexicon.type(of: match.entry).isPlace { return false }
    return true
  }

  /// Whether a list has the word as a nationality: "Afghan Islamic Press" is no person.
  private func isNationality(_ matches: [LexiconMatcher.Match]) -> Bool {
    matches.contains {
      lexicon.type(of: $0.entry) == .group && lexicon.level(of: $0.entry) == .name
    }
  }

  /// A name before a verb of speech, or behind a phrase that attributes (`according to`). What
  /// has an article and several words is an organization: `the Sahel Security Forum`.
  private func speaker(
    _ tokens: TokenTable, _ run: Range<TokenID>, _ range: Range<TokenID>
  ) -> Candidate? {
    guard run.count <= 3 else { return nil }
    var start = run.lowerBound
    if start > range.lowerBound, classes[tokens.words[start - 1]].contains(.definite) {
      start -= 1
    }
    let speaks =
      run.upperBound < range.upperBound
      && speechVerbs.contains(tokens.words[run.upperBound])
    guard speaks || isBehindSpeechPhrase(tokens, start, range) else { return nil }
    let isOrganization = start < run.lowerBound && run.count > 1
    return Candidate(
      tokens: run, type: isOrganization ? .organization : .person, entry: nil,
      rule: isOrganization ? "organizations/speaker" : "people/speaker", priority: 0)
  }

  /// Whether a phrase that attributes ends before the token.
  private func isBehindSpeechPhrase(
    _ tokens: TokenTable, _ token: TokenID, _ range: Range<TokenID>
  ) -> Bool {
    var matches: [LexiconMatcher.Match] = []
    for start in max(range.lowerBound, token - 4)..<token
    where speechPhrases.canBegin(tokens.words[start]) {
      speechPhrases.matches(tokens, at: start, limit: token, into: &matches)
      if matches.last.map({ start + $0.length == token }) ?? false { return true }
      matches.removeAll(keepingCapacity: true)
    }
    return false
  }

  /// Whether a date or time covers the token: `in June`. O(log times).
  func isTime(_ token: TokenID, _ times: [TimeExpression]) -> Bool {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle].tokens.upperBound <= token {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < times.count && times[low].tokens.contains(token)
  }

  /// A name behind a preposition of place (`in Goma`) or what it is (`the village of Kherrata`),
  /// or before the state or country it lies in (`Penacook, N.H.`).
  private func place(
    _ tokens: TokenTable, _ run: Range<TokenID>, _ range: Range<TokenID>,
    _ times: [TimeExpression], _ heads: NominalHeads
  ) -> Candidate? {
    guard run.count <= 3 else { return nil }
    let isNested = isBeforeState(tokens, run, range)
    guard
      isNested || isBehindPreposition(tokens, run, range)
        || isBehindKind(tokens, run, range, heads), !isTime(run.lowerBound, times),
      !holdsKnownPlace(tokens, run)
    else { return nil }
    return Candidate(
      tokens: run, type: .politicalPlace, entry: nil,
      rule: isNested ? "places/nested" : "places/context", priority: isNested ? 1 : 0)
  }

  /// Whether a list has a place that the run begins or ends with: `Northern Iraq`.
  private func holdsKnownPlace(_ tokens: TokenTable, _ run: Range<TokenID>) -> Bool {
    var matches: [LexiconMatcher.Match] = []
    for start in run {
      matches.removeAll(keepingCapacity: true)
      lexicon.matcher.matches(tokens, at: start, limit: run.upperBound, into: &matches)
      for match in matches
      where lexicon.type(of: match.entry).isPlace && lexicon.level(of: match.entry) == .name
        && (match.length == run.count || !lexicon.options(of: match.entry).isWhole)
      {
        if start == run.lowerBound || start + match.length == run.upperBound { return true }
      }
    }
    return false
  }

  /// What has an owner's mark or nothing but capitals is more often a person or organization:
  /// `at Hanley's office`, `from CBGB`.
  private func isBehindPreposition(
    _ tokens: TokenTable, _ run: Range<TokenID>, _ range: Range<TokenID>
  ) -> Bool {
    guard run.lowerBound > range.lowerBound,
      classes[tokens.words[run.lowerBound - 1]].contains(.enclosing)
    else { return false }
    if run.upperBound < range.upperBound, tokens.kinds[run.upperBound] == .clitic { return false }
    return !tokens.flags[run.lowerBound].contains(.allCapitals)
  }

  /// Whether `the city of` or the like stands before the name.
  private func isBehindKind(
    _ tokens: TokenTable, _ run: Range<TokenID>, _ range: Range<TokenID>, _ heads: NominalHeads
  ) -> Bool {
    let kind = run.lowerBound - 2
    guard kind >= range.lowerBound, classes[tokens.words[kind + 1]].contains(.genitive),
      let head = heads[kind]
    else { return false }
    return lexicon.type(of: head) == .politicalPlace && !Inflection.looksPlural(lexicon[head].name)
  }

  /// Whether a comma follows, and behind it the name of a country or division.
  private func isBeforeState(
    _ tokens: TokenTable, _ run: Range<TokenID>, _ range: Range<TokenID>
  ) -> Bool {
    let next = run.upperBound + 1
    guard next < range.upperBound, tokens.kinds[run.upperBound] == .comma else { return false }
    var matches: [LexiconMatcher.Match] = []
    lexicon.matcher.matches(tokens, at: next, limit: range.upperBound, into: &matches)
    for match in matches where lexicon.type(of: match.entry) == .politicalPlace {
      let end = next + match.length
      let isAlone = end >= range.upperBound || tokens.kinds[end] != .clitic
      if isAlone, lexicon[match.entry].feature.isEmpty { return true }
    }
    return false
  }

  private func acronym(_ tokens: TokenTable, _ token: TokenID, _ wordClass: WordClass) -> Candidate?
  {
    guard tokens.flags[token].contains(.allCapitals), wordClass.subtracting(.surname).isEmpty,
      (3...7).contains(tokens.spans[token].count)
    else { return nil }
    return Candidate(
      tokens: token..<(token + 1), type: .organization, entry: nil, rule: "names/acronym",
      priority: 0)
  }
}
