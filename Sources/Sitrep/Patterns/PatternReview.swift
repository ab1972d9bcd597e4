/// Tries pattern files out: whether their examples come out, and what in them is to be doubted.
public struct PatternReview {
  let set: PatternSet
  let vocabulary: Vocabulary
  /// The patterns of the files under review, by their places in the set.
  let reviewed: [Int]
  /// What is made of the corpus.
  private(set) var use = PatternUse()
  /// The lines of the files, for messages.
  private let lines: [String: [Substring]]

  /// - Parameters:
  ///   - files: Those under review.
  ///   - others: Files whose definitions the expressions may call, and whose patterns are
  ///     compared with.
  ///   - pack: What the documents of a corpus are cut into sentences with, where there is one.
  /// - Throws: every fault in every file.
  public init(
    _ files: [ResourceFile], besides others: [ResourceFile] = [], pack: Pack? = nil
  ) throws(ResourceError) {
    var (vocabulary, faults) = (pack?.vocabulary ?? Vocabulary(), [ResourceFault]())
    let all = files + others
    set = PatternSet(all.map { YAMLFile($0) }, vocabulary: &vocabulary, faults: &faults)
    if !faults.isEmpty { throw ResourceError(faults: faults) }
    reviewed = set.patterns.indices.filter { [set] in set.patterns[$0].file < files.count }
    self.vocabulary = vocabulary
    lines = Dictionary(
      all.map { file in
        let text = String(decoding: file.bytes, as: UTF8.self)
        return (
          file.path, text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  /// How many patterns are under review.
  public var patternCount: Int { reviewed.count }

  /// How many examples they have, those that must not match included.
  public var exampleCount: Int {
    reviewed.reduce(0) { count, index in
      count + set.patterns[index].examples.count + set.patterns[index].counterexamples.count
    }
  }

  /// A fault at a place in the file of a pattern.
  func fault(
    _ pattern: Pattern, line: Int, column: Int, _ problem: String, remedy: String,
    severity: ResourceFault.Severity = .warning
  ) -> ResourceFault {
    let file = set.files[pattern.file]
    let lines = lines[file] ?? []
    let source = lines.indices.contains(line - 1) ? String(lines[line - 1]) : ""
    var fault = ResourceFault(
      file, line: line, column: column, source: source, problem, remedy: remedy)
    fault.severity = severity
    return fault
  }
}

// MARK: - Examples

extension PatternReview {
  /// The examples that do not come out as their files say, each pattern alone.
  public func test() -> [ResourceFault] {
    reviewed.flatMap { index in
      let pattern = set.patterns[index]
      return (pattern.examples + pattern.counterexamples).compactMap { test($0, index) }
    }
  }

  private func test(_ example: Pattern.Example, _ index: Int) -> ResourceFault? {
    let source = SourceText(example.text.text)
    let tokens = tokens(of: source)
    var scan = PatternScan()
    set.find(in: tokens, source.bytes, 0..<tokens.count, &scan)
    let spans = scan.matches.filter { $0.pattern == index }.map(\.span)
    guard spans != example.text.spans else { return nil }
    let pattern = set.patterns[index]
    let texts = spans.map { "'\(source[$0])'" }.joined(separator: ", ")
    let everywhere = set.matches(of: index, everywhereIn: tokens, source.bytes, 0..<tokens.count)
    let isGated = everywhere.map(\.span) == example.text.spans
    return fault(
      pattern, line: example.line, column: example.column,
      "pattern '\(pattern.name)' finds \(texts.isEmpty ? "nothing" : texts) in this example",
      remedy: isGated
        ? "mend 'trigger', 'reach' or 'starts': the expression matches, but is not tried there"
        : "mend the expression, or put the brackets where they belong", severity: .error)
  }

  func tokens(of source: SourceText) -> TokenTable {
    var tokens = TokenTable()
    Tokenizer().tokenize(source.bytes, vocabulary, into: &tokens)
    return tokens
  }
}

// MARK: - A corpus

extension PatternReview {
  /// Looks through a document that has its sentences.
  ///
  /// - Precondition: The review was made with the pack that the document was cut with.
  public mutating func add(_ document: Document) {
    // Triggers that the pack does not have are known to the vocabulary of the review alone.
    let tokens = tokens(of: document.text)
    var scan = PatternScan()
    for sentence in document.sentences where sentence.zone != .boilerplate {
      set.find(in: tokens, document.text.bytes, sentence.tokens, &scan)
      for match in scan.matches {
        use.matches[match.pattern, default: 0] += 1
        for (place, trigger) in set.patterns[match.pattern].triggers.enumerated() {
          guard case .word(let word) = trigger.what,
            tokens.words[sentence.tokens].contains(word)
          else { continue }
          use.triggers[match.pattern, default: []].insert(place)
        }
      }
      for index in reviewed where set.patterns[index].window.reach != nil {
        let found = set.matches(
          of: index, everywhereIn: tokens, document.text.bytes, sentence.tokens)
        let lost = found.first { match in
          !scan.matches.contains { $0.pattern == index && $0.span.overlaps(match.span) }
        }
        if let lost, use.lost[index] == nil { use.lost[index] = document.text[lost.span] }
      }
    }
  }

  /// How often each pattern under review was found in the corpus, in their order.
  public var counts: [(rule: String, matches: Int)] {
    reviewed.map { (set.patterns[$0].rule, use.matches[$0] ?? 0) }
  }
}

/// What patterns found in a corpus, by their places in their set.
struct PatternUse {
  var matches: [Int: Int] = [:]
  /// The triggers that stood in a sentence with a match.
  var triggers: [Int: Set<Int>] = [:]
  /// A text that the expression matches where no trigger lets it be tried.
  var lost: [Int: String] = [:]
}

extension PatternSet {
  /// All matches of one pattern in a sentence, triggers or no: the slow twin of `find`.
  func matches(
    of index: Int, everywhereIn tokens: TokenTable, _ bytes: [UInt8], _ range: Range<TokenID>
  ) -> [PatternMatch] {
    var scan = PatternScan()
    var token = range.lowerBound
    while token < range.upperBound {
      token = attempt(index, at: token, tokens, bytes, range, &scan)
    }
    return scan.matches
  }
}
