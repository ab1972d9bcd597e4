/// Ages: `28-year-old`, `8 months old`, `aged 30`, `3 years of age`.
extension QuantityFinder {
  /// A stretch of time that the words behind it make an age.
  func age(_ sentence: Context, _ measure: Measure) -> Measure? {
    guard measure.kind == .time,
      let old = units.age(
        sentence.tokens, sentence.bytes, at: measure.end, limit: sentence.limit)
    else { return nil }
    var age = measure
    (age.kind, age.end) = (.age, old.end)
    age.roles.formUnion(old.phrase.roles.intersection([.lower, .upper]))
    // "65 years old and older"
    if let older = years(sentence, at: age.end), Self.bound(older.roles) != nil {
      age.end = older.end
      age.roles.formUnion(older.roles)
    }
    return age
  }

  /// `87 yo`
  func years(
    _ sentence: Context, at start: TokenID, glued: (word: WordID, byte: Int)? = nil
  ) -> Measure? {
    guard
      let (end, phrase) = units.match(
        sentence.tokens, sentence.bytes, at: start, limit: sentence.limit, glued: glued,
        where: { $0.roles.contains(.years) })
    else { return nil }
    return Measure(end: end, unit: phrase.unit, kind: .age, roles: phrase.roles)
  }

  /// `aged 30`, `ages 5 to 12`, `aged between 18 and 25`, `aged 6 months`
  func aged(
    _ sentence: Context, at start: TokenID, _ prefix: Prefix
  ) -> (Quantity, next: TokenID)? {
    // "over the age of 18" is a phrase of its own, "over age 18" is not.
    guard prefix.opened == nil,
      let (end, phrase) = ageWord(sentence, at: start)
        ?? (prefix.isEmpty ? nil : ageWord(sentence, at: prefix.end)), end < sentence.limit
    else { return nil }
    let bounds = self.prefix(sentence, at: end)
    guard var first = years(sentence, number: bounds.end, phrase) else { return nil }
    let isOpened = bounds.opened != nil || isOpened(sentence, start)
    if let next = ageLink(sentence, first, isOpened: isOpened),
      let second = years(sentence, number: next, phrase),
      let low = first.low, let high = second.high, low < high
    {
      (first.high, first.tokens) = (high, first.tokens.lowerBound..<second.tokens.upperBound)
      first.number = first.tokens
    }
    guard let measure = first.measure else { return nil }
    let bound = Self.bound(phrase.roles)
    var draft = Draft(
      first, start: start, bound: bound ?? bounds.bound ?? prefix.bound ?? first.bound)
    draft.isApproximate = draft.isApproximate || bounds.isApproximate || prefix.isApproximate
    suffix(&draft, sentence)
    var quantity = draft.quantity(sentence.tokens)
    (quantity.kind, quantity.unit) = (.age, unit(of: measure))
    if bound != nil { quantity.cores = cores(of: first, in: quantity.tokens, sentence) }
    quantity.number = first.number
    quantity.rule = bound == nil ? "age/aged" : "age/unit"
    return (quantity, draft.end)
  }

  private func ageWord(
    _ sentence: Context, at start: TokenID
  ) -> (end: TokenID, phrase: UnitTable.Phrase)? {
    units.match(
      sentence.tokens, sentence.bytes, at: start, limit: sentence.limit,
      where: { $0.roles.contains(.ageBefore) })
  }

  /// `between the ages of 5 and 11`
  private func isOpened(_ sentence: Context, _ start: TokenID) -> Bool {
    let first = max(sentence.range.lowerBound, start - 2)
    return (first..<start).contains {
      grammar.word(.rangeOpen, sentence.tokens, at: $0, limit: start) != nil
    }
  }

  private func ageLink(_ sentence: Context, _ first: Amount, isOpened: Bool) -> TokenID? {
    let (tokens, end) = (sentence.tokens, first.tokens.upperBound)
    guard end + 1 < sentence.limit else { return nil }
    if tokens.isJoint(end) { return end + 1 }
    return grammar.word(
      isOpened ? [.and, .rangeJoin] : .rangeJoin, tokens, at: end, limit: sentence.limit)?.end
  }

  /// A number of years of age, or the unit behind it.
  private func years(
    _ sentence: Context, number start: TokenID, _ phrase: UnitTable.Phrase
  ) -> Amount? {
    let (tokens, limit) = (sentence.tokens, sentence.limit)
    guard start < limit,
      let number = grammar.number(tokens, sentence.bytes, at: start, limit: limit),
      number.form != .vague, number.scale == 1, let value = number.low, value < 130
    else { return nil }
    var amount = Amount(
      tokens: start..<number.end, number: start..<number.end, low: value, high: value,
      form: number.form)
    var measure = Measure(end: number.end, unit: phrase.unit, kind: .age, roles: phrase.roles)
    if let unit = units.match(
      tokens, sentence.bytes, at: number.end, limit: limit,
      where: {
        $0.roles.contains([.behind, .calendar])
          && units.units[Int($0.unit)].kind == .time
      })
    {
      (measure.unit, measure.end) = (unit.phrase.unit, unit.end)
      if let old = units.age(tokens, sentence.bytes, at: unit.end, limit: limit) {
        measure.end = old.end
        amount.bound = Self.bound(old.phrase.roles)
      }
      amount.tokens = start..<measure.end
    } else if let older = years(sentence, at: number.end) {
      // "aged 65 or older"
      amount.tokens = start..<older.end
      amount.bound = Self.bound(older.roles)
    } else if number.end < limit, tokens.isTight(number.end),
      ![.comma, .stop, .closingBracket, .semicolon, .hyphen, .quote, .closingQuote, .clitic]
        .contains(tokens.kinds[number.end])
    {
      return nil
    }
    amount.measure = measure
    return amount
  }
}

extension QuantityFinder {
  /// Of an age: `or older`, `younger than`.
  static func bound(_ roles: UnitTable.Roles) -> Bound? {
    roles.contains(.lower) ? .lower : roles.contains(.upper) ? .upper : nil
  }
}

extension UnitTable {
  /// The words that make an age of the stretch of time before them: `old`, `-old`, `of age`,
  /// `or older`.
  func age(
    _ tokens: TokenTable, _ bytes: [UInt8], at token: TokenID, limit: TokenID
  ) -> (end: TokenID, phrase: Phrase)? {
    guard token < limit else { return nil }
    let start = token + 1 < limit && tokens.isJoint(token) ? token + 1 : token
    return match(
      tokens, bytes, at: start, limit: limit, where: { $0.roles.contains(.ageBehind) })
  }
}
