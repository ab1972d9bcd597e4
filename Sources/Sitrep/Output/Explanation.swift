/// How what is found in a document came about, and why something was not: sentence by
/// sentence, with the entries, rules and words behind everything.
///
///     let explanation = Explanation(of: document, pack, pipeline)
///     print(explanation.why, explanation.whyNot(.init(relation: "deployed-to")))
///
/// What the frames tried is noted by the very code that extracts. Costs a second reading of
/// the document.
public struct Explanation {
  let document: Document
  let lexicon: Lexicon
  let frames: FrameSet
  let classes: WordClasses
  let vocabulary: Vocabulary
  let attempts: [FrameTrace.Attempt]
  private let pack: Pack

  /// What a question about something that was not found is limited to.
  public struct Question: Sendable {
    /// The name of a relation type; nil for all.
    public var relation: String?
    /// Words that the sentence must have, as they stand in the text; nil for all sentences.
    public var words: String?

    public init(relation: String? = nil, words: String? = nil) {
      (self.relation, self.words) = (relation, words)
    }
  }

  /// - Parameter document: One without layers.
  public init(of document: Document, _ pack: Pack, _ pipeline: Pipeline) {
    var document = document
    let trace = FrameTrace()
    pipeline.process(&document, tracing: trace)
    var plain = Document(id: document.id, frame: document.frame, text: document.text)
    pipeline.process(&plain, through: .values)
    pipeline.findGroups(in: &plain)
    document.groups = plain.groups
    (self.document, self.pack) = (document, pack)
    (lexicon, classes, vocabulary) = (pack.lexicon, pack.classes, pack.vocabulary)
    frames = pack.stages.frames
    attempts = trace.attempts
  }

  /// The relation types that frames declare, sorted.
  public static func relations(of pack: Pack) -> [String] {
    Set(pack.stages.frames.frames.map(\.relation.name)).sorted()
  }

  func text(_ span: TextSpan) -> String { document.text[span] }

  func span(ofSentence index: Int) -> TextSpan {
    document.tokens.span(of: document.sentences[index].tokens)
  }

  func lies(_ span: TextSpan, in sentence: TextSpan) -> Bool {
    span.start >= sentence.start && span.end <= sentence.end
  }
}

// MARK: - Why

extension Explanation {
  /// All layers of every sentence, for a terminal of 80 columns.
  public var why: String {
    document.sentences.indices.map { sentence($0) }.joined(separator: "\n")
  }

  private func sentence(_ index: Int) -> String {
    let span = span(ofSentence: index)
    var page = Page()
    page.head("s\(index + 1)", text(span), "\(document.sentences[index].zone.rawValue)")
    for mention in document.mentions where lies(mention.span, in: span) {
      page.line("\(mention.type.rawValue) \(mention.level.rawValue)", quoted(mention.span))
      page.more(cited(mention))
    }
    for quantity in document.quantities where lies(quantity.span, in: span) {
      page.line("quantity", "\(quoted(quantity.span))  \(quantity.rule)")
    }
    for time in document.times where lies(time.span, in: span) {
      page.line("time", "\(quoted(time.span))  \(time.value ?? "vague")  \(time.rule)")
    }
    for group in document.groups where lies(group.span, in: span) {
      if case .verb(let verb) = group.kind { page.line("verb", described(group, verb)) }
    }
    for (number, relation) in document.relations.enumerated() where relation.sentence == index {
      describe(relation, number, &page)
    }
    let ended = attempts.filter { $0.sentence == index && $0.outcome != .found }
    for attempt in ended {
      page.line("not \(attempt.rule)", "at \(quoted(attempt.trigger))")
      page.more(reason(attempt))
    }
    return page.text
  }

  private func describe(_ relation: Relation, _ number: Int, _ page: inout Page) {
    page.line(
      relation.type.name,
      "by \(relation.rule) at \(quoted(relation.trigger)), "
        + "\(relation.status.rawValue), \(relation.polarity.rawValue), \(relation.confidence)")
    for (role, mention) in relation.roles {
      page.more("\(role.rawValue): \(quoted(document[mention].span))  \(cited(document[mention]))")
    }
    if let count = relation.count { page.more("count: \(quoted(document.quantities[count].span))") }
    if let time = relation.time { page.more("time: \(quoted(document.times[time].span))") }
    for said in document.confirmations where said.claim == number {
      page.more(
        "source: \(quoted(document[said.source].span)) \(said.stance.rawValue), "
          + "cue \(quoted(said.cue))  \(said.rule)")
    }
  }

