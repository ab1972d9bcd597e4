/// What was learned from annotated text: the files `Models/*.weights`.
struct LearnedModels: Sendable {
  let clusters: WordClusters
  /// Nil where there are no weights for it.
  let tagger: PartOfSpeechTagger?
  /// Nil where there are no weights for it.
  let names: NameRecognizer?

  /// Reads the files that end in `.weights`; one that is damaged becomes a fault.
  init(_ files: [ResourceFile], faults: inout [ResourceFault]) {
    var clusters = WordClusters.none
    var tagger: TaggerModel?
    var names: NameRecognizer?
    for file in files where file.path.hasSuffix(Self.ending) {
      do throws(PackError) {
        let pack = try Self.open(file)
        if pack.has("clusters.brown.starts") { clusters = try WordClusters(pack) }
        if pack.has("tagger.labels") { tagger = try TaggerModel(pack) }
        if pack.has("names.labels") { names = try NameRecognizer(pack) }
      } catch {
        faults.append(
          ResourceFault(
            file.path, "these weights are damaged, or of another version",
            remedy: "put back the file that came with Sitrep, or train it anew"))
      }
    }
    (self.clusters, self.names) = (clusters, names)
    self.tagger = tagger.map { PartOfSpeechTagger($0, clusters) }
  }

  static let ending = ".weights"

  /// Of files of weights: raised with every change of what they hold.
  private static let version = "weights/1"

  private static func open(_ file: ResourceFile) throws(PackError) -> PackFile {
    let memory = Memory(file.bytes)
    return try PackFile(
      name: file.path, memory.column.bytes, owner: memory, version: Self.version)
  }

  /// What a file of weights says of its licence.
  static func licence(of file: ResourceFile) -> String? {
    (try? open(file).lines("licence"))?.first
  }

  /// A file of weights.
  static func file(_ add: (inout PackWriter) -> Void) -> [UInt8] {
    var writer = PackWriter()
    writer.add("licence", lines: ["what that of the texts asks for; see the card"])
    add(&writer)
    var bytes: [UInt8] = []
    writer.write(version: version) { bytes += $0 }
    return bytes
  }

  /// Keeps the bytes of a file where they are, aligned.
  private final class Memory: Sendable {
    let column: Column<UInt8>
    init(_ bytes: [UInt8]) { column = Column(bytes) }
  }
}

// MARK: - In a pack

extension LearnedModels {
  func write(to pack: inout PackWriter) {
    clusters.write(to: &pack)
    tagger?.write(to: &pack)
    names?.write(to: &pack)
  }

  /// - Parameter usesTagger: Whether the tagger is opened, half of a shipped pack.
  init(_ pack: PackFile, usesTagger: Bool) throws(PackError) {
    clusters = try WordClusters(pack)
    tagger = usesTagger && pack.has("tagger.labels") ? try PartOfSpeechTagger(pack, clusters) : nil
    names = pack.has("names.labels") ? try NameRecognizer(pack) : nil
  }
}
