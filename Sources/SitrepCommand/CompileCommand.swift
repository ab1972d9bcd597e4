import ArgumentParser
import Sitrep
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `sitrep compile`: lexicons and models in, a pack out.
struct CompileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile",
    abstract: "Compiles lexicons and models into a pack, which a run starts from at once.",
    discussion: """
      A pack is one file that is mapped into memory: starting does not take longer the more \
      entries there are, and all processes share its memory. It is used without being named \
      where it lies beside the program or in ../share/sitrep from there under the name \
      'sitrep.pack', unless the lexicons and models are there too and have been changed since: \
      then these are read. The same input gives the same bytes.
      """)

  @Option(
    help: ArgumentHelp(
      "The folder that holds 'Lexicons' and 'Models'; looked for like 'extract' does.",
      valueName: "dir"),
    completion: .directory)
  var resources: String?

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where the pack goes.", valueName: "file"),
    completion: .file())
  var output = Resources.packName

  @Option(
    help: ArgumentHelp(
      "Compile nothing, but verify every byte of this pack.", valueName: "file"),
    completion: .file())
  var verify: String?

  func run() throws {
    if let verify { return try Engine.verify(verify) }
    let resources = try Resources(folder: Resources.folder(resources))
    let engine = try Engine(resources)
    let contents = try write(engine.pack, made: resources)
    var report = "\(output): \(resources.files.count) files\n"
    for (name, count, bytes) in contents {
      report += name.padded(to: 22) + "\(count)".padded(to: -12) + "\(bytes) bytes".padded(to: -20)
      report += "\n"
    }
    try OutputSink.standardOutput.write(Array(report.utf8))
  }

  /// Writes the pack beside its place and moves it there when it is whole, so that whoever
  /// has the old one mapped keeps it.
  private func write(
    _ pack: Pack, made resources: Resources
  ) throws -> [(name: String, count: Int, byteCount: Int)] {
    let draft = output + ".new"
    do {
      let file = try FileDescriptor.open(
        FilePath(draft), .writeOnly, options: [.create, .truncate],
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
      defer { try? file.close() }
      let contents = try pack.write(listing: resources.listing, licences: resources.licences) {
        try file.writeAll($0)
      }
      guard rename(draft, output) == 0 else { throw Errno(rawValue: errno) }
      return contents
    } catch {
      unlink(draft)
      throw CommandError(
        message: "sitrep: \(output): cannot be written: \(error); name a file in a folder that is "
          + "there and writable with --output", exitCode: .wrongUsage)
    }
  }
}
