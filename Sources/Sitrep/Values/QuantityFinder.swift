/// Finds the numbers of things: counts, percentages and sums of money, with the words that
/// bound or blur them.
///
/// What is a date or a time of day is not decided here: the caller hands over what
/// `TimeFinder` has found, and numbers in it are passed over.
///
/// A class, so that closures of its steps hold on to one thing and not to all tables.
final class QuantityFinder: Sendable {
  let grammar: NumberGrammar
  let units: UnitTable
  /// What each word can do in a quantity.
  let starts: WordTable<Start>

  /// What a word can do in a quantity.
  struct Start: OptionSet, Sendable {
    let rawValue: UInt8
    /// A quantity can begin with it.
    static let word = Start(rawValue: 1)
    /// A quantity can begin with it and the words behind it: `in excess of`, but not `in`.
    static let phrase = Start(rawValue: 2)
    /// It is an article, the most frequent beginning of none.
    static let article = Start(rawValue: 4)
    /// A quantity can begin with an article before it.
    static let behindArticle = Start(rawValue: 8)
    /// As `word` and `phrase`, of units and ages.
    static let unit = Start(rawValue: 16)
    static let unitPhrase = Start(rawValue: 32)
    /// It has a part in the quantity of a number before it; what is counted has none.
    static let partner = Start(rawValue: 64)
    /// It can make a fraction of a number before it.
    static let fraction = Start(rawValue: 128)

    static let any: Start = [.word, .phrase, .article, .unit, .unitPhrase]
    fileprivate static let slow: Start = [.word, .phrase, .unit, .unitPhrase]
  }

  init(_ grammar: NumberGrammar, _ units: UnitTable) {
    (self.grammar, self.units) = (grammar, units)
    var starts = WordTable<Start>()
    var articles: Set<WordID> = []
    grammar.words.visit { first, rest, word in
      var start: Start = []
      if word.plays([.leading, .fraction]) { start.insert(rest.isEmpty ? .word : .phrase) }
      if word.plays(.article) { start.insert(.article) }
      if word.plays(.article), rest.isEmpty { articles.insert(first) }
      if word.plays([.scale, .fraction, .part, .ordinal]) { start.insert(.behindArticle) }
      if word.plays([.and, .fraction, .part, .point, .ordinal]) { start.insert(.fraction) }
      if !word.isCounted { start.insert(.partner) }
      starts.insert(start, for: first)
    }
    // "a couple"
    grammar.words.visit { first, rest, _ in
      if let second = rest.first, articles.contains(first) {
        starts.insert(.behindArticle, for: second)
      }
    }
    units.visitMarks { word, marks in
      starts.insert(marks.contains(.leading) ? .unit : [], for: word)
      starts.insert(marks.contains(.leadingPhrase) ? .unitPhrase : [], for: word)
    }
    self.starts = starts
  }

  /// - Parameter table: `Lexicons/numbers.tsv`.
  convenience init(
    _ table: LexiconTable, _ units: UnitTable, vocabulary: inout Vocabulary,
    faults: inout [ResourceFault]
  ) {
    self.init(NumberGrammar(table, vocabulary: &vocabulary, faults: &faults), units)
  }

  /// Appends the quantities of one sentence, in the order of the text and without overlaps.
  /// The hot path: a token that is no number and begins no number word costs one look-up.
  ///
  /// - Parameters:
  ///   - times: dates and times of the document, in the order of the text.
  ///   - looksEverywhere: Ask the whole grammar at every word that begins any phrase, and for
  ///     every number. The slow twin, for tests.
  func find(
    in text: TokenizedText, _ range: Range<TokenID>, besides times: [TimeExpression] = [],
    into found: inout [Quantity], looksEverywhere: Bool = false
  ) {
    guard let range = text.tokens(in: range) else { return }
    let (tokens, bytes) = (text.tokens, text.bytes)
    var time = Self.first(of: times, endingAfter: range.lowerBound)
    var sentence = Context(text, range, looksEverywhere: looksEverywhere)
    var next = range.lowerBound
    while next < range.upperBound {
      while time < times.count, times[time].tokens.upperBound <= next { time += 1 }
      if time < times.count, times[time].tokens.lowerBound <= next {
        next = times[time].tokens.upperBound
        continue
      }
      guard
        canBegin(tokens, bytes, next, limit: range.upperBound)
          || looksEverywhere && !starts[tokens.words[next]].isDisjoint(with: .slow)
      else {
        next += 1
        continue
      }
      sentence.limit =
        time < times.count
        ? min(range.upperBound, times[time].tokens.lowerBound) : range.upperBound
      let (quantity, end) = read(sentence, at: next)
      if let quantity {
        if quantity.kind == .temperature { sentence.lastTemperature = end }
        share(quantity, with: &found, sentence)
        found.append(quantity)
      }
      next = end
    }
  }

