/// The documents of a page: gold and prediction laid over the text, as compact JSON.
///
/// A page of ten thousand documents has to open at once, so the first are shown before the rest has
/// been read, and each is a line of its own that is parsed when it is shown. What the filters need of all documents stands in `index`. Names are
/// written once, in tables; offsets are UTF-16 code units, as the browser counts.
///
///     index  {"kinds":[…],"rules":[…],"labels":[…],"layers":[…],"shown":[layer, …],
///             "pairs":[[kind, rule, …], …]}
///     line   {"id":…,"text":…,
///             "spans":[what, start, length, label, rule, …],
///             "facts":[[state, force, destination, status, rule, confidence], …],
///             "errors":[[kind, words, expected, found, rule], …]}
///
/// Spans are five numbers each: `what` is 4 × the layer, 2 more for what was found, 1 more where the
/// other side does not agree; a start is reckoned from the start before. The state of a fact is 0
/// for right, 1 for missed, 2 for spurious; a rule or kind that there is none of is -1. `shown` are
/// the layers that gold has.
struct DocumentLines {
  private var rules = NameTable()
  private var labels = NameTable()
  private var pairs: [JSONValue] = []
  /// The layers that some passage has.
  private var shown: Set<Int> = []
  private var lines: [String] = []
  private let entities: EntityScores?

  init(_ report: EvaluationReport) {
    entities = report.scores.entities
    // Numbers are colours in the page, ten of them: the parts of a fact have one each, and the
    // types of entities begin anew.
    let parts = ["force", "destination", "trigger"] + Role.allCases.map(\.rawValue)
    for name in parts + ["source", "cue", "place"] { _ = labels.number(name) }
    for name in (entities?.rows ?? [:]).keys.sorted() { _ = labels.number(name) }
    let errors = Dictionary(grouping: report.errors, by: \.document)
    for passage in report.gold.passages {
      let gold = passage.annotations
      if gold.facts != nil { shown.insert(0) }
      if gold.entities != nil { shown.insert(1) }
      if gold.places != nil { shown.insert(2) }
      add(
        passage, report.predictions.predictions[passage.id]?.annotations ?? Annotations(),
        errors[passage.id] ?? [])
    }
  }

  /// What the filters need, safe within a `script` element.
  var index: String {
    let names = { (names: [String]) in JSONValue.array(names.map(JSONValue.string)) }
    return JSONValue.members([
      "kinds": names(Discrepancy.Kind.allCases.map(\.rawValue)), "rules": names(rules.names),
      "labels": names(labels.names), "layers": names(Layer.allCases.map(\.rawValue)),
      "shown": .array(shown.sorted().map(JSONValue.integer)),
      "pairs": .array(pairs),
    ]).line.safeInScript
  }

  /// A line for each document, by the hundred, each safe within a `script` element. Chromium
  /// copies what it has of an element's text with each piece of the file that it reads, so that
  /// one element for all, of 32 MB, took it half as long again.
  var pieces: [String] {
    stride(from: 0, to: lines.count, by: 100).map { start in
      lines[start..<min(start + 100, lines.count)].joined(separator: "\n")
    }
  }
}

/// Which annotations are shown over the text. The raw value is what the page calls them.
private enum Layer: String, CaseIterable {
  case facts, entities, places
}

private enum Side: Int {
  case gold, found
}

/// Names with their numbers, in the order in which they came.
private struct NameTable {
  private(set) var names: [String] = []
  private var numbers: [String: Int] = [:]

  /// The number of a name; -1 for none.
  mutating func number(_ name: String?) -> Int {
    guard let name else { return -1 }
    if let number = numbers[name] { return number }
    numbers[name] = names.count
    names.append(name)
    return names.count - 1
  }
}

// MARK: - One document

