/// Everything the stages know, compiled from the files of `Lexicons/` and `Models/`.
///
/// Immutable once made, and shared by all tasks.
public final class Pack: Sendable {
  /// The version of the engine and of the form of its output.
  public static let version = "0.1.0"

  let vocabulary: Vocabulary
  let classes: WordClasses
  let lexicon: Lexicon
  let splitter: SentenceSplitter
  let zones: ZoneFinder
  let patterns: PatternSet
  let quantities: QuantityFinder
  let times: TimeFinder
  let frames: FrameSet
  let modality: ModalityTable
  let cues: CueTable

  /// Compiles the files.
  ///
  /// Tables with an `id` column are entity lexicons, whatever their name; the others, and
  /// the files of `Models/`, are known by theirs.
  ///
  /// - Throws: every fault in every file, not the first alone.
  public init(_ files: [ResourceFile]) throws(ResourceError) {
    var faults: [ResourceFault] = []
    var vocabulary = Vocabulary()
    var classes = WordClasses()
    var lexicon = Lexicon()
    var tables: [String: LexiconTable] = [:]
    let files = files.sorted { $0.path < $1.path }
    for file in files where file.path.hasSuffix(".tsv") {
      let table = LexiconTable(file, faults: &faults)
      if table.index(of: "id") != nil {
        lexicon.add(table, &vocabulary, &classes, faults: &faults)
      } else {
        tables[Self.name(of: file.path, in: "Lexicons")] = table
      }
    }
    Self.addWords(tables, &vocabulary, &classes, &faults)
    cues = CueTable(tables["attribution-cues.tsv"], &vocabulary, &classes, faults: &faults)
    var frames = FrameReader()
    var modality = ModalityTable()
    var patterns: [ResourceFile] = []
    for file in files where file.path.hasSuffix(".yaml") {
      let name = Self.name(of: file.path, in: "Models")
      if name == "modality.yaml" {
        modality.read(file, &vocabulary, &classes, faults: &faults)
      } else if name.hasPrefix("frames/") {
        frames.read(file, &vocabulary, &classes, faults: &faults)
      } else if name.hasPrefix("patterns/") {
        patterns.append(file)
      }
    }
    self.patterns = PatternSet(patterns, vocabulary: &vocabulary, faults: &faults)
    zones = ZoneFinder(tables["boilerplate.tsv"], classes, &vocabulary, faults: &faults)
    var speech = Set(cues.verbs.keys)
    if let table = tables["grammar/speech-verbs.tsv"],
      let columns = table.require(["lemma"], faults: &faults)
    {
      speech.formUnion(table.rows.map { vocabulary.insert($0.fields[columns[0]]) })
    }
    splitter = SentenceSplitter(
      tables["abbreviations.tsv"], classes,
      speechVerbs: classes.forms(of: speech), &vocabulary, faults: &faults)
    func required(_ name: String) -> LexiconTable {
      if let table = tables[name] { return table }
      let path = "Lexicons/\(name)"
      faults.append(
        ResourceFault(path, "the file is missing", remedy: "put it back, or reinstall Sitrep"))
      return LexiconTable(ResourceFile(path: path, bytes: []), faults: &faults)
    }
    quantities = QuantityFinder(
      required("numbers.tsv"), vocabulary: &vocabulary, faults: &faults)
    times = TimeFinder(
      required("calendar.tsv"), numbers: quantities.grammar, vocabulary: &vocabulary,
      faults: &faults)
    self.frames = FrameSet(frames.frames)
    (self.vocabulary, self.classes, self.lexicon) = (vocabulary, classes, lexicon)
    self.modality = modality
    if !faults.isEmpty { throw ResourceError(faults: faults) }
  }

  /// Notes what the words of `grammar/` and the given names can be.
  static func addWords(
    _ tables: [String: LexiconTable], _ vocabulary: inout Vocabulary,
    _ classes: inout WordClasses, _ faults: inout [ResourceFault]
  ) {
    if let table = tables["grammar/function-words.tsv"] {
      classes.addFunctionWords(table, &vocabulary, faults: &faults)
    }
    if let table = tables["grammar/verbs.tsv"] {
      classes.addVerbs(table, &vocabulary, faults: &faults)
    }
    if let table = tables["grammar/nouns.tsv"] {
      classes.addNouns(table, &vocabulary, faults: &faults)
    }
    if let table = tables["grammar/adjectives.tsv"] {
      classes.addWords(table, column: "word", as: .adjective, &vocabulary, faults: &faults)
    }
    if let table = tables["people/given-names.tsv"] {
      classes.addWords(table, column: "name", as: .givenName, &vocabulary, faults: &faults)
    }
  }

  /// The path below the folder `root`: `…/Lexicons/places/cities.tsv` → `places/cities.tsv`.
  static func name(of path: String, in root: String) -> String {
    let parts = path.split(separator: "/")
    guard let at = parts.firstIndex(where: { $0 == root }) else { return path }
    return parts[(at + 1)...].joined(separator: "/")
  }

  /// The paths of the entity lexicons, as they were handed in.
  var files: [String] { lexicon.files }

  /// The row behind a mention.
  func entry(_ id: EntryID) -> LexiconEntry { lexicon[id] }
}