  /// Whether a token can begin a quantity.
  func canBegin(
    _ tokens: TokenTable, _ bytes: [UInt8], _ token: TokenID, limit: TokenID
  ) -> Bool {
    let kind = tokens.kinds[token]
    if kind == .number || kind == .alphanumeric { return true }
    // "½"
    if kind == .symbol, bytes[Int(tokens.spans[token].start)] >= 0x80 { return true }
    let start = starts[tokens.words[token]]
    guard !start.isDisjoint(with: .any) else { return isGluedSum(tokens, bytes, token) }
    if start.contains(.article) {
      guard token + 1 < tokens.count else { return false }
      return tokens.kinds[token + 1] != .word
        || starts[tokens.words[token + 1]].contains(.behindArticle)
    }
    if !start.isDisjoint(with: [.word, .unit]) { return true }
    if start.contains(.phrase) {
      let found = grammar.words.match(
        tokens, at: token, limit: limit, where: { $0.plays([.leading, .fraction]) })
      if found != nil { return true }
    }
    return start.contains(.unitPhrase)
      && units.hasLeadingPhrase(tokens, bytes, at: token, limit: limit)
  }

  /// The first time that ends behind a token. O(log n).
  private static func first(of times: [TimeExpression], endingAfter token: TokenID) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What the steps of the grammar look at.
  struct Context {
    private let text: TokenizedText
    var tokens: TokenTable { text.tokens }
    var bytes: [UInt8] { text.bytes }
    let range: Range<TokenID>
    /// Where the next date or time begins, or the sentence ends.
    fileprivate(set) var limit: TokenID
    /// The token behind the last temperature.
    fileprivate(set) var lastTemperature: TokenID?
    fileprivate let looksEverywhere: Bool

    fileprivate init(_ text: TokenizedText, _ range: Range<TokenID>, looksEverywhere: Bool) {
      (self.text, self.range, limit) = (text, range, range.upperBound)
      self.looksEverywhere = looksEverywhere
    }
  }

  /// What stands before a number.
  struct Prefix {
    var end: TokenID
    var bound: Bound?
    var isApproximate = false
    /// Where the words behind `between` begin.
    var opened: TokenID?
    /// None of these words was there.
    var isEmpty: Bool { bound == nil && !isApproximate && opened == nil }
  }

  enum Bound {
    case upper, lower
  }
}

extension QuantityFinder {
  /// The quantity that begins at a token, or nil, and where to go on.
  private func read(_ sentence: Context, at start: TokenID) -> (Quantity?, next: TokenID) {
    if !sentence.looksEverywhere, let plain = plain(sentence, at: start) {
      return stands(sentence, start, plain, false)
        ? (Draft(plain, start: start, bound: nil).quantity(sentence.tokens), plain.end)
        : (nil, skip(sentence, start, past: plain.end))
    }
    if let (quantity, end) = single(sentence, at: start) { return (quantity, end) }
    let prefix = prefix(sentence, at: start)
    if let none = grammar.word(.none, sentence.tokens, at: prefix.end, limit: sentence.limit) {
      // "that one mile"
      let last = Prefix(end: none.end - 1)
      let number = number(sentence, at: last.end, isBound: false)
      if let (quantity, end) = measured(sentence, at: last.end, last, number) {
        return (quantity, end)
      }
      return (nil, none.end)
    }
    let number = number(sentence, at: prefix.end, isBound: !prefix.isEmpty)
    if let (quantity, end) = measured(sentence, at: start, prefix, number) {
      return (quantity, end)
    }
    guard let number else {
      return (nil, prefix.isEmpty ? skip(sentence, start) : start + 1)
    }
    guard stands(sentence, prefix.end, number, !prefix.isEmpty) else {
      return (nil, skip(sentence, prefix.end, past: number.end))
    }
    var draft = Draft(number, start: start, bound: prefix.bound)
    draft.isApproximate = draft.isApproximate || prefix.isApproximate
    join(&draft, number, sentence, prefix)
    // "between" alone belongs to no number.
    if let opened = prefix.opened, draft.rule != "count/range" { draft.start = opened }
    suffix(&draft, sentence)
    percent(&draft, sentence)
    multiple(&draft, sentence)
    return (draft.quantity(sentence.tokens), draft.end)
  }

