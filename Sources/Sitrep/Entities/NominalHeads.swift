/// Where the head nouns of nominal mentions stand: for each token the entry whose alias
/// ends there, and where that alias begins.
struct NominalHeads: Sendable {
  private var entries: [UInt32] = []
  private var starts: [TokenID] = []
  /// Whether the token is part of a head noun of several words, but not its last.
  private var isPart: [Bool] = []
  private static let none = UInt32.max

  mutating func reset(_ tokens: Int) {
    entries.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    entries.append(contentsOf: repeatElement(Self.none, count: tokens))
    starts.append(contentsOf: repeatElement(0, count: tokens))
    isPart.removeAll(keepingCapacity: true)
    isPart.append(contentsOf: repeatElement(false, count: tokens))
  }

  mutating func insert(_ tokens: Range<TokenID>, _ entry: EntryID) {
    entries[tokens.upperBound - 1] = entry.value
    starts[tokens.upperBound - 1] = tokens.lowerBound
    for token in tokens.dropLast() { isPart[token] = true }
  }

  /// Whether the token is part of a head noun of several words, but not its last. O(1).
  func continues(_ token: TokenID) -> Bool { isPart[token] }

  /// The entry of the head noun that ends with the token. O(1).
  subscript(token: TokenID) -> EntryID? {
    entries[token] == Self.none ? nil : EntryID(value: entries[token])
  }

  /// Where the head noun that ends with the token begins.
  func start(of token: TokenID) -> TokenID { starts[token] }
}
