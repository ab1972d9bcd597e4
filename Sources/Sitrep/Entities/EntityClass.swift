/// An entity type, and where that is not enough a class of the lexicon: `EQUIPMENT:vessel`.
struct EntityClass: Sendable, Equatable {
  let type: EntityType
  let kind: String?

  /// - Returns: nil where the words before the colon are no type.
  init?(_ written: some StringProtocol) {
    let parts = written.split(separator: ":", maxSplits: 1)
    guard let type = parts.first.flatMap({ EntityType(rawValue: String($0)) }) else { return nil }
    (self.type, kind) = (type, parts.count > 1 ? String(parts[1]) : nil)
  }
}
