/// Tells the report from what a page puts around it.
///
/// Works on sentences, which it marks and never drops: a headline, a dateline, and the
/// residue of the web (`Lexicons/boilerplate.tsv`).
struct ZoneFinder: Sendable {
  /// How far a phrase of residue reaches.
  private enum Scope: String {
    /// The line it begins.
    case line
    /// That line and all behind it.
    case rest
  }

  var classes: WordClasses
  private var phrases = LexiconMatcher()
  private var scopes: [Scope] = []

  /// Longest headline in bytes: four in five of those in the deployment corpus have fewer
  /// than 80, none more than 160.
  private let longestHeadline = 160
  /// Most tokens a dateline has before its dash.
  private let longestDateline = 14
  /// Most tokens that outlets in brackets have: of 55,988 in the news items half have 4 or
  /// fewer, 99 in 100 no more than 15, the longest 35.
  private let longestCredit = 40

  /// - Parameter table: `Lexicons/boilerplate.tsv`.
  init(
    _ table: LexiconTable?, _ classes: WordClasses, _ vocabulary: inout Vocabulary,
    faults: inout [ResourceFault]
  ) {
    self.classes = classes
    var phrases = LexiconMatcher.Builder()
    defer { self.phrases = LexiconMatcher(phrases) }
    guard let table, let columns = table.require(["phrase", "scope"], faults: &faults) else {
      return
    }
    for row in table.rows {
      guard let scope = Scope(rawValue: String(row.fields[columns[1]])) else {
        faults.append(
          ResourceFault(
            table.file, line: row.line, source: row.fields.joined(separator: "\t"),
            "no scope '\(row.fields[columns[1]])'", remedy: "use line or rest"))
        continue
      }
      let bytes = Array(row.fields[columns[0]].utf8)
      var tokens = TokenTable()
      Tokenizer().tokenize(bytes, into: &tokens)
      let words = (0..<tokens.count).filter { !tokens.isJoint($0) }.map {
        vocabulary.insert(
          Folding.fold(String(decoding: bytes[tokens.spans[$0].range], as: UTF8.self)))
      }
      phrases.insert(words, .any, EntryID(value: UInt32(scopes.count)))
      scopes.append(scope)
    }
  }

  /// Marks zones and datelines. O(tokens).
  func mark(_ sentences: inout [Sentence], _ tokens: TokenTable) {
    markResidue(&sentences, tokens)
    markHeadline(&sentences, tokens)
    for index in sentences.indices where sentences[index].zone == .body {
      if let zone = smallZone(sentences[index], tokens) { sentences[index].zone = zone }
      if let start = datelineEnd(sentences[index], tokens) { sentences[index].bodyStart = start }
    }
  }

  private func markResidue(_ sentences: inout [Sentence], _ tokens: TokenTable) {
    defer { joinResidue(&sentences, tokens) }
    var found: [LexiconMatcher.Match] = []
    var isLineResidue = false
    for index in sentences.indices {
      let first = sentences[index].tokens.lowerBound
      let beginsLine = first == 0 || tokens.flags[first].contains(.lineBefore)
      if beginsLine { isLineResidue = false }
      found.removeAll(keepingCapacity: true)
      if beginsLine {
        phrases.matches(tokens, at: first, limit: sentences[index].tokens.upperBound, into: &found)
      }
      if let match = found.last {
        let length = sentences[index].tokens.count
        let isLate = first * 2 >= tokens.count
        if isLate, found.contains(where: { scopes[Int($0.entry.value)] == .rest }),
          match.length > 1 || length <= 2
        {
          for later in index..<sentences.count { sentences[later].zone = .boilerplate }
          return
        }
        let isSign = tokens.kinds[first] == .symbol
        let isWhole = tokens.kinds[sentences[index].tokens.upperBound - 1] == .stop
        // A phrase opens residue only where it is most of a short line; one of two words
        // that goes on to a full stop, or a single word, only where it is the line.
        switch match.length {
        case 1 where !isSign: isLineResidue = length <= 2
        case 2 where isWhole: isLineResidue = length <= match.length + 2
        default: isLineResidue = length <= match.length + 12
        }
      }
      if isLineResidue { sentences[index].zone = .boilerplate }
    }
  }

