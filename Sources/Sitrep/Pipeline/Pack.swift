/// Everything the stages know, compiled from the files of `Lexicons/` and `Models/`, or read
/// from a pack that was compiled before.
///
/// Immutable once made, and shared by all tasks.
public final class Pack: Sendable {
  /// The version of the engine and of the form of its output.
  public static let version = "0.1.0"
  /// The version, and the number of what the sections of a pack hold and how, which is raised
  /// with every change of either. At most 16 bytes.
  static let stamp = "\(version)/5"

  let vocabulary: Vocabulary
  let classes: WordClasses
  let lexicon: Lexicon
  let units: UnitTable
  let stages: Stages
  let learned: LearnedModels
  let lemmatizer: Lemmatizer
  /// What the pack was compiled from: a line for each file, as `sha256sum` prints them; empty
  /// where it was not read from a pack.
  public let listing: String
  /// The licences of these files, in their order; empty for one that does not say its own.
  public let licences: [String]

  private let knowledge: KnowledgeFiles

  /// Compiles the files.
  ///
  /// Tables with an `id` column are entity lexicons, whatever their name; the others, and
  /// the files of `Models/`, are known by theirs.
  ///
  /// - Throws: every fault in every file, not the first alone.
  public convenience init(_ files: [ResourceFile]) throws(ResourceError) {
    var faults: [ResourceFault] = []
    var words = Words()
    var knowledge = KnowledgeFiles()
    var entities: [LexiconTable] = []
    for file in files.sorted(by: { $0.path < $1.path }) {
      if file.path.hasSuffix(".tsv") {
        let table = LexiconTable(file, faults: &faults)
        if table.index(of: "id") != nil {
          entities.append(table)
        } else {
          knowledge.add(table, from: file)
        }
      } else if file.path.hasSuffix(".yaml") {
        knowledge.add(YAMLFile(file))
      }
    }
    words.add(knowledge.tables, &faults)
    let units = UnitTable(
      units: knowledge.required("units.tsv", &faults),
      currencies: knowledge.required("currencies.tsv", &faults), &words.vocabulary,
      faults: &faults)
    var stages = Stages(knowledge, units, &words, &faults)
    // Entities last, so that the words that stages know by number have low ones.
    var lexicon = LexiconBuilder()
    for table in entities { lexicon.addNominals(table, &words.vocabulary, &words.classes) }
    let firstOfNames = words.vocabulary.count
    for table in entities {
      lexicon.add(table, &words.vocabulary, &words.classes, faults: &faults)
    }
    let learned = LearnedModels(files, faults: &faults)
    if !faults.isEmpty { throw ResourceError(faults: faults) }
    lexicon.renumberWords(from: firstOfNames, &words.vocabulary)
    let finished = lexicon.lexicon
    stages.complete(words.classes, finished)
    self.init(words, finished, units, stages, learned, knowledge, listing: "", licences: [])
  }

  private init(
    _ words: Words, _ lexicon: Lexicon, _ units: UnitTable, _ stages: Stages,
    _ learned: LearnedModels, _ knowledge: KnowledgeFiles, listing: String, licences: [String]
  ) {
    var faults: [ResourceFault] = []
    lemmatizer = Lemmatizer(
      knowledge.tables["grammar/lemmas.tsv"], words.classes, words.vocabulary, faults: &faults)
    self.learned = learned
    (vocabulary, classes, self.lexicon) = (words.vocabulary, words.classes, lexicon)
    (self.units, self.stages, self.knowledge) = (units, stages, knowledge)
    (self.listing, self.licences) = (listing, licences)
  }

  /// The paths of the entity lexicons, as they were handed in.
  var files: [String] { lexicon.files }

  /// The row behind a mention.
  func entry(_ id: EntryID) -> LexiconEntry { lexicon[id] }
}

// MARK: - In a file

extension Pack {
  /// Reads a pack that lies in memory: what grows with the lexicon is left there, what stages
  /// are built from is small.
  ///
  /// - Parameters:
  ///   - name: What it is called in messages.
  ///   - bytes: The whole file, at an address that is a multiple of 16.
  ///   - owner: Keeps the bytes as they are for as long as it lives.
  ///   - usesTagger: Whether parts of speech are wanted: a start without them takes four
  ///     fifths of the time, and damage to what they are found by is not looked for.
  public convenience init(
    name: String, _ bytes: UnsafeRawBufferPointer, owner: AnyObject, usesTagger: Bool = true
  ) throws(PackError) {
    try self.init(try PackFile(name: name, bytes, owner: owner), usesTagger: usesTagger)
  }

  convenience init(_ file: PackFile, usesTagger: Bool = true) throws(PackError) {
    var words = try Words(file)
    let knowledge = try KnowledgeFiles(file)
    let units = try UnitTable(file)
    var faults: [ResourceFault] = []
    var stages = Stages(knowledge, units, &words, &faults)
    guard faults.isEmpty else { throw PackError(file.name, .corrupt("knowledge")) }
    let lexicon = try Lexicon(file)
    stages.complete(words.classes, lexicon)
    self.init(
      words, lexicon, units, stages, try LearnedModels(file, usesTagger: usesTagger),
      knowledge,
      listing: try file.lines("listing").joined(separator: "\n"),
      licences: try file.lines("licences"))
  }

  /// Finds damage in every part of a pack, however large.
  public static func verify(
    name: String, _ bytes: UnsafeRawBufferPointer, owner: AnyObject
  ) throws(PackError) {
    try PackFile(name: name, bytes, owner: owner).verify()
  }

  /// Writes a pack, piece by piece.
  ///
  /// - Parameters:
  ///   - listing: What it was compiled from, as `sha256sum` prints it.
  ///   - licences: Those of these files, in their order.
  /// - Returns: What is in it: names, numbers of elements and bytes.
  @discardableResult
  public func write<Failure: Error>(
    listing: String, licences: [String], to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) -> [(name: String, count: Int, byteCount: Int)] {
    var writer = PackWriter()
    writer.add("listing", Column(listing.utf8))
    writer.add("licences", lines: licences)
    knowledge.write(to: &writer, besides: Words.files.union(UnitTable.files))
    vocabulary.write(to: &writer)
    classes.write(to: &writer)
    units.write(to: &writer)
    learned.write(to: &writer)
    lexicon.write(to: &writer)
    try writer.write(to: sink)
    return writer.contents
  }
}
