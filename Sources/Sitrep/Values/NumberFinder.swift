/// Finds all numbers of a text, whatever they are for: cardinals, fractions, powers, ordinals,
/// percentages, and the ranges that stand between them.
///
/// `QuantityFinder` asks what is counted, and leaves out what is a name or a part of an
/// address; this one tells how the text writes its numbers, and leaves out nothing.
struct NumberFinder: Sendable {
  let grammar: NumberGrammar
  private let starts: WordTable<Start>

  /// What a word can do.
  private struct Start: OptionSet {
    let rawValue: UInt8
    /// A number can begin with it.
    static let number = Start(rawValue: 1)
  }

  init(_ grammar: NumberGrammar) {
    self.grammar = grammar
    var starts = WordTable<Start>()
    grammar.words.visit { first, _, word in
      if word.plays(.numberBeginnings) { starts.insert(.number, for: first) }
    }
    self.starts = starts
  }

  /// What the steps look at.
  struct Context {
    fileprivate let text: TokenizedText
    var tokens: TokenTable { text.tokens }
    var bytes: [UInt8] { text.bytes }
    let range: Range<TokenID>
    var limit: TokenID { range.upperBound }
  }

  /// Appends the numbers of one sentence in the order of the text, the outer before the inner.
  /// A token that begins none costs one look-up.
  func find(
    in text: TokenizedText, _ range: Range<TokenID>, into found: inout [NumberExpression]
  ) {
    guard let range = text.tokens(in: range) else { return }
    let sentence = Context(text: text, range: range)
    var (next, ranged) = (range.lowerBound, range.lowerBound)
    while next < range.upperBound {
      guard canBegin(sentence, next) else {
        next += 1
        continue
      }
      if next >= ranged, let (expression, end) = self.range(sentence, at: next) {
        found.append(expression)
        ranged = end
      }
      next = read(sentence, at: next, into: &found)
    }
  }

  private func canBegin(_ sentence: Context, _ token: TokenID) -> Bool {
    let tokens = sentence.tokens
    switch tokens.kinds[token] {
    case .number, .alphanumeric: return true
    case .stop, .hyphen:
      // ".08", "-5"
      guard token + 1 < sentence.limit else { return false }
      switch tokens.kinds[token + 1] {
      case .number, .alphanumeric, .stop: return true
      default: return false
      }
    case .symbol where sentence.bytes[Int(tokens.spans[token].start)] >= 0x80: return true
    default: return starts[tokens.words[token]].contains(.number)
    }
  }
}

// MARK: - One number

extension NumberFinder {
  /// Appends the readings of the number that begins at a token, and gives back where to go on.
  private func read(
    _ sentence: Context, at start: TokenID, into found: inout [NumberExpression]
  ) -> TokenID {
    let (tokens, bytes, limit) = (sentence.tokens, sentence.bytes, sentence.limit)
    if let end = relative(sentence, at: start, into: &found) { return end }
    if isPronoun(sentence, start) { return start + 1 }
    let ordinal = grammar.ordinal(tokens, bytes, at: start, limit: limit)
    let numeral = numeral(sentence, at: start)
    if let ordinal, !ordinal.isPlural, ordinal.end >= numeral?.end ?? 0,
      numeral?.kind != .fraction || numeral?.ordinal == nil && ordinal.value < 3
    {
      found.append(self.ordinal(sentence, start..<ordinal.end, ordinal.value))
      return ordinal.end
    }
    guard let numeral else {
      if let end = list(sentence, at: start, into: &found) { return end }
      return percentOf(sentence, at: start, into: &found) ?? start + 1
    }
    let percent =
      grammar.word(.percent, tokens, at: numeral.end, limit: limit)?.end
      ?? percentSign(sentence, numeral.end)
    if let percent {
      found.append(
        NumberExpression(
          kind: .percent, span: tokens.span(of: start..<percent), value: numeral.value,
          rule: "number/percent"))
    }
    let rule =
      switch numeral.kind {
      case .fraction: "number/fraction"
      case .power: "number/power"
      default: numeral.isDigits ? "number/digits" : "number/words"
      }
    found.append(
      NumberExpression(
        kind: numeral.kind, span: tokens.span(of: start..<numeral.end), value: numeral.value,
        rule: rule))
    if let place = numeral.ordinal,
      let ordinal = grammar.ordinal(tokens, bytes, at: place, limit: numeral.end)
    {
      found.append(self.ordinal(sentence, place..<ordinal.end, ordinal.value))
    } else if let ordinal, !ordinal.isPlural, ordinal.end == numeral.end {
      // "a hundred trillionth"
      found.append(self.ordinal(sentence, start..<ordinal.end, ordinal.value))
    }
    return max(percent ?? numeral.end, numeral.end)
  }

