/// Finds dates, times, durations and sets of times, and what they are in the calendar.
///
/// A span leaves out the preposition before it, which becomes the modifier (`by Monday`), and
/// takes in what belongs to the date (`last week`, `early August`).
struct TimeFinder: Sendable {
  let words: PhraseTable<CalendarWord>
  /// For `two days ago`.
  let numbers: NumberGrammar
  /// For what makes an age of a stretch of time, which is no time.
  let units: UnitTable
  /// By word: whether an expression, or a number before a unit, can begin with it.
  private let beginnings: [Bool]
  /// What letters glued to digits say of a time of day, by their folded form: `6pm`.
  let clocks: [[UInt8]: CalendarWord.Clock]

  /// - Parameter table: `Lexicons/calendar.tsv`.
  init(
    _ table: LexiconTable, numbers: NumberGrammar, units: UnitTable, vocabulary: inout Vocabulary,
    faults: inout [ResourceFault]
  ) {
    words = CalendarWord.read(table, vocabulary: &vocabulary, faults: &faults)
    clocks = CalendarWord.clocks(table)
    (self.numbers, self.units) = (numbers, units)
    var beginnings = words.beginnings { _ in true }
    let first = numbers.words.beginnings { $0.plays(.first) }
    let missing = max(0, first.count - beginnings.count)
    beginnings.append(contentsOf: repeatElement(false, count: missing))
    for word in first.indices where first[word] { beginnings[word] = true }
    self.beginnings = beginnings
  }

  /// Appends the times of one sentence, in the order of the text and without overlaps. The
  /// hot path: a token that can begin none costs one look-up.
  ///
  /// - Parameter reference: the day the document was written. Without it, times that hang
  ///   on it get no value, or one with its year open.
  func find(
    in tokens: TokenTable, _ bytes: [UInt8], _ range: Range<TokenID>, reference: CalendarDate?,
    into found: inout [TimeExpression]
  ) {
    let range = range.clamped(to: 0..<tokens.words.count)
    guard !range.isEmpty, Int(tokens.spans[range.upperBound - 1].end) <= bytes.count else {
      return
    }
    var scan = Scan(
      tokens: tokens, bytes: bytes, range: range, resolver: TimeResolver(reference: reference))
    var next = range.lowerBound
    while next < range.upperBound {
      guard canBegin(tokens, next) else {
        next += 1
        continue
      }
      if let draft = expression(scan, at: next) {
        found.append(scan.finish(draft))
        next = pastPartOfDay(scan, draft)
      } else if let (end, word) = scan.word(words, at: next) {
        if let signal = word.signal { scan.signal = (end, signal) }
        if word.isAhead { scan.isAhead = true }
        next = word.signal == nil ? next + 1 : end
      } else {
        next += 1
      }
    }
  }

  private func canBegin(_ tokens: TokenTable, _ token: TokenID) -> Bool {
    let kind = tokens.kinds[token]
    let word = Int(tokens.words[token].value)
    return kind == .number || kind == .alphanumeric || word < beginnings.count && beginnings[word]
  }

  /// `Friday night`: the night is not told again.
  private func pastPartOfDay(_ scan: Scan, _ draft: Draft) -> TokenID {
    guard let (end, word) = scan.word(words, at: draft.end), word.partOfDay != nil else {
      return draft.end
    }
    return end
  }
}

extension TimeFinder {
  /// What the steps of the grammar look at, and what they have seen of the sentence.
  struct Scan {
    let tokens: TokenTable
    let bytes: [UInt8]
    let range: Range<TokenID>
    let resolver: TimeResolver
    /// The last signal, and the token behind it.
    var signal: (end: TokenID, signal: CalendarWord.Signal)?
    /// A word before said that what follows lies ahead.
    var isAhead = false
    /// The last year that the sentence has named.
    var year: Int?

    func word(
      _ words: PhraseTable<CalendarWord>, at token: TokenID
    ) -> (end: TokenID, meaning: CalendarWord)? {
      words.match(tokens, at: token, limit: range.upperBound)
    }

    /// The signal that stands just before a token.
    func signal(before token: TokenID) -> CalendarWord.Signal? {
      guard let signal, signal.end == token else { return nil }
      return signal.signal
    }

    /// Where a date lies that the text does not place, by the signal before it.
    func direction(_ start: TokenID) -> TimeResolver.Direction {
      switch signal(before: start) {
      case .before, .until, .within: .future
      default: isAhead ? .future : .open
      }
    }

