// CoNLL-U. Entities stand in MISC as CorefUD writes them: `Entity=(e1-GPE` on the first word
// of a mention, `Entity=e1)` on its last, `Entity=(e1-GPE)` where it has one; `e1` is the
// cluster. So mentions may nest and cross, which B-, I- and O could not say. `NER=B-GPE`, as
// in treebanks with flat names, is read too, never written.
//
// The text is what the words give with `SpaceAfter=No` and, where the white space is another
// than one blank, UDPipe's `SpacesAfter=\s\n`; sentences stand on a line each where nothing is
// said. Where there is `# text`, it has to agree.
//
// https://universaldependencies.org/format.html, https://ufal.mff.cuni.cz/corefud

extension CorpusReader {
  mutating func readCoNLLU(_ file: CorpusFile) {
    guard let text = text(file.bytes, of: file.name) else { return }
    var builder = CoNLLUDocument(id: file.stem, file: file.name, line: 1)
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = line.hasSuffix("\r") ? line.dropLast() : line
      let place = FileLine(file.name, index + 1)
      if line.isEmpty {
        builder.endSentence(&self)
      } else if line.hasPrefix("#") {
        let parts = line.dropFirst().split(separator: "=", maxSplits: 1)
        let key = parts.first.map(trimmed) ?? ""
        let value = parts.count > 1 ? trimmed(parts[1]) : ""
        if key == "newdoc id" || key == "newdoc" {
          builder.endSentence(&self)
          builder.finish(&self)
          let id = value.isEmpty ? "\(file.stem)-\(index + 1)" : value
          builder = CoNLLUDocument(id: id, file: file.name, line: place.line)
        } else if key == "global.Entity" {
          builder.fields = value.split(separator: "-").map(String.init)
        } else if key == "text" {
          builder.said = (value, place)
        }
      } else {
        builder.read(line, place, &self)
      }
    }
    builder.endSentence(&self)
    builder.finish(&self)
  }

  private func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

/// A document as it is gathered from its lines.
private struct CoNLLUDocument {
  let id: String
  let file: String
  let line: Int
  /// What stands between the hyphens of `Entity=`.
  var fields = ["eid", "etype"]
  /// What `# text` says of the sentence.
  var said: (text: String, place: FileLine)?

  private var scalars: [Unicode.Scalar] = []
  private var mentions: [CorpusDocument.Mention] = []
  private var sentences: [CodePointSpan] = []
  private var tokens: [CodePointSpan] = []
  /// White space owed before the next word; nil where a sentence ends and nothing is said.
  private var gap: String? = ""
  private var sentenceStart: Int?
  /// The words of a token such as *don't* that are still to come, and where it stands.
  private var multiword: (last: Int, span: CodePointSpan)?
  private var open: [(eid: String, type: String, start: Int, place: FileLine)] = []
  private var tags: [(tag: TagScheme.Tag, span: CodePointSpan)] = []

  init(id: String, file: String, line: Int) {
    (self.id, self.file, self.line) = (id, file, line)
  }

  mutating func read(_ line: Substring, _ place: FileLine, _ reader: inout CorpusReader) {
    let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard columns.count == 10, !columns[1].isEmpty else {
      return reader.note(
        "there are \(columns.count) columns",
        "write ten, with a tab between two and '_' where one is empty",
        place)
    }
    let misc = Self.members(columns[9])
    if columns[0].contains(".") {
      if misc["Entity"] != nil { reader.losses.note("entities of words that are not in the text") }
      return
    }
    let range = columns[0].split(separator: "-").map { Int($0) }
    guard let first = range.first, let number = first, range.count <= 2 else {
      return reader.note("'\(columns[0])' is no number of a word", "number the words from 1", place)
    }
    var span: CodePointSpan
    if let whole = multiword, number <= whole.last {
      span = whole.span
    } else {
      span = append(columns[1], misc)
      if range.count == 2, let last = range[1] { multiword = (last, span) }
    }
    if range.count == 2 { return }
    if let value = misc["Entity"] { readEntities(value, span, place, &reader) }
    readTag(misc["NER"], span, place, &reader)
  }

