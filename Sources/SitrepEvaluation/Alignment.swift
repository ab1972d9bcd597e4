/// What can be put in an order that depends on nothing but itself.
protocol Ordered {
  /// Compared number by number. Two items of the same key are the same for every score.
  var orderKey: [Int] { get }
  /// The first number of it, for most orders are settled by that.
  var firstOfOrderKey: Int { get }
}

extension Ordered {
  var firstOfOrderKey: Int { orderKey.first ?? 0 }
}

/// What was found in a passage beside what is there, paired one to one.
struct Alignment<Item: Ordered> {
  private(set) var pairs: [(gold: Item, found: Item)] = []
  /// In gold, and not found.
  private(set) var missed: [Item] = []
  /// Found, and not in gold.
  private(set) var spurious: [Item] = []

  /// Makes as many pairs as can be made and, of the ways to do that, takes the one where
  /// they are closest. The order of `gold` and `found` does not matter.
  /// - Parameter fit: how well two go together, or nil when they are not the same thing.
  init(_ gold: [Item], _ found: [Item], fit: (_ gold: Item, _ found: Item) -> Fit?) {
    let (gold, found) = (Self.inOrder(gold), Self.inOrder(found))
    var edges: [Assignment.Edge] = []
    for row in gold.indices {
      for column in found.indices {
        guard let fit = fit(gold[row], found[column]) else { continue }
        edges.append(Assignment.Edge(row: row, column: column, fit: fit))
      }
    }
    pair(gold, found, edges)
  }

  private mutating func pair(_ gold: [Item], _ found: [Item], _ edges: [Assignment.Edge]) {
    let best = Assignment.best(edges)
    var isPaired = Array(repeating: false, count: gold.count)
    var isUsed = Array(repeating: false, count: found.count)
    pairs.reserveCapacity(best.count)
    for edge in best {
      pairs.append((gold[edge.row], found[edge.column]))
      isPaired[edge.row] = true
      isUsed[edge.column] = true
    }
    for (index, isPaired) in isPaired.enumerated() where !isPaired { missed.append(gold[index]) }
    for (index, isUsed) in isUsed.enumerated() where !isUsed { spurious.append(found[index]) }
  }

  var tally: Tally {
    Tally(right: pairs.count, missed: missed.count, spurious: spurious.count)
  }

  private static func inOrder(_ items: [Item]) -> [Item] {
    let firsts = items.map(\.firstOfOrderKey)
    // What stands in the order of the text already needs no keys.
    if zip(firsts, firsts.dropFirst()).allSatisfy({ $0 < $1 }) { return items }
    let keys = items.map(\.orderKey)
    return items.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
      .map { items[$0] }
  }
}

extension Fit {
  /// The fit of two spans by overlap, or nil when they share no character.
  init?(_ gold: CodePointSpan, _ found: CodePointSpan, agrees: Bool = false) {
    guard gold.overlaps(found) else { return nil }
    self.init(closeness: gold.closeness(to: found), agrees: agrees)
  }
}

// MARK: - Order

extension CodePointSpan: Ordered {
  var orderKey: [Int] { [start, end] }

  fileprivate static func isBefore(_ one: CodePointSpan, _ other: CodePointSpan) -> Bool {
    (one.start, one.end) < (other.start, other.end)
  }
}

extension Entity: Ordered {
  var orderKey: [Int] { span.orderKey + keyOf(type) + keyOf(rule) + keyOf(id) }
  var firstOfOrderKey: Int { span.start }
}

extension Quantity: Ordered {
  var orderKey: [Int] { span.orderKey + bounds.orderKey }
}

extension TimeExpression: Ordered {
  var orderKey: [Int] { span.orderKey + keyOf(value) }
}

extension Source: Ordered {
  var orderKey: [Int] { span.orderKey + keyOf(cue) + keyOf(stance.rawValue) + keyOf(rule) }
}

extension Attribution: Ordered {
  var orderKey: [Int] {
    [cues.count] + cues.flatMap(\.orderKey)
      + sources.flatMap { $0.span.orderKey + keyOf($0.head) }
  }
}

extension Bounds: Ordered {
  var orderKey: [Int] {
    [low, high].flatMap { bound in bound.map { [1, Int(bitPattern: UInt($0.bitPattern))] } ?? [0] }
  }
}

extension Fact: Ordered {
  var orderKey: [Int] {
    var key = force.orderKey + destination.orderKey
    key += keyOf(trigger) + keyOf(status.rawValue)
    key += keyOf(polarity.rawValue) + (count?.orderKey ?? [0])
    key += Role.allCases.flatMap { keyOf(roles[$0]) }
    key += keyOf(rule) + keyOf(difficulty)
    key += [sources.count]
    key += sources.map(\.orderKey).sorted { $0.lexicographicallyPrecedes($1) }.joined()
    for aliases in [forceAliases, destinationAliases] {
      key += [aliases.count] + aliases.sorted(by: CodePointSpan.isBefore).flatMap(\.orderKey)
    }
    // The id stands last: it says nothing of the fact, and changes with the order of the file.
    return key + keyOf(id)
  }
}

private func keyOf(_ span: CodePointSpan?) -> [Int] {
  span?.orderKey ?? [-1]
}

/// The length stands first, so that no key is the beginning of another one.
private func keyOf(_ string: String?) -> [Int] {
  string.map { [$0.utf8.count] + $0.utf8.map(Int.init) } ?? [-1]
}
