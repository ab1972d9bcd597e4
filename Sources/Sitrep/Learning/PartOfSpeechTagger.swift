/// Gives each word of a sentence its part of speech, from left to right, by weights that
/// were learned from treebanks.
///
/// A word that was always the same in training is that again, and is not looked at further;
/// the others are scored by what can be seen of them and their neighbours, by what the
/// neighbours can be, and by the two tags before.
struct PartOfSpeechTagger: Sendable {
  let model: TaggerModel
  let clusters: WordClusters
  private let sums: TaggerSums
  /// In the order of the labels.
  let tags: [PartOfSpeech]

  init(_ model: TaggerModel, _ clusters: WordClusters, _ sums: TaggerSums? = nil) {
    (self.model, self.clusters) = (model, clusters)
    self.sums = sums ?? TaggerSums(model, clusters)
    tags = model.weights.labels.map {
      PartOfSpeech(label: $0) ?? PartOfSpeech(universal: "X", penn: "FW")
    }
  }

  /// What is scribbled on while a sentence is tagged.
  struct Scratch: Sendable {
    /// The words of the sentence, with two edges before and behind.
    fileprivate(set) var words: [TaggedWord] = []
    /// Where the rows of each word begin: in the sums, or below zero, counted from -1, among
    /// those of unknown words.
    fileprivate var places: [Int] = []
    fileprivate var unknown: [Int8] = []
    fileprivate var folded: [UInt8] = []

    /// The words of the sentence, once it is tagged.
    var tagged: ArraySlice<TaggedWord> { words.dropFirst(2).dropLast(2) }
  }

  /// Tags the words of one sentence, those at `spans`. O(words). Hot path.
  func tag(_ bytes: Span<UInt8>, _ spans: ArraySlice<TextSpan>, _ scratch: inout Scratch) {
    scratch.words.removeAll(keepingCapacity: true)
    scratch.places.removeAll(keepingCapacity: true)
    scratch.unknown.removeAll(keepingCapacity: true)
    for _ in 0..<2 { appendEdge(&scratch) }
    for span in spans { append(bytes, span.range, &scratch) }
    for _ in 0..<2 { appendEdge(&scratch) }
    let scene = TaggerFeatures.scene(scratch.tagged)
    for place in 2..<scratch.words.count - 2 where scratch.words[place].label == TaggedWord.open {
      scratch.words[place].label = scratch.unknown.withUnsafeBufferPointer {
        best(place, scene, scratch.words.span, scratch.places.span, $0)
      }
    }
  }

  private func appendEdge(_ scratch: inout Scratch) {
    scratch.words.append(.edge)
    scratch.places.append(Self.none)
  }

  /// Stands for rows without weights.
  private static let none = Int.max

  @inline(__always)
  private func append(_ bytes: Span<UInt8>, _ range: Range<Int>, _ scratch: inout Scratch) {
    if let (word, place) = sums.find(FeatureKey.hash(bytes, range)) {
      scratch.words.append(word)
      scratch.places.append(place)
    } else {
      appendUnknown(bytes, range, &scratch)
    }
  }

  @inline(never)
  private func appendUnknown(_ bytes: Span<UInt8>, _ range: Range<Int>, _ scratch: inout Scratch) {
    let surface = SurfaceWord(bytes, range, folded: &scratch.folded)
    let known = TaggerFeatures.Clusters(surface, clusters)
    let word = model.word(surface, known)
    scratch.words.append(word)
    scratch.places.append(-1 - scratch.unknown.count)
    TaggerSums.append(surface, known, word, model.weights, to: &scratch.unknown)
  }

  /// The label with the highest score. Hot path.
  @inline(__always)
  private func best(
    _ place: Int, _ scene: UInt64, _ words: Span<TaggedWord>, _ places: Span<Int>,
    _ unknown: UnsafeBufferPointer<Int8>
  ) -> UInt8 {
    var scores = InlineArray<128, Int16>(repeating: 0)
    add(0, of: places[place], unknown, &scores)
    add(1, of: places[place - 1], unknown, &scores)
    add(2, of: places[place - 2], unknown, &scores)
    add(3, of: places[place + 1], unknown, &scores)
    add(4, of: places[place + 2], unknown, &scores)
    for lane in 0..<TaggerSums.lanes { scores[unchecked: lane] &<<= TaggerSums.shift }
    model.weights.add(to: &scores) {
      TaggerFeatures.pairs(at: place, words, scene, $0)
      TaggerFeatures.tags(at: place, words, $0)
    }
    return Self.best(of: scores.span, count: tags.count)
  }

  /// The lane of the highest score, the first of equals.
  @inline(__always)
  private static func best(of scores: Span<Int16>, count: Int) -> UInt8 {
    var best = Int16.min
    for lane in 0..<TaggerSums.lanes { best = max(best, scores[unchecked: lane]) }
    // Frequent labels come first.
    for lane in 0..<count where scores[unchecked: lane] == best { return UInt8(lane) }
    return 0
  }

  @inline(__always)
  private func add(
    _ row: Int, of place: Int, _ unknown: UnsafeBufferPointer<Int8>,
    _ scores: inout InlineArray<128, Int16>
  ) {
    if place == Self.none { return }
    let (rows, start) = place >= 0 ? (sums.sums.values, place) : (unknown, -1 - place)
    // The rows of a word lie within the sums, as `find` has seen to, or within those of the
    // unknown words, which have all five.
    let base = rows.baseAddress.unsafelyUnwrapped + start + row * TaggerSums.lanes
    for lane in 0..<TaggerSums.lanes { scores[unchecked: lane] &+= Int16(base[lane]) }
  }
}

// MARK: - In a pack

extension PartOfSpeechTagger {
  func write(to pack: inout PackWriter) {
    model.write(to: &pack)
    sums.write(to: &pack)
  }

  init(_ pack: PackFile, _ clusters: WordClusters) throws(PackError) {
    self.init(try TaggerModel(pack), clusters, try TaggerSums(pack))
  }
}
