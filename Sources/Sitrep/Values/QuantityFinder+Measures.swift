/// Whether a word beside a number is a unit, and what several amounts make together.
extension QuantityFinder {
  /// Whether what can be a unit is one beside this number.
  func admits(
    _ phrase: UnitTable.Phrase, _ sentence: Context, _ token: TokenID, _ beside: Beside
  ) -> Bool {
    let (tokens, roles) = (sentence.tokens, phrase.roles)
    let unit = units.units[Int(phrase.unit)]
    let end = token + 1 + Int(phrase.restCount)
    if roles.contains(.part), !beside.isJoined, !beside.isGlued { return false }
    if roles.contains(.capitals), !beside.isGlued, !tokens.flags[token].contains(.allCapitals) {
      return false
    }
    // "24703 L-202", "800,000 F-Series", "14.7C/"
    if phrase.symbol.count > 0 || roles.contains(.capitals), leansOn(sentence, phrase, end) {
      return false
    }
    if beside.isGlued, phrase.symbol.count == 1, isNumbered(sentence, token) { return false }
    if unit.kind == .money {
      // "In 2010 $ 5 million"
      if roles.contains(.before), isYear(beside.amount), startsNumber(sentence, end) {
        return false
      }
      return !roles.contains(.doubtful) || isMoney(sentence, phrase, token, beside)
    }
    if roles.contains(.context) { return fits(unit, phrase, sentence, token, beside) }
    if roles.contains(.doubtful) {
      let isNamed = !beside.isGlued && tokens.flags[token].contains(.capital)
      return !isNamed && !isYear(beside.amount) && beside.amount.form != .vague
    }
    return true
  }

  /// Something that goes on the word follows it.
  private func leansOn(
    _ sentence: Context, _ phrase: UnitTable.Phrase, _ end: TokenID
  ) -> Bool {
    let tokens = sentence.tokens
    guard end < sentence.limit, tokens.isTight(end) else { return false }
    switch tokens.kinds[end] {
    case .word, .number, .alphanumeric: return true
    case .hyphen:
      // "a 300mm-wide hole", but not "twelve MV-22 Osprey aircraft"
      guard end + 1 < sentence.limit, tokens.isTight(end + 1) else { return false }
      return phrase.symbol.count <= 1 || tokens.kinds[end + 1] != .word
    case .symbol:
      let sign = sentence.bytes[Int(tokens.spans[end].start)]
      return sign == 0x2F && phrase.roles.contains(.context)
    default: return false
    }
  }

  /// Digits and a letter behind a name are a part of it: `Telstar 18V`, `Depression 17F`.
  private func isNumbered(_ sentence: Context, _ token: TokenID) -> Bool {
    let (tokens, first) = (sentence.tokens, sentence.range.lowerBound)
    return token - 1 > first && tokens.kinds[token - 1] == .word
      && tokens.flags[token - 1].contains(.capital)
  }

  /// A number that may be a year.
  private func isYear(_ amount: Amount) -> Bool {
    guard amount.form == .digits, amount.isBare, let value = amount.value else { return false }
    return value >= 1000 && value <= 2100 && value == value.rounded()
  }

  /// Degrees are of temperature or angle, and letters are degrees or something else.
  private func fits(
    _ unit: UnitTable.Unit, _ phrase: UnitTable.Phrase, _ sentence: Context, _ token: TokenID,
    _ beside: Beside
  ) -> Bool {
    let marks = marks(around: token, sentence)
    let isWarm = marks.contains(.temperature) || sentence.isAfterTemperature(token)
    // A letter is a degree only where the text speaks of warmth.
    if phrase.symbol.count > 0 { return isWarm }
    let isAngle = marks.contains(.angle) || beside.isJoined
    return unit.kind == .angle ? !isWarm && isAngle : isWarm || !isAngle
  }

  /// What the words around a token tell. They are looked for at some distance only, so that a
  /// long sentence is read in linear time.
  func marks(around token: TokenID, _ sentence: Context) -> UnitTable.Marks {
    var marks: UnitTable.Marks = []
    let range = sentence.range.clamped(to: (token - 20)..<(token + 20))
    for token in range { marks.formUnion(units.marks(of: sentence.tokens.words[token])) }
    return marks
  }

