// What is to be doubted in patterns whose examples come out.

extension PatternReview {
  /// Everything that is to be doubted, in the order of the files; with a corpus, what never
  /// occurs in it as well.
  ///
  /// - Parameter hasCorpus: Whether documents were added.
  public func lint(hasCorpus: Bool) -> [ResourceFault] {
    let faults = reviewed.flatMap { index in
      examples(index) + doubles(index) + growth(index) + (hasCorpus ? corpus(index) : [])
    }
    let order = Dictionary(
      set.files.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return faults.sorted {
      (order[$0.file] ?? 0, $0.line, $0.column) < (order[$1.file] ?? 0, $1.line, $1.column)
    }
  }

  /// Examples that are missing, triggers that none has, texts that are matched and not tried.
  private func examples(_ index: Int) -> [ResourceFault] {
    let pattern = set.patterns[index]
    var faults: [ResourceFault] = []
    if pattern.counterexamples.isEmpty {
      faults.append(
        fault(
          pattern, line: pattern.line, column: 3, "pattern '\(pattern.name)' has no 'not'",
          remedy: "add a text that looks like a match and must be left alone"))
    }
    var words = Set<WordID>()
    for example in pattern.examples {
      words.formUnion(tokens(of: SourceText(example.text.text)).words)
    }
    for trigger in pattern.triggers {
      guard case .word(let word) = trigger.what, !words.contains(word) else { continue }
      faults.append(
        fault(
          pattern, line: trigger.line, column: trigger.column,
          "no example of '\(pattern.name)' has its trigger '\(trigger.text)'",
          remedy: "add one, or take the trigger away"))
    }
    // A trigger without 'reach' may be a word beside the match, which is there to tell.
    for example in pattern.examples + pattern.counterexamples where pattern.window.reach != nil {
      let source = SourceText(example.text.text)
      let tokens = tokens(of: source)
      let found = set.matches(
        of: index, everywhereIn: tokens, source.bytes, 0..<tokens.count)
      guard let lost = found.first(where: { !example.text.spans.contains($0.span) }) else {
        continue
      }
      faults.append(
        fault(
          pattern, line: example.line, column: example.column,
          "'\(pattern.name)' would match '\(source[lost.span])' here, and is not tried there",
          remedy: "add a trigger, more 'reach' or another shape under 'starts'; or let the "
            + "expression leave it alone"))
    }
    return faults
  }

  /// Another pattern of the type that says the same.
  private func doubles(_ index: Int) -> [ResourceFault] {
    let pattern = set.patterns[index]
    return set.patterns.indices.compactMap { other in
      let twin = set.patterns[other]
      // Of two equal ones the later is told, unless only the earlier is under review.
      guard other != index, twin.type == pattern.type, other < index || !reviewed.contains(other)
      else { return nil }
      let isCovered = pattern.examples.allSatisfy { example in
        let source = SourceText(example.text.text)
        let tokens = tokens(of: source)
        let found = set.matches(of: other, everywhereIn: tokens, source.bytes, 0..<tokens.count)
        return found.map(\.span) == example.text.spans
      }
      guard isCovered else { return nil }
      return fault(
        pattern, line: pattern.line, column: 3,
        "'\(twin.name)' finds all the examples of '\(pattern.name)'",
        remedy: "keep one of them, or add an example that tells them apart")
    }
  }

  /// What the corpus does not have.
  private func corpus(_ index: Int) -> [ResourceFault] {
    let pattern = set.patterns[index]
    var faults: [ResourceFault] = []
    if use.matches[index] == nil {
      faults.append(
        fault(
          pattern, line: pattern.line, column: 3, "'\(pattern.name)' finds nothing in the corpus",
          remedy: "try it on other texts, or take it away"))
    } else {
      for (place, trigger) in pattern.triggers.enumerated() {
        guard case .word = trigger.what, !(use.triggers[index]?.contains(place) ?? false) else {
          continue
        }
        faults.append(
          fault(
            pattern, line: trigger.line, column: trigger.column,
            "the trigger '\(trigger.text)' of '\(pattern.name)' is in no match of the corpus",
            remedy: "try it on other texts, or take the trigger away"))
      }
    }
    if let lost = use.lost[index] {
      faults.append(
        fault(
          pattern, line: pattern.line, column: 3,
          "'\(pattern.name)' would match '\(lost)' in the corpus, and is not tried there",
          remedy: "add a trigger, more 'reach' or another shape under 'starts', if it is right"))
    }
    return faults
  }
}

// MARK: - Growth

extension PatternReview {
  /// The worst that made-up texts find: an expression whose steps grow faster than the text.
  private func growth(_ index: Int) -> [ResourceFault] {
    let pattern = set.patterns[index]
    guard let expression = pattern.expression.ready,
      let worst = PatternGrowth.worst(of: expression, texts: AdversarialTexts(pattern))
    else { return [] }
    let limit = PCRE2Expression.matchLimit
    let isOver = worst.steps.map { $0 > limit } ?? true
    let steps = worst.steps.map { "\($0)" } ?? "more than \(PatternGrowth.limit)"
    return [
      fault(
        pattern, line: pattern.line, column: 3,
        "'\(pattern.name)' can blow up: \(steps) steps for \(worst.text.utf8.count) bytes, "
          + "\(worst.growth): '\(worst.shown)'",
        remedy: "let no two parts take the same text: name what ends a repeat, or make it "
          + "possessive (*+, ++); a try may take \(limit) steps",
        severity: isOver ? .error : .warning)
    ]
  }
}

/// How the steps of an expression grow with a text.
struct PatternGrowth {
  let text: String
  /// The text with its repeats counted: `Alpha␣×128 …`.
  let shown: String
  /// Steps for the text; nil where they are more than `limit`.
  let steps: UInt32?
  /// By what they were multiplied when the text was doubled; nil where that is not known.
  private let ratio: Double?

  /// Where counting ends.
  static let limit: UInt32 = 2_000_000
  /// Repeats in the first of the texts: steps that grow with their square are a thousand then.
  private static let repeats = 64
  /// What few steps there are is not worth a look.
  private static let few: UInt32 = 1024

  /// In words.
  var growth: String {
    guard let ratio else { return "as if they doubled with every repeat" }
    return "\((ratio * 10).rounded() / 10) times as many for twice the text"
  }

  /// The fastest growth that is more than linear; nil where there is none.
  static func worst(of expression: PCRE2Expression, texts: AdversarialTexts) -> PatternGrowth? {
    var worst: PatternGrowth?
    for pieces in texts.pieces {
      guard let growth = PatternGrowth(expression, pieces) else { continue }
      if (growth.ratio ?? .infinity) > (worst.map { $0.ratio ?? .infinity } ?? 0) {
        worst = growth
      }
    }
    return worst
  }

  /// - Returns: nil where the steps grow no faster than the text.
  private init?(_ expression: PCRE2Expression, _ pieces: AdversarialTexts.Pieces) {
    func steps(_ repeats: Int, _ limit: UInt32) -> UInt32? {
      expression.steps(Array(pieces.text(repeats).utf8), limit: limit)
    }
    if steps(Self.repeats, Self.few) != nil { return nil }
    text = pieces.text(Self.repeats * 2)
    shown = pieces.shown(Self.repeats * 2)
    guard let first = steps(Self.repeats, Self.limit),
      let second = steps(Self.repeats * 2, Self.limit)
    else {
      (self.steps, ratio) = (nil, nil)
      return
    }
    // Counts are right to a sixteenth.
    let factor = Double(second) / Double(first)
    guard factor > 2.6 else { return nil }
    (self.steps, ratio) = (second, factor)
  }
}
