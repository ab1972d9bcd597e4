/// Which type of entity was taken for which.
///
/// Entities are paired one to one whatever their types, where they share half of the
/// characters that they cover together: a force that was missed is not confused with the
/// nationality inside it.
struct TypeConfusion: Equatable, Sendable {
  /// One cell; `gold` is nil for what was not in gold, `found` for what was missed.
  struct Cell: Hashable, Sendable {
    var gold: String?
    var found: String?
  }

  private(set) var cells: [Cell: Int] = [:]

  /// Every type that occurs, sorted.
  var types: [String] {
    Set(cells.keys.flatMap { [$0.gold, $0.found].compactMap(\.self) }).sorted()
  }

  subscript(gold: String?, found: String?) -> Int {
    cells[Cell(gold: gold, found: found)] ?? 0
  }

  mutating func add(_ gold: [Entity], _ found: [Entity]) {
    let alignment = Alignment(gold, found) { gold, found in
      let closeness = gold.span.closeness(to: found.span)
      return closeness < 0.5
        ? nil : Fit(closeness: closeness, agrees: gold.type == found.type)
    }
    for (gold, found) in alignment.pairs { count(gold.type, found.type) }
    for gold in alignment.missed { count(gold.type, nil) }
    for found in alignment.spurious { count(nil, found.type) }
  }

  private mutating func count(_ gold: String?, _ found: String?) {
    cells[Cell(gold: gold, found: found), default: 0] += 1
  }
}
