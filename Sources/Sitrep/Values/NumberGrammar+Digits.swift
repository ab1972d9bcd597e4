/// Numbers in digits: `1,000`, `.08`, `10k`, `1.3x10^6`.
extension NumberGrammar {
  /// A number in digits, its suffix and exponent included, without a scale behind it.
  struct Literal {
    var end: TokenID
    var value: Double
    /// Digits and nothing else.
    var isPlain = false
    var isPower = false
    /// Commas set off its thousands.
    var isGrouped = false
    /// A suffix has multiplied it already: `10k`.
    var isScaled = false
  }

  /// The literal that begins at a token. O(its bytes).
  ///
  /// - Parameter isLoose: Whether a blank can stand in it, as in `1 000` and `10 k`, and a
  ///   decimal comma. A no-break space joins always.
  func literal(
    _ tokens: TokenTable, _ bytes: [UInt8], at start: TokenID, limit: TokenID,
    isLoose: Bool
  ) -> Literal? {
    guard start < limit else { return nil }
    let text = bytes[tokens.spans[start].range]
    var literal: Literal?
    switch tokens.kinds[start] {
    case .number:
      guard let value = isLoose ? Self.decimal(of: text) : Self.value(of: text) else { return nil }
      let isPlain = text.allSatisfy { $0 != 0x2C && $0 != 0x2E }
      literal = Literal(end: start + 1, value: value, isPlain: isPlain)
      literal?.isGrouped = !isPlain && text.contains(0x2C)
      if isPlain, text.count <= 3 {
        join(&literal!, tokens, bytes, limit: limit, isLoose: isLoose)
      }
    case .alphanumeric: literal = suffixed(tokens, bytes, at: start, limit: limit)
    case .stop:
      // ".08", but not the end of a sentence that lacks its blank.
      guard start + 1 < limit, tokens.kinds[start + 1] == .number, tokens.isTight(start + 1),
        start == 0 || !tokens.isTight(start) || Self.canLeadStop(tokens.kinds[start - 1])
      else { return nil }
      let digits = bytes[tokens.spans[start + 1].range]
      guard digits.allSatisfy({ $0 &- 0x30 < 10 }),
        let value = Self.value(of: bytes[Int(tokens.spans[start].start)..<digits.endIndex])
      else { return nil }
      literal = Literal(end: start + 2, value: value)
    default: return nil
    }
    guard var found = literal else { return nil }
    raise(&found, tokens, bytes, limit: limit)
    if isLoose, !found.isScaled, found.end < limit, tokens.kinds[found.end] == .word,
      let value = suffix(bytes[tokens.spans[found.end].range])
    {
      found = Literal(end: found.end + 1, value: found.value * value, isScaled: true)
    }
    return found
  }

  private func suffix(_ letters: ArraySlice<UInt8>) -> Double? {
    guard letters.count <= 3 else { return nil }
    return suffixes.first { $0.letters.elementsEqual(letters) }?.value
  }

  /// `-.08`, `$.50`, `(.5)`
  private static func canLeadStop(_ kind: TokenKind) -> Bool {
    switch kind {
    case .hyphen, .symbol, .openingBracket, .openingQuote, .quote: true
    default: false
    }
  }

  /// `value(of:)`, and what other countries write in English text: `12,34,567.89` with groups
  /// of two as in India, `5,00` with a decimal comma.
  static func decimal(of digits: ArraySlice<UInt8>) -> Double? {
    if let value = value(of: digits) { return value }
    let whole = digits.prefix { $0 != 0x2E }
    let groups = whole.split(separator: 0x2C, maxSplits: 8, omittingEmptySubsequences: false)
    guard groups.count > 1, whole.count <= 32 else { return nil }
    let isIndian =
      groups.count > 2 && groups.last?.count == 3 && (1...2).contains(groups[0].count)
      && groups[1..<(groups.count - 1)].allSatisfy { $0.count == 2 }
    if isIndian { return value(of: digits.filter { $0 != 0x2C }[...]) }
    guard groups.count == 2, whole.count == digits.count, (1...2).contains(groups[1].count)
    else { return nil }
    return value(of: digits.map { $0 == 0x2C ? 0x2E : $0 }[...])
  }

  /// Groups of three digits behind blanks: `1 234 567`.
  private func join(
    _ literal: inout Literal, _ tokens: TokenTable, _ bytes: [UInt8], limit: TokenID,
    isLoose: Bool
  ) {
    guard literal.value > 0 else { return }
    while literal.end < limit, tokens.kinds[literal.end] == .number,
      tokens.spans[literal.end].count == 3, literal.value < 1e15
    {
      let gap = Int(tokens.spans[literal.end - 1].end)..<Int(tokens.spans[literal.end].start)
      let isBlank = gap.count == 1 && bytes[gap.lowerBound] == 0x20
      guard isBlank ? isLoose : Self.isNoBreakSpace(bytes[gap]),
        let group = Self.value(of: bytes[tokens.spans[literal.end].range])
      else { return }
      literal.value = literal.value * 1000 + group
      literal.end += 1
    }
  }

