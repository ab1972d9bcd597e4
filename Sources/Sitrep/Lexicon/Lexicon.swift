/// The entities that somebody wrote down: every row of the entity lexicons, and the matcher
/// that finds their aliases. Immutable; `LexiconBuilder` makes one from tables.
///
/// Flat columns, which lie in a pack as they are.
struct Lexicon: Sendable {
  /// The columns of an entity lexicon that are read, besides those of options.
  static let columns = [
    "id", "type", "level", "name", "aliases", "country", "admin1", "latitude", "longitude",
    "population", "feature", "class", "abbreviations",
  ]

  let matcher: LexiconMatcher
  /// The rows, in the order in which they were added.
  let records: Column<EntryRecord>
  let texts: LexiconTexts
  /// Paths of the files, as they were handed in.
  let files: [String]
  /// The name of the rule that each file stands for: `places/cities`.
  let rules: [String]

  init(
    matcher: LexiconMatcher, records: Column<EntryRecord>, texts: LexiconTexts, files: [String]
  ) {
    (self.matcher, self.records, self.texts) = (matcher, records, texts)
    (self.files, rules) = (files, files.map(Self.rule))
  }

  /// A lexicon without entries.
  init() { self = LexiconBuilder().lexicon }

  /// The entry with its number. O(1).
  subscript(id: EntryID) -> LexiconEntry { LexiconEntry(records[Int(id.value)], texts) }

  /// All entries, in the order of their numbers.
  var entries: LazyMapCollection<Range<Int>, LexiconEntry> {
    (0..<records.count).lazy.map { self[EntryID(value: UInt32($0))] }
  }

  /// The type of an entry. O(1), copies no strings.
  func type(of id: EntryID) -> EntityType { EntityType(code: records[Int(id.value)].type) }

  /// The level of an entry. O(1), copies no strings.
  func level(of id: EntryID) -> MentionLevel { MentionLevel(code: records[Int(id.value)].level) }

  /// What an entry asks for. O(1), copies no strings.
  func options(of id: EntryID) -> EntryOptions { records[Int(id.value)].options }

  /// The file that an entry is from, and the rule that it stands for.
  func file(of id: EntryID) -> String { text(files, of: id) }
  func rule(of id: EntryID) -> String { text(rules, of: id) }

  private func text(_ texts: [String], of id: EntryID) -> String {
    let file = Int(records[Int(id.value)].file)
    return file < texts.count ? texts[file] : ""
  }

  /// `…/Lexicons/places/cities.tsv` → `places/cities`.
  private static func rule(of file: String) -> String {
    let parts = file.split(separator: "/")
    let below = parts.lastIndex(of: "Lexicons").map { parts[($0 + 1)...] } ?? parts[...]
    let name = below.joined(separator: "/")
    return name.hasSuffix(".tsv") ? String(name.dropLast(4)) : name
  }
}

// MARK: - In a pack

extension Lexicon {
  func write(to pack: inout PackWriter) {
    matcher.write(to: &pack)
    pack.add("entries", records)
    pack.add("entries.letters", texts.letters)
    pack.add("entries.symbols", lines: texts.symbols)
    pack.add("entries.files", lines: files)
  }

  init(_ pack: PackFile) throws(PackError) {
    self.init(
      matcher: try LexiconMatcher(pack), records: try pack.column("entries"),
      texts: LexiconTexts(
        letters: try pack.column("entries.letters"), symbols: try pack.lines("entries.symbols")),
      files: try pack.lines("entries.files"))
  }
}

/// The texts of a lexicon's entries. A class: an entry holds on to it with one reference.
final class LexiconTexts: Sendable {
  /// Ids and names, one behind the other.
  let letters: Column<UInt8>
  /// Texts that many entries share: countries, divisions, kinds. The first one is empty.
  let symbols: [String]

  init(letters: Column<UInt8>, symbols: [String]) {
    (self.letters, self.symbols) = (letters, symbols)
  }

  func text(at start: UInt32, length: UInt16) -> String {
    let range = letters.range(from: start, to: UInt64(start) + UInt64(length))
    return String(decoding: letters.values[range], as: UTF8.self)
  }

  func symbol(_ index: UInt32) -> String {
    Int(index) < symbols.count ? symbols[Int(index)] : ""
  }
}
