import Sitrep

/// Lines of facts as features of GeoJSON (RFC 7946), one on each line: a point where the
/// destination is, and the fact as its properties. A fact whose place is not known has no
/// geometry, which is `null`; it is not left out.
///
/// A feature a line and no `FeatureCollection`: lines can be written as they are found, cut into
/// parts, and gone on with, and GDAL, tippecanoe and DuckDB read them. `jq -s` makes one of them.
enum GeoFeatures {
  static func features(of lines: [UInt8]) -> [UInt8] {
    var json = JSONWriter()
    for line in lines.indices.split(whereSeparator: { lines[$0] == 0x0A }) {
      write(lines, line.startIndex..<line.endIndex, to: &json)
    }
    return json.bytes
  }

  private static func write(_ lines: [UInt8], _ line: Range<Int>, to json: inout JSONWriter) {
    var values: [String: Range<Int>] = [:]
    var scanner = JSONScanner(lines, line)
    // It is our own writer that made the line.
    try? scanner.forEachMember { scanner, key throws(JSONFault) in
      let name = String(decoding: scanner.text(at: key), as: UTF8.self)
      values[name] = try scanner.skipValue()
    }
    json.beginObject()
    json.member("type", "Feature")
    if let id = values["id"] {
      json.key("id")
      json.raw(Array(lines[id]))
    }
    json.key("geometry")
    if let longitude = values["longitude"], let latitude = values["latitude"] {
      json.beginObject()
      json.member("type", "Point")
      json.key("coordinates")
      json.beginList()
      json.raw(Array(lines[longitude]))
      json.raw(Array(lines[latitude]))
      json.endList()
      json.endObject()
    } else {
      json.raw(Array("null".utf8))
    }
    json.key("properties")
    json.raw(Array(lines[line]))
    json.endObject()
    json.endLine()
  }
}
