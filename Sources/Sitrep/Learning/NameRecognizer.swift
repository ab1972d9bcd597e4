/// Finds names by weights that were learned from annotated text, with what lists and rules
/// found among what it looks at.
///
/// Labels say whether a token begins a name (`B-ORG`), goes on with one (`I-ORG`) or is in
/// none (`O`); the best row of labels for a sentence is found by dynamic programming
/// (Viterbi 1967).
struct NameRecognizer: Sendable {
  let weights: LearnedWeights
  private let labels: NameLabels
  /// What a label adds to the score of the next, row by row.
  private let transitions: [NameLabels.Lanes]
  let scratch: NameScratchStore

  /// - Returns: nil where the weights are not those of names.
  init?(_ weights: LearnedWeights) {
    guard let labels = NameLabels(weights.labels) else { return nil }
    (self.weights, self.labels) = (weights, labels)
    scratch = NameScratchStore(labelCount: labels.count)
    var transitions: [Int32] = []
    for previous in 0...labels.count {
      var scores = InlineArray<128, Int16>(repeating: 0)
      weights.add(NameLabels.key(after: previous), to: &scores)
      for label in 0..<labels.count { transitions.append(Int32(scores[label])) }
    }
    labels.forbid(&transitions)
    self.transitions = labels.rows(transitions)
  }

  /// A name that was found.
  struct Name: Hashable, Sendable {
    var tokens: Range<TokenID>
    var type: String
  }

  /// Whether a token can be part of a name: a word with a capital, a number behind one, and
  /// up to three small words or marks between two capitals, but no comma. The others are not
  /// scored, which takes a quarter of the time and finds the same but for careless text.
  private static func canBePart(
    _ token: TokenID, of sentence: Range<TokenID>, _ words: [NameWord]
  ) -> Bool {
    func isCapital(_ index: TokenID) -> Bool {
      sentence.contains(index) && !words[index].surface.shape.isDisjoint(with: [.capital, .mixed])
    }
    if isCapital(token) { return true }
    func isBreak(_ index: TokenID) -> Bool { !sentence.contains(index) || words[index].isBreak }
    var left = 0
    while left < 3, !isBreak(token - left), !isCapital(token - left) { left += 1 }
    guard left > 0, isCapital(token - left) else { return false }
    if words[token].surface.shape.contains(.digit) { return left == 1 }
    var right = 1
    while left + right < 4, !isBreak(token + right), !isCapital(token + right) { right += 1 }
    return left + right <= 4 && isCapital(token + right)
  }

  /// The names of some sentences, in order. O(tokens · labels²).
  ///
  /// - Parameter isOpen: For each token of the document whether a name is looked for there:
  ///   a stretch of words with capitals is passed over where none of them is open.
  func names(
    in sentences: [Sentence], _ scene: NameScene, isOpen: [Bool], _ scratch: inout NameScratch
  ) -> [Name] {
    var names: [Name] = []
    for sentence in sentences {
      find(in: sentence.tokens, scene, isOpen: isOpen, &scratch, into: &names)
    }
    return names
  }

  private func find(
    in sentence: Range<TokenID>, _ scene: NameScene, isOpen: [Bool],
    _ scratch: inout NameScratch, into names: inout [Name]
  ) {
    let setting = NameFeatures.setting(scene.words[sentence])
    var token = sentence.lowerBound
    while token < sentence.upperBound {
      var end = token
      while end < sentence.upperBound, Self.canBePart(end, of: sentence, scene.words) { end += 1 }
      if token < end, let open = Self.open(token..<end, isOpen) {
        score(open, in: sentence, scene, setting, &scratch)
        // What stands before is in no name.
        let start = open.lowerBound
        labels.best(
          scratch.scores, transitions, after: start == sentence.lowerBound ? labels.count : 0,
          endsInside: open.upperBound < sentence.upperBound, &scratch.path)
        labels.append(scratch.path.labels, from: start, to: &names)
      }
      token = max(end, token + 1)
    }
  }

  /// How many words are looked at on both sides of an open one.
  static let reach = 2

  /// The part of a stretch where names are looked for, with some words around it; nil where
  /// there is none.
  private static func open(_ stretch: Range<TokenID>, _ isOpen: [Bool]) -> Range<TokenID>? {
    guard let first = isOpen[stretch].firstIndex(of: true),
      let last = isOpen[stretch].lastIndex(of: true)
    else { return nil }
    return max(stretch.lowerBound, first - reach)..<min(stretch.upperBound, last + 1 + reach)
  }

  /// Leaves the scores of all labels for the tokens of a stretch.
  private func score(
    _ stretch: Range<TokenID>, in sentence: Range<TokenID>, _ scene: NameScene,
    _ setting: UInt64, _ scratch: inout NameScratch
  ) {
    let words = scene.words.span
    func word(_ index: TokenID) -> NameWord { sentence.contains(index) ? words[index] : .edge }
    // Each word speaks for five tokens.
    scratch.identities.removeAll(keepingCapacity: true)
    for index in stretch.lowerBound - 2..<stretch.upperBound + 2 {
      scratch.identities.append(word(index).identity)
    }
    scratch.scores.removeAll(keepingCapacity: true)
    for token in stretch {
      var alone = InlineArray<16, SIMD8<Int16>>(repeating: .zero)
      for row in 0..<NameFeatures.rowCount {
        let index = NameFeatures.place(of: row, token)
        let identity = scratch.identities[index - stretch.lowerBound + 2]
        scratch.sums.add(row, of: word(index), identity, weights, to: &alone)
      }
      var together = InlineArray<128, Int16>(repeating: 0)
      weights.add(to: &together) {
        NameFeatures.together(token, in: sentence, words, setting, $0)
      }
      for vector in 0..<labels.vectors {
        var scores = alone[vector]
        for lane in 0..<8 { scores[lane] &+= together[vector * 8 + lane] }
        scratch.scores.append(NameLabels.Lanes(truncatingIfNeeded: scores))
      }
    }
  }
}

// MARK: - In a pack

extension NameRecognizer {
  func write(to pack: inout PackWriter) { weights.write(to: &pack, "names") }

  init(_ pack: PackFile) throws(PackError) {
    guard let recognizer = NameRecognizer(try LearnedWeights(pack, "names")) else {
      throw PackError(pack.name, .corrupt("names"))
    }
    self = recognizer
  }
}