  /// A byline, an item of a list, a credit: told by how the sentence begins and ends.
  private func smallZone(_ sentence: Sentence, _ tokens: TokenTable) -> Zone? {
    let (first, last) = (sentence.tokens.lowerBound, sentence.tokens.upperBound - 1)
    if tokens.kinds[first] == .openingBracket, tokens.kinds[last] == .closingBracket,
      sentence.tokens.count <= longestCredit, isAllNames(first...last, tokens)
    {
      return .credit
    }
    guard first == 0 || tokens.flags[first].contains(.lineBefore), last > first else { return nil }
    if classes[tokens.words[first]].contains(.agentive), tokens.kinds[last] == .word,
      sentence.tokens.count <= longestDateline, isAllNames((first + 1)...last, tokens)
    {
      return .byline
    }
    switch tokens.kinds[first] {
    case .symbol, .hyphen, .dash: return tokens.isTight(first + 1) ? nil : .list
    case .number:
      let isMarked = tokens.kinds[first + 1] == .stop || tokens.kinds[first + 1] == .closingBracket
      return isMarked && tokens.isTight(first + 1) && last > first + 1 ? .list : nil
    default: return nil
    }
  }

  /// Whether every word is capitalised or a small word between names, and one is capitalised.
  private func isAllNames(_ range: ClosedRange<TokenID>, _ tokens: TokenTable) -> Bool {
    var hasName = false
    for token in range where tokens.kinds[token] == .word {
      if tokens.flags[token].isDisjoint(with: [.capital, .mixed]) {
        guard !classes[tokens.words[token]].isDisjoint(with: .closed) else { return false }
      } else {
        hasName = true
      }
    }
    return hasName
  }

  /// What stands between two pieces of residue in the second half of a page, the last of
  /// which ends it, is residue too, whatever its words.
  private func joinResidue(_ sentences: inout [Sentence], _ tokens: TokenTable) {
    guard sentences.last?.zone == .boilerplate,
      let first = sentences.firstIndex(where: {
        $0.zone == .boilerplate && $0.tokens.lowerBound * 2 >= tokens.count
      })
    else { return }
    for index in first..<sentences.count { sentences[index].zone = .boilerplate }
  }

  /// The first line is a headline where it is short, has no stop and text follows.
  private func markHeadline(_ sentences: inout [Sentence], _ tokens: TokenTable) {
    guard sentences.count > 1, sentences[0].zone == .body,
      tokens.flags[sentences[1].tokens.lowerBound].contains(.lineBefore),
      tokens.span(of: sentences[0].tokens).count <= longestHeadline
    else { return }
    let last = tokens.kinds[sentences[0].tokens.upperBound - 1]
    if last != .stop, last != .colon { sentences[0].zone = .headline }
  }

  /// Past `RAFAH, Gaza Strip (AFP) -`: capitalised words and numbers up to a dash that
  /// stands free.
  private func datelineEnd(_ sentence: Sentence, _ tokens: TokenTable) -> TokenID? {
    let range = sentence.tokens
    let limit = min(range.upperBound - 1, range.lowerBound + longestDateline)
    guard range.lowerBound + 1 < limit else { return nil }
    for token in range.lowerBound..<limit {
      switch tokens.kinds[token] {
      case .dash: return token > range.lowerBound ? token + 1 : nil
      case .hyphen:
        if !tokens.isTight(token), !tokens.isTight(token + 1) {
          return token > range.lowerBound ? token + 1 : nil
        }
      case .word:
        if tokens.flags[token].isDisjoint(with: [.capital, .mixed]) { return nil }
      case .number, .comma, .stop, .openingBracket, .closingBracket, .symbol, .clitic: break
      default: return nil
      }
    }
    return nil
  }
}
