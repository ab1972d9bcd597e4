/// A tab-separated file of `Lexicons/`: comment lines that begin with `#`, a row of column
/// names, and the rows.
struct LexiconTable {
  let file: String
  let columns: [String]
  let rows: [Row]

  struct Row {
    /// 1-based line in the file.
    let line: Int
    /// One for each column.
    let fields: [Substring]
  }

  /// Reads a whole file; every fault in it is appended to `faults`. O(bytes).
  init(_ file: ResourceFile, faults: inout [ResourceFault]) {
    self.file = file.path
    let text = String(decoding: file.bytes, as: UTF8.self)
    var columns: [String] = []
    var rows: [Row] = []
    var number = 0
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      var line = line
      if line.last == 0x0D { line = line.dropLast() }
      if line.isEmpty || line.first == 0x23 { continue }
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
        .map { Substring($0) }
      if columns.isEmpty {
        columns = fields.map(String.init)
        continue
      }
      guard fields.count == columns.count else {
        faults.append(
          ResourceFault(
            file.path, line: number, source: String(Substring(line)),
            "\(fields.count) \(fields.count == 1 ? "field" : "fields") where the header names "
              + "\(columns.count) columns",
            remedy: "give every column its field, separated by one tab; leave a field empty "
              + "where there is no value"))
        continue
      }
      rows.append(Row(line: number, fields: fields))
    }
    (self.columns, self.rows) = (columns, rows)
  }

  /// What is wrong with one field of a row, told with where it begins.
  func fault(_ row: Row, field: Int, _ problem: String, remedy: String) -> ResourceFault {
    let before = row.fields.prefix(field).reduce(0) { $0 + $1.count + 1 }
    return ResourceFault(
      file, line: row.line, column: before + 1, source: row.fields.joined(separator: "\t"),
      problem, remedy: remedy)
  }

  /// The place of a column.
  func index(of column: String) -> Int? { columns.firstIndex(of: column) }

  /// The places of columns that the file must have; what is missing becomes a fault.
  func require(_ names: [String], faults: inout [ResourceFault]) -> [Int]? {
    guard !columns.isEmpty else {
      faults.append(
        ResourceFault(
          file, "the file has no row of column names",
          remedy: "begin it with the columns \(names.joined(separator: ", ")), tabs between"))
      return nil
    }
    let found = names.map(index(of:))
    for (name, place) in zip(names, found) where place == nil {
      faults.append(
        ResourceFault(
          file, "no column '\(name)'",
          remedy: "the row above the first entry names the columns; it must have "
            + names.joined(separator: ", ")))
    }
    return found.contains(nil) ? nil : found.compactMap { $0 }
  }
}
