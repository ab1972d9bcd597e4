/// Quantities that have a unit: measures, sums of money, ages, and units without a number.
extension QuantityFinder {
  /// A number with the unit before or behind it.
  struct Amount {
    /// With the sign of a currency and the unit.
    var tokens: Range<TokenID>
    /// Of a range: the ends that have a unit of their own.
    var ends: [Range<TokenID>] = []
    /// The number alone.
    var number: Range<TokenID>
    var low: Double?
    var high: Double?
    var form: NumberGrammar.Form
    var isBare = true
    var scale = 1.0
    var measure: Measure?
    /// A bound between number and unit: `200+ km`.
    var bound: Bound?

    /// Whether both ends are one value.
    var value: Double? { low == high ? low : nil }

    mutating func multiply(by factor: Double) {
      low = low.map { $0 * factor }
      high = high.map { $0 * factor }
      scale *= factor
      isBare = false
    }
  }

  /// A unit as it stands in the text.
  struct Measure {
    var end: TokenID
    /// In the table.
    var unit: UInt32
    var kind: Quantity.Kind
    var roles: UnitTable.Roles
    var power = 1
    /// The unit that it is divided by.
    var per: (unit: UInt32, power: Int, rate: UnitTable.Rate)?
    /// The unit stands before its number.
    var isBefore = false
    /// Letters that touch digits, or a sign.
    var isGlued = false
  }

  /// The quantity with a unit that begins at a token, and the token behind it.
  ///
  /// - Parameters:
  ///   - prefix: the bounds that begin there.
  ///   - number: the plain number behind them.
  func measured(
    _ sentence: Context, at start: TokenID, _ prefix: Prefix, _ number: NumberGrammar.Number?
  ) -> (Quantity, next: TokenID)? {
    if let aged = aged(sentence, at: start, prefix) { return aged }
    guard var first = signed(sentence, prefix, number) else {
      return prefix.isEmpty ? alone(sentence, at: start) : nil
    }
    var start = start
    if prefix.isEmpty {
      negate(&first, sentence)
      start = first.tokens.lowerBound
    }
    var isRange = false
    if let joined = join(first, sentence, start, isOpened: prefix.opened != nil) {
      (first, isRange) = (joined, true)
    }
    guard let measure = first.measure else { return nil }
    if prefix.opened != nil, !isRange { start = prefix.opened ?? start }
    if !isRange { addParts(&first, sentence) }
    var draft = Draft(first, start: start, bound: prefix.bound ?? first.bound)
    draft.isApproximate = draft.isApproximate || prefix.isApproximate
    suffix(&draft, sentence)
    var quantity = draft.quantity(sentence.tokens)
    quantity.kind = measure.kind
    quantity.unit = unit(of: measure)
    quantity.cores = cores(of: first, in: quantity.tokens, sentence)
    if measure.kind != .money { quantity.number = numberTokens(of: first, sentence, from: start) }
    quantity.rule = rule(measure, isRange: isRange)
    return (quantity, draft.end)
  }

  /// The parts of a quantity that are numbers with their units, where they are not all of it.
  func cores(
    of amount: Amount, in tokens: Range<TokenID>, _ sentence: Context
  ) -> [TextSpan] {
    let parts = amount.ends.isEmpty ? [amount.tokens] : amount.ends
    return parts == [tokens] ? [] : parts.map { sentence.tokens.span(of: $0) }
  }

  /// The tokens of a number and its bounds; without the article of `a half-ton bomb`.
  private func numberTokens(
    of amount: Amount, _ sentence: Context, from start: TokenID
  ) -> Range<TokenID> {
    var start = start
    if amount.scale == 1, amount.form == .words,
      let article = grammar.word(
        .article, sentence.tokens, at: start, limit: amount.number.upperBound)
    {
      start = min(article.end, amount.number.upperBound)
    }
    return start..<amount.number.upperBound
  }

