/// Chunks and words by their tags, as `conlleval` of CoNLL-2000 to 2003 counts them; seqeval
/// counts the same.
///
/// A chunk is right when it begins and ends where one of gold does and has its type. Tags that
/// are broken are read kindly: an `I-` after `O` or another type begins a chunk.
struct ChunkScores: Sendable {
  /// A tag: the kind of place in a chunk, and a number for the type.
  struct Tag: Equatable, Sendable {
    enum Place: Sendable { case outside, begin, inside, end, single }

    var place: Place
    /// -1 outside.
    var type: Int32

    static let outside = Tag(place: .outside, type: -1)
  }

  /// By type.
  private(set) var chunks: [String: Tally] = [:]
  /// Words by the type of their tag, whatever their place in the chunk.
  private(set) var words: [String: Tally] = [:]
  /// Words whose tag is the same, `O` included: the accuracy of `conlleval`.
  private(set) var tags = Share()
  /// Entities that lie inside or across others: tags cannot say them, and they are left out.
  private(set) var nested = 0

  /// Of all types together, each time that tags were added.
  private(set) var documents: [(chunks: Tally, words: Tally)] = []

  private var names: [String] = []
  private var numbers: [String: Int32] = [:]
  private var chunkTallies: [Tally] = []
  private var wordTallies: [Tally] = []
  private var gold: [Tag] = []
  private var found: [Tag] = []
  private var cuts: [Int32] = []

  mutating func number(of type: String) -> Int32 {
    if let number = numbers[type] { return number }
    let number = Int32(names.count)
    numbers[type] = number
    names.append(type)
    chunkTallies.append(Tally())
    wordTallies.append(Tally())
    return number
  }

  /// All types together.
  var allChunks: Tally { chunks.values.reduce(Tally(), +) }
  var allWords: Tally { words.values.reduce(Tally(), +) }

  /// The mean over types of `score`, 0 where it is not defined.
  func macro(_ score: (Tally) -> Double?) -> Double? {
    chunks.isEmpty
      ? nil
      : chunks.sorted { $0.key < $1.key }.reduce(0) { $0 + (score($1.value) ?? 0) }
        / Double(chunks.count)
  }

  /// Scores the tags of one sentence or document.
  /// - Precondition: as many of the one as of the other.
  mutating func add(_ gold: [Tag], _ found: [Tag]) {
    precondition(gold.count == found.count, "tags of different texts")
    // Whether a chunk of both began at the same word, and both go on since.
    var isSame = false
    for index in 0...gold.count {
      let (goldTag, foundTag) = (tag(gold, index), tag(found, index))
      let (goldBefore, foundBefore) = (tag(gold, index - 1), tag(found, index - 1))
      let goldEnds = Self.ends(goldBefore, goldTag)
      let foundEnds = Self.ends(foundBefore, foundTag)
      if isSame && (goldEnds || foundEnds) {
        if goldEnds && foundEnds { chunkTallies[Int(goldBefore.type)].right += 1 }
        isSame = false
      }
      let goldBegins = Self.begins(goldBefore, goldTag)
      let foundBegins = Self.begins(foundBefore, foundTag)
      if goldBegins { chunkTallies[Int(goldTag.type)].missed += 1 }
      if foundBegins { chunkTallies[Int(foundTag.type)].spurious += 1 }
      if goldBegins && foundBegins && goldTag.type == foundTag.type { isSame = true }
      if index < gold.count { count(goldTag, foundTag) }
    }
    finish()
  }

  private func tag(_ tags: [Tag], _ index: Int) -> Tag {
    tags.indices.contains(index) ? tags[index] : .outside
  }

  private mutating func count(_ gold: Tag, _ found: Tag) {
    tags.count(gold == found)
    if gold.type >= 0 && gold.type == found.type {
      wordTallies[Int(gold.type)].right += 1
    } else {
      if gold.type >= 0 { wordTallies[Int(gold.type)].missed += 1 }
      if found.type >= 0 { wordTallies[Int(found.type)].spurious += 1 }
    }
  }

