/// The files that stages are built from at every start: all but the entity lexicons and the
/// lists of words, which have columns of their own. Read from their files, or from a pack.
struct KnowledgeFiles: Sendable {
  /// By path below `Lexicons` or `Models`: `numbers.tsv`, `sentences.tsv`.
  private(set) var tables: [String: LexiconTable] = [:]
  /// By path below `Models`: `frames/deployed-to.yaml`; sorted.
  private(set) var models: [(name: String, file: YAMLFile)] = []
  private var sources: [(name: String, file: ResourceFile)] = []

  init() {}

  mutating func add(_ table: LexiconTable, from file: ResourceFile) {
    let isModel = file.path.split(separator: "/").contains("Models")
    let name = ResourceFile.name(of: file.path, below: isModel ? "Models" : "Lexicons")
    tables[name] = table
    sources.append((name, file))
  }

  /// The table of a name; that it is missing becomes a fault.
  func required(_ name: String, _ faults: inout [ResourceFault]) -> LexiconTable {
    if let table = tables[name] { return table }
    let path = "Lexicons/\(name)"
    faults.append(
      ResourceFault(path, "the file is missing", remedy: "put it back, or reinstall Sitrep"))
    return LexiconTable(ResourceFile(path: path, bytes: []), faults: &faults)
  }

  mutating func add(_ file: YAMLFile) {
    models.append((ResourceFile.name(of: file.path, below: "Models"), file))
  }
}

// MARK: - In a pack

extension KnowledgeFiles {
  /// Tables as they were written, since they are read fast enough; models as trees.
  func write(to pack: inout PackWriter, besides others: Set<String>) {
    var packed = PackedBytes()
    let sources = sources.filter { !others.contains($0.name) }
    packed.append(UInt32(sources.count))
    for source in sources {
      packed.append(source.file.path)
      packed.append(source.file.bytes)
    }
    packed.append(UInt32(models.count))
    for model in models { model.file.write(to: &packed) }
    pack.add("knowledge", Column(packed.bytes))
  }

  init(_ pack: PackFile) throws(PackError) {
    var packed = PackedBytes.Reader(try pack.column("knowledge"))
    let corrupt = PackError(pack.name, .corrupt("knowledge"))
    var faults: [ResourceFault] = []
    guard let tables = packed.number() else { throw corrupt }
    for _ in 0..<tables {
      guard let path = packed.text(), let bytes = packed.run() else { throw corrupt }
      let file = ResourceFile(path: path, bytes: Array(bytes))
      add(LexiconTable(file, faults: &faults), from: file)
    }
    guard let models = packed.number(), faults.isEmpty else { throw corrupt }
    for _ in 0..<models {
      guard let file = YAMLFile(&packed) else { throw corrupt }
      add(file)
    }
  }
}
