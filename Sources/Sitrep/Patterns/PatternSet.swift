/// The patterns of `Models/patterns/`, compiled, with the table that says where to try them.
///
/// Immutable and shared by all tasks.
struct PatternSet: Sendable {
  private(set) var patterns: [Pattern] = []
  /// One for each 64 patterns, in their order.
  private var triggers: [TriggerTable] = []
  /// The paths of the files, in the order they were given.
  let files: [String]

  private static let groupSize = TriggerTable.Mask.bitWidth

  /// Reads all files; every fault in them is appended to `faults`, and what is not faulty is
  /// kept. Triggers are added to `vocabulary`.
  init(
    _ files: [YAMLFile], vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) {
    self.files = files.map(\.path)
    var found: [ResourceFault] = []
    var reader = PatternReader(files, faults: &found)
    for draft in reader.patterns(vocabulary: &vocabulary, faults: &found) { append(draft) }
    // The form of all files is read before their patterns; an author goes by lines.
    let order = Dictionary(
      files.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    faults += found.sorted { one, other in
      (order[one.file] ?? 0, one.line, one.column)
        < (order[other.file] ?? 0, other.line, other.column)
    }
  }

  private mutating func append(_ draft: PatternReader.Draft) {
    if patterns.count % Self.groupSize == 0 { triggers.append(TriggerTable()) }
    let mask = TriggerTable.Mask(1) << (patterns.count % Self.groupSize)
    for word in draft.triggers { triggers[triggers.count - 1].insert(word, mask) }
    for kind in draft.triggerKinds { triggers[triggers.count - 1].insert(kind, mask) }
    patterns.append(draft.pattern)
  }
}

extension PatternSet {
  /// Appends what the patterns find in one sentence: pattern by pattern, each in the order
  /// of the text and without overlaps of its own. Matches that do not begin and end on the
  /// borders of tokens are left out. Gives back how many searches were broken off at a
  /// limit. The hot path: a sentence without a trigger costs two look-ups a token.
  @discardableResult
  func find(
    in tokens: TokenTable, _ bytes: [UInt8], _ range: Range<TokenID>,
    into found: inout [PatternMatch]
  ) -> Int {
    let range = range.clamped(to: 0..<tokens.words.count)
    guard !range.isEmpty, Int(tokens.spans[range.upperBound - 1].end) <= bytes.count else {
      return 0
    }
    var exhausted = 0
    for (group, table) in triggers.enumerated() {
      var fired = table.fired(by: tokens, range)
      if fired == 0 { continue }
      while fired != 0 {
        let pattern = patterns[group * Self.groupSize + fired.trailingZeroBitCount]
        fired &= fired - 1
        exhausted += search(pattern, tokens, bytes, range, into: &found)
      }
    }
    return exhausted
  }

  /// All matches of one pattern in a sentence; 1 if a limit broke it off.
  private func search(
    _ pattern: Pattern, _ tokens: TokenTable, _ bytes: [UInt8], _ range: Range<TokenID>,
    into found: inout [PatternMatch]
  ) -> Int {
    guard let expression = pattern.expression.ready else { return 0 }
    let data = PCRE2MatchData(groups: expression.groupCount)
    let sentence = tokens.span(of: range)
    // The pointer is used before the closure ends; the bytes are not written to.
    return bytes.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[sentence.range])
      var (next, token) = (0, range.lowerBound)
      while next <= text.count {
        switch expression.match(text, from: next, data) {
        case .none: return 0
        case .exhausted: return 1
        case .found: break
        }
        guard let match = data.range(of: 0) else { return 0 }
        let span = TextSpan(
          sentence.start + UInt32(match.lowerBound), sentence.start + UInt32(match.upperBound))
        if let covered = Self.cover(span, tokens, range, from: &token) {
          found.append(
            PatternMatch(
              span: span, tokens: covered, type: pattern.type, rule: pattern.rule,
              attributes: Self.attributes(expression, data, text),
              priority: pattern.priority))
        }
        next = max(match.upperBound, next)
        if match.isEmpty { next += next < text.count ? Self.length(of: text[next]) : 1 }
      }
      return 0
    }
  }

  /// The tokens that begin and end where the span does; nil where none do. `token` only
  /// goes forward, so that all the matches of a sentence together cost one pass.
  private static func cover(
    _ span: TextSpan, _ tokens: TokenTable, _ range: Range<TokenID>, from token: inout TokenID
  ) -> Range<TokenID>? {
    while token < range.upperBound, tokens.spans[token].start < span.start { token += 1 }
    guard token < range.upperBound, tokens.spans[token].start == span.start else { return nil }
    var end = token
    while end < range.upperBound, tokens.spans[end].end < span.end { end += 1 }
    guard end < range.upperBound, tokens.spans[end].end == span.end, span.count > 0 else {
      return nil
    }
    return token..<(end + 1)
  }

  private static func attributes(
    _ expression: PCRE2Expression, _ data: borrowing PCRE2MatchData,
    _ text: UnsafeBufferPointer<UInt8>
  ) -> [(String, String)] {
    var attributes: [(String, String)] = []
    for (name, number) in expression.groups {
      guard let range = data.range(of: number) else { continue }
      attributes.append((name, String(decoding: text[range], as: UTF8.self)))
    }
    return attributes
  }

  /// Bytes of the character that begins with `lead`.
  private static func length(of lead: UInt8) -> Int {
    lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }
}

extension PatternSet {
  /// Runs the examples of every pattern, each pattern alone, and tells what does not come
  /// out as the file says.
  func checkExamples(_ vocabulary: Vocabulary) -> [ResourceFault] {
    patterns.indices.flatMap { index in
      let pattern = patterns[index]
      return (pattern.examples + pattern.counterexamples).compactMap { example in
        check(example, pattern, vocabulary)
      }
    }
  }

  private func check(
    _ example: Pattern.Example, _ pattern: Pattern, _ vocabulary: Vocabulary
  ) -> ResourceFault? {
    let source = SourceText(example.text.text)
    var tokens = TokenTable()
    Tokenizer().tokenize(source.bytes, vocabulary, into: &tokens)
    var matches: [PatternMatch] = []
    find(in: tokens, source.bytes, 0..<tokens.count, into: &matches)
    let spans = matches.filter { $0.rule == pattern.rule }.map(\.span)
    guard spans != example.text.spans else { return nil }
    let texts = spans.map { "'\(source[$0])'" }.joined(separator: ", ")
    return ResourceFault(
      files[pattern.file], line: example.line, source: example.text.description,
      "pattern '\(pattern.name)' finds \(texts.isEmpty ? "nothing" : texts) in this example",
      remedy: "mend the expression or its trigger, or put the brackets where they belong")
  }
}