  private func rule(_ measure: Measure, isRange: Bool) -> String {
    let isMoney = measure.kind == .money
    if measure.kind == .age { return isRange ? "age/range" : "age/unit" }
    if isRange { return isMoney ? "money/range" : "measure/range" }
    if measure.per != nil { return "measure/rate" }
    if measure.isBefore { return "money/before" }
    return isMoney ? "money/behind" : "measure/unit"
  }

  /// What the output calls a unit.
  func unit(of measure: Measure) -> Quantity.Unit {
    let unit = units.units[Int(measure.unit)]
    var (name, code) = units.name(of: measure.unit, power: measure.power)
    var (factor, si) = (Self.power(unit.factor, measure.power), units.text(unit.si))
    let entry = UnitTable.Entry(
      isCurrency: unit.kind == .money, line: Int(unit.line), name: units.text(unit.name))
    if measure.power > 1 { si += "\(measure.power)" }
    if let (divisor, power, rate) = measure.per {
      let under = units.name(of: divisor, power: power)
      name += " per \(under.name)"
      code = code.isEmpty || under.code.isEmpty ? "" : "\(code)/\(under.code)"
      si = units.text(rate.si)
      factor /= Self.power(units.units[Int(divisor)].factor, power)
    }
    let hasValue = factor > 0 && unit.kind != .money && !si.isEmpty
    return Quantity.Unit(
      name: name, code: code.isEmpty ? nil : code,
      si: hasValue ? Quantity.Conversion(code: si, factor: factor, offset: unit.offset) : nil,
      entry: entry)
  }

  private static func power(_ factor: Double, _ power: Int) -> Double {
    (1..<max(power, 1)).reduce(factor) { product, _ in product * factor }
  }

  /// A unit that has no number: `in rmb`, `to Celsius`.
  private func alone(_ sentence: Context, at start: TokenID) -> (Quantity, next: TokenID)? {
    let (tokens, limit) = (sentence.tokens, sentence.limit)
    guard
      let (end, phrase) = units.match(
        tokens, sentence.bytes, at: start, limit: limit,
        where: { $0.roles.contains([.alone, .behind]) && !$0.roles.contains(.doubtful) }),
      end >= limit || !tokens.isJoint(end),
      start == sentence.range.lowerBound || !tokens.isJoint(start - 1),
      !isName(sentence, start..<end, phrase)
    else { return nil }
    let kind = units.units[Int(phrase.unit)].kind
    let measure = Measure(end: end, unit: phrase.unit, kind: kind, roles: phrase.roles)
    let quantity = Quantity(
      kind: kind, span: tokens.span(of: start..<end), isApproximate: false,
      unit: unit(of: measure), rule: "unit/alone", tokens: start..<end, number: start..<start)
    return (quantity, end)
  }
}

extension QuantityFinder {
  /// A unit with a capital is a name, unless it is a code: `Rand Paul`, `Euro 2020`, `the
  /// Yuan`, but `U.S. dollar` and `RMB`. Scales of temperature have one often, unless another
  /// name or a number stands beside them.
  private func isName(
    _ sentence: Context, _ unit: Range<TokenID>, _ phrase: UnitTable.Phrase
  ) -> Bool {
    let (tokens, last) = (sentence.tokens, unit.upperBound - 1)
    let flags = tokens.flags[last]
    guard flags.contains(.capital) else { return false }
    if flags.contains(.allCapitals), tokens.spans[last].count <= 3 { return false }
    guard units.units[Int(phrase.unit)].kind == .temperature else { return true }
    let end = unit.upperBound
    return end < sentence.limit
      && (tokens.kinds[end] == .number || tokens.flags[end].contains(.capital))
  }
}

// MARK: - Amounts

extension QuantityFinder {
  /// The amount that begins at a token, and the minus before a temperature: `below -5 °C`.
  private func signed(
    _ sentence: Context, _ prefix: Prefix, _ number: NumberGrammar.Number?
  ) -> Amount? {
    let start = prefix.end
    if let amount = amount(sentence, at: start, number) { return amount }
    guard !prefix.isEmpty, start < sentence.limit, isMinus(sentence, start),
      var amount = amount(sentence, at: start + 1)
    else { return nil }
    negate(&amount, sentence)
    return amount.tokens.lowerBound == start ? amount : nil
  }

