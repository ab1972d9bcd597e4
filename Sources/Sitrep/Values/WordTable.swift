/// What each word of a vocabulary can do, as a set: the one look-up by which most tokens are
/// passed over.
struct WordTable<Roles: OptionSet & Sendable>: Sendable {
  private var roles: [Roles] = []

  subscript(word: WordID) -> Roles {
    let index = Int(word.value)
    return index < roles.count ? roles[index] : []
  }

  mutating func insert(_ role: Roles, for word: WordID) {
    guard !role.isEmpty else { return }
    let index = Int(word.value)
    if index >= roles.count {
      roles.append(contentsOf: repeatElement([], count: index + 1 - roles.count))
    }
    roles[index].formUnion(role)
  }
}
