import ArgumentParser
import FoundationEssentials
import SystemPackage

/// How the documents lie in a file.
enum InputFormat: String, CaseIterable, ExpressibleByArgument {
  /// By the ending of the file; where it has none, as standard input, by its first byte.
  case auto
  /// The whole file is one document.
  case text
  /// The whole file is one page, of which what it shows is read.
  case html
  /// One JSON object a line, one document each.
  case jsonl
  /// Records of a web archive: its pages and texts, one document each.
  case warc
}

/// A file to be read.
struct Input: Equatable, Sendable {
  static let standardInput = "-"

  /// As the user can open it; `-` for standard input.
  var path: String
  /// What its documents are called by: the path as given, or inside a folder the way from
  /// there.
  var name: String

  /// The name without the ending of a compression: what the file is called when it is unpacked.
  var unpackedName: FilePath {
    let path = FilePath(name)
    switch path.extension?.lowercased() {
    case "gz", "zst", "zstd": return path.removingLastComponent().appending(path.stem ?? "")
    case "tgz", "tzst":
      return path.removingLastComponent().appending((path.stem ?? "") + ".tar")
    default: return path
    }
  }

  /// The format that the ending stands for.
  var formatOfEnding: InputFormat? {
    switch unpackedName.extension?.lowercased() {
    case "txt": .text
    case "html", "htm": .html
    case "jsonl", "ndjson": .jsonl
    case "warc", "wet": .warc
    default: nil
    }
  }

  /// Whether the ending is that of an archive of files.
  var isArchive: Bool { unpackedName.extension?.lowercased() == "tar" }
}

/// Goes through the paths that the user named and finds the files to read, one at a time.
///
/// Folders are searched to the bottom, in the order that the whole paths have when they
/// are sorted by bytes, as `find | LC_ALL=C sort` gives it. Hidden files and folders are
/// left out. A link to a folder is not followed inside another one, as ripgrep does: so no
/// circle of links can catch us, and nothing is read twice. Of a path with wildcards, what lies
/// below its first folders is searched in the same way.
struct InputWalker {
  private var paths: ArraySlice<String>
  private var folders: [Folder] = []
  /// Files read so far from the folder that the user named.
  private var found = 0
  /// The path that the user named, folder or pattern.
  private var named = ""
  /// Files inside folders that were left alone for their ending, or because they are no
  /// files.
  private(set) var passedOver = 0

  private struct Folder {
    let path: String
    /// The way from the folder that the user named, empty or with a stroke at its end.
    let prefix: String
    /// What is still to be visited, the next one last.
    var entries: [Entry]
    /// What is looked for, where the user named no folder but a pattern.
    var pattern: PathPattern?
  }

  private struct Entry {
    let name: String
    let type: FileType

    /// Sorts as the paths do that it leads to: those of a folder go on with a stroke.
    var sortKey: String { type == .directory ? name + "/" : name }
  }

  init(_ paths: [String]) {
    self.paths = paths[...]
  }

  /// The next file, or what is wrong with the next path; nil at the end.
  mutating func next() -> Result<Input, Failure>? {
    while true {
      while !folders.isEmpty {
        if let result = visit() { return result }
      }
      guard let path = paths.popFirst() else { return nil }
      if let result = begin(path) { return result }
    }
  }

  private mutating func begin(_ path: String) -> Result<Input, Failure>? {
    if path == Input.standardInput { return .success(Input(path: path, name: path)) }
    do throws(Errno) {
      guard try FilePath(path).stat().type == .directory else {
        return .success(Input(path: path, name: path))
      }
    } catch {
      guard error == .noSuchFileOrDirectory, let pattern = PathPattern(path) else {
        return .failure(Failure(path: path, error))
      }
      (found, named) = (0, path)
      return enter(pattern.base.isEmpty ? "." : pattern.base, prefix: "", pattern)
    }
    (found, named) = (0, path)
    return enter(path, prefix: "")
  }

  /// Visits the next entry of the innermost folder, or leaves it.
  private mutating func visit() -> Result<Input, Failure>? {
    let folder = folders[folders.count - 1]
    guard let entry = folders[folders.count - 1].entries.popLast() else { return leave() }
    let path = Self.join(folder.path, entry.name)
    let input = Input(path: path, name: folder.prefix + entry.name)
    if let pattern = folder.pattern { return visit(entry, input, pattern) }
    if entry.type == .directory { return enter(path, prefix: input.name + "/") }
    guard entry.type == .regular, input.formatOfEnding != nil || input.isArchive else {
      passedOver += 1
      return nil
    }
    found += 1
    return .success(input)
  }

  /// What a pattern stands for counts as named: files whatever their ending, and folders whole.
  private mutating func visit(
    _ entry: Entry, _ input: Input, _ pattern: PathPattern
  ) -> Result<Input, Failure>? {
    let path = pattern.base.isEmpty ? input.name : Self.join(pattern.base, input.name)
    if entry.type == .directory {
      if pattern.matches(input.name) { return enter(path, prefix: path + "/") }
      guard pattern.canMatch(below: input.name) else { return nil }
      return enter(path, prefix: input.name + "/", pattern)
    }
    guard entry.type == .regular, pattern.matches(input.name) else { return nil }
    found += 1
    return .success(Input(path: path, name: path))
  }

  private mutating func leave() -> Result<Input, Failure>? {
    let folder = folders.removeLast()
    guard folders.isEmpty, found == 0 else { return nil }
    guard folder.pattern == nil else {
      return .failure(
        Failure(
          path: named, kind: .unreadable, reason: "no file has a name like this",
          remedy: "check the pattern; it is one for names, with ** for folders"))
    }
    return .failure(
      Failure(
        path: folder.path, kind: .unreadable, reason: "no text in this folder",
        remedy: "it needs files that end in \(Self.endings); name others one by one"))
  }

  /// The endings of what is read in folders, for messages.
  static let endings =
    ".txt, .html, .jsonl, .ndjson, .warc, .wet or .tar, or in one of these and .gz or .zst"

  private mutating func enter(
    _ path: String, prefix: String, _ pattern: PathPattern? = nil
  ) -> Result<Input, Failure>? {
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: path)
      let entries = names.filter { !$0.hasPrefix(".") }.map { Self.entry($0, in: path) }
        .sorted { $1.sortKey.utf8.lexicographicallyPrecedes($0.sortKey.utf8) }
      folders.append(Folder(path: path, prefix: prefix, entries: entries, pattern: pattern))
      return nil
    } catch {
      // An unreadable folder must not be told of as an empty one as well.
      found += 1
      // The folder before a wildcard may not even be there.
      do throws(Errno) {
        _ = try FilePath(path).stat()
      } catch {
        return .failure(Failure(path: path, error))
      }
      return .failure(
        Failure(
          path: path, kind: .unreadable, reason: "this folder cannot be read",
          remedy: "make it readable, or leave it out"))
    }
  }

  /// A link counts as the file it leads to, one that leads nowhere too, so that reading it
  /// tells why; one to a folder counts as neither.
  private static func entry(_ name: String, in folder: String) -> Entry {
    let path = FilePath(join(folder, name))
    let own = (try? path.stat(followTargetSymlink: false))?.type ?? .regular
    guard own == .symbolicLink else { return Entry(name: name, type: own) }
    let target = (try? path.stat())?.type ?? .regular
    return Entry(name: name, type: target == .regular ? .regular : .symbolicLink)
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }
}
