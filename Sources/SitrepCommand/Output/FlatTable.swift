import Sitrep

/// Lines of JSON with plain values as rows of CSV (RFC 4180, but for line ends of one byte).
///
/// The columns are the properties of a schema, in its order, so that every file has the same
/// ones, whatever a row has values for; one without a value is empty. A list or an object is
/// written as JSON.
struct FlatTable: Sendable {
  private let columns: [String]
  private let places: [[UInt8]: Int]

  init(_ schema: OutputSchema) {
    columns = Self.properties(of: schema.json)
    places = Dictionary(uniqueKeysWithValues: columns.enumerated().map { (Array($1.utf8), $0) })
  }

  /// The row of the names.
  var header: [UInt8] { Array((columns.joined(separator: ",") + "\n").utf8) }

  /// A row for each of the lines.
  func rows(of lines: [UInt8]) -> [UInt8] {
    var rows: [UInt8] = []
    for line in lines.indices.split(whereSeparator: { lines[$0] == 0x0A }) {
      append(lines, line.startIndex..<line.endIndex, to: &rows)
    }
    return rows
  }

  private func append(_ lines: [UInt8], _ line: Range<Int>, to rows: inout [UInt8]) {
    var cells = [[UInt8]](repeating: [], count: columns.count)
    var scanner = JSONScanner(lines, line)
    // It is our own writer that made the line.
    try? scanner.forEachMember { scanner, key throws(JSONFault) in
      let name = scanner.text(at: key)
      let value = try scanner.skipValue()
      guard let place = places[name] else { return }
      cells[place] =
        lines[value.lowerBound] == UInt8(ascii: "\"")
        ? scanner.text(at: value.lowerBound + 1..<value.upperBound - 1) : Array(lines[value])
    }
    for (index, cell) in cells.enumerated() {
      if index > 0 { rows.append(UInt8(ascii: ",")) }
      Self.append(cell, to: &rows)
    }
    rows.append(0x0A)
  }

  /// What holds a comma, a quote or the end of a line stands in quotes. So no row has an end of
  /// a line but at its end: within a text they are written as blanks, or parts could not be cut
  /// between rows.
  private static func append(_ cell: [UInt8], to rows: inout [UInt8]) {
    guard cell.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else {
      rows += cell
      return
    }
    rows.append(0x22)
    for byte in cell {
      if byte == 0x22 { rows.append(0x22) }
      rows.append(byte == 0x0A || byte == 0x0D ? 0x20 : byte)
    }
    rows.append(0x22)
  }

  private static func properties(of schema: [UInt8]) -> [String] {
    var names: [String] = []
    var scanner = JSONScanner(schema, 0..<schema.count)
    // The schemas are part of the program, and the tests read them.
    try? scanner.forEachMember { scanner, key throws(JSONFault) in
      guard scanner.text(at: key).elementsEqual("properties".utf8) else {
        _ = try scanner.skipValue()
        return
      }
      try scanner.forEachMember { scanner, key throws(JSONFault) in
        names.append(String(decoding: scanner.text(at: key), as: UTF8.self))
        _ = try scanner.skipValue()
      }
    }
    return names
  }
}
