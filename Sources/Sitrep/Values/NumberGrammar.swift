/// Puts plain numbers together, from digits and from words: `1.2 million`, `twenty-five
/// thousand`, `several hundred`. Bounds and ranges around them are `QuantityFinder`'s.
struct NumberGrammar: Sendable {
  let words: PhraseTable<NumberWord>

  /// A number at a place in the text.
  struct Number {
    var end: TokenID
    var form: Form
    /// Inclusive; nil where the words set none.
    var low: Double?
    var high: Double?
    /// What a scale behind it may still multiply: whether it has none itself, and no
    /// separator of thousands.
    var isBare = true
    /// The scale it has been multiplied by.
    var scale = 1.0
  }

  enum Form: Sendable {
    case digits, words, vague
  }

  /// - Parameter table: `Lexicons/numbers.tsv`.
  init(
    _ table: LexiconTable, vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) {
    words = NumberWord.read(table, vocabulary: &vocabulary, faults: &faults)
  }

  /// The word or phrase at a token, if it is one of numbers.
  func word(
    _ tokens: TokenTable, at token: TokenID, limit: TokenID
  ) -> (end: TokenID, meaning: NumberWord)? {
    words.match(tokens, at: token, limit: limit)
  }

  /// The word or phrase at a token, if it plays one of the roles.
  func word(
    _ role: NumberWord.Roles, _ tokens: TokenTable, at token: TokenID, limit: TokenID
  ) -> (end: TokenID, meaning: NumberWord)? {
    guard let found = word(tokens, at: token, limit: limit), found.meaning.plays(role) else {
      return nil
    }
    return found
  }

  /// The number that begins at `start`, as long as it goes. O(its tokens).
  func number(
    _ tokens: TokenTable, _ bytes: [UInt8], at start: TokenID, limit: TokenID
  ) -> Number? {
    guard start < limit else { return nil }
    if tokens.kinds[start] == .number {
      return digits(tokens, bytes, at: start, limit: limit)
    }
    guard let first = word(tokens, at: start, limit: limit) else { return nil }
    if first.meaning.plays(.vague) { return vague(tokens, first, limit: limit) }
    if first.meaning.plays(.unit) { return spelled(tokens, at: start, limit: limit) }
    if first.meaning.plays(.article), word(.scale, tokens, at: first.end, limit: limit) != nil {
      return spelled(tokens, at: start, limit: limit)
    }
    return nil
  }
}

extension NumberGrammar {
  /// Digits, and the scale behind them.
  private func digits(
    _ tokens: TokenTable, _ bytes: [UInt8], at start: TokenID, limit: TokenID
  ) -> Number? {
    let text = bytes[tokens.spans[start].range]
    guard let value = Self.value(of: text) else { return nil }
    var number = Number(end: start + 1, form: .digits, low: value, high: value)
    number.isBare = !text.contains(0x2C)
    multiply(&number, tokens, limit: limit)
    return number
  }

  /// The value of digits with separators: commas before groups of three, then one stop at
  /// most. nil where they are set otherwise, as in `1,2` or an address. Linear also for a
  /// million digits: longer ones than a `Double` can tell apart are read all the same.
  static func value(of digits: ArraySlice<UInt8>) -> Double? {
    var (value, place) = (0.0, 1.0)
    var group = -1  // digits since the last comma
    var isFraction = false
    for byte in digits {
      switch byte {
      case 0x2C:
        guard !isFraction, group == -1 || group == 3 else { return nil }
        group = 0
      case 0x2E:
        guard !isFraction, group == -1 || group == 3 else { return nil }
        isFraction = true
      default:
        guard byte &- 0x30 < 10 else { return nil }
        // Past 15 digits behind the stop a Double holds no more.
        if isFraction, place >= 1e15 { continue }
        value = value * 10 + Double(byte - 0x30)
        if isFraction { place *= 10 } else if group >= 0 { group += 1 }
      }
    }
    guard isFraction || group == -1 || group == 3, value.isFinite else { return nil }
    return value / place
  }

