/// Fractions, in signs and in words.
extension NumberGrammar {
  /// `half`, `half a million`, `a quarter million`, `a fifth`, `½`.
  func fraction(
    _ tokens: TokenTable, _ bytes: [UInt8], at start: TokenID, limit: TokenID
  ) -> Numeral? {
    guard start < limit else { return nil }
    if let sign = vulgar(tokens, bytes, at: start, limit: limit) {
      var numeral = sign
      scale(&numeral, tokens, limit: limit)
      return numeral
    }
    if let (end, word) = words.match(
      tokens, at: start, limit: limit, where: { $0.plays(.fraction) }),
      let value = word.value
    {
      var numeral = Numeral(end: end, value: value, kind: .fraction)
      // A quarter is a stretch of the year as well.
      return scale(&numeral, tokens, limit: limit) || value == 0.5 ? numeral : nil
    }
    guard
      let article = words.match(
        tokens, at: start, limit: limit, where: { $0.plays(.article) }),
      let part = part(tokens, bytes, at: article.end, limit: limit)
    else { return nil }
    var numeral = Numeral(end: part.end, value: part.value, kind: .fraction)
    if !scale(&numeral, tokens, limit: limit) { numeral.ordinal = part.ordinal }
    return numeral
  }

  /// `½` and its like, which Unicode gives a value.
  func vulgar(
    _ tokens: TokenTable, _ bytes: [UInt8], at token: TokenID, limit: TokenID
  ) -> Numeral? {
    guard token < limit, tokens.kinds[token] == .symbol else { return nil }
    let span = tokens.spans[token]
    guard bytes[Int(span.start)] >= 0x80 else { return nil }
    let (scalar, length) = Folding.decode(bytes.span, at: Int(span.start))
    guard length == span.count, let value = scalar.properties.numericValue,
      value > 0, value < 1
    else { return nil }
    return Numeral(end: token + 1, value: value, kind: .fraction, isDigits: true)
  }

  /// `1/2`, `2 1/4`, `2½`, `2 and 3/4`, where the number before is in plain digits; and the
  /// scale behind it.
  func mixed(
    _ whole: Cardinal, _ tokens: TokenTable, _ bytes: [UInt8], at start: TokenID,
    limit: TokenID, lower: TokenID
  ) -> Numeral? {
    if var slashed = slashed(tokens, bytes, at: start, limit: limit, lower: lower) {
      scale(&slashed, tokens, limit: limit)
      return slashed
    }
    let next = word(.and, tokens, at: whole.end, limit: limit)?.end ?? whole.end
    guard
      var part = slashed(tokens, bytes, at: next, limit: limit, lower: lower)
        ?? vulgar(tokens, bytes, at: whole.end, limit: limit), part.value < 1
    else { return nil }
    part.value += whole.value
    scale(&part, tokens, limit: limit)
    return part
  }

  /// `1/2`, but no part of a date or an address.
  private func slashed(
    _ tokens: TokenTable, _ bytes: [UInt8], at start: TokenID, limit: TokenID, lower: TokenID
  ) -> Numeral? {
    guard start + 2 < limit, tokens.kinds[start] == .number,
      isSlash(tokens, bytes, start + 1), tokens.isTight(start + 1),
      tokens.kinds[start + 2] == .number, tokens.isTight(start + 2),
      !isSlash(tokens, bytes, start - 1) || start == lower,
      let above = Self.value(of: bytes[tokens.spans[start].range]),
      let below = Self.value(of: bytes[tokens.spans[start + 2].range]), below > 0
    else { return nil }
    if start > lower, tokens.isTight(start), tokens.kinds[start - 1] == .hyphen {
      // "-1/2", not "2222-1/2"
      guard start - 1 == lower || !tokens.isTight(start - 1) else { return nil }
    }
    let end = start + 3
    guard end >= limit || !tokens.isTight(end) || !isSlash(tokens, bytes, end) else { return nil }
    return Numeral(end: end, value: above / below, kind: .fraction, isDigits: true)
  }

  private func isSlash(_ tokens: TokenTable, _ bytes: [UInt8], _ token: TokenID) -> Bool {
    token >= 0 && tokens.kinds[token] == .symbol
      && bytes[tokens.spans[token].range].elementsEqual([0x2F])
  }

