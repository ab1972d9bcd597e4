/// The sentences of a file in CoNLL-U or CoNLL-U Plus.
struct Treebank: Sendable {
  struct Sentence: Sendable {
    /// The `newdoc id` above it, or empty.
    var document: String
    var words: [Word] = []
    /// The words side by side, and where each of them lies.
    private(set) var bytes: [UInt8] = []
    private(set) var spans: [TextSpan] = []

    init(document: String) { self.document = document }

    mutating func append(_ word: Word) {
      words.append(word)
      let start = bytes.count
      bytes.append(contentsOf: word.form.utf8)
      spans.append(TextSpan(start..<bytes.count))
      bytes.append(0x20)
    }
  }

  struct Word: Sendable {
    var form: String
    var lemma: String
    var tag: PartOfSpeech
  }

  private(set) var sentences: [Sentence] = []

  private static let columns = ["ID", "FORM", "LEMMA", "UPOS", "XPOS"]

  /// Reads a whole file.
  ///
  /// - Throws: the first line that is none of such a file.
  init(_ file: ResourceFile) throws(ResourceFault) {
    var places = Array(0..<Self.columns.count)
    var document = ""
    var sentence = Sentence(document: "")
    var number = 0
    for line in file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      let line = Substring(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
      if line.isEmpty {
        if !sentence.words.isEmpty { sentences.append(sentence) }
        sentence = Sentence(document: document)
      } else if line.hasPrefix("# global.columns = ") {
        places = try Self.places(line, file, number)
      } else if line.hasPrefix("# newdoc id = ") {
        document = String(line.dropFirst("# newdoc id = ".count))
        sentence.document = document
      } else if !line.hasPrefix("#") {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard fields.count > places.max()! else {
          throw ResourceFault(
            file.path, line: number, source: String(line), "\(fields.count) columns are too few",
            remedy: "write ID, FORM, LEMMA, UPOS and XPOS, one tab between each two")
        }
        // A written word that stands for several, or a word that is not written.
        if fields[places[0]].contains(where: { $0 == "-" || $0 == "." }) { continue }
        sentence.append(
          Word(
            form: String(fields[places[1]]), lemma: String(fields[places[2]]),
            tag: PartOfSpeech(
              universal: String(fields[places[3]]), penn: String(fields[places[4]]))))
      }
    }
    if !sentence.words.isEmpty { sentences.append(sentence) }
  }

  private static func places(
    _ line: Substring, _ file: ResourceFile, _ number: Int
  ) throws(ResourceFault) -> [Int] {
    let names = line.dropFirst("# global.columns = ".count).split(separator: " ")
    let places = columns.compactMap { column in names.firstIndex { $0 == column } }
    guard places.count == columns.count else {
      throw ResourceFault(
        file.path, line: number, source: String(line), "a column is missing",
        remedy: "name ID, FORM, LEMMA, UPOS and XPOS among them")
    }
    return places
  }

  /// Keeps the sentences of the documents whose id begins with one of the prefixes.
  mutating func keep(documents prefixes: [String]) {
    sentences.removeAll { sentence in
      !prefixes.contains { sentence.document.hasPrefix($0) }
    }
  }
}