  private mutating func append(_ word: Substring, _ misc: [Substring: String]) -> CodePointSpan {
    if let before = misc["SpacesBefore"] { scalars += Self.unescaped(before).unicodeScalars }
    scalars += (scalars.isEmpty && gap == nil ? "" : gap ?? "\n").unicodeScalars
    let span = CodePointSpan(scalars.count, scalars.count + word.unicodeScalars.count)
    scalars += word.unicodeScalars
    tokens.append(span)
    if sentenceStart == nil { sentenceStart = span.start }
    if let after = misc["SpacesAfter"] {
      gap = Self.unescaped(after)
      isGapSaid = true
    } else {
      gap = misc["SpaceAfter"] == "No" ? "" : " "
      isGapSaid = misc["SpaceAfter"] == "No"
    }
    return span
  }

  /// Whether the file says what white space follows the last word.
  private var isGapSaid = true

  private static func members(_ misc: Substring) -> [Substring: String] {
    var members: [Substring: String] = [:]
    for part in misc.split(separator: "|") {
      let pair = part.split(separator: "=", maxSplits: 1)
      if pair.count == 2 { members[pair[0]] = String(pair[1]) }
    }
    return members
  }

  private static func unescaped(_ spaces: String) -> String {
    spaces.replacing("\\s", with: " ").replacing("\\n", with: "\n")
      .replacing("\\t", with: "\t").replacing("\\r", with: "\r").replacing("\\p", with: "|")
  }

  private mutating func readTag(
    _ written: String?, _ span: CodePointSpan, _ place: FileLine, _ reader: inout CorpusReader
  ) {
    guard let tag = TagScheme.Tag(Substring(written ?? "O"), line: place.line) else {
      return reader.note(
        "'NER=\(written ?? "")' is no tag", "write NER=B-TYPE, NER=I-TYPE or nothing", place)
    }
    // The words of one token have one place: the first of them counts.
    if tags.last?.span == span { return }
    tags.append((tag, span))
  }

  mutating func endSentence(_ reader: inout CorpusReader) {
    guard let start = sentenceStart, let end = tokens.last?.end else { return }
    sentences.append(CodePointSpan(start, end))
    if !isGapSaid { gap = nil }
    for mention in open {
      reader.note(
        "the entity '\(mention.eid)' has no end", "write Entity=\(mention.eid)) on its last word",
        mention.place)
    }
    open = []
    let (chunks, breaks) = TagScheme.iob2.chunks(tags.map(\.tag))
    for broken in breaks { reader.note(broken.what, broken.remedy, FileLine(file, broken.line)) }
    for chunk in chunks {
      append(
        chunk.type, nil, CodePointSpan(tags[chunk.first].span.start, tags[chunk.last].span.end))
    }
    if let said {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[start..<end])
      compare(String(text), with: said.text, at: said.place, &reader)
    }
    (sentenceStart, multiword, tags, said) = (nil, nil, [], nil)
  }

  private func compare(
    _ words: String, with said: String, at place: FileLine, _ reader: inout CorpusReader
  ) {
    if let difference = TextDifference(PassageText(said), PassageText(words)) {
      reader.note(
        "the words do not give '# text': column \(difference.column) has '\(difference.one)', "
          + "the words '\(difference.other)'", "correct '# text', or SpaceAfter=No of the words",
        place)
    }
  }

  private mutating func append(_ type: String, _ cluster: String?, _ span: CodePointSpan) {
    mentions.append(
      .init(id: "", type: type, span: span, cluster: cluster))
  }

  mutating func finish(_ reader: inout CorpusReader) {
    guard !tokens.isEmpty else { return }
    if isGapSaid, let gap { scalars += gap.unicodeScalars }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    var document = CorpusDocument(id: id, text: PassageText(String(text)))
    mentions.sort { ($0.span.start, -$0.span.end) < ($1.span.start, -$1.span.end) }
    for index in mentions.indices { mentions[index].id = "e\(index + 1)" }
    (document.mentions, document.sentences, document.tokens) = (mentions, sentences, tokens)
    reader.append(document, at: FileLine(file, line))
  }
}

