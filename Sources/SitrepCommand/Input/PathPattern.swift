import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A path with wildcards, for shells that do not expand it, or for more files than a command
/// line can hold: `*`, `?` and `[…]` stand for characters of one name, as in fnmatch(3), and
/// `**` for any number of folders.
struct PathPattern {
  /// The folder before the first name with a wildcard, as it was given; empty for the one that
  /// we are in.
  let base: String
  /// The names behind it, with their wildcards.
  private let names: [String]

  /// - Returns: nil where the path has no wildcard.
  init?(_ path: String) {
    guard path.contains(where: { "*?[".contains($0) }) else { return nil }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let first = parts.firstIndex { $0.contains { "*?[".contains($0) } } ?? parts.endIndex
    base = parts[..<first].joined(separator: "/") + (first == 1 && path.hasPrefix("/") ? "/" : "")
    names = parts[first...].filter { !$0.isEmpty }
  }

  /// Whether a path, from the base on, is one that the pattern stands for.
  func matches(_ path: String) -> Bool {
    Self.matches(names[...], path.split(separator: "/").map(String.init)[...])
  }

  /// Whether something below a folder, from the base on, can be one.
  func canMatch(below folder: String) -> Bool {
    let folders = folder.split(separator: "/").map(String.init)
    let fixed = names.firstIndex(of: "**") ?? names.count
    guard fixed == names.count else {
      return Self.areAlike(
        names[..<min(fixed, folders.count)], folders[..<min(fixed, folders.count)])
    }
    return folders.count < names.count && Self.areAlike(names[..<folders.count], folders[...])
  }

  private static func areAlike(_ names: ArraySlice<String>, _ path: ArraySlice<String>) -> Bool {
    zip(names, path).allSatisfy { fnmatch($0, $1, FNM_PERIOD) == 0 }
  }

  private static func matches(_ names: ArraySlice<String>, _ path: ArraySlice<String>) -> Bool {
    guard let name = names.first else { return path.isEmpty }
    if name == "**" {
      return (0...path.count).contains { matches(names.dropFirst(), path.dropFirst($0)) }
    }
    guard let first = path.first, fnmatch(name, first, FNM_PERIOD) == 0 else { return false }
    return matches(names.dropFirst(), path.dropFirst())
  }
}
