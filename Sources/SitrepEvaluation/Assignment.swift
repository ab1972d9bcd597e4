/// How well two things go together. Compared by its first field that differs, so that
/// no closeness outweighs one more pair and no agreement outweighs closeness; whole
/// numbers, so that a sum is the same in whatever order it is added up.
struct Fit: Equatable, Sendable {
  /// 1 for two things that may be paired, 0 for two that may not.
  var pairs = 0
  /// In 65,536ths, for each span that is compared.
  var closeness = 0
  /// Decides between pairings that are equally close.
  var agreement = 0

  /// The fit of two things that may be paired.
  /// - Parameter closeness: from 0 to 1 for each span that is compared, added up.
  init(closeness: Double, agrees: Bool = false) {
    self.init(
      pairs: 1, closeness: Int((closeness * 65_536).rounded()), agreement: agrees ? 1 : 0)
  }

  /// A fit of that weight, from 0 to 1,000,000, where the greatest sum is wanted and not the
  /// most pairs. Exact to 2⁻³².
  init(weight: Double) {
    self.init(pairs: 0, closeness: Int((weight * 4_294_967_296).rounded()), agreement: 0)
  }

  private init(pairs: Int, closeness: Int, agreement: Int) {
    (self.pairs, self.closeness, self.agreement) = (pairs, closeness, agreement)
  }

  /// More than any sum of fits, with room to add to it.
  fileprivate static let unreachable = Fit(pairs: Int.max / 4, closeness: 0, agreement: 0)
}

extension Fit: Comparable, AdditiveArithmetic {
  static let zero = Fit(pairs: 0, closeness: 0, agreement: 0)

  static func < (one: Fit, other: Fit) -> Bool {
    (one.pairs, one.closeness, one.agreement) < (other.pairs, other.closeness, other.agreement)
  }

  static func + (one: Fit, other: Fit) -> Fit {
    Fit(
      pairs: one.pairs + other.pairs, closeness: one.closeness + other.closeness,
      agreement: one.agreement + other.agreement)
  }

  static func - (one: Fit, other: Fit) -> Fit {
    Fit(
      pairs: one.pairs - other.pairs, closeness: one.closeness - other.closeness,
      agreement: one.agreement - other.agreement)
  }
}

/// Pairs rows with columns one to one so that the sum of fits is the greatest there is.
enum Assignment {
  /// A row and a column that may be paired.
  struct Edge: Equatable, Sendable {
    var row: Int
    var column: Int
    var fit: Fit
  }

  /// The edges of the best pairing, in the order of their rows. Where several are equally
  /// good it is always the same one, whatever the order of `edges`.
  ///
  /// Rows and columns that no chain of edges joins are solved apart: a long document
  /// is many small problems, and the cost is cubic in the size of one.
  static func best(_ edges: [Edge]) -> [Edge] {
    // Where none has a row or a column of another one, nothing is to be chosen.
    let isChosen = zip(edges, edges.dropFirst()).allSatisfy {
      $0.row < $1.row && $0.column < $1.column
    }
    if isChosen { return edges }
    return chosen(edges)
  }

  private static func chosen(_ edges: [Edge]) -> [Edge] {
    let edges = edges.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
    // An edge whose row and column have no other one is its own component.
    var ofRow = Array(repeating: 0, count: (edges.last?.row ?? -1) + 1)
    var ofColumn = Array(repeating: 0, count: (edges.map(\.column).max() ?? -1) + 1)
    for edge in edges {
      ofRow[edge.row] += 1
      ofColumn[edge.column] += 1
    }
    var (alone, contested): ([Edge], [Edge]) = ([], [])
    for edge in edges {
      if ofRow[edge.row] == 1 && ofColumn[edge.column] == 1 {
        alone.append(edge)
      } else {
        contested.append(edge)
      }
    }
    return (alone + components(contested).flatMap(solve)).sorted { $0.row < $1.row }
  }