  /// A number, and the one it is set over: `one over three`, `1 in 20`.
  func numeral(_ sentence: Context, at start: TokenID) -> NumberGrammar.Numeral? {
    let (tokens, bytes, limit) = (sentence.tokens, sentence.bytes, sentence.limit)
    guard
      var above = grammar.numeral(
        tokens, bytes, at: start, limit: limit, lower: sentence.range.lowerBound)
    else { return nil }
    if start > sentence.range.lowerBound, tokens.isTight(start), tokens.kinds[start - 1] == .symbol
    {
      return above
    }
    guard above.kind == .cardinal, above.value > 0,
      let join = grammar.word(
        [.fractionJoin, .shareJoin], tokens, at: above.end, limit: limit),
      let below = grammar.numeral(
        tokens, bytes, at: join.end, limit: limit, lower: join.end),
      below.kind == .cardinal, below.value > 0,
      join.meaning.plays(.fractionJoin) || above.value < below.value
    else { return above }
    (above.value, above.end) = (above.value / below.value, below.end)
    above.kind = .fraction
    return above
  }

  private func ordinal(
    _ sentence: Context, _ range: Range<TokenID>, _ value: Double
  ) -> NumberExpression {
    NumberExpression(
      kind: .ordinal, span: sentence.tokens.span(of: range), value: value,
      rule: "number/ordinal")
  }

  /// `last`, `next to last`, `previous`.
  private func relative(
    _ sentence: Context, at start: TokenID, into found: inout [NumberExpression]
  ) -> TokenID? {
    guard
      let (end, word) = grammar.words.match(
        sentence.tokens, at: start, limit: sentence.limit,
        where: { $0.plays([.relativeEnd, .relativeCurrent]) })
    else { return nil }
    found.append(
      NumberExpression(
        kind: .ordinal, span: sentence.tokens.span(of: start..<end), value: word.value,
        anchor: word.plays(.relativeEnd) ? .end : .current, rule: "number/relative"))
    return end
  }

  /// The `one` of `that one`, `the one who`.
  private func isPronoun(_ sentence: Context, _ token: TokenID) -> Bool {
    for start in [token, token - 1] where start >= sentence.range.lowerBound {
      if let phrase = grammar.words.match(
        sentence.tokens, at: start, limit: sentence.limit, where: { $0.plays(.pronoun) }),
        phrase.end > token
      {
        return true
      }
    }
    return false
  }

  /// `22,24,26`, which is one token and several numbers.
  private func list(
    _ sentence: Context, at start: TokenID, into found: inout [NumberExpression]
  ) -> TokenID? {
    guard sentence.tokens.kinds[start] == .number else { return nil }
    let text = sentence.bytes[sentence.tokens.spans[start].range]
    for item in text.split(separator: 0x2C) {
      guard let value = NumberGrammar.value(of: item) else { continue }
      let span = TextSpan(UInt32(item.startIndex), UInt32(item.endIndex))
      found.append(
        NumberExpression(kind: .cardinal, span: span, value: value, rule: "number/digits"))
    }
    return start + 1
  }
}

// MARK: - Percentages

extension NumberFinder {
  private func percentSign(_ sentence: Context, _ token: TokenID) -> TokenID? {
    guard token < sentence.limit, sentence.tokens.kinds[token] == .symbol,
      sentence.bytes[sentence.tokens.spans[token].range].elementsEqual([0x25])
    else { return nil }
    return token + 1
  }

  /// `per cent of 210`, and the `percent` of `a small percent`, which says no number.
  private func percentOf(
    _ sentence: Context, at start: TokenID, into found: inout [NumberExpression]
  ) -> TokenID? {
    let tokens = sentence.tokens
    guard
      let alone = grammar.words.match(
        tokens, at: start, limit: sentence.limit, where: { $0.plays(.percentAlone) })
    else { return nil }
    var (end, value) = (alone.end, Double?.none)
    if let of = grammar.word(.of, tokens, at: end, limit: sentence.limit),
      let number = numeral(sentence, at: of.end)
    {
      (end, value) = (number.end, number.value)
    }
    found.append(
      NumberExpression(
        kind: .percent, span: tokens.span(of: start..<end), value: value, rule: "number/percent"))
    return alone.end
  }
}
