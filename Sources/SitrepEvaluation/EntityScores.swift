/// Entities by type: the same span and type, or overlapping spans of the same type.
///
/// Pronouns are left out on both sides, for few annotators mark them. So are predictions
/// of types that no gold passage has: nothing can be said about them.
struct EntityScores: Sendable {
  struct Row: Equatable, Sendable {
    var exact = Tally()
    var partial = Tally()
  }

  private(set) var rows: [String: Row] = [:]
  /// Predictions of types that are not graded.
  private(set) var ungraded = 0
  /// The exact matches of each passage, all types together.
  private(set) var tallies: [Tally] = []

  /// What was taken for what.
  private(set) var confusion = TypeConfusion()

  private let types: Set<String>

  /// - Parameter types: those that some gold passage has.
  init(types: Set<String>) {
    self.types = types
    for type in types { rows[type] = Row() }
  }

  /// All types together (micro average).
  var all: Row {
    rows.values.reduce(into: Row()) { all, row in
      all.exact += row.exact
      all.partial += row.partial
    }
  }

  /// Those entities that are graded.
  func graded(_ entities: [Entity]) -> [Entity] {
    entities.filter { $0.level != .pronoun && types.contains($0.type) }
  }

  /// Scores a passage and gives back how the two sides overlap, for the list of errors.
  mutating func add(_ gold: [Entity], _ found: [Entity]) -> Alignment<Entity> {
    let all = found.count { $0.level != .pronoun }
    let (gold, found) = (graded(gold), graded(found))
    ungraded += all - found.count
    confusion.add(gold, found)

    let exact = Alignment(gold, found, overlappingIn: \.span) { gold, found in
      gold.span == found.span && gold.type == found.type ? Fit(closeness: 1) : nil
    }
    let partial = Alignment(gold, found, overlappingIn: \.span) { gold, found in
      gold.type == found.type ? Fit(gold.span, found.span) : nil
    }
    tallies.append(exact.tally)
    add(exact, to: \.exact)
    add(partial, to: \.partial)
    return partial
  }

  private mutating func add(_ alignment: Alignment<Entity>, to column: WritableKeyPath<Row, Tally>)
  {
    var tallies: [String: Tally] = [:]
    for (gold, _) in alignment.pairs { tallies[gold.type, default: Tally()].right += 1 }
    for gold in alignment.missed { tallies[gold.type, default: Tally()].missed += 1 }
    for found in alignment.spurious { tallies[found.type, default: Tally()].spurious += 1 }
    for (type, tally) in tallies { rows[type, default: Row()][keyPath: column] += tally }
  }
}