  /// Adds what was counted to what is told. Chunks were counted as missed and as spurious when
  /// they began, those that are right too.
  private mutating func finish() {
    var own = (chunks: Tally(), words: Tally())
    for number in names.indices {
      var tally = chunkTallies[number]
      tally.missed -= tally.right
      tally.spurious -= tally.right
      own.chunks += tally
      own.words += wordTallies[number]
      if tally != Tally() { chunks[names[number], default: Tally()] += tally }
      if wordTallies[number] != Tally() {
        words[names[number], default: Tally()] += wordTallies[number]
      }
      chunkTallies[number] = Tally()
      wordTallies[number] = Tally()
    }
    documents.append(own)
  }

  /// Whether a chunk ends between two tags: `endOfChunk` of conlleval.
  private static func ends(_ before: Tag, _ tag: Tag) -> Bool {
    switch before.place {
    case .outside: false
    case .end, .single: true
    case .begin, .inside:
      tag.type != before.type || tag.place == .begin || tag.place == .single
        || tag.place == .outside
    }
  }

  /// Whether one begins: `startOfChunk`.
  private static func begins(_ before: Tag, _ tag: Tag) -> Bool {
    switch tag.place {
    case .outside: false
    case .begin, .single: true
    case .inside, .end:
      tag.type != before.type || before.place == .end || before.place == .single
        || before.place == .outside
    }
  }
}

// MARK: - Entities

extension ChunkScores {
  /// Scores the entities of a passage as tags of words: of those that overlap, the one that
  /// begins first and, of those that begin together, the longest.
  ///
  /// A word is a piece of text between white space, cut wherever an entity of either side
  /// begins or ends, so that a word is wholly inside one or outside.
  mutating func add(_ gold: [TypedSpan], _ found: [TypedSpan], in text: PassageText) {
    let (flatGold, flatFound) = (flat(gold), flat(found))
    nested += gold.count - flatGold.count
    let words = words(of: text, flatGold, flatFound)
    tag(words, flatGold, into: &self.gold)
    tag(words, flatFound, into: &self.found)
    let (one, other) = (self.gold, self.found)
    add(one, other)
  }

  private func flat(_ spans: [TypedSpan]) -> [TypedSpan] {
    let sorted = spans.sorted { ($0.start, -$0.end, $0.type) < ($1.start, -$1.end, $1.type) }
    var flat: [TypedSpan] = []
    for span in sorted where span.start >= flat.last?.end ?? 0 && span.start < span.end {
      flat.append(span)
    }
    return flat
  }

  private func words(
    of text: PassageText, _ gold: [TypedSpan], _ found: [TypedSpan]
  ) -> [TypedSpan] {
    var isEdge = Array(repeating: false, count: text.scalars.count + 1)
    for span in gold + found {
      isEdge[Int(span.start)] = true
      isEdge[Int(span.end)] = true
    }
    var words: [TypedSpan] = []
    var start = -1
    for (index, scalar) in text.scalars.enumerated() {
      let isSpace = Self.isSpace(scalar)
      if start >= 0 && (isSpace || isEdge[index]) {
        words.append(TypedSpan(start: Int32(start), end: Int32(index), type: -1))
        start = -1
      }
      if start < 0 && !isSpace { start = index }
    }
    if start >= 0 {
      words.append(TypedSpan(start: Int32(start), end: Int32(text.scalars.count), type: -1))
    }
    return words
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80
      ? scalar == " " || (9...13).contains(scalar.value) : scalar.properties.isWhitespace
  }

  private func tag(_ words: [TypedSpan], _ spans: [TypedSpan], into tags: inout [Tag]) {
    tags.removeAll(keepingCapacity: true)
    var (next, last) = (0, -1)
    for word in words {
      while next < spans.count && spans[next].end <= word.start { next += 1 }
      guard next < spans.count && spans[next].start <= word.start else {
        tags.append(.outside)
        continue
      }
      tags.append(Tag(place: last == next ? .inside : .begin, type: spans[next].type))
      last = next
    }
  }
}
