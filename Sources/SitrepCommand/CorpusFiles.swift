import FoundationEssentials
import SitrepEvaluation
import SystemPackage

extension CorpusFormat {
  /// The file, or those of a folder whose names end as those of the format do, sorted.
  func files(at path: String) throws(CommandError) -> [CorpusFile] {
    guard Self.isFolder(path) else { return [try file(path)] }
    let fitting = Self.names(in: path).filter { endings.contains(Self.ending($0)) }
    guard !fitting.isEmpty else {
      let endings = endings.map { "." + $0 }.joined(separator: ", ")
      throw CommandError(
        message: "sitrep: \(path): no file of the format '\(rawValue)' in this folder; "
          + "their names end in \(endings)", exitCode: .someFailed)
    }
    var files: [CorpusFile] = []
    for name in fitting { files.append(try file("\(path)/\(name)")) }
    return files
  }

  /// Reads and checks the files at `path`.
  func corpus(
    at path: String, counting unit: CorpusUnit = .codePoints
  ) throws(CommandError) -> Corpus {
    let files = try files(at: path)
    return try GoldRun.read { () throws(FileFaults) in
      try Corpus(files, as: self, counting: unit)
    }
  }

  /// The format that names tell, of a file or of those in a folder; Sitrep's where they tell
  /// none. What several tools write as JSON Lines has to be named.
  static func recognized(at path: String) -> CorpusFormat {
    let names = isFolder(path) ? names(in: path) : [path]
    let endings = Set(names.map(ending))
    let telling: [(CorpusFormat, [String])] = [
      (.brat, ["ann"]), (.conllu, ["conllu"]), (.bilou, ["bilou"]), (.bio, ["bio", "iob2", "iob"]),
      (.conll2003, ["conll"]),
    ]
    guard endings.isDisjoint(with: CorpusFormat.sitrep.endings) else { return .sitrep }
    return telling.first { !endings.isDisjoint(with: $0.1) }?.0 ?? .sitrep
  }

  private static func isFolder(_ path: String) -> Bool {
    (try? FilePath(path).stat())?.type == .directory
  }

  /// The files in a folder and in those inside it.
  private static func names(in folder: String) -> [String] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    return names.sorted().filter { !isFolder("\(folder)/\($0)") }
  }

  private static func ending(_ name: String) -> String {
    FilePath(name).extension?.lowercased() ?? ""
  }

  /// A file; of brat with the text beside it, whichever of the two was named.
  private func file(_ path: String) throws(CommandError) -> CorpusFile {
    guard self == .brat else {
      return CorpusFile(name: path, bytes: try FileStream.wholeFile(path))
    }
    var (annotations, text) = (FilePath(path), FilePath(path))
    (annotations.extension, text.extension) = ("ann", "txt")
    let isThere = (try? text.stat()) != nil
    return CorpusFile(
      name: annotations.string, bytes: try FileStream.wholeFile(annotations.string),
      text: isThere ? try FileStream.wholeFile(text.string) : nil)
  }
}
