/// Ranges of numbers: between two ends, or open on a side.
extension NumberFinder {
  /// One end of a range with the words that make it one: `more than 30`, `500 or less`.
  private struct Bound {
    var start: TokenID
    var end: TokenID
    var low: Double?
    var high: Double?
    var isExclusive = false
  }

  /// The range that begins at a token, and its end.
  func range(_ sentence: Context, at start: TokenID) -> (NumberExpression, end: TokenID)? {
    if let between = between(sentence, at: start) { return between }
    if let first = prefixed(sentence, at: start) {
      if let both = combined(sentence, first) { return both }
      return expression(sentence, first)
    }
    guard let number = number(sentence, at: start, skipsThe: false) else { return nil }
    if let joined = joined(sentence, at: start, number) { return joined }
    return suffixed(sentence, at: start, number).map { expression(sentence, $0) }
  }

  /// A number or an ordinal, and the `the` before it.
  private func number(
    _ sentence: Context, at start: TokenID, limit: TokenID? = nil, skipsThe: Bool = true
  ) -> (value: Double, end: TokenID)? {
    let (tokens, bytes, limit) = (sentence.tokens, sentence.bytes, limit ?? sentence.limit)
    let the = skipsThe ? grammar.word(.determiner, tokens, at: start, limit: limit) : nil
    let start = the?.end ?? start
    let numeral = grammar.numeral(
      tokens, bytes, at: start, limit: limit, lower: sentence.range.lowerBound)
    if let ordinal = grammar.ordinal(tokens, bytes, at: start, limit: limit),
      !ordinal.isPlural, ordinal.end > numeral?.end ?? 0
    {
      return (ordinal.value, ordinal.end)
    }
    return numeral.map { ($0.value, $0.end) }
  }

  /// `between 10 and 12`. Numbers have an `and` inside as well: the first one counts that has
  /// a larger number behind it than before it.
  private func between(
    _ sentence: Context, at start: TokenID
  ) -> (NumberExpression, end: TokenID)? {
    let (tokens, limit) = (sentence.tokens, sentence.limit)
    guard
      let open = grammar.words.match(
        tokens, at: start, limit: limit, where: { $0.plays(.rangeOpen) })
    else { return nil }
    for place in (open.end + 1)..<max(open.end + 2, min(open.end + 16, limit)) {
      guard let and = grammar.word(.and, tokens, at: place, limit: limit),
        let low = number(sentence, at: open.end, limit: place), low.end == place,
        let high = number(sentence, at: and.end), low.value < high.value
      else { continue }
      return expression(
        sentence, start..<high.end, low: low.value, high: high.value, "range/between")
    }
    return nil
  }

  /// `from 10 to 12`, `10-12`, `20~100`.
  private func joined(
    _ sentence: Context, at start: TokenID, _ low: (value: Double, end: TokenID)
  ) -> (NumberExpression, end: TokenID)? {
    let (tokens, limit, lower) = (sentence.tokens, sentence.limit, sentence.range.lowerBound)
    guard low.end + 1 < limit else { return nil }
    var next: TokenID
    switch tokens.kinds[low.end] {
    case .hyphen, .dash:
      // Not in "+1-222-2222-2222".
      if start > lower, tokens.isTight(start), tokens.kinds[start - 1] != .openingBracket {
        return nil
      }
      next = low.end + 1
    default:
      guard let till = grammar.word(.till, tokens, at: low.end, limit: limit) else { return nil }
      next = till.end
    }
    guard let high = number(sentence, at: next), low.value < high.value else { return nil }
    if high.end < limit, tokens.isTight(high.end),
      [.hyphen, .dash].contains(tokens.kinds[high.end])
    {
      guard high.end + 1 < limit, tokens.kinds[high.end + 1] == .word else { return nil }
    }
    var first = start
    if start > lower,
      let from = grammar.word(.rangeFrom, tokens, at: start - 1, limit: start), from.end == start
    {
      first = start - 1
    }
    return expression(sentence, first..<high.end, low: low.value, high: high.value, "range/between")
  }
}

// MARK: - Open on a side

