/// Finds dates, times, durations and sets of times, and what they are in the calendar.
///
/// Tokens become words of time by their vocabulary id, words become parts (a date, a time of
/// day, an amount), parts become points, ranges and stretches. A span leaves out the word
/// before it that says how it is meant, which becomes the modifier (`by Monday`), and takes in
/// what belongs to the date (`last week`, `early August`).
final class TimeFinder: Sendable {
  let words: PhraseTable<CalendarWord>
  let holidays: PhraseTable<Holiday>
  /// For `two days ago`.
  let numbers: NumberGrammar
  /// For what makes an age of a stretch of time, which is no time.
  let units: UnitTable
  /// What letters glued to digits say, by their folded form: `6pm`, `48h`.
  let suffixes: [[UInt8]: CalendarWord.Suffix]
  /// What each word can be in an expression.
  let places: Places

  /// - Parameters:
  ///   - table: `Lexicons/calendar.tsv`.
  ///   - holidays: `Lexicons/holidays.tsv`.
  init(
    _ table: LexiconTable, holidays: LexiconTable, numbers: NumberGrammar,
    units: UnitTable, vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) {
    words = CalendarWord.read(table, vocabulary: &vocabulary, faults: &faults)
    suffixes = CalendarWord.suffixes(table)
    self.holidays = Holiday.read(holidays, vocabulary: &vocabulary, faults: &faults)
    (self.numbers, self.units) = (numbers, units)
    places = Places(words, self.holidays, numbers)
  }

  /// Appends the times of one sentence, in the order of the text and without overlaps. The
  /// hot path: a token that can begin none costs one look-up.
  ///
  /// - Parameter looksEverywhere: Ask the whole grammar at every word that can begin anything.
  ///   The slow twin, for tests.
  func find(
    in text: TokenizedText, _ range: Range<TokenID>, _ frame: TimeFrame,
    into found: inout [TimeExpression], looksEverywhere: Bool = false
  ) {
    guard var range = text.tokens(in: range) else { return }
    let tokens = text.tokens
    // The stop of "in Aug." or "the sun." at the end of a sentence is that of the sentence.
    if range.count > 1, tokens.kinds[range.upperBound - 1] == .stop {
      range = range.lowerBound..<(range.upperBound - 1)
    }
    var scan = Scan(text, range, frame)
    var (next, isFirst) = (range.lowerBound, true)
    while next < range.upperBound {
      let place = looksEverywhere ? .all : place(tokens, next, limit: range.upperBound)
      guard !place.isDisjoint(with: [.note, .article, .beginning]) else {
        next += 1
        continue
      }
      let canBegin = looksEverywhere || canBegin(scan, at: next, place)
      if canBegin, isFirst {
        // Only now: most sentences have no time.
        if let told = found.last(where: \.isTold) { scan.take(told) }
        isFirst = false
      }
      if canBegin, let draft = expression(scan, at: next, place) {
        if isPartOfName(draft, scan) {
          next = draft.end
          continue
        }
        scan.finish(draft, into: &found)
        scan.listed = draft.rule == "date/digits" ? listed(scan, behind: draft.end) : nil
        next = draft.end
      } else {
        next = place.contains(.note) ? note(&scan, next) : next + 1
      }
    }
  }

  /// Whether it is a word with a capital beside another, as in the names of newspapers: `Daily
  /// Mail`, `USA Today`, `People's Daily`. `Today` before a name begins a sentence.
  private func isPartOfName(_ draft: Draft, _ scan: Scan) -> Bool {
    let (tokens, start) = (scan.tokens, draft.start)
    guard draft.end == start + 1, ["set/word", "date/relative-day"].contains(draft.rule),
      tokens.flags[start].contains(.capital), !tokens.flags[start].contains(.allCapitals)
    else { return false }
    if start > scan.range.lowerBound {
      let isName = tokens.kinds[start - 1] == .word && tokens.flags[start - 1].contains(.capital)
      if isName || tokens.kinds[start - 1] == .clitic { return true }
    }
    return draft.kind == .set && draft.end < scan.range.upperBound
      && tokens.kinds[draft.end] == .word && tokens.flags[draft.end].contains(.capital)
  }

  /// Takes note of the word at a token that begins no expression.
  private func note(_ scan: inout Scan, _ token: TokenID) -> TokenID {
    guard let (end, word) = scan.word(words, at: token) else { return token + 1 }
    scan.note(word, token..<end)
    return word.signal == nil && !word.isNone ? token + 1 : end
  }

  /// The token behind a comma, an `or` or an `and`.
  private func listed(_ scan: Scan, behind end: TokenID) -> TokenID? {
    guard end < scan.range.upperBound else { return nil }
    if scan.tokens.kinds[end] == .comma { return end + 1 }
    return numbers.word(
      [.and, .rangeJoin], scan.tokens, at: end, limit: scan.range.upperBound)?.end
  }
}

extension TimeFinder {
  /// A sentence, and what the steps of the grammar have seen of it.
  struct Scan {
    private let text: TokenizedText
    var tokens: TokenTable { text.tokens }
    var bytes: [UInt8] { text.bytes }
    let range: Range<TokenID>
    let frame: TimeFrame
    private(set) var resolver: TimeResolver
    /// Where a date can stand that goes on a list: `11/20, 11/22 or 11/25`.
    var listed: TokenID?
    /// Where the second bound of a range begins, behind its hyphen.
    var bound: TokenID?
    /// The last signal, and the one just before it.
    var signal: Signal?
    var outer: Signal?
    /// A word before said that what follows lies ahead.
    var isAhead = false
    /// The last year that the sentence has named.
    var year: Int?

