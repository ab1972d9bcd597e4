/// Tries frames out: whether their examples come out, what in them is to be doubted, and how
/// often and at what cost each rule finds something in a corpus.
public struct FrameReview {
  private let pack: Pack
  private let pipeline: Pipeline
  private let lines: [String: [Substring]]
  private var uses: [String: Use] = [:]
  /// The words that brought up a frame that found something.
  private var fired: Set<String> = []
  private var hasCorpus = false

  /// What became of one rule (`send/passive`) in a corpus.
  public struct Use: Sendable, Equatable {
    public var rule: String
    /// How often it found something, and how often it ended before.
    public var found = 0
    public var ended = 0
    /// How often all that it would have found was found before.
    public var shadowed = 0
  }

  /// - Parameter files: The files that the pack was made of, for messages.
  public init(_ pack: Pack, files: [ResourceFile]) {
    self.pack = pack
    // Examples are to come out by rules and lists, whatever was learned.
    pipeline = Pipeline(pack, usesLearnedNames: false)
    lines = Dictionary(
      files.map { file in
        let text = String(decoding: file.bytes, as: UTF8.self)
        return (
          file.path, text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  private var frames: [Frame] { pack.stages.frames.frames }

  public var frameCount: Int { frames.count }

  /// How many examples there are, those without a relation included.
  public var exampleCount: Int {
    frames.reduce(0) { $0 + $1.examples.count + $1.counterExamples.count }
  }

  private func fault(
    _ frame: Frame, line: Int, _ problem: String, remedy: String,
    severity: ResourceFault.Severity
  ) -> ResourceFault {
    let lines = lines[frame.file] ?? []
    let source = lines.indices.contains(line - 1) ? String(lines[line - 1]) : ""
    var fault = ResourceFault(frame.file, line: line, source: source, problem, remedy: remedy)
    fault.severity = severity
    return fault
  }
}

// MARK: - Examples

extension FrameReview {
  /// The examples that do not come out as their files say.
  public func test() -> [ResourceFault] {
    frames.flatMap { frame in
      frame.examples.compactMap { test($0, of: frame) }
        + frame.counterExamples.compactMap { test($0, of: frame) }
    }
  }

  private func process(_ text: String) -> Document {
    var document = Document(
      id: "", date: CalendarDate(year: 2024, month: 10, day: 27), text: SourceText(text))
    pipeline.process(&document)
    return document
  }

  private func test(_ example: FrameExample, of frame: Frame) -> ResourceFault? {
    let document = process(example.text)
    let relations = document.relations.filter { $0.type == frame.relation }
    // Examples need not mark the time, the number and the purpose.
    let optional = Set([Role.time, .count, .purpose]).subtracting(example.roles.map(\.role))
    let found = relations.flatMap { Self.roles(of: $0, in: document) }
      .filter { !optional.contains($0.role) }
    let missing = example.roles.filter { role in !found.contains { Self.agree($0, role) } }
    let surplus = found.filter { role in !example.roles.contains { Self.agree($0, role) } }
    guard !missing.isEmpty || !surplus.isEmpty else { return nil }
    func list(_ roles: [FrameExample.Marked]) -> String {
      roles.map { "\($0.role.rawValue) '\($0.text)'" }.joined(separator: ", ")
    }
    var problem = "frame '\(frame.name)'"
    if !missing.isEmpty { problem += " does not find \(list(missing))" }
    if !surplus.isEmpty {
      problem += "\(missing.isEmpty ? "" : ", but") finds \(list(surplus))"
    }
    return fault(
      frame, line: example.line, problem + " in this example",
      remedy: "ask 'sitrep explain why-not --relation \(frame.relation.name)' for the step that "
        + "failed, and mend the frame or the example", severity: .error)
  }

  private func test(_ example: Frame.CounterExample, of frame: Frame) -> ResourceFault? {
    let document = process(example.text)
    guard let found = document.relations.first(where: { $0.type == frame.relation }) else {
      return nil
    }
    return fault(
      frame, line: example.line,
      "'\(document.text[found.trigger])' gives \(frame.relation.name) by \(found.rule) in a text "
        + "that must have none", remedy: "narrow the frame, or take the text out of 'not'",
      severity: .error)
  }

  private static func roles(of relation: Relation, in document: Document) -> [FrameExample.Marked] {
    func marked(_ role: Role, _ span: TextSpan) -> FrameExample.Marked {
      .init(role: role, text: document.text[span])
    }
    var roles = relation.roles.map { marked($0.role, document[$0.mention].span) }
    if let count = relation.count { roles.append(marked(.count, document.quantities[count].span)) }
    if let time = relation.time { roles.append(marked(.time, document.times[time].span)) }
    if let purpose = relation.purpose { roles.append(marked(.purpose, purpose)) }
    return roles
  }

  /// A name may be shorter than the phrase that is marked, and the other way round.
  private static func agree(_ one: FrameExample.Marked, _ other: FrameExample.Marked) -> Bool {
    one.role == other.role && (one.text.contains(other.text) || other.text.contains(one.text))
  }
}

// MARK: - A corpus

extension FrameReview {
  /// Reads a document without layers, and counts what the frames find in it.
  ///
  /// - Returns: The times that the frames took, by their names.
  @discardableResult
  public mutating func add(_ document: Document) -> [String: Duration] {
    hasCorpus = true
    var document = document
    let trace = FrameTrace()
    pipeline.process(&document, tracing: trace)
    for attempt in trace.attempts {
      var use = uses[attempt.rule] ?? Use(rule: attempt.rule)
      switch attempt.outcome {
      case .found: use.found += 1
      case .known: use.shadowed += 1
      default: use.ended += 1
      }
      uses[attempt.rule] = use
      if attempt.outcome == .found {
        let word = document.text[attempt.trigger].lowercased()
        fired.insert("\(attempt.rule.prefix { $0 != "/" }) \(lemma(of: word))")
      }
    }
    return trace.times
  }

  private func lemma(of word: String) -> String {
    let id = pack.vocabulary.id(of: word)
    let lemma = pack.classes.lemma(of: id)
    return lemma == .unknown ? word : pack.vocabulary.text(of: lemma)
  }

  /// What became of each rule in the corpus, the most frequent first.
  public var rules: [Use] {
    uses.values.sorted { ($1.found, $0.rule) < ($0.found, $1.rule) }
  }

  /// What is to be doubted: frames without counter-examples, frames that another of the same
  /// relation hides, and, of a corpus, frames and words that find nothing in it.
  public func lint() -> [ResourceFault] {
    var faults: [ResourceFault] = []
    for (index, frame) in frames.enumerated() {
      func warn(_ problem: String, _ remedy: String) {
        faults.append(
          fault(frame, line: frame.line, problem, remedy: remedy, severity: .warning))
      }
      if frame.counterExamples.isEmpty {
        warn(
          "frame '\(frame.name)' has no text that it must leave alone",
          "add one under 'not', as near to its examples as can be")
      }
      for other in frames[..<index] where hides(other, frame) {
        warn(
          "frame '\(other.name)' is tried before '\(frame.name)' and takes all that it could",
          "take the words that both have out of one of them, or let them differ in a role")
      }
      guard hasCorpus else { continue }
      let own = uses.values.filter { $0.rule.hasPrefix(frame.name + "/") }
      if own.allSatisfy({ $0.found == 0 }) {
        let hidden = own.reduce(0) { $0 + $1.shadowed }
        warn(
          hidden > 0
            ? "frame '\(frame.name)' finds nothing that no other frame found before (\(hidden))"
            : "frame '\(frame.name)' finds nothing in the corpus",
          "see whether its roles can be filled as they are written, or take it out")
        continue
      }
      let words = (frame.verbs + frame.nouns).map { pack.vocabulary.text(of: $0) }
      let idle = words.filter { !fired.contains("\(frame.name) \(lemma(of: $0))") }
      if !idle.isEmpty {
        warn(
          "of frame '\(frame.name)', \(idle.count) of \(words.count) words find nothing in the "
            + "corpus: \(idle.joined(separator: ", "))",
          "leave them if a larger corpus could have them")
      }
    }
    return faults
  }

  /// Whether one frame takes everything that another could: its words, and the same or more
  /// types in the same places.
  private func hides(_ one: Frame, _ other: Frame) -> Bool {
    guard one.relation == other.relation, Set(one.verbs).isSuperset(of: other.verbs),
      Set(one.nouns).isSuperset(of: other.nouns), !one.needsCount || other.needsCount,
      Set(one.predicates).isSuperset(of: other.predicates), !one.close || other.close,
      one.fragment == other.fragment, one.objects.isEmpty || one.objects == other.objects,
      one.particles.isEmpty || one.particles == other.particles
    else { return false }
    return one.roles.filter(\.isRequired).allSatisfy { filler in
      guard let its = other.filler(of: filler.role), its.isRequired else { return false }
      let places: Bool =
        switch (filler.place, its.place) {
        case (.prepositions(let mine), .prepositions(let theirs)):
          Set(mine).isSuperset(of: theirs)
        default: filler.place == its.place
        }
      return places && its.types.allSatisfy(filler.types.contains)
    }
  }
}
