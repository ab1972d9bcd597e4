/// Whole numbers and decimals, from digits and words: `forty-two`, `a hundred and five
/// thousand`, `4 thousand 3 hundred and 21`.
extension NumberGrammar {
  struct Cardinal {
    var end: TokenID
    var value: Double
    /// It begins with digits.
    var isDigits = false
    /// Digits and nothing else.
    var isPlain = false
    var isPower = false
    /// Commas set off its thousands.
    var isGrouped = false
    /// The scales it ends with, multiplied; 1 where it ends with none.
    var scale = 1.0
    /// Its tens, where it ends with them: those of `one hundred thirty`.
    var tens: Double?
    /// What stands before its last `and`.
    var head: Double?
  }

  /// The sum of units and scales so far.
  private struct Sum {
    /// What scales from a thousand up have closed.
    var total = 0.0
    /// What scales below a thousand have closed since.
    var group = 0.0
    /// What stands behind the last scale.
    var unit: Double?
    /// The unit is a word for tens, and one below ten may follow.
    var endsWithTens = false
    /// The unit is in digits: "322 hundred" is said, "three hundred hundred" is not.
    var isDigits = false
    /// The last scale, if nothing stands behind it.
    var scale: Double?
    /// What the next unit has to be less than.
    var limit = Double.infinity
    /// What the next scale from a thousand up has to be less than.
    var largest = Double.infinity
    /// What the last scale from a thousand up has closed.
    var closed = 0.0

    var value: Double { total + group + (unit ?? 0) }

    mutating func add(_ value: Double, isTens: Bool) -> Bool {
      if let unit {
        guard endsWithTens, value > 0, value < 10 else { return false }
        self.unit = unit + value
        endsWithTens = false
        return true
      }
      guard value < limit, value > 0 || scale == nil else { return false }
      (unit, endsWithTens, isDigits, scale) = (value, isTens, false, nil)
      return true
    }

    /// Units add up, scales multiply what stands before them since the last larger scale.
    mutating func multiply(_ scale: Double) -> Bool {
      if scale >= 1000 {
        let amount = group + (unit ?? 0)
        if amount > 0 {
          guard scale < largest else { return false }
          closed = amount * scale
          total += closed
        } else {
          // "three lakh crore", "a thousand million"
          guard let last = self.scale, last < scale, total == closed, unit == nil else {
            return false
          }
          closed *= scale
          total = closed
        }
        (group, largest, limit) = (0, scale, scale)
      } else if scale == 100 {
        // "fifteen hundred" is a number, "one hundred one hundred" are two.
        guard let unit, group == 0, unit > 0, unit < 100 || isDigits else { return false }
        (group, limit) = (unit * scale, scale)
      } else {
        // "three hundred and two dozen", "a hundred dozen"
        if let unit {
          guard unit > 0 else { return false }
          group += unit * scale
        } else {
          guard group > 0, self.scale == 100 else { return false }
          group *= scale
        }
        limit = 0
      }
      (unit, endsWithTens, self.scale) = (nil, false, scale)
      return true
    }
  }

  private enum Atom {
    case unit(Double)
    case digits(Literal)
    case scale(Double)
    case article
  }