  /// Digits with a word behind that has no part in a quantity: most numbers of the news, which
  /// need none of the steps below.
  private func plain(_ sentence: Context, at start: TokenID) -> NumberGrammar.Number? {
    let (tokens, end) = (sentence.tokens, start + 1)
    guard tokens.kinds[start] == .number, end < sentence.limit, tokens.kinds[end] == .word,
      !tokens.isTight(end), start == sentence.range.lowerBound || !tokens.isTight(start)
    else { return nil }
    let word = tokens.words[end]
    guard !starts[word].contains(.partner), !units.canBegin(word) else { return nil }
    let digits = sentence.bytes[tokens.spans[start].range]
    guard !digits.contains(0x2E), let value = NumberGrammar.value(of: digits) else { return nil }
    return NumberGrammar.Number(
      end: end, form: .digits, low: value, high: value, isBare: !digits.contains(0x2C))
  }

  /// `no troops`, which are 0, and `twice as many`. The `no` stays a word of its sentence: what
  /// is denied is for those to say who read that.
  private func single(_ sentence: Context, at start: TokenID) -> (Quantity, next: TokenID)? {
    let (tokens, limit) = (sentence.tokens, sentence.limit)
    guard let (end, word) = grammar.word([.zero, .twofold], tokens, at: start, limit: limit),
      let value = word.value
    else { return nil }
    if word.plays(.zero) {
      guard let noun = grammar.word(.counted, tokens, at: end, limit: limit),
        !noun.meaning.plays([.approximatorAfter, .lowerAfter, .upperAfter]),
        !tokens.flags[end].contains(.capital)
      else { return nil }
    }
    let span = tokens.span(of: start..<end)
    return (
      Quantity(
        kind: word.plays(.zero) ? .count : .multiple, span: span, low: value, high: value,
        isApproximate: false, rule: word.plays(.zero) ? "count/none" : "multiple",
        tokens: start..<end, number: start..<start),
      end
    )
  }

  /// Bounds and approximators before a number: at most three, as in `up to an estimated`.
  func prefix(_ sentence: Context, at start: TokenID) -> Prefix {
    var prefix = Prefix(end: start)
    for _ in 0..<3 {
      guard
        let (end, word) = grammar.word(
          sentence.tokens, at: prefix.end, limit: sentence.limit)
      else { break }
      if word.plays(.upper) {
        prefix.bound = .upper
      } else if word.plays(.lower) {
        prefix.bound = .lower
      } else if word.plays(.approximator) {
        prefix.isApproximate = true
      } else if word.plays(.rangeOpen) {
        prefix.opened = end
      } else {
        break
      }
      prefix.end = end
    }
    return prefix
  }

  /// A number, or a scale that stands alone behind a bound: `over hundred`.
  func number(
    _ sentence: Context, at start: TokenID, isBound: Bool
  ) -> NumberGrammar.Number? {
    let (tokens, limit) = (sentence.tokens, sentence.limit)
    if let number = grammar.number(tokens, sentence.bytes, at: start, limit: limit) {
      return number
    }
    guard isBound, let scale = grammar.word(.scale, tokens, at: start, limit: limit),
      let value = scale.meaning.value
    else { return nil }
    return NumberGrammar.Number(
      end: scale.end, form: .words, low: value, high: value, isBare: false, scale: value)
  }

  /// Where to go on behind something that is no quantity: past all that is glued to it, so
  /// that no part of a telephone number or a version is looked at again.
  private func skip(
    _ sentence: Context, _ start: TokenID, past end: TokenID? = nil
  ) -> TokenID {
    var next = max(end ?? start + 1, start + 1)
    guard sentence.tokens.kinds[start] == .number else { return next }
    while next < sentence.limit, sentence.tokens.isTight(next),
      ![.comma, .semicolon, .closingBracket].contains(sentence.tokens.kinds[next])
    {
      next += 1
    }
    return next
  }
}
