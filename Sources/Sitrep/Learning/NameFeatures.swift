/// What the name recognizer looks at. The number before each value is its template.
enum NameFeatures {
  typealias Yield = (UInt64) -> Void

  /// How much of a sentence is in capitals: words of four letters and more count.
  static func setting(_ words: ArraySlice<NameWord>) -> UInt64 {
    var (capitals, all, count) = (0, 0, 0)
    for word in words where word.surface.count > 3 && word.surface.shape.contains(.letter) {
      count += 1
      if word.surface.shape.contains(.capital) { capitals += 1 }
      if word.surface.shape.contains(.allCapitals) { all += 1 }
    }
    if count == 0 { return 0 }
    if all * 10 > count * 6 { return 3 }
    return capitals * 10 > count * 7 ? 2 : 1
  }

  /// How many rows of sums a word has: what it says of the words within two of it and of
  /// itself as one of five, and what else it says of itself.
  static let rowCount = 6

  /// The features of one token of a sentence: of single words, then of several.
  static func features(
    of token: TokenID, in sentence: Range<TokenID>, _ words: Span<NameWord>, _ setting: UInt64,
    _ yield: Yield
  ) {
    for row in 0..<rowCount {
      let index = place(of: row, token)
      alone(row, sentence.contains(index) ? words[index] : .edge, yield)
    }
    together(token, in: sentence, words, setting, yield)
  }

  /// The word that speaks in a row for a token.
  @inline(__always)
  static func place(of row: Int, _ token: TokenID) -> TokenID { row < 5 ? token + row - 2 : token }

  /// What a word says in a row: nothing but itself is looked at, so that it can be kept.
  @inline(__always)
  static func alone(_ row: Int, _ word: NameWord, _ yield: Yield) {
    if row < 5 { near(row - 2, word, yield) } else { own(word, yield) }
  }

  /// What several words say together of a token, and its sentence. Hot path.
  @inline(__always)
  static func together(
    _ token: TokenID, in sentence: Range<TokenID>, _ words: Span<NameWord>, _ setting: UInt64,
    _ yield: Yield
  ) {
    word(token, in: sentence, words, setting, yield)
    if words[token].isCapital { run(token, sentence, words, yield) }
  }

  /// What one of five words says.
  @inline(__always)
  private static func near(_ offset: Int, _ word: NameWord, _ yield: Yield) {
    let place = UInt64(offset + 2) << 8
    func key(_ template: UInt64, _ value: UInt64) {
      yield(FeatureKey.key(template | place, value))
    }
    key(10, word.surface.word)
    key(20, word.cluster & 63)
    if abs(offset) < 2 {
      key(11, shape(word))
      key(13, word.cluster)
      yield(FeatureKey.key(26 | place, word.mentionType, word.hits))
      if word.names != 0 { key(25, word.names) }
    }
    if word.mention != 0 {
      key(17, word.mention)
      key(24, word.mentionType)
    }
    var hits = word.hits
    while hits != 0 {
      key(23, UInt64(hits.trailingZeroBitCount))
      hits &= hits &- 1
    }
  }

  /// What the word says of itself.
  @inline(__always)
  private static func own(_ word: NameWord, _ yield: Yield) {
    func key(_ template: UInt64, _ one: UInt64, _ other: UInt64) {
      yield(FeatureKey.key(template, one, other))
    }
    let shape = shape(word)
    yield(FeatureKey.key(1, 0))
    key(4, word.surface.word, shape)
    for length: UInt64 in 2...4 {
      yield(FeatureKey.key(27 | length << 8, word.surface.ending(length)))
      yield(FeatureKey.key(28 | length << 8, word.surface.beginning(length)))
    }
    key(29, word.names, shape)
    key(39, word.mention, shape)
    key(45, word.mentionType, word.cluster & 63)
    key(47, word.hits, 0)
    if word.isCapital { key(41, word.smallCount, word.capitalCount) }
  }

  /// What the word says with its neighbours and its place.
  @inline(__always)
  private static func word(
    _ token: TokenID, in sentence: Range<TokenID>, _ words: Span<NameWord>, _ setting: UInt64,
    _ yield: Yield
  ) {
    func key(_ template: UInt64, _ one: UInt64, _ other: UInt64) {
      yield(FeatureKey.key(template, one, other))
    }
    let word = words[token]
    let left = token > sentence.lowerBound ? words[token - 1] : .edge
    let right = token + 1 < sentence.upperBound ? words[token + 1] : .edge
    let isFirst: UInt64 = token == sentence.lowerBound ? 1 : 0
    let (shape, leftShape, rightShape) = (shape(word), shape(left), shape(right))
    key(2, setting, shape)
    key(3, isFirst, shape)
    key(30, left.surface.word, word.surface.word)
    key(31, word.surface.word, right.surface.word)
    key(34, leftShape << 16 | shape, rightShape)
    key(35, left.surface.word, shape)
    key(36, right.surface.word, shape)
    if word.isCapital { key(42, isFirst << 8 | word.smallCount, word.forms) }
  }

  /// The run of capitalised words that a token is in: how long it is, and what stands around
  /// it. O(run).
  @inline(__always)
  private static func run(
    _ token: TokenID, _ sentence: Range<TokenID>, _ words: Span<NameWord>, _ yield: Yield
  ) {
    func key(_ template: UInt64, _ one: UInt64, _ other: UInt64) {
      yield(FeatureKey.key(template, one, other))
    }
    func goesOn(_ index: TokenID) -> Bool {
      sentence.contains(index) && abs(index - token) < longestRun
        && (words[index].isCapital || words[index].surface.shape == .hyphen.union(.single))
    }
    var (start, end) = (token, token + 1)
    while goesOn(start - 1) { start -= 1 }
    while goesOn(end) { end += 1 }
    let before = start > sentence.lowerBound ? words[start - 1] : .edge
    let behind = end < sentence.upperBound ? words[end] : .edge
    let (first, last) = (words[start], words[end - 1])
    let length = UInt64(min(4, end - start))
    key(50, behind.surface.word, 0)
    key(51, before.surface.word, 0)
    key(52, last.surface.word, 0)
    key(53, length, UInt64(min(3, token - start)))
    key(54, last.hits, 0)
    key(59, before.surface.word, behind.surface.word)
    key(63, last.cluster & 1023, length)
    key(64, first.cluster & 1023, length)
    key(65, behind.cluster & 1023, length)
    key(66, before.cluster & 1023, length)
    key(67, first.names, last.names << 8 | length)
    key(69, last.surface.ending(3), length)
    key(70, first.surface.word, length)
  }

  /// How far a run is followed: a text of capitals alone is no longer in its square.
  private static let longestRun = 12

  private static func shape(_ word: NameWord) -> UInt64 {
    UInt64(word.surface.shape.rawValue) | (word.surface.count > 3 ? 1 << 12 : 0)
  }
}
