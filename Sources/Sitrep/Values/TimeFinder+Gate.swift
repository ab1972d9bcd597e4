/// Whether an expression can begin at a token, by a look at a few words: most numbers of the
/// news count something, and most articles stand before a noun.
extension TimeFinder {
  /// What a word can be in an expression, in any of the phrases that begin with it.
  struct Place: OptionSet, Sendable {
    let rawValue: UInt16
    /// It is taken note of, and begins nothing: `by`, `will`.
    static let note = Place(rawValue: 1)
    /// It goes before what begins one itself: `the`, `a`.
    static let article = Place(rawValue: 2)
    static let beginning = Place(rawValue: 4)
    /// It names a time or a unit, or says how a number does: `Friday`, `weeks`, `p.m.`
    static let time = Place(rawValue: 8)
    /// A number in words.
    static let number = Place(rawValue: 16)
    /// Any word of the vocabularies of times and numbers.
    static let member = Place(rawValue: 32)
    /// It tells how often: `every`, `daily`, `twice`.
    static let set = Place(rawValue: 64)
    /// An amount of time can begin with it that has no number: `last`, `all`, `weeks`.
    static let amount = Place(rawValue: 128)
    static let all = Place(rawValue: 255)
  }

  /// The places of each word: those it has by itself, and those that the phrases have which
  /// begin with it.
  struct Places: Sendable {
    fileprivate var alone = WordTable<Place>()
    fileprivate var inPhrases = WordTable<Place>()

    init(
      _ words: PhraseTable<CalendarWord>, _ holidays: PhraseTable<Holiday>, _ numbers: NumberGrammar
    ) {
      words.visit { add($2.place, $0, $1) }
      holidays.visit { first, rest, _ in add([.beginning, .time], first, rest) }
      numbers.words.visit { add($2.place, $0, $1) }
    }

    private mutating func add(_ place: Place, _ first: WordID, _ rest: ArraySlice<WordID>) {
      alone.insert(.member, for: first)
      for word in rest { alone.insert(.member, for: word) }
      if rest.isEmpty {
        alone.insert(place, for: first)
      } else {
        inPhrases.insert(place, for: first)
      }
    }
  }

  /// The place of the word at a token.
  func place(_ tokens: TokenTable, _ token: TokenID, limit: TokenID) -> Place {
    let word = tokens.words[token]
    var place = places.alone[word]
    if place.contains(.member) {
      let more = places.inPhrases[word]
      if !more.isSubset(of: place) { place.formUnion(placeOfPhrases(tokens, token, limit)) }
    }
    switch tokens.kinds[token] {
    case .number, .alphanumeric: return place.union([.beginning, .number])
    default: return place
    }
  }

  /// What the phrases are that begin at a token.
  private func placeOfPhrases(
    _ tokens: TokenTable, _ token: TokenID, _ limit: TokenID
  ) -> Place {
    guard token + 1 < limit,
      tokens.kinds[token + 1] == .hyphen
        || places.alone[tokens.words[token + 1]].contains(.member)
    else { return [] }
    var place: Place = []
    words.visitPhrases(tokens, at: token, limit: limit) { place.formUnion($0.place) }
    holidays.visitPhrases(tokens, at: token, limit: limit) { _ in
      place.formUnion([.beginning, .time])
    }
    numbers.words.visitPhrases(tokens, at: token, limit: limit) { place.formUnion($0.place) }
    return place
  }

  /// Whether the grammar can find an expression at a token. It finds the same without this
  /// gate, only slower: what it passes over is the numbers, articles and words such as `last`
  /// with nothing behind them that is a time, up to the first word of no vocabulary.
  ///
  /// - Parameter place: That of the first token.
  func canBegin(_ scan: Scan, at start: TokenID, _ place: Place) -> Bool {
    let limit = scan.range.upperBound
    var place = place
    if !place.contains(.beginning) {
      guard place.contains(.article), start + 1 < limit else { return false }
      place = self.place(scan.tokens, start + 1, limit: limit)
      guard !place.isEmpty else { return false }
    }
    // "at 8", "from 20 to 25", "on the fourth"
    if place.contains(.number) {
      switch scan.signal(before: start) {
      case .at, .from, .between, .on: return true
      default: break
      }
    }
    var spelled = 0
    for token in start..<min(start + Self.reach, limit) {
      place = self.place(scan.tokens, token, limit: limit)
      if place.contains(.time) { return true }
      switch scan.tokens.kinds[token] {
      case .number: if isDateLike(scan, token) { return true }
      case .alphanumeric:
        let isDigit = scan.bytes[Int(scan.tokens.spans[token].start)] &- 0x30 < 10
        if isDigit { return true }
        guard place.contains(.member) else { return false }
      // "2½ years"
      case .hyphen, .dash, .comma, .symbol: break
      case .word:
        // "nineteen ninety-six"
        if place.contains(.number) { spelled += 1 }
        if spelled > 1 { return true }
        guard place.contains(.member) else { return false }
      default: return false
      }
    }
    return start + Self.reach < limit
  }

  /// Words between the first of an expression and one that names a time.
  private static let reach = 12

  /// Whether digits can be a date or a time of day by themselves: a year, or divided by marks.
  private func isDateLike(_ scan: Scan, _ token: TokenID) -> Bool {
    let span = scan.tokens.spans[token]
    if span.count == 4 { return true }
    if (6...10).contains(span.count), !scan.bytes[span.range].contains(0x2C) { return true }
    guard token + 2 < scan.range.upperBound, scan.isTight(token + 1), scan.isTight(token + 2) else {
      return false
    }
    switch scan.tokens.kinds[token + 1] {
    case .hyphen:
      return scan.tokens.kinds[token + 2] == .number
        || scan.tokens.kinds[token + 2] == .alphanumeric
    case .colon, .symbol: return true
    default: return false
    }
  }
}

extension CalendarWord {
  fileprivate var place: TimeFinder.Place {
    var place: TimeFinder.Place = []
    if isNoted { place.insert(.note) }
    if isArticle { place.insert(.article) }
    if canBegin { place.insert(.beginning) }
    if namesTime { place.insert(.time) }
    if isEvery || set != nil || times != nil { place.insert(.set) }
    if deictic?.leads ?? false || count != nil || unit != nil && isPlural { place.insert(.amount) }
    return place
  }

  /// Whether it says something of a time behind it.
  private var isNoted: Bool { signal != nil || isAhead || isNone }

  /// Whether an expression can begin with the word.
  private var canBegin: Bool {
    month != nil || weekday != nil || unit != nil || season != nil || partOfDay != nil
      || relativeDay != nil || reference == .present || modifier != nil
      || (deictic?.leads ?? false) || leaning != nil && signal == nil || hour != nil
      || isEvery || set != nil || times != nil || decade != nil || quarter != nil || half != nil
      || yearKind != nil || count != nil || isUntilNow || endOf != nil || toDate != nil
  }

  /// Whether no other word has to say that a time is meant.
  private var namesTime: Bool {
    month != nil || weekday != nil || unit != nil || season != nil || partOfDay != nil
      || relativeDay != nil || reference != nil || hour != nil || set != nil || decade != nil
      || quarter != nil || half != nil || yearKind != nil || isUntilNow || endOf != nil
      || toDate != nil || clock != nil || clockStep != nil || zone != nil
  }
}

extension NumberWord {
  fileprivate var place: TimeFinder.Place {
    var place: TimeFinder.Place = plays(.article) ? .article : []
    // "half past seven"
    if plays(.first.subtracting(.article).union(.fraction)) {
      place.formUnion([.beginning, .number])
    }
    return place
  }
}