    /// Takes note of an expression, and gives it the modifier of its signal.
    mutating func finish(_ draft: Draft) -> TimeExpression {
      if let year = draft.year { self.year = year }
      var modifier = draft.modifier
      if modifier == nil {
        switch signal(before: draft.start) {
        case .before, .until: modifier = "BEFORE"
        case .after: modifier = "AFTER"
        case .approximately: modifier = "APPROX"
        default: break
        }
      }
      signal = nil
      return TimeExpression(
        kind: draft.kind, span: tokens.span(of: draft.start..<draft.end), value: draft.value,
        modifier: modifier, rule: draft.rule, tokens: draft.start..<draft.end)
    }
  }

  /// An expression on its way.
  struct Draft {
    var kind: TimeExpression.Kind
    var start: TokenID
    var end: TokenID
    var value: String?
    var modifier: String?
    var rule: String
    /// An article before it belongs to it: `the past week`, but not `the Friday prayers`.
    var takesArticle = false
    /// The year that it names itself.
    var year: Int?

    init(
      _ kind: TimeExpression.Kind, _ tokens: Range<TokenID>, _ value: String?, rule: String,
      takesArticle: Bool = false
    ) {
      (self.kind, start, end) = (kind, tokens.lowerBound, tokens.upperBound)
      (self.value, self.rule, self.takesArticle) = (value, rule, takesArticle)
    }
  }

  /// The expression that begins at a token. Every step looks a few tokens ahead, so that a
  /// sentence is read in linear time.
  func expression(_ scan: Scan, at start: TokenID) -> Draft? {
    let word = scan.word(words, at: start)
    if let word, word.meaning.isArticle, let draft = behindArticle(scan, start, word.end) {
      return draft
    }
    if let word, word.meaning.modifier != nil,
      let draft = modified(scan, start, word.end, word.meaning)
    {
      return draft
    }
    return plain(scan, at: start)
  }

  private func behindArticle(_ scan: Scan, _ start: TokenID, _ next: TokenID) -> Draft? {
    var scan = scan
    if let signal = scan.signal, signal.end == start { scan.signal?.end = next }
    // An article before an article leads nowhere.
    if let word = scan.word(words, at: next), word.meaning.isArticle { return nil }
    if let (end, word) = scan.word(words, at: next), word.unit != nil, !word.isPlural,
      let (after, behind) = scan.word(words, at: end), behind.deictic == .earlier
    {
      // "the year before"
      return Draft(.date, start..<after, nil, rule: "date/distance")
    }
    guard var draft = expression(scan, at: next), draft.takesArticle else { return nil }
    draft.start = start
    return draft
  }

  /// `early August`, `mid-1980s`, `the end of the year`
  private func modified(
    _ scan: Scan, _ start: TokenID, _ end: TokenID, _ modifier: CalendarWord
  ) -> Draft? {
    var scan = scan
    var next = end
    if next + 1 < scan.range.upperBound, scan.tokens.isJoint(next) { next += 1 }
    // What is ambiguous alone is plain behind a modifier: "early March".
    scan.signal = (next, scan.signal(before: start) ?? .during)
    var draft: Draft?
    let article = scan.word(words, at: next).flatMap { $0.meaning.isArticle ? $0.end : nil }
    if let article {
      scan.signal?.end = article
      if let (end, word) = scan.word(words, at: article), let unit = word.unit, !word.isPlural {
        // "the end of the year"
        let value = scan.resolver.unit(unit, steps: 0)
        draft = Draft(.date, start..<end, value, rule: "date/modified")
      }
    }
    draft = draft ?? plain(scan, at: article ?? next)
    guard var draft, draft.kind != .duration else { return nil }
    // "the start of the 2004 season"
    if article != nil, !draft.takesArticle, draft.rule != "date/modified" { return nil }
    draft.start = start
    draft.modifier = modifier.modifier?.rawValue
    draft.takesArticle = true
    draft.rule = "date/modified"
    return draft
  }

  /// An expression without article or modifier.
  private func plain(_ scan: Scan, at start: TokenID) -> Draft? {
    guard start < scan.range.upperBound else { return nil }
    if let draft = numeric(scan, start) { return draft }
    if let word = scan.word(words, at: start) {
      if let draft = weekday(scan, start, word.end, word.meaning) { return draft }
      if let draft = month(scan, start, word.end, word.meaning) { return draft }
      if let draft = season(scan, start, word.end, word.meaning) { return draft }
      if let draft = relative(scan, start, word.end, word.meaning) { return draft }
      if let draft = set(scan, start, word.end, word.meaning) { return draft }
    }
    return duration(scan, start)
  }
}