  /// The amount that begins at a token: a number, and its unit where it has one.
  ///
  /// - Parameter isJoined: A number and a hyphen before it belong to it.
  func amount(_ sentence: Context, at start: TokenID, isJoined: Bool = false) -> Amount? {
    let number = grammar.number(
      sentence.tokens, sentence.bytes, at: start, limit: sentence.limit)
    return amount(sentence, at: start, number, isJoined: isJoined)
  }

  /// - Parameter number: the plain number that begins there.
  private func amount(
    _ sentence: Context, at start: TokenID, _ number: NumberGrammar.Number?,
    isJoined: Bool = false
  ) -> Amount? {
    guard start < sentence.limit else { return nil }
    if let sum = sum(sentence, at: start) { return sum }
    if let sum = gluedSum(sentence, at: start) { return sum }
    guard isJoined || !leansLeft(sentence, start) else { return nil }
    if sentence.tokens.kinds[start] == .alphanumeric { return glued(sentence, at: start) }
    if let fraction = fraction(sentence, at: start, number) {
      return withUnit(sentence, fraction, start..<fraction.end)
    }
    guard let number, !isName(sentence, start, number) else { return nil }
    return withUnit(sentence, number, start..<number.end)
  }

  /// A number that no count has, but a measure: `½`, `1/2`, `half a million`, `12,34,567.89`.
  ///
  /// - Parameter number: the plain number that begins there.
  private func fraction(
    _ sentence: Context, at start: TokenID, _ number: NumberGrammar.Number?
  ) -> NumberGrammar.Number? {
    guard canBeFraction(sentence, at: start, number),
      let numeral = grammar.numeral(
        sentence.tokens, sentence.bytes, at: start, limit: sentence.limit,
        lower: sentence.range.lowerBound), numeral.kind != .power, numeral.value >= 0,
      numeral.end > number?.end ?? 0
    else { return nil }
    return NumberGrammar.Number(
      end: numeral.end, form: numeral.isDigits ? .digits : .words, low: numeral.value,
      high: numeral.value, isBare: false)
  }

  /// Whether what stands behind a number, or where none is found, can make a fraction. Most
  /// numbers are told here for a look-up.
  private func canBeFraction(
    _ sentence: Context, at start: TokenID, _ number: NumberGrammar.Number?
  ) -> Bool {
    let (tokens, limit) = (sentence.tokens, sentence.limit)
    var next = number?.end ?? start
    if number == nil {
      if tokens.kinds[start] != .word { return true }
      if let article = grammar.word(.article, tokens, at: start, limit: limit) {
        next = article.end
      }
    }
    if next + 1 < limit, tokens.isJoint(next) { next += 1 }
    guard next < limit else { return false }
    if tokens.kinds[next] == .symbol { return true }
    return starts[tokens.words[next]].contains(.fraction)
  }

  /// A number, and the unit behind it.
  private func withUnit(
    _ sentence: Context, _ number: NumberGrammar.Number, _ range: Range<TokenID>
  ) -> Amount {
    let (tokens, limit) = (sentence.tokens, sentence.limit)
    var amount = Amount(
      tokens: range, number: range, low: number.low, high: number.high, form: number.form,
      isBare: number.isBare, scale: number.scale)
    var next = number.end
    if next < limit, isPlusSign(sentence, next), tokens.isTight(next) {
      amount.bound = .lower
      next += 1
    }
    // "hundreds of miles"
    if number.form == .vague,
      let of = grammar.word(.of, tokens, at: next, limit: limit)
    {
      next = of.end
    }
    addScale(&amount, &next, sentence)
    add(measure(sentence, at: next, amount), to: &amount, sentence)
    return amount
  }

