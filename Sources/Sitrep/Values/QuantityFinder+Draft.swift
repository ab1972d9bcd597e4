/// A quantity on its way: the number, then what follows it.
extension QuantityFinder {
  struct Draft {
    var kind = Quantity.Kind.count
    var start: TokenID
    var end: TokenID
    var low: Double?
    var high: Double?
    var isApproximate: Bool
    var rule: String

    init(_ number: NumberGrammar.Number, start: TokenID, bound: Bound?) {
      (self.start, end) = (start, number.end)
      (low, high) = (number.low, number.high)
      isApproximate = number.form == .vague && (number.high == nil || number.low != number.high)
      rule =
        switch number.form {
        case .digits: "count/digits"
        case .words: "count/words"
        case .vague: "count/vague"
        }
      limit(bound)
    }

    /// Opens the range on the side that the bound leaves open.
    mutating func limit(_ bound: Bound?) {
      switch bound {
      case .upper: (low, rule) = (nil, "count/upper")
      case .lower: (high, rule) = (nil, "count/lower")
      case nil: break
      }
    }

    func quantity(_ tokens: TokenTable) -> Quantity {
      Quantity(
        kind: kind, span: tokens.span(of: start..<end), low: low, high: high,
        isApproximate: isApproximate, rule: rule, tokens: start..<end, number: start..<end)
    }
  }

  /// The second number of a range: `between 10 and 12`, `5,000 to 7,000`, `10–12`.
  func join(
    _ draft: inout Draft, _ first: NumberGrammar.Number, _ sentence: Context, _ prefix: Prefix
  ) {
    guard let start = secondNumber(sentence, first, draft.start, prefix),
      let second = grammar.number(
        sentence.tokens, sentence.bytes, at: start, limit: sentence.limit),
      var low = first.low, let high = second.high
    else { return }
    if first.isBare, second.scale > 1, low * second.scale < high { low *= second.scale }
    // "10-12,000"
    if first.isBare, first.form == .digits, !second.isBare, low < 1000, low * 1000 < high,
      high.truncatingRemainder(dividingBy: 1000) == 0
    {
      low *= 1000
    }
    guard low < high, !isGluedOn(sentence, second) else { return }
    (draft.low, draft.high, draft.end) = (low, high, second.end)
    draft.rule = "count/range"
    draft.limit(prefix.bound)
  }

  /// Where the second number of a range would begin.
  private func secondNumber(
    _ sentence: Context, _ first: NumberGrammar.Number, _ start: TokenID, _ prefix: Prefix
  ) -> TokenID? {
    let (tokens, limit, end) = (sentence.tokens, sentence.limit, first.end)
    guard end + 1 < limit else { return nil }
    if tokens.isJoint(end) {
      return isRange(sentence, first, high: end + 1) ? end + 1 : nil
    }
    if prefix.opened != nil {
      return grammar.word([.and, .till], tokens, at: end, limit: limit)?.end
    }
    // "from 5,000 to 7,000" tells of a growth.
    if start > sentence.range.lowerBound,
      grammar.word(.rangeFrom, tokens, at: start - 1, limit: start) != nil
    {
      return nil
    }
    return grammar.word(.rangeJoin, tokens, at: end, limit: limit)?.end
  }

  /// `5 to 12-year-olds`
  private func isGluedOn(_ sentence: Context, _ number: NumberGrammar.Number) -> Bool {
    let (tokens, limit) = (sentence.tokens, sentence.limit)
    guard number.end + 1 < limit, tokens.isJoint(number.end) else { return false }
    return grammar.word(.compound, tokens, at: number.end + 1, limit: limit) == nil
  }

  /// Bounds and approximators behind the number: `or more`, `or so`, `200+`.
  func suffix(_ draft: inout Draft, _ sentence: Context) {
    let (tokens, limit) = (sentence.tokens, sentence.limit)
    guard draft.end < limit else { return }
    if isPlusSign(sentence, draft.end), tokens.isTight(draft.end) {
      draft.end += 1
      draft.limit(.lower)
      return
    }
    // "3,000-plus", "40-odd"
    let next = draft.end + 1 < limit && tokens.isJoint(draft.end) ? draft.end + 1 : draft.end
    guard let (end, word) = grammar.word(tokens, at: next, limit: limit) else { return }
    if word.plays(.lowerAfter) {
      draft.limit(.lower)
    } else if word.plays(.upperAfter) {
      draft.limit(.upper)
    } else if word.plays(.approximatorAfter) {
      draft.isApproximate = true
    } else {
      return
    }
    draft.end = end
  }

  /// The sign or word that makes it a percentage.
  func percent(_ draft: inout Draft, _ sentence: Context) {
    let (tokens, limit) = (sentence.tokens, sentence.limit)
    if draft.end < limit, isPercentSign(sentence, draft.end) {
      draft.end += 1
    } else if let word = grammar.word(.percent, tokens, at: draft.end, limit: limit) {
      draft.end = word.end
    } else {
      return
    }
    (draft.kind, draft.rule) = (.percent, "percent")
  }

  /// The words that make it a multiple: `three times as many`.
  func multiple(_ draft: inout Draft, _ sentence: Context) {
    guard draft.kind == .count,
      let times = grammar.word(.times, sentence.tokens, at: draft.end, limit: sentence.limit)
    else { return }
    (draft.kind, draft.rule, draft.end) = (.multiple, "multiple", times.end)
  }
}