extension DocumentLines {
  private mutating func add(
    _ passage: GoldPassage, _ found: Annotations, _ errors: [Discrepancy]
  ) {
    var spans = SpanList(passage.text)
    var facts: [JSONValue] = []
    var rulesThatAreRight: [Int] = []
    if let gold = passage.annotations.facts {
      let alignment = Alignment(gold, found.facts ?? [], fit: RelationScores.fit)
      for (one, other) in alignment.pairs {
        facts.append(row(0, other, passage.text))
        rulesThatAreRight.append(rules.number(other.rule))
        add(one, other, &spans)
      }
      for fact in alignment.missed {
        facts.append(row(1, fact, passage.text))
        add(fact, nil, .gold, &spans)
      }
      for fact in alignment.spurious {
        facts.append(row(2, fact, passage.text))
        add(fact, nil, .found, &spans)
      }
    }
    addEntities(passage.annotations, found, &spans)
    addPlaces(passage.annotations, errors, &spans)
    let rows = errors.map { error in
      JSONValue.array([
        .integer(Discrepancy.Kind.allCases.firstIndex(of: error.kind) ?? -1),
        .string(error.words), .string(error.expected ?? ""), .string(error.found ?? ""),
        .integer(rules.number(error.rule)),
      ])
    }
    lines.append(
      JSONValue.members([
        "id": .string(passage.id), "text": .string(passage.text.whole),
        "spans": .array(spans.numbers.map(JSONValue.integer)), "facts": .array(facts),
        "errors": .array(rows),
      ]).line.safeInScript)
    pairs.append(pairs(errors, rulesThatAreRight))
  }

  private mutating func pairs(_ errors: [Discrepancy], _ right: [Int]) -> JSONValue {
    var told: Set<[Int]> = []
    let pairs =
      errors.map { error in
        [
          Discrepancy.Kind.allCases.firstIndex(of: error.kind) ?? -1, rules.number(error.rule),
        ]
      } + right.map { [-1, $0] }
    return .array(pairs.filter { told.insert($0).inserted }.joined().map(JSONValue.integer))
  }

  private mutating func row(_ state: Int, _ fact: Fact, _ text: PassageText) -> JSONValue {
    let polarity = fact.polarity == .negative ? ", negative" : ""
    return .array([
      .integer(state), .string(text.cut(fact.force)), .string(text.cut(fact.destination)),
      .string(fact.status.rawValue + polarity), .integer(rules.number(fact.rule)),
      fact.confidence.map(JSONValue.number) ?? .null,
    ])
  }

  /// A pair: its roles by overlap, its sources one to one.
  private mutating func add(_ gold: Fact, _ found: Fact, _ spans: inout SpanList) {
    add(gold, found, .gold, &spans)
    add(found, gold, .found, &spans)
  }

  private mutating func add(
    _ fact: Fact, _ other: Fact?, _ side: Side, _ spans: inout SpanList
  ) {
    let rule = side == .found ? rules.number(fact.rule) : -1
    let wrong = other == nil
    func note(_ span: CodePointSpan?, _ label: String, isWrong: Bool, _ rule: Int) {
      guard let span else { return }
      spans.note(.facts, side, span, labels.number(label), isWrong, rule)
    }
    note(fact.force, "force", isWrong: wrong, rule)
    note(fact.destination, "destination", isWrong: wrong, rule)
    note(fact.trigger, "trigger", isWrong: wrong, rule)
    for role in Role.allCases {
      guard let span = fact.roles[role] else { continue }
      let isRight = other?.roles[role].map(span.overlaps) ?? false
      note(span, role.rawValue, isWrong: !isRight, rule)
    }
    for source in fact.sources {
      let isRight = other?.sources.contains { $0.span.overlaps(source.span) } ?? false
      let rule = side == .found ? rules.number(source.rule) : -1
      note(source.span, "source", isWrong: !isRight, rule)
      note(source.cue, "cue", isWrong: !isRight, rule)
    }
  }

