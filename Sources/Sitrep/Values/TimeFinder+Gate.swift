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
  }

  /// The places of each word: those it has by itself, and those that the phrases have which
  /// begin with it.
  struct Places: Sendable {
    var alone: [Place] = []
    var inPhrases: [Place] = []

    fileprivate mutating func add<Meaning>(
      _ place: Place, _ table: PhraseTable<Meaning>, where isWanted: (Meaning) -> Bool
    ) {
      Self.add(place, table.singles(where: isWanted), to: &alone)
      Self.add(place, table.beginnings(where: isWanted), to: &inPhrases)
    }

    fileprivate static func add(_ place: Place, _ words: [Bool], to places: inout [Place]) {
      let missing = max(0, words.count - places.count)
      places.append(contentsOf: repeatElement([], count: missing))
      for word in words.indices where words[word] { places[word].formUnion(place) }
    }

    /// Both tables hold the same number of words, and no phrase has a place that its first word
    /// has alone.
    fileprivate mutating func finish() {
      Self.add([], alone.map { _ in true }, to: &inPhrases)
      Self.add([], inPhrases.map { _ in true }, to: &alone)
      for word in alone.indices { inPhrases[word].subtract(alone[word]) }
    }
  }

  static func places(
    _ words: PhraseTable<CalendarWord>, _ holidays: PhraseTable<Holiday>, _ numbers: NumberGrammar
  ) -> Places {
    var places = Places()
    Places.add(.member, words.members, to: &places.alone)
    Places.add(.member, holidays.members, to: &places.alone)
    Places.add(.member, numbers.words.members, to: &places.alone)
    places.add(.note, words) { $0.isNoted }
    places.add(.article, words) { $0.isArticle }
    places.add(.beginning, words) { $0.canBegin }
    places.add(.time, words) { $0.namesTime }
    places.add(.set, words) { $0.isEvery || $0.set != nil || $0.times != nil }
    places.add(.amount, words) {
      $0.deictic?.leads ?? false || $0.count != nil || $0.unit != nil && $0.isPlural
    }
    places.add([.beginning, .time], holidays) { _ in true }
    places.add(.article, numbers.words) { $0.plays(.article) }
    places.add([.beginning, .number], numbers.words) {
      $0.plays(.first.subtracting(.article))
    }
    places.finish()
    return places
  }

  /// The place of the word at a token.
  func place(_ tokens: TokenTable, _ token: TokenID, limit: TokenID) -> Place {
    let word = Int(tokens.words[token].value)
    var place: Place = []
    if word < places.alone.count {
      place = places.alone[word]
      let more = places.inPhrases[word]
      if !more.isEmpty, hasPhrase(tokens, token, limit) { place.formUnion(more) }
    }
    switch tokens.kinds[token] {
    case .number, .alphanumeric: return place.union([.beginning, .number])
    default: return place
    }
  }

  private func hasPhrase(_ tokens: TokenTable, _ token: TokenID, _ limit: TokenID) -> Bool {
    words.hasPhrase(tokens, at: token, limit: limit)
      || holidays.hasPhrase(tokens, at: token, limit: limit)
      || numbers.words.hasPhrase(tokens, at: token, limit: limit)
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
  /// Whether it says something of a time behind it.
  fileprivate var isNoted: Bool { signal != nil || isAhead || isNone }

  /// Whether an expression can begin with the word.
  fileprivate var canBegin: Bool {
    month != nil || weekday != nil || unit != nil || season != nil || partOfDay != nil
      || relativeDay != nil || reference == .present || modifier != nil
      || (deictic?.leads ?? false) || leaning != nil && signal == nil || hour != nil
      || isEvery || set != nil || times != nil || decade != nil || quarter != nil || half != nil
      || yearKind != nil || count != nil || isUntilNow || endOf != nil || toDate != nil
  }

  /// Whether no other word has to say that a time is meant.
  fileprivate var namesTime: Bool {
    month != nil || weekday != nil || unit != nil || season != nil || partOfDay != nil
      || relativeDay != nil || reference != nil || hour != nil || set != nil || decade != nil
      || quarter != nil || half != nil || yearKind != nil || isUntilNow || endOf != nil
      || toDate != nil || clock != nil || clockStep != nil || zone != nil
  }
}