  /// The longest number that begins at a token. O(its tokens).
  func cardinal(
    _ tokens: TokenTable, _ bytes: [UInt8], at start: TokenID, limit: TokenID,
    isLoose: Bool
  ) -> Cardinal? {
    var (sum, result) = (Sum(), Cardinal(end: start, value: 0))
    // Where the last scale ended: a unit that belongs to a scale which does not fit goes
    // with it, as in "three hundred and two hundred".
    var safe: (sum: Sum, result: Cardinal)?
    var next = start
    walk: while let (atom, after) = atom(
      tokens, bytes, at: next, limit: limit, isFirst: next == start, isLoose: isLoose)
    {
      let before = sum
      switch atom {
      case .article:
        guard word(.scale, tokens, at: after, limit: limit) != nil, sum.add(1, isTens: false)
        else { break walk }
      case .digits(let literal):
        guard sum.add(literal.value, isTens: false) else { break walk }
        sum.isDigits = true
        if next == start {
          (result.isDigits, result.isPlain) = (true, literal.isPlain)
          result.isGrouped = literal.isGrouped
          if literal.isScaled {
            (result.isPower, result.end) = (literal.isPower, after)
            result.value = literal.value
            return result
          }
        } else if word([.scale, .scales], tokens, at: after, limit: limit) == nil,
          before.scale == nil || result.head == nil || !result.isDigits
        {
          // "3 hundred and 21", not "2 thousand 10".
          sum = before
          break walk
        }
      case .unit(let value):
        guard sum.add(value, isTens: value >= 20) else { break walk }
      case .scale(let value):
        guard sum.multiply(value) else {
          if let safe, sum.unit != nil { (sum, result) = safe }
          break walk
        }
        result.scale = before.scale == nil ? value : result.scale * value
        safe = nil
      }
      if sum.scale == nil { result.scale = 1 }
      result.tens = sum.endsWithTens && before.unit == nil ? sum.unit : nil
      (result.end, result.value) = (after, sum.value)
      if sum.scale != nil { safe = (sum, result) }
      let (place, isAnd) = follow(tokens, after: after, sum.scale != nil, sum.endsWithTens, limit)
      if isAnd { result.head = sum.value } else if sum.scale != nil { result.head = nil }
      next = place
    }
    guard result.end > start else { return nil }
    return result
  }

  private func atom(
    _ tokens: TokenTable, _ bytes: [UInt8], at token: TokenID, limit: TokenID, isFirst: Bool,
    isLoose: Bool
  ) -> (Atom, end: TokenID)? {
    guard token < limit else { return nil }
    switch tokens.kinds[token] {
    case .number, .alphanumeric, .stop:
      guard
        let literal = literal(
          tokens, bytes, at: token, limit: limit, isLoose: isLoose && isFirst),
        isFirst || literal.isPlain
      else { return nil }
      return (.digits(literal), literal.end)
    default: break
    }
    guard
      let (end, word) = words.match(
        tokens, at: token, limit: limit,
        where: { $0.plays([.unit, .scale, .scales, .article]) }),
      let value = word.value
    else { return nil }
    if word.plays(.unit) { return (.unit(value), end) }
    if word.plays([.scale, .scales]) { return isFirst ? nil : (.scale(value), end) }
    return isFirst ? (.article, end) : nil
  }

  /// Where the number may go on: past a hyphen, or past an `and` behind a scale.
  private func follow(
    _ tokens: TokenTable, after end: TokenID, _ isScale: Bool, _ isTens: Bool, _ limit: TokenID
  ) -> (TokenID, isAnd: Bool) {
    guard end + 1 < limit else { return (end, false) }
    if tokens.kinds[end] == .hyphen {
      // "fifty - two"
      let isSpaced =
        isTens
        && word(.unit, tokens, at: end + 1, limit: limit).map {
          $0.meaning.value.map { $0 < 10 } ?? false
        } ?? false
      return (tokens.isJoint(end) || isSpaced ? end + 1 : end, false)
    }
    guard isScale, let and = word(.and, tokens, at: end, limit: limit), and.end < limit,
      tokens.kinds[and.end] == .number || isUnit(tokens, at: and.end, limit: limit)
    else { return (end, false) }
    return (and.end, true)
  }

  /// A unit, but not that of `one half`.
  private func isUnit(_ tokens: TokenTable, at token: TokenID, limit: TokenID) -> Bool {
    guard let (end, word) = words.match(tokens, at: token, limit: limit, where: { $0.plays(.unit) })
    else { return false }
    return word.value != 1 || part(tokens, at: end, limit: limit, of: 1) == nil
  }
}