  private func described(_ group: WordGroup, _ verb: WordGroup.Verb) -> String {
    let traits = [
      verb.lemma, verb.form.rawValue, verb.tense, verb.voice, verb.modal.map { "modal \($0)" },
      verb.isNegated ? "negated" : nil, verb.isPerfect ? "perfect" : nil,
      verb.isArranged ? "arranged" : nil,
    ]
    return "\(quoted(group.span))  \(traits.compactMap(\.self).joined(separator: ", "))"
  }

  /// The rule and the entry behind a mention.
  private func cited(_ mention: Mention) -> String {
    var words = mention.rule
    if let entry = mention.entry {
      words += "  \(lexicon.file(of: entry)):\(lexicon[entry].line) \(lexicon[entry].id)"
    }
    if let before = mention.antecedent {
      words += "  stands for \(quoted(document[before].span))"
    }
    return words
  }

  func quoted(_ span: TextSpan) -> String {
    let words = text(span).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.count > 60 ? "'\(words.prefix(57))…'" : "'\(words)'"
  }
}

// MARK: - Why not

extension Explanation {
  /// For each sentence that is asked for: the first step at which each frame ended that could
  /// have found the relation, and what stood there; or what it lacks for any frame to begin.
  public func whyNot(_ question: Question) -> String {
    let asked = document.sentences.indices.filter { index in
      question.words.map { text(span(ofSentence: index)).contains($0) } ?? true
    }
    guard !asked.isEmpty else {
      return "No sentence has '\(question.words ?? "")'; give words as they stand in the text.\n"
    }
    return asked.map { whyNot($0, question) }.joined(separator: "\n")
  }

  private func whyNot(_ index: Int, _ question: Question) -> String {
    var page = Page()
    page.head("s\(index + 1)", text(span(ofSentence: index)), question.relation ?? "any relation")
    guard document.sentences[index].zone != .boilerplate else {
      page.line("residue", "the sentence is taken for web residue; nothing is looked for in it")
      return page.text
    }
    let tried = attempts.filter {
      $0.sentence == index && (question.relation == nil || $0.relation.name == question.relation)
    }
    for attempt in tried {
      page.line(
        attempt.outcome == .found ? "found \(attempt.rule)" : "not \(attempt.rule)",
        "at \(quoted(attempt.trigger))")
      if attempt.outcome != .found { page.more(reason(attempt)) }
    }
    for (span, names) in untried(index, question, besides: tried) {
      page.line("not \(names.joined(separator: ", "))", "at \(quoted(span))")
      page.more("the word heads no verb group or noun group here that the frame could begin at")
    }
    if page.isBare {
      let verbs = frames.frames.filter { $0.relation.name == question.relation ?? $0.relation.name }
        .flatMap { $0.verbs + $0.nouns }.prefix(12).map { vocabulary.text(of: $0) }
      page.line("no word", "brings a frame up; some that would: \(verbs.joined(separator: ", "))")
    }
    return page.text
  }

  /// Words of the sentence that are in a frame's lists, and at which no frame began.
  private func untried(
    _ index: Int, _ question: Question, besides tried: [FrameTrace.Attempt]
  ) -> [(TextSpan, [String])] {
    document.sentences[index].tokens.compactMap { token in
      let (word, span) = (document.tokens.words[token], document.tokens.spans[token])
      guard !tried.contains(where: { $0.trigger == span }) else { return nil }
      let names = frames.frames.filter { frame in
        (question.relation == nil || frame.relation.name == question.relation)
          && (frame.nouns.contains(word) || frame.verbs.contains(classes.lemma(of: word)))
      }.map(\.name)
      return names.isEmpty ? nil : (span, names)
    }
  }

