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

  /// The features of one token of a sentence. Hot path.
  @inline(__always)
  static func features(
    of token: TokenID, in sentence: Range<TokenID>, _ words: Span<NameWord>, _ setting: UInt64,
    _ yield: Yield
  ) {
    for offset in -2...2 {
      let index = token + offset
      near(offset, sentence.contains(index) ? words[index] : .edge, yield)
    }
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

  /// What the word says, and with its neighbours.
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
    yield(FeatureKey.key(1, 0))
    key(2, setting, shape)
    key(3, isFirst, shape)
    key(4, word.surface.word, shape)
    for length: UInt64 in 2...4 {
      yield(FeatureKey.key(27 | length << 8, word.surface.ending(length)))
      yield(FeatureKey.key(28 | length << 8, word.surface.beginning(length)))
    }
    key(29, word.names, shape)
    key(30, left.surface.word, word.surface.word)
    key(31, word.surface.word, right.surface.word)
    key(34, leftShape << 16 | shape, rightShape)
    key(35, left.surface.word, shape)
    key(36, right.surface.word, shape)
    key(39, word.mention, shape)
    key(45, word.mentionType, word.cluster & 63)
    key(47, word.hits, 0)
    guard word.isCapital else { return }
    key(41, word.smallCount, word.capitalCount)
    key(42, isFirst << 8 | word.smallCount, word.forms)
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