  /// Letters that mean a scale where a currency follows: `17 mil euros`.
  private func addScale(_ amount: inout Amount, _ next: inout TokenID, _ sentence: Context) {
    guard amount.form == .digits, amount.scale == 1,
      let (end, phrase) = units.match(
        sentence.tokens, sentence.bytes, at: next, limit: sentence.limit,
        where: { $0.roles.contains(.scale) }),
      units.match(
        sentence.tokens, sentence.bytes, at: end, limit: sentence.limit,
        where: { $0.roles.contains([.behind, .currency]) && !$0.roles.contains(.doubtful) })
        != nil
    else { return }
    amount.multiply(by: units.units[Int(phrase.unit)].factor)
    next = end
  }

  /// Gives an amount its unit, and the scale behind that: `75 USD million`.
  private func add(_ measure: Measure?, to amount: inout Amount, _ sentence: Context) {
    guard let measure else {
      amount.bound = nil
      return
    }
    if let bound = Self.bound(measure.roles) { amount.bound = bound }
    amount.measure = measure
    amount.tokens = amount.tokens.lowerBound..<measure.end
    guard measure.kind == .money else { return }
    let multiple = units.units[Int(measure.unit)].factor
    if multiple != 1 { amount.multiply(by: multiple) }
    if amount.isBare,
      let scale = grammar.word(
        .scale, sentence.tokens, at: measure.end, limit: sentence.limit),
      let factor = scale.meaning.value, factor >= 1000
    {
      amount.multiply(by: factor)
      amount.tokens = amount.tokens.lowerBound..<scale.end
    }
  }

  /// Digits with letters behind: `10km`, `115.5USD`.
  private func glued(_ sentence: Context, at start: TokenID) -> Amount? {
    let span = sentence.tokens.spans[start]
    guard let digits = digits(sentence, from: Int(span.start), at: start),
      let word = units.word(of: digits.end..<Int(span.end), sentence.bytes)
    else { return nil }
    var amount = Amount(
      tokens: start..<(start + 1), number: start..<(start + 1), low: digits.value,
      high: digits.value, form: .digits, isBare: digits.isBare)
    add(
      measure(sentence, at: start, amount, glued: (word, digits.end)), to: &amount, sentence)
    return amount.measure == nil ? nil : amount
  }