  /// The step that failed, in words.
  func reason(_ attempt: FrameTrace.Attempt) -> String {
    let name = attempt.rule.split(separator: "/")[0]
    let frame = frames.frames.first { $0.name == name }
    switch attempt.outcome {
    case .found: return "found"
    case .unfilled(let role, let stood):
      let wanted = frame?.filler(of: role).map(described) ?? ""
      let what = stood.map { "\(quoted($0.span)) (\($0.kind ?? "of no known type"))" }.joined(
        separator: ", ")
      return "no \(role.rawValue)\(wanted); there stood: \(what.isEmpty ? "nothing" : what)"
    case .actsOn(let objects):
      let what = objects.map(quoted).joined(separator: ", ")
      return "the subject acts on \(what), and so is not what moves"
    case .incomplete(let role): return "no \(role.rawValue), which the frame requires"
    case .uncounted: return "the frame wants a number, and there is none"
    case .known: return "another frame found the same before"
    }
  }

  private func described(_ filler: Frame.Filler) -> String {
    let types = filler.types.map { $0.type.rawValue + ($0.kind.map { ":\($0)" } ?? "") }
    let place =
      switch filler.place {
      case .agent: "as the subject, or behind 'by'"
      case .theme: "as the object, or the subject of the passive"
      case .receiver: "as the first of two objects"
      case .complement: "as the second of two objects"
      case .prepositions(let words):
        "behind " + words.map { vocabulary.text(of: $0) }.joined(separator: ", ")
      }
    return " (\(types.joined(separator: ", "))) \(place)"
  }
}

// MARK: - As JSON

extension Explanation {
  /// Appends a line: the document with all its layers, and every attempt of a frame.
  public func write(to json: inout JSONWriter) {
    var line = JSONWriter()
    DocumentWriter(pack: pack).write(document, to: &line)
    let offsets = OffsetMap(document.text, unit: .codepoints)
    func cut(_ span: TextSpan) {
      let (start, end) = offsets(span)
      json.beginObject()
      json.member("start", Int(start))
      json.member("end", Int(end))
      json.member("text", text(span))
      json.endObject()
    }
    json.beginObject()
    json.member("schema", "sitrep-explanation/1")
    json.key("document")
    json.raw(line.bytes.last == 0x0A ? Array(line.bytes.dropLast()) : line.bytes)
    json.key("attempts")
    json.beginList()
    for attempt in attempts {
      json.beginObject()
      json.member("sentence", "s\(attempt.sentence + 1)")
      json.member("relation", attempt.relation.name)
      json.member("rule", attempt.rule)
      json.key("trigger")
      cut(attempt.trigger)
      json.member("outcome", attempt.outcome == .found ? "found" : "ended")
      if attempt.outcome != .found { json.member("reason", reason(attempt)) }
      if case .unfilled(let role, let stood) = attempt.outcome {
        json.member("role", role.rawValue)
        json.key("stood")
        json.beginList()
        for words in stood { cut(words.span) }
        json.endList()
      }
      json.endObject()
    }
    json.endList()
    json.endObject()
    json.endLine()
  }
}

/// Lines for a terminal of 80 columns.
private struct Page {
  private(set) var text = ""
  /// Nothing stands below its head.
  private(set) var isBare = true

  mutating func head(_ id: String, _ words: String, _ note: String) {
    let words = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    add("\(id) (\(note)) \(words)", indent: 0, hanging: 4)
    isBare = true
  }

  mutating func line(_ label: String, _ words: String) {
    let pad = String(repeating: " ", count: max(1, 16 - label.count))
    add("\(label)\(pad)\(words)", indent: 2, hanging: 6)
  }

  mutating func more(_ words: String) { add(words, indent: 6, hanging: 8) }

  /// Breaks at spaces.
  private mutating func add(_ words: String, indent: Int, hanging: Int) {
    isBare = false
    var line = String(repeating: " ", count: indent)
    var isEmpty = true
    for word in words.split(separator: " ", omittingEmptySubsequences: false) {
      if !isEmpty, line.count + 1 + word.count > 79 {
        text += line + "\n"
        line = String(repeating: " ", count: hanging)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    text += line + "\n"
  }
}
