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

  /// - Parameter counts: by the number of gold's type and the one found; the last number stands
  ///   for none.
  init(_ names: [String], _ counts: [[Int]]) {
    let names = names.map(Optional.some) + [nil]
    for (gold, line) in zip(names, counts) {
      for (found, count) in zip(names, line) where count > 0 {
        cells[Cell(gold: gold, found: found)] = count
      }
    }
  }
}
