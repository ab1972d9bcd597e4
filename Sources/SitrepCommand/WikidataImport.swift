import ArgumentParser
import Sitrep

/// `wikidata`: an item on each line, as JSON.
struct WikidataImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wikidata",
    abstract: "Items as JSON Lines.",
    discussion: """
      Of each object are read 'id', 'label', 'aliases' (a list), 'types' (also 'P31'; an id or \
      a list of ids), 'country' (a code, or an id that --map gives a code), 'coordinates' \
      ([latitude, longitude], or an object with both) and 'population'. An item whose types \
      --map does not have is passed over.
      """)

  @OptionGroup var options: ImportOptions

  @Option(
    help: ArgumentHelp(
      "What the ids stand for, as Q6256=GPE,Q43229=ORG,Q212=UA: a type, or a country's code.",
      valueName: "list"))
  var map: String

  func run() throws {
    var meanings: [String: String] = [:]
    for pair in map.split(separator: ",") {
      let parts = pair.split(separator: "=")
      guard parts.count == 2 else { throw ValidationError("--map \(pair): write ID=TYPE.") }
      meanings[String(parts[0])] = String(parts[1])
    }
    let reader = WikidataReader(meanings)
    try options.run { line throws(ImportFault) in try reader.row(line) }
  }
}

/// Reads items of Wikidata, one from each line.
struct WikidataReader {
  /// What the ids of types and countries stand for.
  private let meanings: [String: String]

  init(_ meanings: [String: String]) { self.meanings = meanings }

  /// The row that an item makes; nil where none of its types is wanted.
  func row(_ line: ArraySlice<UInt8>) throws(ImportFault) -> LexiconRow? {
    let bytes = Array(line)
    var row = LexiconRow()
    var type: EntityType?
    do throws(JSONFault) {
      var scanner = JSONScanner(bytes, 0..<bytes.count)
      try scanner.forEachMember { scanner, key throws(JSONFault) in
        let name = String(decoding: scanner.text(at: key), as: UTF8.self)
        let values = try Self.values(&scanner)
        let first = values.first ?? ""
        switch name {
        case "id": row.id = first.isEmpty ? "" : "wikidata:" + first
        case "label": row.name = first
        case "aliases": row.aliases = values
        case "types", "P31": type = values.lazy.compactMap(self.type).first ?? type
        case "country": row.country = meanings[first] ?? (first.count == 2 ? first : "")
        case "population": row.population = first
        case "coordinates" where values.count == 2:
          (row.latitude, row.longitude) = (values[0], values[1])
        default: break
        }
      }
      scanner.skipSpace()
      if scanner.peek != nil { throw scanner.fault("expected the end, found \(scanner.found)") }
    } catch {
      throw ImportFault(
        "not JSON: column \(error.offset + 1): \(error.reason)",
        remedy: "write one JSON object on each line")
    }
    guard let type else { return nil }
    row.type = type
    return row
  }

  private func type(_ id: String) -> EntityType? {
    meanings[id].flatMap(EntityType.init(rawValue:))
  }

  /// A value as texts: a list or an object gives each of its own, a string or number itself,
  /// `null` none. Of coordinates, latitude comes before longitude, as in the alphabet.
  private static func values(
    _ scanner: inout JSONScanner, depth: Int = 0
  ) throws(JSONFault) -> [String] {
    guard depth < JSONScanner.deepest else {
      throw scanner.fault("nested more than \(JSONScanner.deepest) deep")
    }
    scanner.skipSpace()
    if scanner.peek == UInt8(ascii: "{") {
      var members: [(key: [UInt8], values: [String])] = []
      try scanner.forEachMember { scanner, key throws(JSONFault) in
        let name = scanner.text(at: key)
        members.append((name, try values(&scanner, depth: depth + 1)))
      }
      return members.sorted { $0.key.lexicographicallyPrecedes($1.key) }.flatMap(\.values)
    }
    if scanner.accept("[") {
      var list: [String] = []
      if scanner.accept("]") { return [] }
      repeat { list += try values(&scanner, depth: depth + 1) } while scanner.accept(",")
      guard scanner.accept("]") else { throw scanner.fault("expected ']', found \(scanner.found)") }
      return list
    }
    let isString = scanner.peek == UInt8(ascii: "\"")
    let range = try scanner.skipValue()
    if isString {
      return [
        String(
          decoding: scanner.text(at: range.lowerBound + 1..<range.upperBound - 1), as: UTF8.self)
      ]
    }
    let text = String(decoding: scanner.text(at: range), as: UTF8.self)
    return text == "null" ? [] : [text]
  }
}
