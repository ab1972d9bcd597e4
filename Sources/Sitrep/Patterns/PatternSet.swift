/// The patterns of `Models/patterns/`, with the table that says where to try them.
///
/// Immutable and shared by all tasks.
struct PatternSet: Sendable {
  private(set) var patterns: [Pattern] = []
  private var triggers = PatternTriggers()
  /// What the hot path needs of each pattern, side by side.
  private var windows: [Pattern.Window] = []
  private var expressions: [PatternExpression] = []
  /// The paths of the files, in the order they were given.
  let files: [String]

  /// How many tokens from its first one an expression sees. That a long row of words that
  /// nearly match is read in linear time rests on it; no name is as long.
  static let sight = 128

  /// Reads all files; every fault in them is appended to `faults`, and what is not faulty is
  /// kept. Triggers are added to `vocabulary`.
  init(
    _ files: [YAMLFile], vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) {
    self.files = files.map(\.path)
    var found: [ResourceFault] = []
    var reader = PatternReader(files, faults: &found)
    patterns = reader.patterns(vocabulary: &vocabulary, faults: &found)
    lay()
    // The form of all files is read before their patterns; an author goes by lines.
    let order = Dictionary(
      files.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    faults += found.sorted { one, other in
      (order[one.file] ?? 0, one.line, one.column)
        < (order[other.file] ?? 0, other.line, other.column)
    }
  }
}

extension PatternSet {
  /// Those of its patterns that are wanted, as if no other had been read.
  func keeping(_ isWanted: (Pattern) -> Bool) -> PatternSet {
    var kept = self
    kept.patterns = patterns.filter(isWanted)
    kept.lay()
    return kept
  }

  /// Lays out what the hot path needs of the patterns.
  private mutating func lay() {
    (windows, expressions) = (patterns.map(\.window), patterns.map(\.expression))
    triggers = PatternTriggers(patterns)
  }
}

// MARK: - Finding

extension PatternSet {
  /// Puts what the patterns find in one sentence into `scan`: each pattern from left to right
  /// and without overlaps of its own, from the first token of a match to the end of the last.
  /// The hot path: a token that sets nothing off costs two look-ups.
  func find(
    in tokens: TokenTable, _ bytes: [UInt8], _ range: Range<TokenID>, _ scan: inout PatternScan
  ) {
    if !scan.matches.isEmpty { scan.matches.removeAll(keepingCapacity: true) }
    let range = range.clamped(to: 0..<tokens.count)
    guard !range.isEmpty, Int(tokens.spans[range.upperBound - 1].end) <= bytes.count else { return }
    let (words, kinds, flags) = (tokens.words.span, tokens.kinds.span, tokens.flags.span)
    let (wordLists, shapeLists) = (triggers.words.span, triggers.shapes.span)
    for token in range {
      // All columns are as long as the table, and there is a list for every shape.
      let word = Int(words[unchecked: token].value)
      let byWord = word < wordLists.count ? wordLists[unchecked: word] : 0
      var shape = TokenShape(kinds[unchecked: token])
      if flags[unchecked: token].contains(.allCapitals), tokens.isCode(token, bytes) {
        shape = .code
      }
      let byShape = shapeLists[unchecked: Int(shape.rawValue)]
      if byWord | byShape == 0 { continue }
      search(byWord, from: token, tokens, bytes, range, &scan)
      search(byShape, from: token, tokens, bytes, range, &scan)
    }
    if scan.matches.count > 1 {
      scan.matches.sort {
        ($0.tokens.lowerBound, $0.pattern) < ($1.tokens.lowerBound, $1.pattern)
      }
    }
  }

  /// Searches for the patterns of a list.
  private func search(
    _ list: UInt16, from trigger: TokenID, _ tokens: TokenTable, _ bytes: [UInt8],
    _ sentence: Range<TokenID>, _ scan: inout PatternScan
  ) {
    for place in triggers.places(of: list) {
      search(triggers[place], from: trigger, tokens, bytes, sentence, &scan)
    }
  }

  /// Tries a pattern at the tokens where a match with this trigger can begin, and where it was
  /// not tried before.
  private func search(
    _ index: Int, from trigger: TokenID, _ tokens: TokenTable, _ bytes: [UInt8],
    _ sentence: Range<TokenID>, _ scan: inout PatternScan
  ) {
    if scan.next.isEmpty { scan.next = Array(repeating: 0, count: patterns.count) }
    let window = windows[index]
    var (token, end) = (max(sentence.lowerBound, Int(scan.next[index])), sentence.upperBound)
    if let reach = window.reach {
      let first = max(token, trigger - Int(reach))
      (token, end) = (max(first, trigger), trigger + 1)
      while token > first, !window.between.isDisjoint(with: tokens.shapes(of: token - 1, bytes)) {
        token -= 1
      }
    }
    guard token < end else { return }
    while token < end {
      let shapes = tokens.shapes(of: token, bytes)
      token =
        window.starts.isDisjoint(with: shapes)
        ? token + 1 : attempt(index, at: token, tokens, bytes, sentence, &scan)
    }
    scan.next[index] = UInt32(token)
  }

  /// Tries a pattern at a token, and gives back the next one to try it at: behind the match, or
  /// behind the sentence where a limit broke it off.
  func attempt(
    _ index: Int, at token: TokenID, _ tokens: TokenTable, _ bytes: [UInt8],
    _ sentence: Range<TokenID>, _ scan: inout PatternScan
  ) -> TokenID {
    guard let expression = expressions[index].ready else { return sentence.upperBound }
    let start = tokens.spans[sentence.lowerBound].start
    let end = tokens.spans[min(token + Self.sight, sentence.upperBound) - 1].end
    // The pointer is used before the closure ends; the bytes are not written to.
    return bytes.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[Int(start)..<Int(end)])
      let place = Int(tokens.spans[token].start - start)
      switch expression.match(text, at: place, &scan.data) {
      case .none: return token + 1
      case .exhausted:
        if !scan.exhausted.contains(index) { scan.exhausted.append(index) }
        return sentence.upperBound
      case .found: break
      }
      guard let range = scan.data.range(of: 0), range.lowerBound == place else { return token + 1 }
      let span = TextSpan(tokens.spans[token].start, start + UInt32(range.upperBound))
      var last = token
      while last + 1 < sentence.upperBound, tokens.spans[last].end < span.end { last += 1 }
      guard tokens.spans[last].end == span.end else {
        return max(token + 1, tokens.spans[last].start < span.end ? last + 1 : last)
      }
      guard
        let match = PatternMatch(
          span, token..<(last + 1), patterns[index], index, expression, scan.data, text)
      else { return token + 1 }
      scan.matches.append(match)
      return last + 1
    }
  }
}

extension PatternMatch {
  /// What an expression has just matched; nil where its groups hold no possible value.
  fileprivate init?(
    _ span: TextSpan, _ tokens: Range<TokenID>, _ pattern: Pattern, _ index: Int,
    _ expression: PCRE2Expression, _ data: borrowing PCRE2MatchData,
    _ text: UnsafeBufferPointer<UInt8>
  ) {
    var groups = PatternGroups(pattern)
    for (name, number) in expression.groups {
      guard let range = data.range(of: number), !range.isEmpty else { continue }
      groups.add(name, String(decoding: text[range], as: UTF8.self))
    }
    guard groups.areSound else { return nil }
    (self.span, self.tokens, self.pattern) = (span, tokens, index)
    (type, rule, priority) = (pattern.type, pattern.rule, pattern.priority)
    (attributes, country, coordinates) = (groups.attributes, groups.country, groups.coordinates)
  }
}