  private mutating func addEntities(
    _ gold: Annotations, _ found: Annotations, _ spans: inout SpanList
  ) {
    guard let entities, let expected = gold.entities else { return }
    let (gold, found) = (entities.graded(expected), entities.graded(found.entities ?? []))
    let key = { (entity: Entity) in "\(entity.span.start) \(entity.span.end) \(entity.type)" }
    let (inGold, inFound) = (Set(gold.map(key)), Set(found.map(key)))
    for entity in gold {
      spans.note(
        .entities, .gold, entity.span, labels.number(entity.type),
        !inFound.contains(key(entity)), -1)
    }
    for entity in found {
      spans.note(
        .entities, .found, entity.span, labels.number(entity.type),
        !inGold.contains(key(entity)), rules.number(entity.rule))
    }
  }

  private mutating func addPlaces(
    _ gold: Annotations, _ errors: [Discrepancy], _ spans: inout SpanList
  ) {
    guard let places = gold.places else { return }
    let label = labels.number("place")
    let missed = Set(errors.filter { $0.kind == .missedPlace }.map(\.span))
    for place in places {
      spans.note(.places, .gold, place.span, label, missed.contains(place.span), -1)
      guard !missed.contains(place.span) else { continue }
      let far = errors.first { $0.kind == .farPlace && $0.span == place.span }
      spans.note(.places, .found, place.span, label, far != nil, rules.number(far?.rule))
    }
    for error in errors where error.kind == .spuriousPlace {
      spans.note(.places, .found, error.span, label, true, rules.number(error.rule))
    }
  }
}

extension Discrepancy {
  /// The words that it is about, on one line.
  fileprivate var words: String {
    [trigger.map { "'\($0)'" }, force.map { "\($0) → \(destination ?? "")" }]
      .compactMap(\.self).joined(separator: " ")
  }
}

extension PassageText {
  fileprivate var whole: String {
    var whole = String.UnicodeScalarView()
    whole.append(contentsOf: scalars)
    return String(whole)
  }
}

/// The spans of one document; what several facts say of the same words stands once.
private struct SpanList {
  private var states: [[Int]: (isWrong: Bool, rule: Int)] = [:]
  private var order: [[Int]] = []
  /// The UTF-16 offset of each code point; nil where they are the same.
  private let offsets: [Int]?

  init(_ text: PassageText) {
    guard text.scalars.contains(where: { $0.value > 0xFFFF }) else {
      offsets = nil
      return
    }
    var next = 0
    offsets =
      text.scalars.map { scalar in
        defer { next += scalar.utf16.count }
        return next
      } + [next]
  }

  mutating func note(
    _ layer: Layer, _ side: Side, _ span: CodePointSpan, _ label: Int, _ isWrong: Bool,
    _ rule: Int
  ) {
    let start = offsets?[span.start] ?? span.start
    let end = offsets?[span.end] ?? span.end
    let number = Layer.allCases.firstIndex(of: layer) ?? 0
    let key = [number, side.rawValue, start, end, label]
    if let state = states[key] {
      states[key] = (state.isWrong || isWrong, state.rule)
    } else {
      states[key] = (isWrong, rule)
      order.append(key)
    }
  }

  /// Five numbers for each.
  var numbers: [Int] {
    var last = 0
    return order.flatMap { key in
      let state = states[key] ?? (false, -1)
      let (layer, side, start, end, label) = (key[0], key[1], key[2], key[3], key[4])
      defer { last = start }
      return [
        4 * layer + 2 * side + (state.isWrong ? 1 : 0), start - last, end - start, label,
        state.rule,
      ]
    }
  }
}

extension String {
  /// JSON as it may stand in a `script` element: nothing in it ends the element or begins a
  /// comment. `<` stands in strings only, where JSON may write it as an escape.
  fileprivate var safeInScript: String {
    guard utf8.contains(UInt8(ascii: "<")) else { return self }
    var safe: [UInt8] = []
    safe.reserveCapacity(utf8.count + 64)
    for byte in utf8 {
      if byte == UInt8(ascii: "<") {
        safe += Array("\\u003c".utf8)
      } else {
        safe.append(byte)
      }
    }
    return String(decoding: safe, as: UTF8.self)
  }
}
