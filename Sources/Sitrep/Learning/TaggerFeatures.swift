/// What the tagger looks at. The number before each value is its template.
///
/// What a word says by itself, of its own tag and of those of its neighbours, is summed up
/// once for each word; what two words say together is looked up where they meet.
enum TaggerFeatures {
  typealias Yield = (UInt64) -> Void

  /// How many rows of sums a word has: for its own tag, and for the tags of the words one and
  /// two behind it, one and two before it.
  static let rowCount = 5

  /// What a word says of its own tag.
  @inline(__always)
  static func own(_ surface: SurfaceWord, _ clusters: Clusters, _ word: TaggedWord, _ yield: Yield)
  {
    func key(_ template: UInt64, _ value: UInt64) { yield(FeatureKey.key(template, value)) }
    let shape = UInt64(word.shape)
    key(1, 0)
    key(2, surface.word)
    yield(FeatureKey.key(3, surface.word, shape))
    for length: UInt64 in 1...5 { key(3 + length, surface.ending(length)) }
    for length: UInt64 in 1...3 { key(8 + length, surface.beginning(length)) }
    for length: UInt64 in 2...4 { yield(FeatureKey.key(13, surface.ending(length), shape)) }
    key(14, UInt64(word.ambiguity))
    key(18, clusters.brown)
    key(21, clusters.smallBrown)
    key(80, clusters.vector)
    key(81, clusters.vector & 1023)
    key(86, clusters.forms)
    yield(FeatureKey.key(87, clusters.forms, shape))
    yield(FeatureKey.key(84, clusters.vector & 1023, surface.ending(2)))
  }

  /// What a word says of the tag of another.
  ///
  /// - Parameter row: 1 of the next word, 2 of the one behind that, 3 of the word before it, 4
  ///   of the one before that.
  @inline(__always)
  static func near(
    _ row: Int, _ surface: SurfaceWord, _ clusters: Clusters, _ word: TaggedWord, _ yield: Yield
  ) {
    let place = UInt64(row) << 8
    func key(_ template: UInt64, _ value: UInt64) {
      yield(FeatureKey.key(place | template, value))
    }
    key(22, surface.word)
    key(32, clusters.brown)
    key(33, clusters.vector & 1023)
    key(37, clusters.forms)
    guard row == 1 || row == 3 else { return }
    key(26, surface.ending(3))
    key(29, UInt64(word.shape))
    key(34, clusters.vector)
  }

  /// The clusters of a word; and of a word with a capital that of the same word in small
  /// letters.
  struct Clusters {
    var brown: UInt64 = 0
    var smallBrown: UInt64 = 0
    var vector: UInt64 = 0
    var forms: UInt64 = 0

    init(_ surface: SurfaceWord, _ clusters: WordClusters) {
      brown = clusters.brown(surface.exact)
      if surface.shape.contains(.capital) { smallBrown = clusters.brown(surface.word) }
      (vector, forms) = clusters.vector(surface.word)
    }
  }

  /// What words say together. Hot path.
  @inline(__always)
  static func pairs(
    at place: Int, _ words: Span<TaggedWord>, _ scene: UInt64, _ yield: Yield
  ) {
    let (word, left, right) = (words[place], words[place - 1], words[place + 1])
    let (ambiguity, rightAmbiguity) = (UInt64(word.ambiguity), UInt64(right.ambiguity))
    let shape = UInt64(word.shape)
    func key(_ template: UInt64, _ one: UInt64, _ other: UInt64) {
      yield(FeatureKey.key(template, one, other))
    }
    key(40, left.word, word.word)
    key(41, word.word, right.word)
    key(42, ambiguity, rightAmbiguity)
    key(45, left.word, right.word)
    key(48, UInt64(word.forms), UInt64(right.forms))
    key(49, UInt64(left.forms), UInt64(word.forms))
    if left.word == TaggedWord.edge.word {
      key(90, shape, ambiguity)
      key(91, word.word, 0)
      key(92, shape, UInt64(word.ending >> 8))
      key(93, shape, UInt64(word.cluster & 63))
    }
    if scene != 1 {
      key(54, scene, shape)
      key(55, scene, word.word)
      key(56, scene, UInt64(word.cluster & 1023))
      key(57, scene, ambiguity)
    }
  }

  /// What the two tags before say. Hot path.
  @inline(__always)
  static func tags(at place: Int, _ words: Span<TaggedWord>, _ yield: Yield) {
    let (word, right) = (words[place], words[place + 1])
    let (one, two) = (UInt64(words[place - 1].label), UInt64(words[place - 2].label))
    let both = one << 8 | two
    let ambiguity = UInt64(word.ambiguity)
    func key(_ template: UInt64, _ one: UInt64, _ other: UInt64) {
      yield(FeatureKey.key(template, one, other))
    }
    key(64, one, 2)
    key(65, two, 1)
    key(66, both, 0)
    key(67, one, word.word)
    key(68, both, word.word)
    key(69, one, ambiguity)
    key(77, one, UInt64(word.forms))
    key(79, one << 32 | UInt64(word.forms), UInt64(right.forms))
  }

  /// How much of a sentence is in capitals: 1 as usual, 2 nearly all words have one, 3 nearly
  /// all letters are, 4 not even the first word has one, 0 it has too few words to tell.
  static func scene(_ words: ArraySlice<TaggedWord>) -> UInt64 {
    var (capitals, all, count) = (0, 0, 0)
    for word in words where word.length > 3 && word.hasLetter {
      let shape = word.surfaceShape
      count += 1
      if shape.contains(.capital) { capitals += 1 }
      if shape.contains(.allCapitals) { all += 1 }
    }
    if count < 2 { return 0 }
    if all * 10 > count * 7 { return 3 }
    if capitals * 10 >= count * 8 { return 2 }
    return capitals == 0 ? 4 : 1
  }
}
