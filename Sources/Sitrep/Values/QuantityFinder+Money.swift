/// Sums of money whose currency stands before the number, and letters behind it that multiply.
extension QuantityFinder {
  /// `$2.5bn`, `US$ 14 million`, `EUR 125`, `MAUD 60`
  func sum(_ sentence: Context, at start: TokenID) -> Amount? {
    let (tokens, limit) = (sentence.tokens, sentence.limit)
    guard
      let (end, phrase) = units.match(
        tokens, sentence.bytes, at: start, limit: limit,
        where: { $0.roles.contains(.before) }), end < limit,
      !phrase.roles.contains(.capitals) || tokens.flags[start].contains(.allCapitals),
      isSign(sentence, start..<end)
    else { return nil }
    return sum(sentence, start, phrase, number: end)
  }

  /// Letters before a sign belong to it if they touch it, or the number does not: `told us
  /// $5` has no US dollars, `us $ 5` has.
  private func isSign(_ sentence: Context, _ sign: Range<TokenID>) -> Bool {
    let tokens = sentence.tokens
    guard sign.count > 1, !tokens.flags[sign.lowerBound].contains(.capital) else { return true }
    return tokens.isTight(sign.upperBound - 1) || !tokens.isTight(sign.upperBound)
  }

  /// - Parameter next: where the number begins.
  private func sum(
    _ sentence: Context, _ start: TokenID, _ phrase: UnitTable.Phrase, number next: TokenID
  ) -> Amount? {
    let (tokens, limit) = (sentence.tokens, sentence.limit)
    var amount: Amount
    if tokens.kinds[next] == .alphanumeric {
      guard let scaled = scaled(sentence, from: Int(tokens.spans[next].start), at: next) else {
        return nil
      }
      amount = scaled
    } else {
      guard
        let number = grammar.number(tokens, sentence.bytes, at: next, limit: limit),
        number.form != .words || !phrase.roles.contains(.doubtful)
      else { return nil }
      amount = Amount(
        tokens: next..<number.end, number: next..<number.end, low: number.low,
        high: number.high, form: number.form, isBare: number.isBare, scale: number.scale)
      if number.form == .digits, number.scale == 1 { addScale(&amount, sentence) }
    }
    return finish(&amount, sentence, start, phrase)
  }

  private func finish(
    _ amount: inout Amount, _ sentence: Context, _ start: TokenID, _ phrase: UnitTable.Phrase
  ) -> Amount? {
    if phrase.roles.contains(.doubtful), !isSum(amount),
      !marks(around: start, sentence).contains(.money)
    {
      return nil
    }
    let unit = units.units[Int(phrase.unit)]
    if unit.factor != 1 { amount.multiply(by: unit.factor) }
    var measure = Measure(
      end: amount.tokens.upperBound, unit: phrase.unit, kind: .money, roles: phrase.roles)
    measure.isBefore = true
    amount.measure = measure
    amount.tokens = start..<amount.tokens.upperBound
    say(&amount, sentence)
    return amount
  }

  /// What stands behind says whose dollars they are: `$5 million AUD`, `$7 billion US dollars`.
  private func say(_ amount: inout Amount, _ sentence: Context) {
    let start = amount.tokens.upperBound
    guard let measure = amount.measure, measure.roles.contains(.generic),
      let (end, phrase) = units.match(
        sentence.tokens, sentence.bytes, at: start, limit: sentence.limit,
        where: { $0.roles.contains([.behind, .currency]) && !$0.roles.contains(.generic) }),
      !phrase.roles.contains(.doubtful), !startsNumber(sentence, end),
      !phrase.roles.contains(.before) || sentence.tokens.flags[start].contains(.allCapitals)
    else { return }
    amount.measure?.unit = phrase.unit
    amount.tokens = amount.tokens.lowerBound..<end
  }

  func startsNumber(_ sentence: Context, _ token: TokenID) -> Bool {
    token < sentence.limit
      && [.number, .alphanumeric].contains(sentence.tokens.kinds[token])
  }

  /// `5 m`, behind a sign.
  private func addScale(_ amount: inout Amount, _ sentence: Context) {
    guard
      let (end, phrase) = units.match(
        sentence.tokens, sentence.bytes, at: amount.tokens.upperBound, limit: sentence.limit,
        where: { $0.roles.contains(.scale) })
    else { return }
    amount.multiply(by: units.units[Int(phrase.unit)].factor)
    amount.tokens = amount.tokens.lowerBound..<end
    amount.number = amount.tokens
  }

  /// Digits with a scale glued to them: `2.5bn`.
  private func scaled(_ sentence: Context, from byte: Int, at token: TokenID) -> Amount? {
    guard let digits = digits(sentence, from: byte, at: token) else { return nil }
    var amount = Amount(
      tokens: token..<(digits.token + 1), number: token..<(digits.token + 1),
      low: digits.value, high: digits.value, form: .digits, isBare: digits.isBare)
    let end = Int(sentence.tokens.spans[digits.token].end)
    if digits.end == end { return amount }
    guard let word = units.word(of: digits.end..<end, sentence.bytes),
      let (last, phrase) = units.match(
        sentence.tokens, sentence.bytes, at: digits.token, limit: sentence.limit,
        glued: (word, digits.end), where: { $0.roles.contains(.scale) })
    else { return nil }
    amount.multiply(by: units.units[Int(phrase.unit)].factor)
    amount.tokens = token..<last
    return amount
  }

  /// `USD115.5`, `Rs500`: letters and digits in one token.
  func gluedSum(_ sentence: Context, at start: TokenID) -> Amount? {
    let span = sentence.tokens.spans[start]
    guard isGluedSum(sentence.tokens, sentence.bytes, start),
      let first = sentence.bytes[span.range].firstIndex(where: { $0 &- 0x30 < 10 }),
      first - Int(span.start) >= 2,
      let word = units.word(of: Int(span.start)..<first, sentence.bytes),
      let phrase = units.phrases(of: word).first(where: {
        $0.restCount == 0 && $0.roles.contains(.before)
          && units.isWritten($0.symbol, sentence.bytes, Int(span.start)..<first)
      }),
      !phrase.roles.contains(.capitals) || sentence.tokens.flags[start].contains(.allCapitals),
      var amount = scaled(sentence, from: first, at: start)
    else { return nil }
    if amount.scale == 1 { addWord(&amount, sentence) }
    return finish(&amount, sentence, start, phrase)
  }

  private func addWord(_ amount: inout Amount, _ sentence: Context) {
    guard
      let scale = grammar.word(
        .scale, sentence.tokens, at: amount.tokens.upperBound, limit: sentence.limit),
      let factor = scale.meaning.value
    else { return }
    amount.multiply(by: factor)
    amount.tokens = amount.tokens.lowerBound..<scale.end
  }

  /// Whether a word that nothing knows ends in a digit. The gate of the hot path.
  @inline(__always)
  func isGluedSum(_ tokens: TokenTable, _ bytes: [UInt8], _ token: TokenID) -> Bool {
    tokens.words[token] == .unknown && tokens.kinds[token] == .word
      && bytes[Int(tokens.spans[token].end) - 1] &- 0x30 < 10
  }
}