  /// U+00A0, U+202F and the thin space U+2009, which sets off thousands in print.
  private static func isNoBreakSpace(_ bytes: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(bytes)
    return bytes == [0xC2, 0xA0] || bytes == [0xE2, 0x80, 0xAF] || bytes == [0xE2, 0x80, 0x89]
  }

  /// Digits and letters in one token: `10k`, `1e10`, the `1.3x10` of `1.3x10^6`.
  private func suffixed(
    _ tokens: TokenTable, _ bytes: [UInt8], at start: TokenID, limit: TokenID
  ) -> Literal? {
    let text = bytes[tokens.spans[start].range]
    guard text.count <= 32,
      let split = text.firstIndex(where: { $0 &- 0x30 >= 10 && $0 != 0x2C && $0 != 0x2E }),
      let value = Self.decimal(of: text[..<split])
    else { return nil }
    let letters = text[split...]
    if let suffix = suffix(letters) {
      return Literal(end: start + 1, value: value * suffix, isScaled: true)
    }
    if letters.first.map({ $0 | 0x20 == 0x65 }) == true {
      return exponential(tokens, bytes, at: start, value, letters.dropFirst(), limit: limit)
    }
    // "1.3x10^6"
    guard letters.elementsEqual([0x78, 0x31, 0x30]),
      let (exponent, end) = exponent(tokens, bytes, at: start + 1, limit: limit)
    else { return nil }
    return Literal(
      end: end, value: value * Self.power(10, exponent), isPower: true, isScaled: true)
  }

  /// `1e10`, `12.32e+14`.
  private func exponential(
    _ tokens: TokenTable, _ bytes: [UInt8], at start: TokenID, _ value: Double,
    _ digits: ArraySlice<UInt8>, limit: TokenID
  ) -> Literal? {
    var (digits, end, isNegative) = (digits, start + 1, false)
    if digits.isEmpty {
      guard let (sign, number) = signedDigits(tokens, bytes, at: start + 1, limit: limit),
        sign != nil
      else { return nil }
      (digits, end, isNegative) = (bytes[tokens.spans[number].range], number + 1, sign == 0x2D)
    }
    guard digits.allSatisfy({ $0 &- 0x30 < 10 }), digits.count <= 3,
      let exponent = Int(String(decoding: digits, as: UTF8.self))
    else { return nil }
    let power = Self.power(10, exponent)
    let result = isNegative ? value / power : value * power
    guard result.isFinite else { return nil }
    return Literal(end: end, value: result, isPower: true, isScaled: true)
  }

  /// `2^10`, `1.1^+23`.
  private func raise(
    _ literal: inout Literal, _ tokens: TokenTable, _ bytes: [UInt8], limit: TokenID
  ) {
    guard !literal.isPower,
      let (exponent, end) = exponent(tokens, bytes, at: literal.end, limit: limit)
    else { return }
    let value = Self.power(literal.value, exponent)
    guard value.isFinite else { return }
    literal = Literal(end: end, value: value, isPower: true, isScaled: true)
  }

  /// A caret and a whole number behind it.
  private func exponent(
    _ tokens: TokenTable, _ bytes: [UInt8], at caret: TokenID, limit: TokenID
  ) -> (Int, end: TokenID)? {
    guard caret < limit, tokens.kinds[caret] == .symbol, tokens.isTight(caret),
      bytes[Int(tokens.spans[caret].start)] == 0x5E,
      let (sign, number) = signedDigits(tokens, bytes, at: caret + 1, limit: limit),
      tokens.spans[number].count <= 3,
      let digits = Self.value(of: bytes[tokens.spans[number].range]),
      let exponent = Int(exactly: digits)
    else { return nil }
    return (sign == 0x2D ? -exponent : exponent, number + 1)
  }

  /// A sign, if there is one, and digits, with nothing between.
  private func signedDigits(
    _ tokens: TokenTable, _ bytes: [UInt8], at start: TokenID, limit: TokenID
  ) -> (sign: UInt8?, number: TokenID)? {
    guard start < limit, tokens.isTight(start) else { return nil }
    if tokens.kinds[start] == .number { return (nil, start) }
    let sign = bytes[Int(tokens.spans[start].start)]
    guard sign == 0x2B || sign == 0x2D, start + 1 < limit, tokens.isTight(start + 1),
      tokens.kinds[start + 1] == .number
    else { return nil }
    return (sign, start + 1)
  }

  /// By squaring; a negative exponent divides.
  static func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, factor, rest) = (1.0, base, exponent.magnitude)
    while rest > 0 {
      if rest & 1 == 1 { result *= factor }
      factor *= factor
      rest >>= 1
    }
    return exponent < 0 ? 1 / result : result
  }
}