  /// Whether a name that is a common word too is a currency here: the number looks like a sum,
  /// or something near is about money.
  func isMoney(
    _ sentence: Context, _ phrase: UnitTable.Phrase, _ token: TokenID, _ beside: Beside
  ) -> Bool {
    let tokens = sentence.tokens
    let flags = tokens.flags[token]
    if phrase.symbol.count == 0, !phrase.roles.contains(.capitals), !beside.isGlued,
      flags.contains(.capital), !flags.contains(.allCapitals)
    {
      return false
    }
    let isNear = marks(around: token, sentence).contains(.money)
    if !phrase.roles.contains(.capitals), isMeasureToo(tokens.words[token]) {
      // "a 500-pound bomb", "pounds of cocaine"
      let hasOf = grammar.word(.of, tokens, at: token + 1, limit: sentence.limit) != nil
      let isSum = beside.amount.scale >= 1_000_000 || beside.amount.form == .vague
      return !hasOf && (isNear || !beside.isJoined && isSum)
    }
    return isSum(beside.amount) || isNear
  }

  /// Whether the word is a unit of a dimension too.
  private func isMeasureToo(_ word: WordID) -> Bool {
    units.phrases(of: word).contains {
      $0.restCount == 0 && $0.roles.contains(.behind) && !$0.roles.contains(.currency)
    }
  }

  /// A scale, a separator or cents.
  func isSum(_ amount: Amount) -> Bool {
    if amount.scale > 1 { return amount.scale >= 1000 }
    guard amount.form == .digits, let value = amount.value else { return false }
    return !amount.isBare || value >= 10_000 || value != value.rounded()
  }
}

extension QuantityFinder.Context {
  /// A temperature has just been read: `35C (95F)`.
  func isAfterTemperature(_ token: TokenID) -> Bool {
    guard let lastTemperature else { return false }
    return lastTemperature >= range.lowerBound && token - lastTemperature <= 4
  }
}

// MARK: - Several amounts

extension QuantityFinder {
  /// The range of two amounts with one unit: `$5-7 million`, `5 to 10 km`, `between 5 km and
  /// 10 km`; nil where there is none.
  func join(
    _ first: Amount, _ sentence: Context, _ start: TokenID, isOpened: Bool
  ) -> Amount? {
    let (tokens, limit) = (sentence.tokens, sentence.limit)
    let end = first.tokens.upperBound
    guard end + 1 < limit, first.bound == nil, first.measure?.per == nil else { return nil }
    var next: TokenID?
    let isJoint = tokens.isJoint(end)
    if isJoint || tokens.kinds[end] == .hyphen && !tokens.isTight(end) {
      next = end + 1
    } else if isOpened {
      next = grammar.word([.and, .rangeJoin], tokens, at: end, limit: limit)?.end
    } else if start == sentence.range.lowerBound
      || grammar.word(.rangeFrom, tokens, at: start - 1, limit: start) == nil
    {
      next = grammar.word(.rangeJoin, tokens, at: end, limit: limit)?.end
    }
    guard let next, let second = amount(sentence, at: next, isJoined: isJoint) else {
      return nil
    }
    return union(first, second)
  }

  private func union(_ first: Amount, _ second: Amount) -> Amount? {
    var (first, joined) = (first, second)
    switch (first.measure, second.measure) {
    case (nil, nil): return nil
    case (nil, let unit?):
      guard !unit.isBefore, first.number.upperBound == first.tokens.upperBound else { return nil }
    case (let unit?, nil):
      guard unit.isBefore, second.tokens == second.number else { return nil }
      joined.measure = unit
    case (let one?, let other?):
      guard one.kind == other.kind, isSame(one, other) else { return nil }
    }
    if first.isBare, second.scale > 1, let low = first.low, let high = second.high,
      low * second.scale < high
    {
      first.multiply(by: second.scale)
    }
    guard let low = first.low, let high = second.high, low < high else { return nil }
    (joined.low, joined.high) = (low, high)
    joined.tokens = first.tokens.lowerBound..<second.tokens.upperBound
    joined.ends = first.measure == nil ? [second.tokens] : [first.tokens, second.tokens]
    joined.number = first.number.lowerBound..<second.number.upperBound
    return joined
  }

  private func isSame(_ one: Measure, _ other: Measure) -> Bool {
    one.power == other.power
      && units.text(units.units[Int(one.unit)].name)
        == units.text(units.units[Int(other.unit)].name)
  }

  /// Smaller units behind: `5 feet 10 inches`, `five dollars and ten cents`, `15 dollars 50`.
  func addParts(_ amount: inout Amount, _ sentence: Context) {
    let (tokens, limit) = (sentence.tokens, sentence.limit)
    guard let whole = amount.measure, whole.power == 1, whole.per == nil, amount.bound == nil,
      let value = amount.value, value == value.rounded(), amount.scale == 1
    else { return }
    var next = amount.tokens.upperBound
    let and = grammar.word(.and, tokens, at: next, limit: limit)
    if let and { next = and.end }
    guard next < limit, !tokens.isJoint(next) else { return }
    let isMoney = whole.kind == .money
    guard let number = part(sentence, at: next), let size = number.value else { return }
    if let share = part(of: whole, sentence, behind: number) {
      guard size * share.factor < 1 else { return }
      add(size * share.factor, to: &amount, end: share.end)
      // "five mao five"
      if isMoney, let last = part(sentence, at: share.end), let size = last.value, size < 10,
        isAlone(last, sentence), share.factor == 0.1
      {
        add(size / 100, to: &amount, end: last.tokens.upperBound)
      }
      return
    }
    guard isMoney, tokens.kinds[next] != .alphanumeric, size >= 1, size < 100,
      size == size.rounded(), number.isBare,
      and == nil ? !whole.isBefore : true, isAlone(number, sentence)
    else { return }
    // "$100 and fifty" has its half dollar, "one dollar and one" its cent.
    add(size / 100, to: &amount, end: number.tokens.upperBound)
  }

