/// Tells the report from what a page puts around it.
///
/// Works on sentences, which it marks and never drops: headline, bylines, datelines, block
/// quotes, and the residue of the web (`Lexicons/boilerplate.tsv`).
///
/// A class, since as a struct it was copied for every document, with all arrays of the
/// lexicon, which took as long as the work.
final class ZoneFinder: Sendable {
  /// What a phrase says about the line that it stands in.
  enum Scope: String, CaseIterable {
    /// The line it begins is residue.
    case line
    /// That line and all behind it are.
    case rest
    /// The line is residue where it consists of a number and the phrase: `12 comments`.
    case count
    /// The line it begins is residue where all that follows are names: `Reporting by …`
    case credits
    /// The line it begins is a byline where all that follows are names: `By …`
    case byline
    /// Says in a byline what somebody is: `staff writer`.
    case writer
  }

  let classes: WordClasses
  /// Tells places and news agencies.
  let lexicon: Lexicon
  let phrases: LexiconMatcher
  /// By the entry that `phrases` names.
  let scopes: [Scope]

  /// Longest headline in bytes: four in five of those in the deployment corpus have fewer
  /// than 80, none more than 160.
  private let longestHeadline = 160

  /// - Parameter table: `Lexicons/boilerplate.tsv`.
  init(
    _ table: LexiconTable?, _ classes: WordClasses, _ vocabulary: inout Vocabulary,
    faults: inout [ResourceFault]
  ) {
    (self.classes, lexicon) = (classes, Lexicon())
    (phrases, scopes) = table.map { Self.read($0, &vocabulary, &faults) } ?? (LexiconMatcher(), [])
  }

  /// The same finder with the classes of more words, and with entities.
  init(_ finder: ZoneFinder, _ classes: WordClasses, _ lexicon: Lexicon) {
    (self.classes, self.lexicon) = (classes, lexicon)
    (phrases, scopes) = (finder.phrases, finder.scopes)
  }

  private static func read(
    _ table: LexiconTable, _ vocabulary: inout Vocabulary, _ faults: inout [ResourceFault]
  ) -> (phrases: LexiconMatcher, scopes: [Scope]) {
    var (phrases, scopes) = (LexiconMatcher.Builder(), [Scope]())
    var reader = PhraseReader()
    guard let columns = table.require(["phrase", "scope"], faults: &faults) else {
      return (LexiconMatcher(), scopes)
    }
    for row in table.rows {
      guard let scope = Scope(rawValue: String(row.fields[columns[1]])) else {
        faults.append(
          ResourceFault(
            table.file, line: row.line, source: row.fields.joined(separator: "\t"),
            "no scope '\(row.fields[columns[1]])'",
            remedy: "use one of: " + Scope.allCases.map(\.rawValue).joined(separator: ", ")))
        continue
      }
      let words = reader.words(of: row.fields[columns[0]], &vocabulary)
      phrases.insert(words, .any, EntryID(value: UInt32(scopes.count)))
      scopes.append(scope)
    }
    return (LexiconMatcher(phrases), scopes)
  }

  /// Marks zones and datelines. O(tokens).
  func mark(_ sentences: inout [Sentence], _ tokens: TokenTable, _ text: SourceText) {
    markResidue(&sentences, tokens)
    markHeadline(&sentences, tokens, text)
    var isBeforeReport = true
    for index in sentences.indices where sentences[index].zone == .body {
      let sentence = sentences[index]
      if let zone = smallZone(sentence, tokens, isBeforeReport: isBeforeReport) {
        sentences[index].zone = zone
      } else if isBeforeReport, isProse(sentence, tokens) {
        isBeforeReport = false
      }
      if let start = datelineEnd(sentence, tokens, text) { sentences[index].bodyStart = start }
    }
    markQuotes(&sentences, tokens, text)
  }

  /// The scope of the longest phrase that begins at a token, and its length.
  func phrase(
    _ tokens: TokenTable, at start: TokenID, limit: TokenID, where fits: (Scope) -> Bool
  ) -> (scope: Scope, length: Int)? {
    guard phrases.canBegin(tokens.words[start]) else { return nil }
    var found: [LexiconMatcher.Match] = []
    phrases.matches(tokens, at: start, limit: limit, into: &found)
    for match in found.reversed() where fits(scopes[Int(match.entry.value)]) {
      return (scopes[Int(match.entry.value)], match.length)
    }
    return nil
  }

  func beginsLine(_ token: TokenID, _ tokens: TokenTable) -> Bool {
    token == 0 || tokens.flags[token].contains(.lineBefore)
  }

  func beginsCapital(_ token: TokenID, _ tokens: TokenTable) -> Bool {
    !tokens.flags[token].isDisjoint(with: [.capital, .mixed])
  }

  /// Whether it ends as sentences do, and a heading does not.
  func isProse(_ sentence: Sentence, _ tokens: TokenTable) -> Bool {
    var last = sentence.tokens.upperBound - 1
    while last > sentence.tokens.lowerBound {
      switch tokens.kinds[last] {
      case .quote, .closingQuote, .closingBracket: last -= 1
      case .stop, .exclamation, .ellipsis, .colon: return true
      default: return false
      }
    }
    return false
  }

  /// The first line is a headline where it is short, has no stop and no dateline, and text
  /// follows that does not go on with it.
  private func markHeadline(
    _ sentences: inout [Sentence], _ tokens: TokenTable, _ text: SourceText
  ) {
    guard sentences.count > 1, sentences[0].zone == .body else { return }
    let next = sentences[1].tokens.lowerBound
    guard tokens.flags[next].contains(.lineBefore),
      tokens.span(of: sentences[0].tokens).count <= longestHeadline,
      tokens.flags[next].contains(.paragraphBefore) || tokens.kinds[next] != .word
        || beginsCapital(next, tokens),
      datelineEnd(sentences[0], tokens, text) == nil
    else { return }
    let last = tokens.kinds[sentences[0].tokens.upperBound - 1]
    if last != .stop, last != .colon { sentences[0].zone = .headline }
  }
}
