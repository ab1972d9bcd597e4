import ArgumentParser
import Sitrep
import SystemPackage

/// `geonames`: the dump's own columns.
struct GeoNamesImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "geonames", abstract: "A table of the GeoNames dump, as allCountries.txt.",
    discussion: """
      The tables of divisions have names and no coordinates. A division that the main table \
      has (a row of the code ADM1 or ADM2) gets the name as an alias. Any other gets a row of \
      its own, in the middle between the outermost of its populated places in the main table, \
      unless it has none, or one that bears its name.
      """)

  @OptionGroup var options: ImportOptions

  @Option(help: ArgumentHelp("The least population to keep.", valueName: "n"))
  var minPopulation = 0

  @Option(help: ArgumentHelp("Feature classes to keep, as P,A.", valueName: "list"))
  var featureClass = ""

  @Option(help: ArgumentHelp("Feature codes to keep, as PPLC,ADM1.", valueName: "list"))
  var featureCodes = ""

  @Option(help: ArgumentHelp("Countries to keep, as UA,MD.", valueName: "list"))
  var country = ""

  @Option(
    help: ArgumentHelp(
      "A table of first-level divisions: admin1CodesASCII.txt, or a JSON list of objects with "
        + "code and name.", valueName: "file"),
    completion: .file())
  var admin1: String?

  @Option(
    help: ArgumentHelp(
      "Likewise of second-level divisions, counties and districts: admin2Codes.txt or JSON.",
      valueName: "file"),
    completion: .file())
  var admin2: String?

  func run() throws {
    var filter = GeoNamesReader.Filter()
    filter.minimumPopulation = minPopulation
    filter.featureClasses = Self.list(featureClass)
    filter.featureCodes = Self.list(featureCodes)
    filter.countries = Self.list(country)
    var divisions: [GeoNamesDivision] = []
    for (path, level) in [(admin1, 1), (admin2, 2)] {
      if let path { divisions += try DivisionTable.divisions(in: path, level: level) }
    }
    var reader = GeoNamesReader(filter, divisions: divisions)
    try options.run { line throws(ImportFault) in
      try reader.row(line)
    } atEnd: { () throws(ImportFault) in
      reader.divisionRows
    }
  }

  private static func list(_ text: String) -> Set<String> {
    Set(text.split(separator: ",").map(String.init))
  }
}

/// Reads GeoNames' tables of divisions, in either of their forms.
enum DivisionTable {
  /// - Parameter level: Which level the codes have to be of, from 1.
  static func divisions(
    in path: String, level: Int
  ) throws(CommandError) -> [GeoNamesDivision] {
    let bytes: [UInt8]
    do {
      bytes = try FileStream.contents(of: path)
    } catch {
      throw CommandError(
        message: "sitrep: \(Failure(path: path, error).message)", exitCode: .wrongUsage)
    }
    let isList = bytes.first { $0 > 0x20 } == UInt8(ascii: "[")
    let divisions = isList ? try list(bytes, path) : table(bytes)
    guard let first = divisions.first, first.code.utf8.count(where: { $0 == 0x2E }) == level else {
      let code = level == 1 ? "US.IL" : "US.IL.031"
      throw CommandError(
        message: "sitrep: \(path): no division with a code as \(code) in the first row; give "
          + "admin\(level)\(level == 1 ? "CodesASCII" : "Codes").txt, or JSON with code and name",
        exitCode: .wrongUsage)
    }
    return divisions
  }

  /// Code, name, name in ASCII, GeoNames id; parted by tabs.
  private static func table(_ bytes: [UInt8]) -> [GeoNamesDivision] {
    bytes.split(separator: 0x0A).compactMap { line in
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard fields.count >= 2 else { return nil }
      let id = fields.count > 3 ? fields[3].filter(\.isNumber) : ""
      return GeoNamesDivision(code: fields[0], name: fields[1], id: id)
    }
  }

  /// A list of objects with `code`, `name` and, if it is there, `geonameid`.
  private static func list(
    _ bytes: [UInt8], _ path: String
  ) throws(CommandError) -> [GeoNamesDivision] {
    var divisions: [GeoNamesDivision] = []
    do throws(JSONFault) {
      var scanner = JSONScanner(bytes, 0..<bytes.count)
      scanner.skipSpace()
      guard scanner.accept("[") else { return [] }
      if scanner.accept("]") { return [] }
      repeat {
        var texts: [String: String] = [:]
        scanner.skipSpace()
        try scanner.forEachMember { scanner, key throws(JSONFault) in
          let name = String(decoding: scanner.text(at: key), as: UTF8.self)
          scanner.skipSpace()
          let isString = scanner.peek == UInt8(ascii: "\"")
          let value = try scanner.skipValue()
          let text = isString ? value.lowerBound + 1..<value.upperBound - 1 : value
          texts[name] = String(decoding: scanner.text(at: text), as: UTF8.self)
        }
        divisions.append(
          GeoNamesDivision(
            code: texts["code"] ?? "", name: texts["name"] ?? "", id: texts["geonameid"] ?? ""))
      } while scanner.accept(",")
      guard scanner.accept("]") else { throw scanner.fault("expected ']', found \(scanner.found)") }
    } catch {
      throw CommandError(
        message: "sitrep: \(path): not JSON: byte \(error.offset + 1): \(error.reason); give a "
          + "list of objects with code and name", exitCode: .wrongUsage)
    }
    return divisions
  }
}