// MARK: - Entity=

extension CoNLLUDocument {
  private mutating func readEntities(
    _ value: String, _ span: CodePointSpan, _ place: FileLine, _ reader: inout CorpusReader
  ) {
    // What stands before the first '(' closes mentions; each '(' opens one, and what follows
    // the first ')' behind it closes others.
    let parts = value.split(separator: "(", omittingEmptySubsequences: false)
    close(parts[0], span, place, &reader)
    for part in parts.dropFirst() {
      let end = part.firstIndex(of: ")")
      let names = part[..<(end ?? part.endIndex)].split(
        separator: "-", omittingEmptySubsequences: false)
      let named = Dictionary(
        zip(fields, names.map { PercentCode.decoded($0) }), uniquingKeysWith: { one, _ in one })
      guard let eid = named["eid"], !eid.isEmpty, !eid.contains("[") else {
        if named["eid"]?.contains("[") == true {
          reader.losses.note("parts of entities in several pieces")
        } else {
          reader.note("'Entity=\(value)' names no entity", "write Entity=(e1-TYPE", place)
        }
        continue
      }
      let type = named["etype"] ?? ""
      if let end {
        append(type, Self.cluster(eid), span)
        close(part[part.index(after: end)...], span, place, &reader)
      } else {
        open.append((eid, type, span.start, place))
      }
    }
  }

  private mutating func close(
    _ closings: Substring, _ span: CodePointSpan, _ place: FileLine, _ reader: inout CorpusReader
  ) {
    for closing in closings.split(separator: ")") where !closing.contains("[") {
      let eid = PercentCode.decoded(closing)
      guard let index = open.lastIndex(where: { $0.eid == eid }) else {
        reader.note(
          "'\(eid))' ends an entity that nothing before it began",
          "write Entity=(\(eid)-TYPE on its first word, in the same sentence", place)
        continue
      }
      let mention = open.remove(at: index)
      append(mention.type, Self.cluster(eid), CodePointSpan(mention.start, span.end))
    }
  }

  /// Ids that begin like this are of mentions in no cluster.
  static let alone = "_"

  private static func cluster(_ eid: String) -> String? {
    eid.hasPrefix(alone) ? nil : eid
  }
}

/// Characters that have a meaning in `Entity=`, written as `%2D`.
private enum PercentCode {
  static func decoded(_ text: Substring) -> String {
    var decoded = String.UnicodeScalarView()
    var rest = text.unicodeScalars
    while let scalar = rest.popFirst() {
      if scalar == "%", rest.count >= 2,
        let code = UInt8(String(rest.prefix(2)), radix: 16), code < 0x80
      {
        decoded.append(Unicode.Scalar(code))
        rest = rest.dropFirst(2)
      } else {
        decoded.append(scalar)
      }
    }
    return String(decoded)
  }

  static func encoded(_ text: String) -> String {
    var encoded = ""
    for scalar in text.unicodeScalars {
      if "-()|=%[],\t\n\r ".unicodeScalars.contains(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        encoded += "%" + (digits.count == 1 ? "0" : "") + digits
      } else {
        encoded.unicodeScalars.append(scalar)
      }
    }
    return encoded
  }
}

// MARK: - Writing