  private func add(_ value: Double, to amount: inout Amount, end: TokenID) {
    amount.low = amount.low.map { $0 + value }
    amount.high = amount.high.map { $0 + value }
    amount.tokens = amount.tokens.lowerBound..<end
  }

  /// A number that can tell a part of a unit.
  private func part(_ sentence: Context, at start: TokenID) -> Amount? {
    guard start < sentence.limit else { return nil }
    if sentence.tokens.kinds[start] == .alphanumeric {
      guard let digits = digits(sentence, from: Int(sentence.tokens.spans[start].start), at: start)
      else { return nil }
      return Amount(
        tokens: start..<(start + 1), number: start..<(start + 1), low: digits.value,
        high: digits.value, form: .digits, isBare: digits.isBare)
    }
    guard
      let number = grammar.number(
        sentence.tokens, sentence.bytes, at: start, limit: sentence.limit),
      number.form != .vague
    else { return nil }
    return Amount(
      tokens: start..<number.end, number: start..<number.end, low: number.low,
      high: number.high, form: number.form, isBare: number.isBare, scale: number.scale)
  }

  /// How much the unit behind a number is of the one before it.
  private func part(
    of whole: Measure, _ sentence: Context, behind number: Amount
  ) -> (factor: Double, end: TokenID)? {
    let (tokens, start) = (sentence.tokens, number.tokens.lowerBound)
    var (next, glued) = (number.tokens.upperBound, (word: WordID, byte: Int)?.none)
    if tokens.kinds[start] == .alphanumeric {
      guard let digits = digits(sentence, from: Int(tokens.spans[start].start), at: start),
        let word = units.word(of: digits.end..<Int(tokens.spans[start].end), sentence.bytes)
      else { return nil }
      (next, glued) = (start, (word, digits.end))
    }
    guard
      let found = units.match(
        tokens, sentence.bytes, at: next, limit: sentence.limit, glued: glued,
        where: {
          $0.roles.contains(.behind) && units.share(of: $0.unit, in: whole.unit) != nil
        }), let factor = units.share(of: found.phrase.unit, in: whole.unit)
    else { return nil }
    return (factor, found.end)
  }

  /// Nothing follows a number that it could count or be a part of.
  private func isAlone(_ number: Amount, _ sentence: Context) -> Bool {
    let (tokens, end) = (sentence.tokens, number.tokens.upperBound)
    guard end < sentence.limit else { return true }
    switch tokens.kinds[end] {
    case .stop, .comma, .semicolon, .closingBracket, .closingQuote, .exclamation: return true
    case .word:
      let end = units.match(
        tokens, sentence.bytes, at: end, limit: sentence.limit,
        where: { $0.roles.contains(.end) })
      return end != nil
    default: return false
    }
  }
}

extension QuantityFinder {
  /// A number before that has the same unit: `10 by 20 m`.
  func share(_ quantity: Quantity, with found: inout [Quantity], _ sentence: Context) {
    guard let last = found.last, last.kind == .count, last.rule == "count/digits",
      quantity.kind != .money, quantity.kind != .age, quantity.unit != nil,
      let start = sentence.tokens.kinds.indices.contains(last.tokens.upperBound)
        ? last.tokens.upperBound : nil,
      start < quantity.tokens.lowerBound,
      let link = units.match(
        sentence.tokens, sentence.bytes, at: start, limit: quantity.tokens.lowerBound,
        where: { $0.roles.contains(.link) }), link.end == quantity.tokens.lowerBound
    else { return }
    found[found.count - 1].kind = quantity.kind
    found[found.count - 1].unit = quantity.unit
    found[found.count - 1].rule = "measure/shared"
  }
}

extension QuantityFinder.Draft {
  init(_ amount: QuantityFinder.Amount, start: TokenID, bound: QuantityFinder.Bound?) {
    let number = NumberGrammar.Number(
      end: amount.tokens.upperBound, form: amount.form, low: amount.low, high: amount.high)
    self.init(number, start: start, bound: bound)
  }
}
