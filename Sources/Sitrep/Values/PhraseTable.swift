/// Words and phrases of a vocabulary file, found at a token, the longest first.
///
/// The first word is looked up in an array of two bytes a word, so that a token that begins
/// no phrase costs one look-up; the rest lies in flat columns. Hyphens that join words are
/// passed over on both sides: `half-dozen` is found in `half dozen` and the other way round.
struct PhraseTable<Meaning: Sendable>: Sendable {
  /// By word: 0, or the place of its phrases in `groups`.
  private var heads: [UInt16] = []
  /// Where the phrases of each first word lie in the columns below.
  private var groups: [Range<Int>] = [0..<0]
  /// For each phrase, where its further words lie in `words`; the longest first in a group.
  private var rests: [Range<Int>] = []
  private var meanings: [Meaning] = []
  private var words: [WordID] = []

  /// Puts a table together; a phrase that comes twice has both its meanings merged.
  ///
  /// - Precondition: there are no more than 65,535 different first words.
  init(
    _ phrases: [(text: Substring, meaning: Meaning)], vocabulary: inout Vocabulary,
    merge: (Meaning, Meaning) -> Meaning
  ) {
    var reader = PhraseReader()
    var byHead: [WordID: [(rest: [WordID], meaning: Meaning)]] = [:]
    for (text, meaning) in phrases {
      let words = reader.words(of: text, &vocabulary)
      guard let head = words.first else { continue }
      let rest = Array(words.dropFirst())
      if let known = byHead[head]?.firstIndex(where: { $0.rest == rest }) {
        let both = merge(byHead[head]![known].meaning, meaning)
        byHead[head]![known].meaning = both
      } else {
        byHead[head, default: []].append((rest, meaning))
      }
    }
    for (head, group) in byHead.sorted(by: { $0.key < $1.key }) { append(head, group) }
  }

  private mutating func append(_ head: WordID, _ group: [(rest: [WordID], meaning: Meaning)]) {
    let index = Int(head.value)
    if index >= heads.count {
      heads.append(contentsOf: repeatElement(0, count: index + 1 - heads.count))
    }
    precondition(groups.count <= UInt16.max, "more first words than two bytes can name")
    heads[index] = UInt16(groups.count)
    groups.append(rests.count..<(rests.count + group.count))
    for (rest, meaning) in group.sorted(by: { $0.rest.count > $1.rest.count }) {
      rests.append(words.count..<(words.count + rest.count))
      words.append(contentsOf: rest)
      meanings.append(meaning)
    }
  }

  /// Whether a phrase begins with the word. The gate of the hot path.
  func canBegin(_ word: WordID) -> Bool {
    Int(word.value) < heads.count && heads[Int(word.value)] != 0
  }

  /// Hands over each phrase: its first word, the words behind it and what it means.
  func visit(_ body: (_ first: WordID, _ rest: ArraySlice<WordID>, Meaning) -> Void) {
    for (word, head) in heads.enumerated() where head != 0 {
      for phrase in groups[Int(head)] {
        body(WordID(value: UInt32(word)), words[rests[phrase]], meanings[phrase])
      }
    }
  }

  /// Hands over what each phrase of two words or more means that begins at a token.
  func visitPhrases(
    _ tokens: TokenTable, at start: TokenID, limit: TokenID, _ body: (Meaning) -> Void
  ) {
    guard canBegin(tokens.words[start]) else { return }
    for phrase in groups[Int(heads[Int(tokens.words[start].value)])]
    where !rests[phrase].isEmpty
      && end(of: rests[phrase], tokens, after: start + 1, limit: limit) != nil
    {
      body(meanings[phrase])
    }
  }

  /// The longest phrase that begins at `start`, ends by `limit` and means something that is
  /// wanted, and the token behind it.
  func match(
    _ tokens: TokenTable, at start: TokenID, limit: TokenID,
    where isWanted: (Meaning) -> Bool = { _ in true }
  ) -> (end: TokenID, meaning: Meaning)? {
    guard start < limit, canBegin(tokens.words[start]) else { return nil }
    for phrase in groups[Int(heads[Int(tokens.words[start].value)])] {
      guard let end = end(of: rests[phrase], tokens, after: start + 1, limit: limit),
        isWanted(meanings[phrase])
      else { continue }
      return (end, meanings[phrase])
    }
    return nil
  }

  private func end(
    of rest: Range<Int>, _ tokens: TokenTable, after start: TokenID, limit: TokenID
  ) -> TokenID? {
    var next = start
    for word in rest {
      if next + 1 < limit, tokens.isJoint(next) { next += 1 }
      guard next < limit, tokens.words[next] == words[word] else { return nil }
      next += 1
    }
    return next
  }
}