extension CorpusWriter {
  mutating func conllu(_ documents: [CorpusDocument]) -> CorpusFile {
    var lines = ""
    for document in documents {
      leaveOutOthers(of: document, keepsValues: false)
      leaveOutDetails(of: document, keepsClusters: true)
      losses.note("relations", document.relations.count)
      let id = String(document.id.map { $0.isNewline ? " " : $0 })
      lines += "# newdoc id = \(id)\n# global.Entity = eid-etype\n"
      let sentences = document.wordsBySentence()
      let words = Array(sentences.joined())
      var entities = entities(of: document, sentences)
      var index = 0
      for (number, sentence) in sentences.enumerated() {
        guard let first = sentence.first, let last = sentence.last else { continue }
        let text = document.text.cut(CodePointSpan(first.start, last.end))
        lines += "# sent_id = \(number + 1)\n"
        if !text.contains(where: \.isNewline) && !text.contains("  ") {
          lines += "# text = \(text)\n"
        }
        for (place, word) in sentence.enumerated() {
          var misc: [String] = []
          if let entity = entities.removeValue(forKey: index) { misc.append("Entity=\(entity)") }
          misc += spaces(
            around: index, of: words, in: document.text, endsSentence: place == sentence.count - 1)
          let column = misc.isEmpty ? "_" : misc.joined(separator: "|")
          lines += "\(place + 1)\t\(document.text.cut(word))\t_\t_\t_\t_\t_\t_\t_\t\(column)\n"
          index += 1
        }
        lines += "\n"
      }
      if words.isEmpty { losses.note("texts without a word") }
    }
    return CorpusFile(name: "", bytes: Array(lines.utf8))
  }

  /// What says which white space stands around a word.
  private func spaces(
    around index: Int, of words: [CodePointSpan], in text: PassageText, endsSentence: Bool
  ) -> [String] {
    var said: [String] = []
    let word = words[index]
    if index == 0 && word.start > 0 {
      said.append("SpacesBefore=\(escaped(text.scalars[0..<word.start]))")
    }
    let isLast = index + 1 == words.count
    let gap = text.scalars[word.end..<(isLast ? text.scalars.count : words[index + 1].start)]
    let usual: [Unicode.Scalar] = isLast ? [] : endsSentence ? ["\n"] : [" "]
    if Array(gap) == usual { return said }
    said.append(gap.isEmpty ? "SpaceAfter=No" : "SpacesAfter=\(escaped(gap))")
    return said
  }

  private func escaped(_ spaces: ArraySlice<Unicode.Scalar>) -> String {
    spaces.map { scalar in
      switch scalar {
      case " ": "\\s"
      case "\n": "\\n"
      case "\t": "\\t"
      case "\r": "\\r"
      default: String(scalar)
      }
    }.joined()
  }

  /// What `Entity=` says of each word, by its number in the document.
  private mutating func entities(
    of document: CorpusDocument, _ sentences: [[CodePointSpan]]
  ) -> [Int: String] {
    let words = Array(sentences.joined())
    let places = TokenPlaces(words)
    let sentenceOfWord = sentences.enumerated().flatMap { number, words in words.map { _ in number }
    }
    var opened: [Int: [(eid: String, type: String, last: Int)]] = [:]
    var closed: [Int: [(eid: String, first: Int)]] = [:]
    var endOfEntity: [String: [Int]] = [:]
    let sorted = document.mentions.sorted {
      ($0.span.start, -$0.span.end) < ($1.span.start, -$1.span.end)
    }
    for (number, mention) in sorted.enumerated() {
      guard let first = places.first(of: mention.span), let last = places.last(of: mention.span)
      else {
        losses.note("entities of white space")
        continue
      }
      guard sentenceOfWord[first] == sentenceOfWord[last] else {
        losses.note("entities across sentences")
        continue
      }
      let eid = mention.cluster.map { PercentCode.encoded($0) } ?? "_\(number + 1)"
      // Which of two mentions of one thing ends where, only nesting tells.
      if endOfEntity[eid, default: []].contains(where: { first <= $0 && $0 < last }) {
        losses.note("entities across others of the same cluster")
        continue
      }
      endOfEntity[eid, default: []].append(last)
      opened[first, default: []].append((eid, PercentCode.encoded(mention.type), last))
      if first < last { closed[last, default: []].append((eid, first)) }
    }
    var said: [Int: String] = [:]
    for index in Set(opened.keys).union(closed.keys) {
      // First what ends here, the innermost first; then what begins, the longest first.
      let ends = (closed[index] ?? []).sorted { $0.first > $1.first }.map { "\($0.eid))" }
      let begins = (opened[index] ?? []).map {
        "(\($0.eid)-\($0.type)\($0.last == index ? ")" : "")"
      }
      said[index] = (ends + begins).joined()
    }
    return said
  }
}
