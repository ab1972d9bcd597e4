/// A lexicon, pattern or frame file as the engine is handed it: the engine opens none.
public struct ResourceFile: Sendable {
  /// Its name, relative to the folder that holds `Lexicons` and `Models`; used in messages,
  /// and to cite the entry behind a mention.
  public var path: String
  public var bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    (self.path, self.bytes) = (path, bytes)
  }

  /// What its header gives as its licence; nil where it gives none.
  public var licence: String? {
    if path.hasSuffix(LearnedModels.ending) { return LearnedModels.licence(of: self) }
    let header = bytes.split(separator: 0x0A).lazy.prefix { $0.first == 0x23 }
    let key = "# licence:"
    for line in header where line.starts(with: key.utf8) {
      let text = String(decoding: line.dropFirst(key.utf8.count), as: UTF8.self)
      return String(text.drop { $0 == " " }.prefix { $0 != "\r" })
    }
    return nil
  }

  /// A path below the folder `root`: `…/Lexicons/places/cities.tsv` → `places/cities.tsv`.
  static func name(of path: String, below root: String) -> String {
    let parts = path.split(separator: "/")
    guard let at = parts.firstIndex(where: { $0 == root }) else { return path }
    return parts[(at + 1)...].joined(separator: "/")
  }
}

/// A fault in a lexicon, pattern or frame file, told so that its author can mend it
/// unaided.
public struct ResourceFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// Whether a file can be used all the same.
  public enum Severity: String, Sendable {
    case error, warning
  }

  public var severity = Severity.error
  public var file: String
  /// 1-based; 0 where the fault is of the file as a whole.
  public var line: Int
  /// 1-based, in characters; 0 where no column can be named.
  public var column: Int
  /// What is wrong, in the author's own words.
  public var problem: String
  /// What to do about it.
  public var remedy: String
  /// The line as written; empty where it says nothing.
  public var source: String

  public init(
    _ file: String, line: Int = 0, column: Int = 0, source: String = "", _ problem: String,
    remedy: String
  ) {
    (self.file, self.line, self.column) = (file, line, column)
    (self.problem, self.remedy, self.source) = (problem, remedy, source)
  }

  public var description: String {
    var place = file
    if line > 0 { place += ":\(line)" }
    if column > 0 { place += ":\(column)" }
    var message = "\(place): \(severity.rawValue): \(problem)"
    if !source.isEmpty {
      message += "\n  \(source)"
      if column > 0 {
        // Tabs stay tabs, so that the mark stands below what it marks.
        message += "\n  " + String(source.prefix(column - 1).map { $0 == "\t" ? "\t" : " " }) + "^"
      }
    }
    return message + "\n  remedy: \(remedy)"
  }
}

/// All the faults that loading a set of files has found, in their order.
public struct ResourceError: Error, Equatable, Sendable, CustomStringConvertible {
  public var faults: [ResourceFault]

  public var description: String {
    faults.map(\.description).joined(separator: "\n")
  }
}