  /// What stands behind `a`: `half`, `fifth`, `twenty-first`, as the part it is.
  private func part(
    _ tokens: TokenTable, _ bytes: [UInt8], at start: TokenID, limit: TokenID
  ) -> (value: Double, end: TokenID, ordinal: TokenID?)? {
    if let (end, word) = words.match(
      tokens, at: start, limit: limit, where: { $0.plays(.fraction) }), let value = word.value,
      value < 0.6
    {
      return (value, end, nil)
    }
    guard let ordinal = ordinal(tokens, bytes, at: start, limit: limit), !ordinal.isPlural,
      ordinal.value >= 3
    else { return nil }
    // "a trillionth" is a part, "a third" can be a place.
    let isPlace = ordinal.value < 100 && !isOf(tokens, at: ordinal.end, limit: limit)
    return (1 / ordinal.value, ordinal.end, isPlace ? start : nil)
  }

  private func isOf(_ tokens: TokenTable, at token: TokenID, limit: TokenID) -> Bool {
    word(.of, tokens, at: token, limit: limit) != nil
  }
}

// MARK: - Fractions that begin with a number

extension NumberGrammar {
  /// The word that makes a part of a number of parts: `thirds`, and `third` behind `one`.
  func part(
    _ tokens: TokenTable, at token: TokenID, limit: TokenID, of count: Double
  ) -> (below: Double, end: TokenID)? {
    var start = token
    if start + 1 < limit, tokens.isJoint(start) { start += 1 }
    if let (end, word) = words.match(
      tokens, at: start, limit: limit, where: { $0.plays(.part) }), let value = word.value
    {
      return (value, end)
    }
    guard count == 1 else { return nil }
    if let (end, word) = words.match(
      tokens, at: start, limit: limit, where: { $0.plays(.fraction) }), let value = word.value
    {
      return (1 / value, end)
    }
    guard
      let (end, word) = words.match(
        tokens, at: start, limit: limit, where: { $0.plays(.ordinal) }),
      let value = word.value, value >= 3
    else { return nil }
    return (value, end)
  }

  /// `two thirds`, `one hundred thirty fifths`, `two hundred and fifty-four hundredths`.
  func parts(
    _ tokens: TokenTable, _ bytes: [UInt8], of cardinal: Cardinal, limit: TokenID
  ) -> Numeral? {
    guard cardinal.value > 0 else { return nil }
    var numeral = Numeral(end: cardinal.end, value: 0, kind: .fraction)
    guard let part = part(tokens, at: cardinal.end, limit: limit, of: cardinal.value) else {
      // "twenty twenty fifths"
      guard word(.unit, tokens, at: cardinal.end, limit: limit) != nil,
        let ordinal = ordinal(tokens, bytes, at: cardinal.end, limit: limit),
        ordinal.isPlural || cardinal.value == 1
      else { return nil }
      (numeral.value, numeral.end) = (cardinal.value / ordinal.value, ordinal.end)
      return numeral
    }
    numeral.end = part.end
    let rest = cardinal.value - (cardinal.tens ?? 0)
    if let tens = cardinal.tens, part.below < 10, rest > 0 {
      // "one hundred thirty fifths" has "thirty-fifths".
      numeral.value =
        (cardinal.head == nil ? rest : cardinal.value)
        / (cardinal.head == nil ? tens + part.below : part.below)
      return numeral
    }
    // "twenty firsts" alone are nothing.
    guard part.below >= 2 else { return nil }
    numeral.value = cardinal.value / part.below
    if let head = cardinal.head, cardinal.value > head {
      let few = (cardinal.value - head) / part.below
      if let (end, scale) = scale(tokens, at: part.end, limit: limit) {
        // "one billion and three quarters million"
        return Numeral(end: end, value: head + few * scale, kind: .fraction)
      }
      if few < 1, Self.isPowerOfTen(part.below) { numeral.value = head + few }
    } else {
      scale(&numeral, tokens, limit: limit)
    }
    return numeral
  }

  private static func isPowerOfTen(_ value: Double) -> Bool {
    var value = value
    while value > 1 { value /= 10 }
    return value == 1
  }

