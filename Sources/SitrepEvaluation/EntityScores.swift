/// Entities by type: the same span and type, or overlapping spans of the same type.
///
/// Pronouns are left out on both sides, for few annotators mark them. So are predictions
/// of types that no gold passage has: nothing can be said about them.
struct EntityScores: Sendable {
  struct Row: Equatable, Sendable {
    var exact = Tally()
    var partial = Tally()
  }

  /// By type.
  var rows: [String: Row] {
    Dictionary(zip(types.names, rowOfType), uniquingKeysWith: { first, _ in first })
  }
  /// Predictions of types that are not graded.
  private(set) var ungraded = 0
  /// The exact matches of each passage, all types together.
  private(set) var tallies: [Tally] = []

  /// What was taken for what.
  var confusion: TypeConfusion { TypeConfusion(types.names, confused) }

  private let types: TypeNumbers
  private var rowOfType: [Row]
  /// How many of each type of gold, the last being none, went with each type of predictions.
  private var confused: [[Int]]

  // Scratch, kept from one passage to the next: a million entities allocate nothing.
  private var exactEdges: [Assignment.Edge] = []
  private var partialEdges: [Assignment.Edge] = []
  private var looseEdges: [Assignment.Edge] = []

  /// - Parameter types: those that some gold passage has.
  init(types: Set<String>) {
    self.types = TypeNumbers(types)
    rowOfType = Array(repeating: Row(), count: types.count)
    confused = Array(
      repeating: Array(repeating: 0, count: types.count + 1), count: types.count + 1)
  }

  /// All types together (micro average).
  var all: Row {
    rowOfType.reduce(into: Row()) { all, row in
      all.exact += row.exact
      all.partial += row.partial
    }
  }

  /// Those entities that are graded.
  func graded(_ entities: [Entity]) -> [Entity] {
    entities.filter { $0.level != .pronoun && types[$0.type] != nil }
  }

  /// Scores a passage and gives back how the two sides overlap, for the list of errors.
  mutating func add(_ gold: [Entity], _ found: [Entity]) -> EntityOverlaps {
    let (goldSpans, _) = spans(gold)
    let (foundSpans, others) = spans(found)
    ungraded += others
    findEdges(goldSpans, foundSpans)

    let exact = Assignment.best(exactEdges)
    let partial = Assignment.best(partialEdges)
    tallies.append(
      Tally(
        right: exact.count, missed: goldSpans.count - exact.count,
        spurious: foundSpans.count - exact.count))
    // What is right is of the same type on both sides, so that what is missed and what is
    // spurious is the rest of each type.
    let none = rowOfType.count
    for span in goldSpans {
      rowOfType[Int(span.type)].exact.missed += 1
      rowOfType[Int(span.type)].partial.missed += 1
      confused[Int(span.type)][none] += 1
    }
    for span in foundSpans {
      rowOfType[Int(span.type)].exact.spurious += 1
      rowOfType[Int(span.type)].partial.spurious += 1
      confused[none][Int(span.type)] += 1
    }
    for edge in exact { rowOfType[Int(goldSpans[edge.row].type)].exact.pairOne() }
    for edge in partial { rowOfType[Int(goldSpans[edge.row].type)].partial.pairOne() }
    for edge in Assignment.best(looseEdges) {
      let (one, other) = (Int(goldSpans[edge.row].type), Int(foundSpans[edge.column].type))
      confused[one][none] -= 1
      confused[none][other] -= 1
      confused[one][other] += 1
    }
    return EntityOverlaps(
      gold: gold, found: found, goldSpans: goldSpans, foundSpans: foundSpans, pairs: partial)
  }

