import ArgumentParser
import Crypto
import FoundationEssentials
import Sitrep
import SystemPackage

/// Which lexicons and models a run uses; shared by all commands that need them.
struct ResourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder that holds 'Lexicons' and 'Models'.",
      discussion: """
        Left out, it is looked for beside the program, in ../share/sitrep from there, and in \
        every folder above.
        """,
      valueName: "dir"),
    completion: .directory)
  var resources: String?

  /// Finds the files, reads them and compiles the pack.
  func load() throws(CommandError) -> Engine { try Engine(read()) }

  /// Finds the files and reads them.
  func read() throws(CommandError) -> Resources {
    guard let folder = resources ?? Resources.find() else {
      throw CommandError(
        message: "sitrep: no folder with 'Lexicons' and 'Models' found beside the program or above "
          + "it; name it with --resources", exitCode: .badResources)
    }
    return try Resources(folder: folder)
  }
}

/// A pipeline that is ready to run, and what it was made of.
struct Engine: Sendable {
  let pack: Pack
  let pipeline: Pipeline
  let resources: Resources

  init(_ resources: Resources) throws(CommandError) {
    do throws(ResourceError) {
      pack = try Pack(resources.files)
    } catch {
      let count = error.faults.count == 1 ? "one fault" : "\(error.faults.count) faults"
      throw CommandError(
        message: "\(error)\nsitrep: \(count) in the lexicons and models of \(resources.folder)",
        exitCode: .badResources)
    }
    pipeline = Pipeline(pack)
    self.resources = resources
  }
}

/// The lexicon, pattern and frame files of a folder.
struct Resources: Sendable {
  static let folders = ["Lexicons", "Models"]
  static let endings: Set = ["tsv", "yaml", "yml"]

  let folder: String
  /// Sorted by the bytes of their paths.
  let files: [ResourceFile]

  /// Reads every `.tsv`, `.yaml` and `.yml` file below the two folders, hidden ones aside.
  init(folder: String) throws(CommandError) {
    var files: [ResourceFile] = []
    for name in Self.folders {
      try Self.read(name, in: folder, into: &files)
    }
    self.folder = folder
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// What tells one set of files from another: the SHA-256 of what `sha256sum` prints for
  /// them, sorted by path, so that it can be had without Sitrep.
  var checksum: String {
    var hash = SHA256()
    for file in files {
      let line = "\(SHA256.hash(data: file.bytes).hexadecimal)  \(file.path)\n"
      hash.update(data: Array(line.utf8))
    }
    return hash.finalize().hexadecimal
  }

  private static func read(
    _ path: String, in folder: String, into files: inout [ResourceFile]
  ) throws(CommandError) {
    let whole = "\(folder)/\(path)"
    do {
      guard try FilePath(whole).stat().type == .directory else {
        if endings.contains(FilePath(path).extension ?? "") {
          files.append(ResourceFile(path: path, bytes: try FileStream.contents(of: whole)))
        }
        return
      }
      for name in try FileManager.default.contentsOfDirectory(atPath: whole)
      where !name.hasPrefix(".") {
        try read("\(path)/\(name)", in: folder, into: &files)
      }
    } catch let error as CommandError {
      throw error
    } catch {
      throw CommandError(
        message: "sitrep: \(whole): \(error); --resources names the folder that holds 'Lexicons' "
          + "and 'Models'", exitCode: .badResources)
    }
  }
}

// MARK: - Finding

extension Resources {
  /// The folder that holds both, looked for from where the program lies.
  static func find() -> String? {
    executable.flatMap { find(from: FilePath($0).removingLastComponent()) }
  }

  static func find(from start: FilePath) -> String? {
    let shared = start.removingLastComponent().appending("share").appending("sitrep")
    if holdsBoth(start) { return start.string }
    if holdsBoth(shared) { return shared.string }
    var folder = start
    while folder.removeLastComponent() {
      if holdsBoth(folder) { return folder.string }
    }
    return nil
  }

  private static func holdsBoth(_ folder: FilePath) -> Bool {
    folders.allSatisfy { (try? folder.appending($0).stat())?.type == .directory }
  }

  /// The file that is running, links resolved.
  private static var executable: String? {
    #if os(Linux)
      return try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    #else
      return CommandLine.arguments.first.map {
        URL(filePath: $0).resolvingSymlinksInPath().path
      }
    #endif
  }
}
