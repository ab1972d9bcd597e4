/// The stages that are built from small files at every start. From a pack this changes no
/// word: what they insert is in its vocabulary already.
struct Stages {
  private(set) var splitter: SentenceSplitter
  private(set) var zones: ZoneFinder
  let patterns: PatternSet
  let numbers: NumberFinder
  let quantities: QuantityFinder
  let times: TimeFinder
  let frames: FrameSet
  let modality: ModalityTable
  let cues: CueTable
  let confidence: ConfidenceTable
  let anaphoricNouns: AnaphoricNouns
  /// Verbs with which the name of a country means its government, by dictionary form.
  let governmentVerbs: Set<WordID>

  init(
    _ files: KnowledgeFiles, _ units: UnitTable, _ words: inout Words,
    _ faults: inout [ResourceFault]
  ) {
    let tables = files.tables
    cues = CueTable(
      tables["attribution-cues.tsv"], &words.vocabulary, &words.classes, faults: &faults)
    confidence = ConfidenceTable(tables["confidence.tsv"], faults: &faults)
    anaphoricNouns = AnaphoricNouns(
      tables["grammar/anaphoric-nouns.tsv"], &words.vocabulary, faults: &faults)
    var governmentVerbs = Set(cues.verbs.keys)
    if let table = tables["grammar/government-verbs.tsv"],
      let columns = table.require(["lemma"], faults: &faults)
    {
      for row in table.rows {
        words.classes.addVerb(String(row.fields[columns[0]]), &words.vocabulary)
        governmentVerbs.insert(words.vocabulary.insert(row.fields[columns[0]]))
      }
    }
    self.governmentVerbs = governmentVerbs
    var (frames, modality) = (FrameReader(), ModalityTable())
    var (frameFiles, patterns): ([YAMLFile], [YAMLFile]) = ([], [])
    for (name, file) in files.models {
      if name == "modality.yaml" {
        modality.read(file, &words.vocabulary, &words.classes, faults: &faults)
      } else if name.hasPrefix("frames/") {
        frameFiles.append(file)
      } else if name.hasPrefix("patterns/") {
        patterns.append(file)
      }
    }
    frames.read(frameFiles, &words.vocabulary, &words.classes, faults: &faults)
    (self.frames, self.modality) = (FrameSet(frames.frames), modality)
    self.patterns = PatternSet(patterns, vocabulary: &words.vocabulary, faults: &faults)
    zones = ZoneFinder(
      tables["boilerplate.tsv"], words.classes, &words.vocabulary, faults: &faults)
    var speech = Set(cues.verbs.keys)
    if let table = tables["grammar/speech-verbs.tsv"],
      let columns = table.require(["lemma"], faults: &faults)
    {
      speech.formUnion(table.rows.map { words.vocabulary.insert($0.fields[columns[0]]) })
    }
    splitter = SentenceSplitter(
      tables["abbreviations.tsv"], markers: tables["list-markers.tsv"],
      model: tables["sentences.tsv"], words.classes,
      speechVerbs: words.classes.forms(of: speech), &words.vocabulary, faults: &faults)
    quantities = QuantityFinder(
      files.required("numbers.tsv", &faults), units, vocabulary: &words.vocabulary, faults: &faults)
    numbers = NumberFinder(quantities.grammar)
    times = TimeFinder(
      files.required("calendar.tsv", &faults), holidays: files.required("holidays.tsv", &faults),
      numbers: quantities.grammar, units: units,
      vocabulary: &words.vocabulary, faults: &faults)
  }

  /// Hands over the entities, and the classes once the words of all entities have theirs.
  mutating func complete(_ classes: WordClasses, _ lexicon: Lexicon) {
    splitter = SentenceSplitter(splitter, classes)
    zones = ZoneFinder(zones, classes, lexicon)
  }
}
