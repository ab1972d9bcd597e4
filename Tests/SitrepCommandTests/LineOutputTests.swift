import Foundation
import Testing

@testable import SitrepCommand

@Suite struct LineOutputTests {
  private static let lines = (0..<30_000).map { "{\"n\":\($0 &* 7919 % 100_003)}\n" }

  /// Hands the lines over in some pieces, and gives what lies in the folder then.
  private func written(
    inPieces pieces: Int, _ folder: TemporaryFolder,
    _ open: () throws -> LineOutput
  ) throws -> [String: [UInt8]] {
    var output = try open()
    var next = 0
    while next < Self.lines.count {
      let piece = Self.lines[next..<min(Self.lines.count, next + pieces)]
      try output.write(Array(piece.joined().utf8))
      next += pieces
    }
    try output.finish()
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return try Dictionary(
      uniqueKeysWithValues: names.filter { $0.contains(".") }.map {
        ($0, Array(try Data(contentsOf: URL(filePath: folder($0)))))
      })
  }

  @Test(
    "however lines are handed over, files are the same and hold them",
    arguments: [nil, .gzip, .zstd] as [Compression?])
  func isSteady(_ compression: Compression?) throws {
    var found: [[String: [UInt8]]] = []
    for pieces in [1, 1000, 30_000] {
      let folder = try TemporaryFolder()
      found.append(
        try written(inPieces: pieces, folder) {
          try LineOutput(
            folder: folder.path, partBytes: 100_000, ending: ".jsonl", compression: compression,
            header: Array("head\n".utf8))
        })
    }
    #expect(found[0] == found[1] && found[0] == found[2])
    let parts = found[0].sorted { $0.key < $1.key }
    #expect(parts.count > 3 && parts[0].key.hasPrefix("part-00000.jsonl"))
    let texts = try parts.map { name, bytes in try unpacked(bytes, compression) }
    #expect(texts.allSatisfy { $0.hasPrefix("head\n") && $0.hasSuffix("}\n") })
    #expect(texts.map { $0.dropFirst(5) }.joined() == Self.lines.joined())
    #expect(texts.dropLast().allSatisfy { (100_000..<100_020).contains($0.utf8.count) })
  }

  private func unpacked(_ bytes: [UInt8], _ compression: Compression?) throws -> String {
    guard compression != nil else { return String(decoding: bytes, as: UTF8.self) }
    let folder = try TemporaryFolder()
    let path = try folder.write("x.jsonl", bytes)
    var reader = InputReader([path])
    var text: [UInt8] = []
    while let batch = reader.next() {
      if case .lines(let block) = batch.content { text += block.bytes }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// At any mark, what is behind it is thrown away and written again.
  @Test("goes on at a mark", arguments: [nil, .gzip, .zstd] as [Compression?], [true, false])
  func goesOn(_ compression: Compression?, inParts: Bool) throws {
    let whole = try TemporaryFolder()
    func open(_ folder: TemporaryFolder, _ mark: LineOutput.Mark?) throws -> LineOutput {
      guard inParts else {
        let path = folder("out.jsonl")
        let sink =
          try mark.map { try OutputSink(reopening: path, at: $0.offset) }
          ?? OutputSink(creating: path, inputs: [])
        return LineOutput(sink, compression: compression, at: mark ?? .init())
      }
      return try LineOutput(
        folder: folder.path, partBytes: 70_000, ending: ".jsonl", compression: compression, at: mark
      )
    }
    let expected = try written(inPieces: 500, whole) { try open(whole, nil) }
    let folder = try TemporaryFolder()
    var output = try open(folder, nil)
    var next = 0
    while next < Self.lines.count {
      let mark = output.mark
      try output.write(Array(Self.lines[next..<next + 6000].joined().utf8))
      output = try open(folder, mark)
      try output.write(Array(Self.lines[next..<next + 3000].joined().utf8))
      next += 3000
      if next + 3000 == Self.lines.count {
        try output.write(Array(Self.lines[next...].joined().utf8))
        break
      }
    }
    try output.finish()
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    #expect(Set(names) == Set(expected.keys))
    for (name, bytes) in expected {
      #expect(Array(try Data(contentsOf: URL(filePath: folder(name)))) == bytes)
    }
  }

  @Test("an output without lines is a whole file", arguments: Compression.allCases)
  func writesNothing(_ compression: Compression) throws {
    let folder = try TemporaryFolder()
    var output = LineOutput(
      try OutputSink(creating: folder("out"), inputs: []), compression: compression)
    try output.finish()
    let bytes = Array(try Data(contentsOf: URL(filePath: folder("out"))))
    #expect(Compression(beginning: bytes) == compression)
    #expect(try unpacked(bytes, compression) == "")
  }
}

@Suite struct LineFormTests {
  private let fact =
    #"{"schema":"sitrep-facts/1","id":"r1","document":"a,b","force":"the \"Reds\"","#
    + #""count_low":5,"count_approximate":false,"destination":"Goma","latitude":-1.5,"#
    + #""longitude":29,"sources":[{"source":"X"}],"evidence":"One\nTwo","evidence_start":0}"# + "\n"

  @Test("a row has the columns of the schema, and one line")
  func writesRows() {
    let table = FlatTable(.facts)
    let columns = String(decoding: table.header, as: UTF8.self).dropLast().split(separator: ",")
    #expect(columns.starts(with: ["schema", "id", "document", "date"]))
    let row = String(decoding: table.rows(of: Array((fact + fact).utf8)), as: UTF8.self)
    let lines = row.split(separator: "\n")
    #expect(lines.count == 2 && lines[0] == lines[1])
    #expect(lines[0].hasPrefix(#"sitrep-facts/1,r1,"a,b",,,"the ""Reds""","#))
    #expect(lines[0].contains(#","One Two",0,"#))
    #expect(lines[0].contains(#","[{""source"":""X""}]","#))
  }

  @Test("a feature has the fact, and a point where its place is known")
  func writesFeatures() throws {
    let placeless = #"{"schema":"sitrep-facts/1","id":"r2"}"# + "\n"
    let bytes = GeoFeatures.features(of: Array((fact + placeless).utf8))
    let features = try bytes.split(separator: 0x0A).map {
      try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any] ?? [:]
    }
    #expect(features.map { $0["id"] as? String } == ["r1", "r2"])
    let point = features[0]["geometry"] as? [String: Any]
    #expect(point?["coordinates"] as? [Double] == [29, -1.5])
    #expect(features[1]["geometry"] is NSNull)
    #expect((features[0]["properties"] as? [String: Any])?["destination"] as? String == "Goma")
  }
}
