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
        Left out, a pack or this folder is looked for beside the program, in ../share/sitrep \
        from there, and the folder in every folder above.
        """,
      valueName: "dir"),
    completion: .directory)
  var resources: String?

  @Option(
    help: ArgumentHelp("A pack that 'sitrep compile' made, instead.", valueName: "file"),
    completion: .file())
  var pack: String?

  func validate() throws {
    if pack != nil, resources != nil {
      throw ValidationError("--pack and --resources say two things; give one of them.")
    }
  }

  /// Maps the pack; or finds the files, reads them and compiles them.
  ///
  /// - Parameters:
  ///   - usesLearnedNames: Whether names are found by learned weights too.
  ///   - usesTagger: Whether parts of speech are found.
  func load(
    usesLearnedNames: Bool = true, usesTagger: Bool = true
  ) throws(CommandError) -> Engine {
    if let pack = pack ?? (resources == nil ? Resources.findPack() : nil) {
      return try Engine(pack: pack, usesLearnedNames: usesLearnedNames, usesTagger: usesTagger)
    }
    return try Engine(read(), usesLearnedNames: usesLearnedNames)
  }

  /// Finds the files and reads them.
  func read() throws(CommandError) -> Resources {
    try Resources(folder: Resources.folder(resources))
  }
}

/// What of the models a run uses; shared by the commands that read documents.
struct LearningOptions: ParsableArguments {
  @Flag(
    inversion: .prefixedNo,
    help: "Find names by weights that were learned, besides lists and rules.")
  var learned = true
}

/// A pipeline that is ready to run, and what it was made of.
struct Engine: Sendable {
  let pack: Pack
  let pipeline: Pipeline
  /// What it was made of.
  let origin: Origin

  enum Origin: Sendable {
    case files(Resources)
    /// What the pack says of the files that it was compiled from.
    case pack(listing: String, licences: [String])

    /// A line for each file, as `sha256sum` prints them.
    var listing: String {
      switch self {
      case .files(let resources): resources.listing
      case .pack(let listing, _): listing
      }
    }

    /// The licences of the files, in the order of their lines; empty where one says none.
    var licences: [String] {
      switch self {
      case .files(let resources): resources.licences
      case .pack(_, let licences): licences
      }
    }
  }

  init(_ resources: Resources, usesLearnedNames: Bool = true) throws(CommandError) {
    do throws(ResourceError) {
      pack = try Pack(resources.files)
    } catch {
      let count = error.faults.count == 1 ? "one fault" : "\(error.faults.count) faults"
      throw CommandError(
        message: "\(error)\nsitrep: \(count) in the lexicons and models of \(resources.folder)",
        exitCode: .badResources)
    }
    pipeline = Pipeline(pack, usesLearnedNames: usesLearnedNames)
    origin = .files(resources)
  }

  init(
    pack path: String, usesLearnedNames: Bool = true, usesTagger: Bool = true
  ) throws(CommandError) {
    let file = try Self.map(path)
    do throws(PackError) {
      pack = try Pack(name: path, file.bytes, owner: file, usesTagger: usesTagger)
    } catch {
      throw CommandError(message: "sitrep: \(error)", exitCode: .badResources)
    }
    pipeline = Pipeline(pack, usesLearnedNames: usesLearnedNames)
    origin = .pack(listing: pack.listing, licences: pack.licences)
  }

  /// - Throws: where a byte of the pack is not what was written.
  static func verify(_ path: String) throws(CommandError) {
    let file = try map(path)
    do throws(PackError) {
      try Pack.verify(name: path, file.bytes, owner: file)
    } catch {
      throw CommandError(message: "sitrep: \(error)", exitCode: .badResources)
    }
  }

  private static func map(_ path: String) throws(CommandError) -> MappedFile {
    do throws(Errno) {
      return try MappedFile(path)
    } catch {
      throw CommandError(
        message: "sitrep: \(path): the pack cannot be read: \(error); name one that 'sitrep "
          + "compile' made", exitCode: .badResources)
    }
  }
}

/// The lexicon, pattern and frame files of a folder.
struct Resources: Sendable {
  static let folders = ["Lexicons", "Models"]
  static let endings: Set = ["tsv", "yaml", "yml", "weights"]

  let folder: String
  /// Sorted by the bytes of their paths.
  let files: [ResourceFile]

  /// Reads every `.tsv`, `.yaml`, `.yml` and `.weights` file below the two folders, hidden
  /// ones aside.
  init(folder: String) throws(CommandError) {
    var files: [ResourceFile] = []
    for name in Self.folders {
      try Self.read(name, in: folder, into: &files)
    }
    self.folder = folder
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// A line for each file, as `sha256sum` prints them, sorted by path.
  var listing: String {
    files.map { "\(SHA256.hash(data: $0.bytes).hexadecimal)  \($0.path)\n" }.joined()
  }

  /// The licence of each file, empty for one that does not say it.
  var licences: [String] { files.map { $0.licence ?? "" } }

  /// What tells one listing from another: its SHA-256, so that it can be had without Sitrep.
  static func checksum(of listing: String) -> String {
    SHA256.hash(data: Array(listing.utf8)).hexadecimal
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
  static let packName = "sitrep.pack"

  /// The folder that the user names, or the one that is found.
  static func folder(_ named: String?) throws(CommandError) -> String {
    if let folder = named ?? find() { return folder }
    throw CommandError(
      message: "sitrep: no pack and no folder with 'Lexicons' and 'Models' found beside the "
        + "program or above it; name one with --pack or --resources", exitCode: .badResources)
  }

  /// The folder that holds both, looked for from where the program lies.
  static func find() -> String? {
    executable.flatMap { find(from: FilePath($0).removingLastComponent()) }
  }

  static func find(from start: FilePath) -> String? {
    for folder in [start, shared(from: start)] where holdsBoth(folder) { return folder.string }
    var folder = start
    while folder.removeLastComponent() {
      if holdsBoth(folder) { return folder.string }
    }
    return nil
  }

  /// A pack beside the program or shared with it, if nothing of what it was made from has been
  /// changed since, as far as that is there.
  static func findPack() -> String? {
    executable.flatMap { findPack(for: FilePath($0)) }
  }

  static func findPack(for program: FilePath) -> String? {
    let start = program.removingLastComponent()
    for folder in [start, shared(from: start)] {
      let pack = folder.appending(packName)
      guard let made = try? pack.stat(), made.type == .regular else { continue }
      guard let sources = find(from: start) else { return pack.string }
      let time = Moment(made)
      let isNewer =
        isOlder(program, than: time)
        && folders.allSatisfy { isOlder(FilePath(sources).appending($0), than: time) }
      return isNewer ? pack.string : nil
    }
    return nil
  }

  /// When a file was last changed, its name and its other attributes included: unlike the time
  /// of its contents nothing sets this back.
  private struct Moment: Comparable {
    let seconds: Int
    let nanoseconds: Int

    init(_ status: Stat) {
      (seconds, nanoseconds) = (Int(status.st_ctim.tv_sec), Int(status.st_ctim.tv_nsec))
    }

    static func < (one: Moment, other: Moment) -> Bool {
      (one.seconds, one.nanoseconds) < (other.seconds, other.nanoseconds)
    }
  }

  /// Whether a file, or a folder and all in it, was last changed before.
  private static func isOlder(_ path: FilePath, than time: Moment) -> Bool {
    guard let status = try? path.stat(), Moment(status) < time else { return false }
    guard status.type == .directory else { return true }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path.string) else {
      return false
    }
    return names.allSatisfy { $0.hasPrefix(".") || isOlder(path.appending($0), than: time) }
  }

  private static func shared(from start: FilePath) -> FilePath {
    start.removingLastComponent().appending("share").appending("sitrep")
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
