/// Finds the names that a corpus uses in the places of forces, places, organizations and
/// people, and that no lexicon has.
///
/// Two sources: mentions that a pattern or a rule about capitals found, and capitalised runs
/// that nothing took. Memory grows with the names that are new, not with the corpus.
public struct LexiconMiner: Sendable {
  /// How much of the text is shown on either side of a name, in bytes.
  private static let contextWidth = 40

  private let pack: Pack
  private var tallies: [[UInt8]: NameTally] = [:]
  private var documents = 0

  public init(_ pack: Pack) { self.pack = pack }

  /// The names with at least so many occurrences, those of the most documents first.
  public func names(atLeast count: Int) -> [MinedName] {
    tallies.filter { $0.value.count >= count }
      .sorted { one, other in
        let (first, second) = (one.value, other.value)
        if first.documents != second.documents { return first.documents > second.documents }
        if first.count != second.count { return first.count > second.count }
        return one.key.lexicographicallyPrecedes(other.key)
      }.map(\.value.name)
  }

  /// Counts the names of a document that went through the whole pipeline. O(tokens).
  public mutating func add(_ document: Document) {
    documents += 1
    var covered = Array(repeating: false, count: document.tokens.count)
    for mention in document.mentions where mention.level != .nominal {
      for token in mention.tokens { covered[token] = true }
      // A surname tells nothing that the whole name does not.
      guard mention.level == .name, mention.entry == nil, mention.rule != "people/surname" else {
        continue
      }
      add(mention.tokens, mention.type, rule: mention.rule, document)
    }
    for time in document.times {
      for token in time.tokens { covered[token] = true }
    }
    for sentence in document.sentences
    where sentence.zone == .body && !isInTitleCase(sentence.tokens, document.tokens) {
      addRuns(in: sentence.tokens, covered, document)
    }
  }

  /// Whether most words have capitals, so that they tell nothing.
  private func isInTitleCase(_ range: Range<TokenID>, _ tokens: TokenTable) -> Bool {
    let words = range.filter { tokens.kinds[$0] == .word && tokens.spans[$0].count > 3 }
    return words.count { tokens.flags[$0].contains(.capital) } * 10 >= words.count * 8
  }

  private mutating func add(
    _ name: Range<TokenID>, _ type: EntityType, rule: String, _ document: Document
  ) {
    let tokens = document.tokens
    var key: [UInt8] = []
    for token in name where !tokens.isJoint(token) {
      if !key.isEmpty { key.append(0x20) }
      Folding.append(document.text.bytes.span, tokens.spans[token].range, to: &key)
    }
    let span = tokens.span(of: name)
    tallies[key, default: NameTally()].add(
      document.text[span], type, rule: rule, document: documents
    ) { Self.context(of: span, document.text) }
  }

  private static func context(of span: TextSpan, _ text: SourceText) -> String {
    let bytes = text.bytes
    var start = max(0, Int(span.start) - contextWidth)
    var end = min(bytes.count, Int(span.end) + contextWidth)
    // To whole words, and so to whole characters.
    while start > 0, start < Int(span.start), bytes[start - 1] != 0x20 { start += 1 }
    while end < bytes.count, end > Int(span.end), bytes[end] != 0x20 { end -= 1 }
    let words = String(decoding: bytes[start..<end], as: UTF8.self)
    return words.split { $0.isWhitespace }.joined(separator: " ")
  }
}

// MARK: - Runs that nothing took

extension LexiconMiner {
  private mutating func addRuns(
    in range: Range<TokenID>, _ covered: [Bool], _ document: Document
  ) {
    let tokens = document.tokens
    func isName(_ token: TokenID) -> Bool {
      token < range.upperBound && !covered[token] && tokens.kinds[token] == .word
        && tokens.flags[token].contains(.capital)
        && pack.classes[tokens.words[token]].isDisjoint(with: .closed)
    }
    var token = range.lowerBound
    while token < range.upperBound {
      guard isName(token) else {
        token += 1
        continue
      }
      let start = token
      token += 1
      while isName(token) || token < range.upperBound && tokens.isJoint(token) && isName(token + 1)
      {
        token += 1
      }
      if isTelling(start..<token, range, tokens) {
        add(start..<token, guess(start..<token, range, document), rule: "slot", document)
      }
    }
  }

  /// Whether a run can be a new name: more than a word that has its capital from the start
  /// of the sentence, or from a title.
  private func isTelling(
    _ run: Range<TokenID>, _ range: Range<TokenID>, _ tokens: TokenTable
  ) -> Bool {
    let isKnown = run.allSatisfy { !pack.classes[tokens.words[$0]].subtracting(.surname).isEmpty }
    guard run.count == 1 else { return !isKnown }
    return !isKnown && run.lowerBound > range.lowerBound && tokens.spans[run.lowerBound].count > 2
  }

  /// What a run most likely is, by what stands before it.
  private func guess(
    _ run: Range<TokenID>, _ range: Range<TokenID>, _ document: Document
  ) -> EntityType {
    let tokens = document.tokens
    let before = run.lowerBound - 1
    if tokens.flags[run.lowerBound].contains(.allCapitals) { return .organization }
    guard before >= range.lowerBound else { return run.count > 1 ? .person : .organization }
    let wordClass = pack.classes[tokens.words[before]]
    if wordClass.contains(.locative) { return .politicalPlace }
    if wordClass.contains(.definite) { return .organization }
    if tokens.kinds[before] == .comma || wordClass.contains(.conjunction),
      let last = document.mentions.last(where: { $0.tokens.upperBound == before })
    {
      return last.type
    }
    return run.count == 2 || run.count == 3 ? .person : .organization
  }
}
