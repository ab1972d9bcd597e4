import Testing

@testable import SitrepEvaluation

@Suite struct AssignmentTests {
  @Test("makes the most pairs, then the closest, then those that agree")
  func ordersItsAims() {
    // 0–0 is close, but taking it would leave row 1 alone.
    let crossed = [edge(0, 0, 1), edge(0, 1, 0.1), edge(1, 0, 0.1)]
    #expect(pairs(crossed) == [[0, 1], [1, 0]])
    let closer = [edge(0, 0, 0.5), edge(0, 1, 0.6), edge(1, 0, 0.6), edge(1, 1, 0.5)]
    #expect(pairs(closer) == [[0, 1], [1, 0]])
    let agreeing = [edge(0, 0, 0.5), edge(0, 1, 0.5, true), edge(1, 0, 0.5), edge(1, 1, 0.5)]
    #expect(pairs(agreeing) == [[0, 1], [1, 0]])
  }

  @Test("no edges make no pairs")
  func acceptsNothing() {
    #expect(Assignment.best([]).isEmpty)
  }

  /// All pairings tried one after the other are plainly right. Three levels of closeness
  /// make ties common, few edges make several components.
  @Test("is as good as the best of all pairings", arguments: UInt64(0)..<400)
  func agreesWithBruteForce(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let edges = randomEdges(&random)
    let best = Assignment.best(edges)
    #expect(sum(best) == bruteForce(edges), "seed \(seed)")
    #expect(Set(best.map(\.row)).count == best.count, "a row is paired once")
    #expect(Set(best.map(\.column)).count == best.count, "a column is paired once")
    #expect(best.allSatisfy(edges.contains), "only edges that were given")
  }

  @Test("the order of the edges changes nothing", arguments: UInt64(0)..<100)
  func ignoresOrder(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let edges = randomEdges(&random)
    #expect(Assignment.best(edges.shuffled(using: &random)) == Assignment.best(edges))
  }

  @Test("a thousand spans side by side are a thousand small problems")
  func splitsIntoComponents() {
    let edges = (0..<1_000).flatMap { [edge($0, $0, 1), edge($0, $0 + 1_000, 0.5)] }
    #expect(Assignment.best(edges).map(\.column) == Array(0..<1_000))
  }

  private func edge(
    _ row: Int, _ column: Int, _ closeness: Double, _ agrees: Bool = false
  ) -> Assignment.Edge {
    Assignment.Edge(row: row, column: column, fit: Fit(closeness: closeness, agrees: agrees))
  }

  private func randomEdges(_ random: inout SplitMix64) -> [Assignment.Edge] {
    let (rows, columns) = (1 + random.index(below: 6), 1 + random.index(below: 6))
    let density = 1 + random.index(below: 10)
    var edges: [Assignment.Edge] = []
    for row in 0..<rows {
      for column in 0..<columns where random.index(below: 10) < density {
        let closeness = Double(1 + random.index(below: 3)) / 3
        edges.append(edge(row, column, closeness, random.index(below: 4) == 0))
      }
    }
    return edges
  }

  private func pairs(_ edges: [Assignment.Edge]) -> [[Int]] {
    Assignment.best(edges).map { [$0.row, $0.column] }
  }

  private func sum(_ edges: [Assignment.Edge]) -> Fit {
    edges.reduce(.zero) { $0 + $1.fit }
  }

  private func bruteForce(_ edges: [Assignment.Edge]) -> Fit {
    guard let first = edges.first else { return .zero }
    let without = bruteForce(Array(edges.dropFirst()))
    let apart = edges.filter { $0.row != first.row && $0.column != first.column }
    return max(without, first.fit + bruteForce(apart))
  }
}
