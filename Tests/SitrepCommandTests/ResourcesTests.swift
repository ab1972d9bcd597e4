import Sitrep
import SystemPackage
import Testing

@testable import SitrepCommand

@Suite struct ResourcesTests {
  @Test("finds the folder beside the program, shared, or above it")
  func findsFolder() throws {
    let folder = try TemporaryFolder()
    for home in ["beside/bin", "prefix/share/sitrep", "project"] {
      try folder.write("\(home)/Lexicons/a.tsv", "")
      try folder.write("\(home)/Models/b.yaml", "")
    }
    #expect(find(folder("beside/bin")) == folder("beside/bin"))
    #expect(find(folder("prefix/bin")) == folder("prefix/share/sitrep"))
    #expect(find(folder("project/.build/debug")) == folder("project"))
    #expect(find(folder("elsewhere/bin")) == nil)
  }

  @Test("reads what is data, sorted, and leaves the rest")
  func readsFiles() throws {
    let folder = try TemporaryFolder()
    for name in [
      "Lexicons/b.tsv", "Lexicons/a/z.tsv", "Lexicons/README.md", "Models/x.yaml",
      "Models/.x.yaml.swp", "Models/y.yml", "other.tsv",
    ] { try folder.write(name, name) }
    let resources = try Resources(folder: folder.path)
    #expect(
      resources.files.map(\.path)
        == ["Lexicons/a/z.tsv", "Lexicons/b.tsv", "Models/x.yaml", "Models/y.yml"])
    #expect(resources.files.allSatisfy { String(decoding: $0.bytes, as: UTF8.self) == $0.path })
  }

  /// The same as: (cd DIR && sha256sum Lexicons/a.tsv Models/b.yaml) | sha256sum
  @Test("the checksum is what sha256sum makes of the files")
  func checksum() throws {
    let folder = try TemporaryFolder()
    try folder.write("Lexicons/a.tsv", "abc")
    try folder.write("Models/b.yaml", "")
    let resources = try Resources(folder: folder.path)
    #expect(
      Resources.checksum(of: resources.listing)
        == "436cbbc507c3990b38dd1e99f389a8e3885bef6390068d8d06fec3b4fcda36e7")
  }

  @Test("every file that ships says its licence, and a pack of them says the same")
  func tellsLicences() throws {
    let resources = try Resources(folder: SharedEngine.folder)
    let silent = resources.files.filter { $0.licence?.isEmpty ?? true }.map(\.path)
    #expect(silent.isEmpty)
    let folder = try TemporaryFolder()
    let run = try Program.run(["compile", "--output", folder("a.pack")])
    #expect(run.exitCode == 0)
    let pack = try Engine(pack: folder("a.pack"))
    #expect(pack.origin.licences == resources.licences)
    #expect(pack.origin.listing == resources.listing)
    #expect(resources.licences.contains("GeoNames, geonames.org, CC BY 4.0"))
  }

  /// A header, and the licence in it.
  @Test(
    "reads the licence off a header",
    arguments: [
      ("# a\n# licence: CC0-1.0\r\nx", "CC0-1.0"), ("# licence:\n", ""), ("x\n# licence: y\n", nil),
      ("", nil), ("# licences: y", nil),
    ] as [(String, String?)])
  func readsLicence(_ text: String, _ expected: String?) {
    #expect(ResourceFile(path: "x.tsv", bytes: Array(text.utf8)).licence == expected)
  }

  @Test("a pack is found, unless what it was made from has changed since")
  func findsPack() async throws {
    let folder = try TemporaryFolder()
    func write(_ name: String) async throws -> String {
      // The times of files go by ticks of some milliseconds.
      try await Task.sleep(for: .milliseconds(30))
      return try folder.write(name, "")
    }
    let program = FilePath(try await write("bin/sitrep"))
    #expect(Resources.findPack(for: program) == nil)
    let pack = try await write("share/sitrep/sitrep.pack")
    #expect(Resources.findPack(for: program) == pack)
    for name in ["Lexicons/a.tsv", "Models/b.yaml"] { _ = try await write("share/sitrep/" + name) }
    #expect(Resources.findPack(for: program) == nil)
    _ = try await write("share/sitrep/sitrep.pack")
    #expect(Resources.findPack(for: program) == pack)
    _ = try await write("share/sitrep/Lexicons/new.tsv")
    #expect(Resources.findPack(for: program) == nil)
    let beside = try await write("bin/sitrep.pack")
    #expect(Resources.findPack(for: program) == beside)
    _ = try await write("bin/sitrep")
    #expect(Resources.findPack(for: program) == nil)
  }

  private func find(_ folder: String) -> String? {
    Resources.find(from: FilePath(folder))
  }
}
