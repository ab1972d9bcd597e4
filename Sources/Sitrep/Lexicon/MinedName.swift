/// A name that a corpus uses and no lexicon has.
public struct MinedName: Sendable {
  /// The most frequent spelling.
  public let name: String
  /// Other spellings: with other accents, hyphens or capitals.
  public let aliases: [String]
  /// What it most often seemed to be.
  public let type: EntityType
  public let count: Int
  /// How many documents have it.
  public let documents: Int
  /// The rules that found it, the most frequent first; `slot` where none did.
  public let rules: [String]
  /// Some of what stood around it.
  public let contexts: [String]
}

/// Counts of one name while a corpus is read.
struct NameTally {
  static let contextLimit = 3

  private(set) var count = 0
  private(set) var documents = 0
  private var spellings: [String: Int] = [:]
  private var types: [EntityType: Int] = [:]
  private var rules: [String: Int] = [:]
  private var contexts: [String] = []
  private var lastDocument = -1

  mutating func add(
    _ spelling: String, _ type: EntityType, rule: String, document: Int, context: () -> String
  ) {
    count += 1
    spellings[spelling, default: 0] += 1
    types[type, default: 0] += 1
    rules[rule, default: 0] += 1
    guard document != lastDocument else { return }
    (lastDocument, documents) = (document, documents + 1)
    if contexts.count < Self.contextLimit { contexts.append(context()) }
  }

  var name: MinedName {
    let spellings = Self.ranked(spellings) { $0 }
    return MinedName(
      name: spellings[0], aliases: Array(spellings.dropFirst()),
      type: Self.ranked(types) { $0.rawValue }[0], count: count, documents: documents,
      rules: Self.ranked(rules) { $0 }, contexts: contexts)
  }

  /// The most frequent first; equally frequent ones by name, so that every run is the same.
  private static func ranked<Key: Hashable>(
    _ counts: [Key: Int], _ name: (Key) -> String
  ) -> [Key] {
    counts.sorted { ($1.value, name($0.key)) < ($0.value, name($1.key)) }.map(\.key)
  }
}