  /// Digits with separators that begin at a byte, whatever tokens they are in.
  ///
  /// - Returns: their value, whether they have no separator of thousands, the byte behind
  ///   them, and the token in which they end.
  func digits(
    _ sentence: Context, from start: Int, at token: TokenID
  ) -> (value: Double, isBare: Bool, end: Int, token: TokenID)? {
    let (bytes, tokens) = (sentence.bytes, sentence.tokens)
    var (end, last) = (start, token)
    let limit = Int(tokens.spans[sentence.limit - 1].end)
    while end < limit, Self.isDigit(bytes[end]) || isSeparator(bytes, end, limit) { end += 1 }
    guard end > start, let value = NumberGrammar.value(of: bytes[start..<end]) else { return nil }
    while Int(tokens.spans[last].end) < end { last += 1 }
    return (value, !bytes[start..<end].contains(0x2C), end, last)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  private func isSeparator(_ bytes: [UInt8], _ index: Int, _ limit: Int) -> Bool {
    (bytes[index] == 0x2C || bytes[index] == 0x2E) && index + 1 < limit
      && Self.isDigit(bytes[index + 1])
  }

  /// Something leans on the number from the left, so that it is a part of a name: `F-16`,
  /// `SCP-173m`, `/2`. A hyphen with a blank before it is none of that.
  private func leansLeft(_ sentence: Context, _ start: TokenID) -> Bool {
    let tokens = sentence.tokens
    guard start > sentence.range.lowerBound, tokens.isTight(start), tokens.kinds[start] != .word
    else { return false }
    switch tokens.kinds[start - 1] {
    case .openingQuote, .quote, .openingBracket, .dash, .ellipsis: return false
    case .hyphen: return tokens.isTight(start - 1)
    case .comma, .stop, .semicolon: return tokens.isTight(start - 1)
    case .symbol:
      let sign = sentence.bytes[Int(tokens.spans[start - 1].start)]
      return [0x2F, 0x23, 0x40, 0x26, 0x5F, 0x2A, 0x5E, 0x5C].contains(sign)
    default: return true
    }
  }

  /// `the Six Nations`, but not `TEN MILES`.
  private func isName(
    _ sentence: Context, _ start: TokenID, _ number: NumberGrammar.Number
  ) -> Bool {
    let (tokens, end) = (sentence.tokens, number.end)
    guard number.form == .words, start > sentence.range.lowerBound,
      tokens.flags[start].contains(.capital), !tokens.flags[start].contains(.allCapitals),
      end < sentence.limit
    else { return false }
    return tokens.flags[end].contains(.capital)
  }

  /// A minus before a temperature: `minus 5 C`, `-5 °C`.
  private func negate(_ amount: inout Amount, _ sentence: Context) {
    let start = amount.tokens.lowerBound
    guard amount.measure?.kind == .temperature, start > sentence.range.lowerBound,
      isMinus(sentence, start - 1), let value = amount.value,
      start - 1 == sentence.range.lowerBound
        || ![.number, .alphanumeric].contains(sentence.tokens.kinds[start - 2])
    else { return }
    (amount.low, amount.high) = (-value, -value)
    amount.tokens = (start - 1)..<amount.tokens.upperBound
    amount.number = (start - 1)..<amount.number.upperBound
  }

  private func isMinus(_ sentence: Context, _ token: TokenID) -> Bool {
    !sentence.tokens.isJoint(token)
      && units.match(
        sentence.tokens, sentence.bytes, at: token, limit: token + 1,
        where: { $0.roles.contains(.sign) }) != nil
  }
}

// MARK: - Units behind a number

extension QuantityFinder {
  /// The unit that begins at a token, a hyphen or a bracket before it passed over.
  ///
  /// - Parameter glued: where the token is digits with letters behind: the letters.
  func measure(
    _ sentence: Context, at start: TokenID, _ amount: Amount,
    glued: (word: WordID, byte: Int)? = nil
  ) -> Measure? {
    let (tokens, limit) = (sentence.tokens, sentence.limit)
    guard start < limit else { return nil }
    var next = start
    if glued == nil {
      if next + 1 < limit, tokens.isJoint(next) { next += 1 }
      if let bracketed = bracketed(sentence, at: next, amount) { return bracketed }
    }
    let beside = Beside(amount: amount, isJoined: next > start, isGlued: glued != nil, next)
    if let years = years(sentence, at: next, glued: glued) { return years }
    if glued == nil,
      let power = units.match(
        tokens, sentence.bytes, at: next, limit: limit,
        where: { $0.roles.contains(.powerBefore) })
    {
      var after = power.end
      if after + 1 < limit, tokens.isJoint(after) { after += 1 }
      guard let found = match(sentence, at: after, beside, glued: nil),
        units.units[Int(found.phrase.unit)].kind == .length
      else { return nil }
      return finish(found, power: Int(power.phrase.unit), sentence, beside)
    }
    guard let found = match(sentence, at: next, beside, glued: glued) else { return nil }
    let roles = found.phrase.roles
    return finish(
      found, power: roles.contains(.square) ? 2 : roles.contains(.cube) ? 3 : 1, sentence, beside)
  }

  /// What a unit is beside.
  struct Beside {
    let amount: Amount
    let isJoined: Bool
    let isGlued: Bool
    /// Where the unit begins.
    let start: TokenID

    init(amount: Amount, isJoined: Bool, isGlued: Bool, _ start: TokenID) {
      (self.amount, self.isJoined, self.isGlued, self.start) = (amount, isJoined, isGlued, start)
    }
  }

  private func match(
    _ sentence: Context, at token: TokenID, _ beside: Beside,
    glued: (word: WordID, byte: Int)?
  ) -> (end: TokenID, phrase: UnitTable.Phrase)? {
    units.match(
      sentence.tokens, sentence.bytes, at: token, limit: sentence.limit, glued: glued,
      where: { $0.roles.contains(.behind) && admits($0, sentence, token, beside) })
  }