extension NumberFinder {
  /// `more than 30`, `>= 30`, `equal to 20`, and what may stand behind: `equal to 20 or less`,
  /// `more than 30 or equal to`.
  private func prefixed(_ sentence: Context, at start: TokenID) -> Bound? {
    let (tokens, limit) = (sentence.tokens, sentence.limit)
    guard
      let (end, word) = grammar.words.match(
        tokens, at: start, limit: limit, where: { $0.plays(.bounds) }),
      !isComparison(sentence, start - 1) || !isComparison(sentence, start),
      !isComparison(sentence, end),
      let number = number(sentence, at: end)
    else { return nil }
    var bound = Bound(start: start, end: number.end, isExclusive: word.plays(.exclusive))
    if word.plays(.lowEnd) { bound.low = number.value }
    if word.plays(.highEnd) { bound.high = number.value }
    if bound.low != nil, bound.high != nil,
      let both = suffixed(sentence, at: start, number)
    {
      return both
    }
    if bound.isExclusive,
      let equal = grammar.word(.orEqual, tokens, at: number.end, limit: limit),
      self.number(sentence, at: equal.end) == nil
    {
      (bound.isExclusive, bound.end) = (false, equal.end)
    }
    return bound
  }

  /// `<`, `=` or `>`, alone or in Unicode's other signs of comparison, as a token.
  private func isComparison(_ sentence: Context, _ token: TokenID) -> Bool {
    sentence.range.contains(token) && sentence.tokens.kinds[token] == .symbol
      && grammar.words.match(
        sentence.tokens, at: token, limit: token + 1, where: { $0.plays(.bounds) }) != nil
  }

  /// `500 or more`.
  private func suffixed(
    _ sentence: Context, at start: TokenID, _ number: (value: Double, end: TokenID)
  ) -> Bound? {
    guard
      let (end, word) = grammar.words.match(
        sentence.tokens, at: number.end, limit: sentence.limit,
        where: { $0.plays(.boundsAfter) }),
      // "200 or greater than 190"
      self.number(sentence, at: end) == nil
    else { return nil }
    let isLower = word.plays([.lowerAfter, .rangeLowerAfter])
    return Bound(
      start: start, end: end, low: isLower ? number.value : nil,
      high: isLower ? nil : number.value)
  }

  /// `above 1000 and below 1500`.
  private func combined(
    _ sentence: Context, _ first: Bound
  ) -> (NumberExpression, end: TokenID)? {
    let (tokens, limit) = (sentence.tokens, sentence.limit)
    guard first.end < limit else { return nil }
    var next = first.end
    if tokens.kinds[next] == .comma {
      next += 1
    } else if let join = grammar.words.match(
      tokens, at: next, limit: limit, where: { $0.plays([.and, .but]) })
    {
      next = join.end
    } else {
      return nil
    }
    guard let second = prefixed(sentence, at: next),
      (first.low == nil) != (second.low == nil), (first.high == nil) != (second.high == nil)
    else { return nil }
    let (below, above) = first.low == nil ? (second, first) : (first, second)
    guard let low = below.low, let high = above.high, low < high else { return nil }
    var (expression, end) = expression(
      sentence, first.start..<second.end, low: low, high: high, "range/bounds")
    (expression.excludesLow, expression.excludesHigh) = (below.isExclusive, above.isExclusive)
    return (expression, end)
  }

  private func expression(
    _ sentence: Context, _ bound: Bound
  ) -> (NumberExpression, end: TokenID) {
    let rule = bound.low == bound.high ? "range/equal" : "range/bound"
    var (expression, end) = expression(
      sentence, bound.start..<bound.end, low: bound.low, high: bound.high, rule)
    expression.excludesLow = bound.low != nil && bound.isExclusive
    expression.excludesHigh = bound.high != nil && bound.isExclusive
    return (expression, end)
  }

  private func expression(
    _ sentence: Context, _ range: Range<TokenID>, low: Double?, high: Double?, _ rule: String
  ) -> (NumberExpression, end: TokenID) {
    let span = sentence.tokens.span(of: range)
    return (
      NumberExpression(kind: .range, span: span, low: low, high: high, rule: rule),
      range.upperBound
    )
  }
}
