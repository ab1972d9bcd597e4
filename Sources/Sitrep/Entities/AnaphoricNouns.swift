/// Nouns by which a text comes back to what it has named in other words
/// (`Lexicons/grammar/anaphoric-nouns.tsv`).
struct AnaphoricNouns: Sendable {
  /// Whether a word is said of one or of several.
  enum Number: String, Sendable, CaseIterable {
    case singular, plural, any

    func agrees(with other: Number) -> Bool { self == other || self == .any || other == .any }
  }

  /// What a noun alone can stand for.
  struct Noun: Sendable {
    let number: Number
    let types: [EntityClass]
  }

  private var nouns = WordMap<Noun>([:])
  /// The words that stand for a person.
  private var ranks = WordMap<Bool>([:])

  /// The row of a word, if it has one. O(1).
  subscript(word: WordID) -> Noun? { nouns[word] }

  /// Whether the word stands for a person with that title: `general`. O(1), for every token.
  func isRank(_ word: WordID) -> Bool { ranks[word] ?? false }

  init(
    _ table: LexiconTable?, _ vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) {
    var nouns: [WordID: Noun] = [:]
    defer {
      self.nouns = WordMap(nouns)
      ranks = WordMap(
        nouns.filter { $0.value.types.contains { $0.type == .person } }.mapValues { _ in true })
    }
    guard let table,
      let columns = table.require(["noun", "number", "stands_for"], faults: &faults)
    else { return }
    for row in table.rows {
      let number = Number(rawValue: String(row.fields[columns[1]]))
      let types = row.fields[columns[2]].split(separator: "|").map(EntityClass.init)
      guard let number, !types.contains(nil) else {
        faults.append(
          ResourceFault(
            table.file, line: row.line, source: row.fields.joined(separator: "\t"),
            number == nil ? "no number '\(row.fields[columns[1]])'" : "no such type",
            remedy: number == nil
              ? "use one of: " + Number.allCases.map(\.rawValue).joined(separator: ", ")
              : "use one of: " + EntityType.allCases.map(\.rawValue).joined(separator: ", ")))
        continue
      }
      nouns[vocabulary.insert(row.fields[columns[0]])] = Noun(
        number: number, types: types.compactMap(\.self))
    }
  }
}