  /// Powers behind the unit, and what it is divided by; nil where the unit is no unit by what
  /// follows it.
  private func finish(
    _ found: (end: TokenID, phrase: UnitTable.Phrase), power: Int, _ sentence: Context,
    _ beside: Beside
  ) -> Measure? {
    let (tokens, limit) = (sentence.tokens, sentence.limit)
    let kind = units.units[Int(found.phrase.unit)].kind
    var measure = Measure(
      end: found.end, unit: found.phrase.unit, kind: kind, roles: found.phrase.roles, power: power)
    measure.isGlued = beside.isGlued
    if kind == .length, power == 1, measure.end < limit, tokens.isTight(measure.end),
      let sign = units.match(
        tokens, sentence.bytes, at: measure.end, limit: limit,
        where: { $0.roles.contains(.powerBehind) })
    {
      measure.power = Int(sign.phrase.unit)
      measure.end = sign.end
    }
    if measure.power > 1 { measure.kind = measure.power == 2 ? .area : .volume }
    if let old = age(sentence, measure) { return old }
    guard !measure.roles.contains(.calendar) else { return nil }
    divide(&measure, sentence)
    return measure
  }

  /// `km/h`, `miles an hour`, `micrograms per cubic metre`
  private func divide(_ measure: inout Measure, _ sentence: Context) {
    let (tokens, limit) = (sentence.tokens, sentence.limit)
    guard
      let per = units.match(
        tokens, sentence.bytes, at: measure.end, limit: limit,
        where: { !$0.roles.isDisjoint(with: [.per, .perLength]) })
    else { return }
    var (next, power) = (per.end, 1)
    if let found = units.match(
      tokens, sentence.bytes, at: next, limit: limit,
      where: { $0.roles.contains(.powerBefore) })
    {
      (next, power) = (found.end, Int(found.phrase.unit))
    }
    guard
      let found = units.match(
        tokens, sentence.bytes, at: next, limit: limit,
        where: {
          $0.roles.contains(.behind) && $0.roles.isDisjoint(with: [.context, .doubtful, .part])
        })
    else { return }
    let roles = found.phrase.roles
    if roles.contains(.square) { power = 2 }
    if roles.contains(.cube) { power = 3 }
    var end = found.end
    if power == 1, end < limit, tokens.isTight(end),
      let sign = units.match(
        tokens, sentence.bytes, at: end, limit: limit,
        where: { $0.roles.contains(.powerBehind) })
    {
      (power, end) = (Int(sign.phrase.unit), sign.end)
    }
    var divisor = units.units[Int(found.phrase.unit)].kind
    if power > 1 { divisor = divisor == .length ? power == 2 ? .area : .volume : .count }
    // A length raised to a power has no row of its own to divide by.
    guard let rate = units.rate(measure.kind, per: divisor),
      let kind = UnitTable.kind(rate.kindPlace),
      per.phrase.roles.contains(.per) || measure.kind == .length
    else { return }
    measure.per = (found.phrase.unit, power, rate)
    measure.kind = kind
    measure.end = end
  }

  /// `20 (kg)`
  private func bracketed(_ sentence: Context, at start: TokenID, _ amount: Amount) -> Measure? {
    let (tokens, limit) = (sentence.tokens, sentence.limit)
    guard start + 2 < limit else { return nil }
    let open = sentence.bytes[Int(tokens.spans[start].start)]
    guard tokens.kinds[start] == .openingBracket || open == 0x3C, tokens.isTight(start + 1),
      let (end, phrase) = units.match(
        tokens, sentence.bytes, at: start + 1, limit: limit,
        where: {
          $0.roles.contains(.behind) && $0.symbol.count > 0
            && $0.roles.isDisjoint(with: [.context, .doubtful, .part, .currency])
        }), end < limit, tokens.isTight(end),
      tokens.kinds[end] == .closingBracket
        || open == 0x3C && sentence.bytes[Int(tokens.spans[end].start)] == 0x3E
    else { return nil }
    let beside = Beside(amount: amount, isJoined: false, isGlued: false, start + 1)
    var measure = finish((end, phrase), power: 1, sentence, beside)
    measure?.end = end + 1
    return measure
  }
}
