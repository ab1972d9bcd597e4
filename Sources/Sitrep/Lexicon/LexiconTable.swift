/// A tab-separated file of `Lexicons/`: comment lines that begin with `#`, a row of column
/// names, and the rows.
struct LexiconTable {
  let file: String
  let columns: [String]
  let rows: Rows

  struct Row {
    /// 1-based line in the file.
    let line: Int
    /// One for each column.
    let fields: [Substring]
  }

  /// Reads a whole file; every fault in it is appended to `faults`. O(bytes).
  init(_ file: ResourceFile, faults: inout [ResourceFault]) {
    self.file = file.path
    var columns: [String] = []
    var rows = Rows(file.bytes)
    var (number, next) = (0, 0)
    while next < file.bytes.count {
      let line = Self.line(of: file.bytes, from: next)
      let start = next
      next = line.next
      number += 1
      if line.content.isEmpty || file.bytes[start] == 0x23 { continue }
      if columns.isEmpty {
        columns = Self.fields(of: file.bytes[line.content]).map(String.init)
      } else if line.tabs + 1 == columns.count {
        rows.append(line: number, start: start)
      } else {
        faults.append(
          ResourceFault(
            file.path, line: number,
            source: String(decoding: file.bytes[line.content], as: UTF8.self),
            "\(line.tabs + 1) \(line.tabs == 0 ? "field" : "fields") where the header names "
              + "\(columns.count) columns",
            remedy: "give every column its field, separated by one tab; leave a field empty "
              + "where there is no value"))
      }
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

// MARK: - Rows

extension LexiconTable {
  /// The rows of a table, cut out of its bytes each time they are asked for: a field that
  /// is kept takes 32 bytes, more than most have letters.
  struct Rows: RandomAccessCollection {
    private let bytes: [UInt8]
    /// Where each row begins.
    private var starts: [Int] = []
    private var lines: [UInt32] = []

    fileprivate init(_ bytes: [UInt8]) { self.bytes = bytes }

    var startIndex: Int { 0 }
    var endIndex: Int { starts.count }

    /// O(bytes of the row).
    subscript(index: Int) -> Row {
      let content = LexiconTable.line(of: bytes, from: starts[index]).content
      return Row(line: Int(lines[index]), fields: LexiconTable.fields(of: bytes[content]))
    }

    fileprivate mutating func append(line: Int, start: Int) {
      lines.append(UInt32(line))
      starts.append(start)
    }
  }

  /// A line without its break, how many tabs it has, and where the next one begins.
  private static func line(
    of bytes: [UInt8], from start: Int
  ) -> (content: Range<Int>, tabs: Int, next: Int) {
    var (end, tabs) = (start, 0)
    while end < bytes.count, bytes[end] != 0x0A {
      if bytes[end] == 0x09 { tabs += 1 }
      end += 1
    }
    let isWindows = end > start && bytes[end - 1] == 0x0D
    return (start..<(isWindows ? end - 1 : end), tabs, end + 1)
  }

  private static func fields(of line: ArraySlice<UInt8>) -> [Substring] {
    var fields: [Substring] = []
    var rest = String(decoding: line, as: UTF8.self)[...].utf8
    while let tab = rest.firstIndex(of: 0x09) {
      fields.append(Substring(rest[..<tab]))
      rest = rest[rest.index(after: tab)...]
    }
    fields.append(Substring(rest))
    return fields
  }
}
