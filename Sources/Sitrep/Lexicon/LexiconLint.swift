/// Checks the tables of `Lexicons/` for what a person who edits them gets wrong: what
/// loading refuses, and what loads but cannot be meant.
///
/// Errors have to be mended; warnings are told of a row that does less than its author
/// thinks, or too much.
public struct LexiconLint: Sendable {
  /// What words can be, and the codes that rows may name: from the tables that ship.
  private var words = Words()
  private var countries: Set<Substring> = []

  /// - Parameter resources: The files whose `grammar/`, given names and countries tell a
  ///   common word and a country code.
  public init(_ resources: [ResourceFile]) {
    var tables: [String: LexiconTable] = [:]
    // What is wrong in them is told when they are checked themselves.
    var faults: [ResourceFault] = []
    for file in resources where file.path.hasSuffix(".tsv") {
      tables[ResourceFile.name(of: file.path, below: "Lexicons")] = LexiconTable(
        file, faults: &faults)
    }
    words.add(tables, &faults)
    for name in ["places/countries.tsv", "places/former-names.tsv"] {
      guard let table = tables[name], let column = table.index(of: "country") else { continue }
      countries.formUnion(table.rows.map { $0.fields[column] })
    }
    for file in resources where file.path.hasSuffix("places/countries.tsv") {
      countries.formUnion(TableHeader(file)["codes"] ?? [])
    }
  }

  /// What is wrong in the files, in their order and in that of their lines. O(bytes log
  /// rows).
  public func faults(in files: [ResourceFile]) -> [ResourceFault] {
    var lexicon = LexiconBuilder()
    var words = words
    return files.flatMap { file in
      var faults = TextLint.faults(in: file)
      // Nothing more can be told of bytes that are no text.
      guard !faults.contains(where: { $0.severity == .error }) else { return faults }
      let table = LexiconTable(file, faults: &faults)
      if table.index(of: "id") != nil {
        lexicon.add(table, &words.vocabulary, &words.classes, faults: &faults)
        faults += EntryLint(
          table, vocabulary: self.words.vocabulary, classes: self.words.classes
        )
        .faults(countries: countries)
      }
      faults += TableLint.faults(in: table, header: TableHeader(file))
      return faults.enumerated()
        .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
    }
  }
}

extension ResourceFault {
  /// The same, told as something that does not keep a file from being used.
  var asWarning: ResourceFault {
    var fault = self
    fault.severity = .warning
    return fault
  }
}

/// What the comment lines above a table declare: `# source: …`, `# licence: …`, and where
/// the table needs them `# sorted: …` and `# classes: …`.
struct TableHeader {
  private var declared: [Substring: [Substring]] = [:]

  init(_ file: ResourceFile) {
    let text = String(decoding: file.bytes, as: UTF8.self)
    for line in text.split(separator: "\n").prefix(while: { $0.hasPrefix("#") }) {
      let parts = line.dropFirst().split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let values = parts[1].split(separator: ",").map { value in
        value.drop { $0 == " " || $0 == "\r" }
      }
      declared[parts[0].drop { $0 == " " }] = values
    }
  }

  /// The values that a line declares, parted by commas; nil where there is no such line.
  subscript(key: Substring) -> [Substring]? { declared[key] }
}

/// Checks of a table as such, whatever its columns.
enum TableLint {
  static func faults(in table: LexiconTable, header: TableHeader) -> [ResourceFault] {
    var faults: [ResourceFault] = []
    for key in ["source", "licence"] as [Substring] where header[key] == nil {
      faults.append(
        ResourceFault(
          table.file, "the header does not say its \(key)",
          remedy: "add a line '# \(key): …' at the top"
        ).asWarning)
    }
    return faults + misspelt(table) + repeated(table) + unsorted(table, header)
      + classes(table, header)
  }

  /// Columns that nothing reads and whose names are nearly those of columns that are read.
  private static func misspelt(_ table: LexiconTable) -> [ResourceFault] {
    guard table.index(of: "id") != nil else { return [] }
    let known = Lexicon.columns + OptionColumns.names
    return table.columns.filter { !known.contains($0) }.compactMap { column in
      guard let near = NearestName.of(column, among: known) else { return nil }
      return ResourceFault(
        table.file, "nothing reads a column '\(column)'", remedy: "did you mean '\(near)'?"
      ).asWarning
    }
  }

  private static func repeated(_ table: LexiconTable) -> [ResourceFault] {
    var lines: [[Substring]: Int] = [:]
    return table.rows.compactMap { row in
      guard let first = lines.updateValue(row.line, forKey: row.fields) else { return nil }
      return table.fault(
        row, field: 0, "the row stands in line \(first) already", remedy: "delete one of them")
    }
  }

  /// Rows out of order, by the columns that `# sorted:` names or by the first, as words are
  /// compared: without case and accents.
  private static func unsorted(
    _ table: LexiconTable, _ header: TableHeader
  ) -> [ResourceFault] {
    let named = header["sorted"]?.map { (String($0), table.index(of: String($0))) } ?? []
    if let (name, _) = named.first(where: { $0.1 == nil }) {
      if name == "no" { return [] }
      return [
        ResourceFault(
          table.file, "the header sorts by '\(name)', which is no column",
          remedy: NearestName.remedy(for: name, among: table.columns))
      ]
    }
    let columns = named.isEmpty ? [0] : named.compactMap(\.1)
    func key(_ row: LexiconTable.Row) -> [[UInt8]] { columns.map { Folding.fold(row.fields[$0]) } }
    var faults: [ResourceFault] = []
    var last: [[UInt8]] = []
    for row in table.rows {
      let key = key(row)
      if key.lexicographicallyPrecedes(last, by: { $0.lexicographicallyPrecedes($1) }) {
        faults.append(
          table.fault(
            row, field: columns[0], "the row is not in its place",
            remedy: "sort the rows by " + columns.map { table.columns[$0] }.joined(separator: ", ")
              + ", without regard to case and accents"
          ).asWarning)
      }
      last = key
    }
    return faults
  }

  private static func classes(
    _ table: LexiconTable, _ header: TableHeader
  ) -> [ResourceFault] {
    guard table.index(of: "id") != nil, let column = table.index(of: "class"),
      table.rows.contains(where: { !$0.fields[column].isEmpty })
    else { return [] }
    guard let known = header["classes"]?.map(String.init) else {
      return [
        ResourceFault(
          table.file, "the header does not say which classes there are",
          remedy: "add a line '# classes: …' with all of them, commas between")
      ]
    }
    return table.rows.compactMap { row in
      let value = String(row.fields[column])
      if value.isEmpty || known.contains(value) { return nil }
      return table.fault(
        row, field: column, "no class '\(value)' in this file",
        remedy: NearestName.remedy(for: value, among: known) + " Or add it to '# classes:'.")
    }
  }
}