  /// `two hundred point zero three`, and the scale behind it.
  func point(_ numeral: inout Numeral, _ tokens: TokenTable, limit: TokenID) {
    guard numeral.kind == .cardinal, !numeral.isDigits,
      let point = word(.point, tokens, at: numeral.end, limit: limit)
    else { return }
    var (next, place, decimals) = (point.end, 1.0, 0.0)
    while place < 1e15,
      let (end, word) = words.match(
        tokens, at: next, limit: limit, where: { $0.plays(.unit) }), let value = word.value
    {
      if value >= 10 {
        guard place == 1 else { break }
        (place, decimals, next) = (100, value, end)
        // "seventy-one"
        var unit = end
        if unit + 1 < limit, tokens.isJoint(unit) { unit += 1 }
        if value >= 20,
          let digit = words.match(
            tokens, at: unit, limit: limit, where: { $0.plays(.unit) }),
          let ones = digit.meaning.value, ones > 0, ones < 10
        {
          (decimals, next) = (value + ones, digit.end)
        }
        break
      }
      (place, decimals, next) = (place * 10, decimals * 10 + value, end)
    }
    guard place > 1 else { return }
    numeral.value += decimals / place
    numeral.end = next
    scale(&numeral, tokens, limit: limit)
  }

  /// `and a half`, `and three fifths`, and the scale behind it.
  func add(
    _ numeral: inout Numeral, _ cardinal: Cardinal, _ tokens: TokenTable, _ bytes: [UInt8],
    limit: TokenID
  ) {
    guard numeral.kind == .cardinal, numeral.end == cardinal.end,
      let and = word(.and, tokens, at: numeral.end, limit: limit)
    else { return }
    var (value, end, ordinal): (Double, TokenID, TokenID?)
    if let article = words.match(
      tokens, at: and.end, limit: limit, where: { $0.plays(.article) })
    {
      guard let part = part(tokens, bytes, at: article.end, limit: limit) else { return }
      (value, end, ordinal) = (part.value, part.end, part.ordinal)
    } else {
      guard
        let count = self.cardinal(
          tokens, bytes, at: and.end, limit: limit, isLoose: false), !count.isDigits,
        let parts = parts(tokens, bytes, of: count, limit: limit), parts.value < 1
      else { return }
      (value, end, ordinal) = (parts.value, parts.end, nil)
    }
    if let (behind, scale) = scale(tokens, at: end, limit: limit) {
      if cardinal.scale > 1 {
        // "one billion and a half million"
        guard scale < cardinal.scale else { return }
        numeral.value += value * scale
      } else {
        numeral.value = (numeral.value + value) * scale
      }
      (end, ordinal) = (behind, nil)
    } else if cardinal.scale >= 1000 {
      // "3 million and a half"
      numeral.value += value * cardinal.scale
    } else {
      numeral.value += value
    }
    (numeral.end, numeral.kind, numeral.ordinal) = (end, .fraction, ordinal)
  }

  /// Multiplies by the scale behind: `million`, `a million`, `of a million`.
  @discardableResult
  private func scale(_ numeral: inout Numeral, _ tokens: TokenTable, limit: TokenID) -> Bool {
    guard let (end, scale) = scale(tokens, at: numeral.end, limit: limit) else { return false }
    numeral.value *= scale
    numeral.end = end
    return true
  }

  private func scale(
    _ tokens: TokenTable, at token: TokenID, limit: TokenID
  ) -> (end: TokenID, Double)? {
    var next = token
    if next + 1 < limit, tokens.isJoint(next) { next += 1 }
    if let of = word(.of, tokens, at: next, limit: limit) {
      guard
        let article = words.match(
          tokens, at: of.end, limit: limit, where: { $0.plays(.article) })
      else { return nil }
      next = article.end
    } else if let article = words.match(
      tokens, at: next, limit: limit, where: { $0.plays(.article) })
    {
      next = article.end
      if next + 1 < limit, tokens.isJoint(next) { next += 1 }
    }
    guard
      let (end, word) = words.match(
        tokens, at: next, limit: limit, where: { $0.plays(.scale) }), let value = word.value
    else { return nil }
    // "half a million million" is not said.
    return (end, value)
  }
}