  /// Finds what may go together under each measure, in one walk over both sides.
  private mutating func findEdges(
    _ gold: [EntityOverlaps.Graded], _ found: [EntityOverlaps.Graded]
  ) {
    exactEdges.removeAll(keepingCapacity: true)
    partialEdges.removeAll(keepingCapacity: true)
    looseEdges.removeAll(keepingCapacity: true)
    // What ends before the beginning of some gold entity, and so does everything before it,
    // ends before that of all later ones.
    var first = 0
    for row in gold.indices {
      let one = gold[row]
      while first < found.count && found[first].span.end <= one.span.start { first += 1 }
      for column in first..<found.count {
        let other = found[column]
        if other.span.start >= one.span.end { break }
        if other.span.end <= one.span.start { continue }
        let closeness = one.span.closeness(to: other.span)
        if closeness >= 0.5 {
          looseEdges.append(
            .init(
              row: row, column: column,
              fit: Fit(closeness: closeness, agrees: one.type == other.type)))
        }
        guard one.type == other.type else { continue }
        partialEdges.append(.init(row: row, column: column, fit: Fit(closeness: closeness)))
        if one.span == other.span {
          exactEdges.append(.init(row: row, column: column, fit: Fit(closeness: 1)))
        }
      }
    }
  }

  /// Those entities that are graded, in an order that depends on nothing but themselves, and
  /// how many are of types that are not.
  private func spans(_ entities: [Entity]) -> (spans: [EntityOverlaps.Graded], others: Int) {
    var spans: [EntityOverlaps.Graded] = []
    spans.reserveCapacity(entities.count)
    var (others, isInOrder) = (0, true)
    for index in entities.indices where entities[index].level != .pronoun {
      guard let type = types[entities[index].type] else {
        others += 1
        continue
      }
      let span = entities[index].span
      if let last = spans.last, last.span.start >= span.start { isInOrder = false }
      spans.append(.init(span: span, type: type, index: Int32(index)))
    }
    if !isInOrder {
      spans.sort { one, other in
        if one.span != other.span {
          return (one.span.start, one.span.end) < (other.span.start, other.span.end)
        }
        return entities[Int(one.index)].orderKey
          .lexicographicallyPrecedes(entities[Int(other.index)].orderKey)
      }
    }
    return (spans, others)
  }
}

extension Tally {
  /// Of one that was counted on both sides, that it is right.
  fileprivate mutating func pairOne() {
    right += 1
    missed -= 1
    spurious -= 1
  }
}

/// How the graded entities of a passage and its prediction overlap. Holds places in the two
/// lists, so that no entity is copied unless something is wrong with it.
struct EntityOverlaps: Sendable {
  struct Graded: Sendable {
    var span: CodePointSpan
    var type: Int32
    /// Where it stands in the list that was given.
    var index: Int32
  }

  let gold: [Entity]
  let found: [Entity]
  fileprivate let goldSpans: [Graded]
  fileprivate let foundSpans: [Graded]
  fileprivate let pairs: [Assignment.Edge]

  fileprivate init(
    gold: [Entity], found: [Entity], goldSpans: [Graded], foundSpans: [Graded],
    pairs: [Assignment.Edge]
  ) {
    (self.gold, self.found) = (gold, found)
    (self.goldSpans, self.foundSpans, self.pairs) = (goldSpans, foundSpans, pairs)
  }

  /// The pairs whose spans differ.
  var shifted: [(gold: Entity, found: Entity)] {
    pairs.filter { goldSpans[$0.row].span != foundSpans[$0.column].span }.map {
      (gold[Int(goldSpans[$0.row].index)], found[Int(foundSpans[$0.column].index)])
    }
  }

  var missed: [Entity] {
    let paired = Set(pairs.map(\.row))
    return goldSpans.indices.filter { !paired.contains($0) }
      .map { gold[Int(goldSpans[$0].index)] }
  }

  var spurious: [Entity] {
    let paired = Set(pairs.map(\.column))
    return foundSpans.indices.filter { !paired.contains($0) }
      .map { found[Int(foundSpans[$0].index)] }
  }
}

/// Numbers for the types of entities, in the order of their names.
struct TypeNumbers: Sendable {
  let names: [String]
  private let numbers: [String: Int32]

  init(_ types: Set<String>) {
    names = types.sorted()
    numbers = Dictionary(
      zip(names, 0..<Int32(names.count)), uniquingKeysWith: { first, _ in first })
  }

  /// Of few types, which is what there is, comparing is several times as fast as hashing.
  subscript(name: String) -> Int32? {
    guard names.count <= 24 else { return numbers[name] }
    for index in names.indices where names[index] == name { return Int32(index) }
    return nil
  }
}