  /// The edges by connected component, in each in the order given.
  private static func components(_ edges: [Edge]) -> [[Edge]] {
    // Rows and columns are numbered 0, 2, 4 … and 1, 3, 5 …; each points towards the
    // least number of its component.
    var parents = Array(0..<2 * (edges.map { max($0.row, $0.column) + 1 }.max() ?? 0))
    func root(_ node: Int) -> Int {
      var node = node
      while parents[node] != node {
        parents[node] = parents[parents[node]]
        node = parents[node]
      }
      return node
    }
    for edge in edges {
      let (one, other) = (root(2 * edge.row), root(2 * edge.column + 1))
      parents[max(one, other)] = min(one, other)
    }
    return Dictionary(grouping: edges) { root(2 * $0.row) }
      .sorted { $0.key < $1.key }
      .map(\.value)
  }

  /// The best pairing of one component.
  private static func solve(_ edges: [Edge]) -> [Edge] {
    if edges.count == 1 { return edges }
    let rows = Set(edges.map(\.row)).sorted()
    let columns = Set(edges.map(\.column)).sorted()
    let isWide = rows.count <= columns.count
    let (few, many) = isWide ? (rows, columns) : (columns, rows)
    let place = { (names: [Int]) in
      Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    }
    let (placeOfFew, placeOfMany) = (place(few), place(many))
    let emptyLine: [Edge?] = Array(repeating: nil, count: many.count)
    var cells = Array(repeating: emptyLine, count: few.count)
    for edge in edges {
      let (one, other) = isWide ? (edge.row, edge.column) : (edge.column, edge.row)
      guard let line = placeOfFew[one], let cell = placeOfMany[other] else { continue }
      cells[line][cell] = edge
    }
    let pairing = hungarian(cells.map { $0.map { $0?.fit ?? .zero } })
    return pairing.enumerated().compactMap { line, cell in cells[line][cell] }
  }

  /// The column for each row of `fits` that makes the sum greatest. O(rows² · columns).
  ///
  /// The Hungarian method by shortest augmenting paths (Jonker & Volgenant 1987): rows are
  /// added one at a time, and the potentials of rows and columns keep every reduced cost
  /// from falling below zero.
  /// - Precondition: at least as many columns as rows.
  private static func hungarian(_ fits: [[Fit]]) -> [Int] {
    let width = fits.first?.count ?? 0
    precondition(fits.count <= width, "more rows than columns")
    let free = fits.count  // the row of a column that has none yet
    let entry = width  // a column beside the others, where each new row comes in
    var rowPotentials = Array(repeating: Fit.zero, count: fits.count + 1)
    var columnPotentials = Array(repeating: Fit.zero, count: width + 1)
    var rowOfColumn = Array(repeating: free, count: width + 1)

    for newRow in fits.indices {
      rowOfColumn[entry] = newRow
      var distances = Array(repeating: Fit.unreachable, count: width)
      var previous = Array(repeating: entry, count: width)
      var isDone = Array(repeating: false, count: width + 1)
      var column = entry
      repeat {
        isDone[column] = true
        let row = rowOfColumn[column]
        var nearest = entry
        for candidate in 0..<width where !isDone[candidate] {
          let distance =
            Fit.zero - fits[row][candidate] - rowPotentials[row] - columnPotentials[candidate]
          if distance < distances[candidate] {
            (distances[candidate], previous[candidate]) = (distance, column)
          }
          if nearest == entry || distances[candidate] < distances[nearest] { nearest = candidate }
        }
        let step = distances[nearest]
        for visited in 0...width where isDone[visited] {
          rowPotentials[rowOfColumn[visited]] += step
          columnPotentials[visited] -= step
        }
        for candidate in 0..<width where !isDone[candidate] { distances[candidate] -= step }
        column = nearest
      } while rowOfColumn[column] != free
      while column != entry {
        rowOfColumn[column] = rowOfColumn[previous[column]]
        column = previous[column]
      }
    }

    var columnOfRow = Array(repeating: 0, count: fits.count)
    for column in 0..<width where rowOfColumn[column] != free {
      columnOfRow[rowOfColumn[column]] = column
    }
    return columnOfRow
  }
}