    /// A word before a time, and where it stands.
    struct Signal {
      var tokens: Range<TokenID>
      var kind: CalendarWord.Signal
    }

    init(_ text: TokenizedText, _ range: Range<TokenID>, _ frame: TimeFrame) {
      (self.text, self.range, self.frame) = (text, range, frame)
      resolver = TimeResolver(reference: frame.date, second: frame.second)
    }

    /// What the text tells of from here on.
    mutating func take(_ told: TimeExpression) {
      // Of what is a week or a decade nothing hangs on a day.
      guard told.isTold else { return }
      resolver.told = told.value.flatMap { TimeFrame($0) } ?? TimeFrame()
    }

    func word(
      _ words: PhraseTable<CalendarWord>, at token: TokenID
    ) -> (end: TokenID, meaning: CalendarWord)? {
      words.match(tokens, at: token, limit: range.upperBound)
    }

    /// The signal that stands just before a token.
    func signal(before token: TokenID) -> CalendarWord.Signal? {
      guard let signal, signal.tokens.upperBound == token else { return nil }
      return signal.kind
    }

    /// Where a date lies that the text does not place, by the signal before it.
    func direction(_ start: TokenID) -> TimeResolver.Direction {
      switch signal(before: start) {
      case .before, .by, .until, .within: .future
      default: isAhead ? .future : .open
      }
    }

    /// Takes note of a word that is no time itself.
    mutating func note(_ word: CalendarWord, _ tokens: Range<TokenID>) {
      if let kind = word.signal {
        outer = signal.flatMap { $0.tokens.upperBound == tokens.lowerBound ? $0 : nil }
        signal = Signal(tokens: tokens, kind: kind)
      }
      if word.isAhead { isAhead = true }
    }
  }

  /// An expression on its way.
  struct Draft {
    var kind: TimeExpression.Kind
    var start: TokenID
    var end: TokenID
    var meaning: TimeMeaning
    /// TIMEX3 `mod` of its own, besides those of the points in it.
    var modifier: String?
    var rule: String
    /// An article before it belongs to it: `the past week`, but not `the Friday prayers`.
    var takesArticle = false
    /// As often no time, so that it needs a signal or a time beside it.
    var isWeak = false
    /// A bound that is nothing without the other: the `20` of `October 19-20`.
    var isPartial = false
    /// The year that it names itself.
    var year: Int?
    /// The bounds of a range, where they are times that stand by themselves.
    var bounds: [Draft] = []
    /// Where the word that opens it stands: `from`, `between`.
    var opening: Range<TokenID>?

    init(
      _ kind: TimeExpression.Kind, _ tokens: Range<TokenID>, _ meaning: TimeMeaning, rule: String
    ) {
      (self.kind, start, end) = (kind, tokens.lowerBound, tokens.upperBound)
      (self.meaning, self.rule) = (meaning, rule)
    }

    /// A date.
    init(
      _ place: CalendarPlace, _ tokens: Range<TokenID>, rule: String, takesArticle: Bool = false
    ) {
      self.init(.date, tokens, .point(TimePoint(date: place)), rule: rule)
      self.takesArticle = takesArticle
      if case .fields(let fields, _) = place { year = fields.year }
    }

    /// The point it is, where it is one.
    var point: TimePoint? {
      get {
        if case .point(let point) = meaning { return point }
        return nil
      }
      set { if let newValue { meaning = .point(newValue) } }
    }

    var place: CalendarPlace? { point.flatMap { $0.clock == nil ? $0.date : nil } }
  }

  /// The expression that begins at a token. Every step looks a few tokens ahead, so that a
  /// sentence is read in linear time.
  ///
  /// - Parameter place: What the first word can be; steps that begin with no such word are
  ///   left out.
  private func expression(_ scan: Scan, at start: TokenID, _ place: Place) -> Draft? {
    if place.contains(.set), let draft = set(scan, start) { return draft }
    if place.contains(.number) || scan.signal?.tokens.upperBound == start,
      let draft = numberRange(scan, start)
    {
      return draft
    }
    if !place.isDisjoint(with: [.number, .amount, .article]), let draft = stretch(scan, start) {
      return draft
    }
    guard var draft = point(scan, at: start) else { return nil }
    if let range = range(scan, from: draft) { return range }
    if let draft = repeated(scan, draft) { return draft }
    if draft.isWeak, !isSupported(scan, draft) { return nil }
    bound(scan, &draft)
    return draft
  }

  /// Whether a signal before a date makes up for what it lacks.
  private func isSupported(_ scan: Scan, _ draft: Draft) -> Bool {
    guard let signal = scan.signal(before: draft.start) else { return false }
    switch draft.rule {
    case "date/digits":
      // "about 1/4 cup"
      return [.on, .by, .before, .after, .since, .from, .until, .between].contains(signal)
        && isEndOfPhrase(scan, draft.end)
    case "date/present": return false
    case "date/holiday": return false
    default: return true
    }
  }

  /// `3 pm or later`, `2018 and after`
  private func bound(_ scan: Scan, _ draft: inout Draft) {
    guard let (end, word) = scan.word(words, at: draft.end), let bound = word.bound,
      isEndOfPhrase(scan, end)
    else { return }
    // "after 6PM" is a time of its own.
    if end < scan.range.upperBound, point(scan, at: end) != nil { return }
    draft.end = end
    // "3 pm or later on Monday"
    if draft.point?.clock != nil, draft.point?.date == nil { draft = withDate(scan, draft) }
    draft.modifier = bound.rawValue
  }
}