  /// Multiplies by the scales that follow: `1.2 million`, `several hundred thousand`.
  private func multiply(_ number: inout Number, _ tokens: TokenTable, limit: TokenID) {
    // No one says more than two scales; a bound keeps a row of them from being read again
    // and again.
    for _ in 0..<3 {
      var next = number.end
      if next + 1 < limit, tokens.isJoint(next) { next += 1 }
      guard let (end, word) = word(.scale, tokens, at: next, limit: limit),
        let scale = word.value
      else { return }
      number.low = number.low.map { $0 * scale }
      number.high = number.high.map { $0 * scale }
      number.scale *= scale
      (number.end, number.isBare) = (end, false)
    }
  }

  /// `several`, `dozens`, `a couple of hundred`.
  private func vague(
    _ tokens: TokenTable, _ first: (end: TokenID, meaning: NumberWord), limit: TokenID
  ) -> Number? {
    let word = first.meaning
    var number = Number(
      end: first.end, form: .vague, low: word.low ?? word.value, high: word.high ?? word.value)
    if word.low != nil, word.high == nil { number.high = nil }
    if let of = self.word(.of, tokens, at: first.end, limit: limit),
      self.word(.scale, tokens, at: of.end, limit: limit) != nil
    {
      number.end = of.end
      multiply(&number, tokens, limit: limit)
    } else if word.low.map({ $0 < 10 }) ?? true {
      // "hundreds thousand" is no number, "several thousand" is.
      multiply(&number, tokens, limit: limit)
    }
    return number
  }

  /// `forty-two`, `a hundred and five thousand`, `two and a half million`. Units add up,
  /// scales multiply what stands before them since the last larger scale.
  private func spelled(_ tokens: TokenTable, at start: TokenID, limit: TokenID) -> Number? {
    var (total, current, end) = (0.0, 0.0, start)
    var (lastUnit, largest) = (Double.infinity, Double.infinity)
    var next = start
    var last = 1.0
    while let (after, word) = self.word(tokens, at: next, limit: limit), let value = word.value {
      if word.plays(.scale) {
        // "fifteen hundred" is a number, "one hundred one hundred" are two.
        guard current > 0, value < 1000 ? current < value : value < largest else { break }
        if value < 1000 {
          current *= value
        } else {
          total += current * value
          (current, largest) = (0, value)
        }
        (lastUnit, last) = (.infinity, value)
      } else if word.plays(.article) {
        guard next == start else { break }
        current = 1
      } else if word.plays(.unit) {
        // "twenty five" goes on, "five twenty" and "five six" do not.
        let fits = lastUnit == .infinity || (lastUnit >= 20 && lastUnit < 100 && value < 10)
        guard fits, value > 0 || next == start else { break }
        current += value
        lastUnit = value
      } else {
        break
      }
      end = after
      next = self.next(tokens, after: after, limit: limit)
    }
    guard end > start else { return nil }
    return finish(tokens, total + current, start: start, end: end, scale: last, limit: limit)
  }

  /// Past a hyphen, or an `and` that has a smaller number behind it.
  private func next(_ tokens: TokenTable, after end: TokenID, limit: TokenID) -> TokenID {
    if end + 1 < limit, tokens.isJoint(end) { return end + 1 }
    guard let and = word(.and, tokens, at: end, limit: limit),
      word(.unit, tokens, at: and.end, limit: limit) != nil,
      let before = word(tokens, at: end - 1, limit: end), before.meaning.plays(.scale)
    else { return end }
    return and.end
  }

  private func finish(
    _ tokens: TokenTable, _ value: Double, start: TokenID, end: TokenID, scale: Double,
    limit: TokenID
  ) -> Number {
    var number = Number(end: end, form: .words, low: value, high: value)
    number.scale = scale
    number.isBare = scale == 1
    // "two and a half million"
    if let and = word(.and, tokens, at: end, limit: limit),
      let article = words.match(
        tokens, at: and.end, limit: limit, where: { $0.plays(.article) }),
      // Not "half million", which is a phrase of its own.
      let fraction = words.match(
        tokens, at: article.end, limit: limit, where: { $0.plays(.fraction) }),
      let part = fraction.meaning.value
    {
      (number.low, number.high) = (value + part, value + part)
      number.end = fraction.end
      multiply(&number, tokens, limit: limit)
    }
    return number
  }
}
