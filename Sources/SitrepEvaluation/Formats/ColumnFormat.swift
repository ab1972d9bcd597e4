// A word and its tag on each line, an empty line behind each sentence, and a line with
// -DOCSTART- before each document. Its second column may have the document's id in brackets
// (`-DOCSTART- (kenya) -X- O`), as in AIDA CoNLL-YAGO.
//
// The text is what the words give with a blank between two, and a line for each sentence.

extension CorpusReader {
  mutating func readColumns(_ file: CorpusFile, as format: CorpusFormat) {
    guard let text = text(file.bytes, of: file.name) else { return }
    var parts = [ColumnDocument(id: file.stem, line: 1)]
    var isNumbered = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = line.hasSuffix("\r") ? line.dropLast() : line
      let columns = line.split { $0 == " " || $0 == "\t" }
      let place = FileLine(file.name, index + 1)
      if columns.first == "-DOCSTART-" {
        let id = columns.dropFirst().first {
          $0.hasPrefix("(") && $0.hasSuffix(")") && $0.count > 2
        }
        let number = isNumbered ? parts.count + 1 : 1
        if !isNumbered && parts[0].isEmpty { parts.removeLast() }
        isNumbered = true
        parts.append(
          ColumnDocument(
            id: id.map { String($0.dropFirst().dropLast()) } ?? "\(file.stem)-\(number)",
            line: place.line))
      } else if columns.isEmpty {
        parts[parts.count - 1].endSentence()
      } else if let tag = columns.count > 1
        ? TagScheme.Tag(columns[columns.count - 1], line: index + 1) : nil
      {
        parts[parts.count - 1].append(columns[0], tag)
      } else if !line.hasPrefix("#") {
        noteBadLine(columns, as: format, place)
      }
    }
    let scheme: TagScheme =
      switch format {
      case .bilou: .bilou
      case .conll2003:
        parts.contains { $0.beginnings.withI } && !parts.contains { $0.beginnings.withB }
          ? .iob1 : .iob2
      default: .iob2
      }
    for part in parts where !(part.isEmpty && parts.count == 1) { append(part, scheme, file.name) }
  }

  private mutating func noteBadLine(
    _ columns: [Substring], as format: CorpusFormat, _ place: FileLine
  ) {
    let tags = format == .bilou ? "B-TYPE, I-TYPE, L-TYPE, U-TYPE or O" : "B-TYPE, I-TYPE or O"
    if columns.count < 2 {
      note("there is one column only: '\(columns[0])'", "write a word and its tag", place)
    } else {
      note("'\(columns[columns.count - 1])' is no tag", "write \(tags) in the last column", place)
    }
  }

  private mutating func append(_ part: ColumnDocument, _ scheme: TagScheme, _ file: String) {
    var document = CorpusDocument(id: part.id, text: PassageText(part.text))
    for sentence in part.sentences where !sentence.isEmpty {
      if scheme != .bilou,
        let tag = sentence.first(where: { "LU".contains($0.tag.prefix) })?.tag
      {
        note(
          "'\(tag.prefix)-\(tag.type)' is no tag of this format", "read it with --from bilou",
          FileLine(file, tag.line))
        continue
      }
      let (chunks, breaks) = scheme.chunks(sentence.map(\.tag))
      for broken in breaks { note(broken.what, broken.remedy, FileLine(file, broken.line)) }
      for chunk in chunks {
        document.mentions.append(
          .init(
            id: "e\(document.mentions.count + 1)", type: chunk.type,
            span: CodePointSpan(sentence[chunk.first].span.start, sentence[chunk.last].span.end)))
      }
    }
    document.sentences = part.sentences.compactMap { sentence in
      guard let first = sentence.first, let last = sentence.last else { return nil }
      return CodePointSpan(first.span.start, last.span.end)
    }
    document.tokens = part.sentences.joined().map(\.span)
    append(document, at: FileLine(file, part.line))
  }
}

/// A document as it is gathered from its lines.
private struct ColumnDocument {
  var id: String
  var line: Int
  private(set) var text = ""
  private(set) var sentences: [[(span: CodePointSpan, tag: TagScheme.Tag)]] = [[]]
  private var length = 0

  var isEmpty: Bool { length == 0 }

  init(id: String, line: Int) {
    (self.id, self.line) = (id, line)
  }

  mutating func append(_ word: Substring, _ tag: TagScheme.Tag) {
    if length > 0 {
      text += sentences[sentences.count - 1].isEmpty ? "\n" : " "
      length += 1
    }
    let count = word.unicodeScalars.count
    text += word
    sentences[sentences.count - 1].append((CodePointSpan(length, length + count), tag))
    length += count
  }

  mutating func endSentence() {
    if !sentences[sentences.count - 1].isEmpty { sentences.append([]) }
  }

  /// Whether some entity begins with `I-`, and some with `B-` that follows none of its type.
  /// Where there are only the former, `B-` has the meaning of IOB1. Of a file with both, the
  /// `I-` are faults.
  var beginnings: (withI: Bool, withB: Bool) {
    var beginnings = (withI: false, withB: false)
    for sentence in sentences {
      var last: TagScheme.Tag?
      for (_, tag) in sentence {
        let follows = last?.type == tag.type
        if tag.prefix == "B" && !follows { beginnings.withB = true }
        if tag.prefix == "I" && !follows { beginnings.withI = true }
        last = tag
      }
    }
    return beginnings
  }
}

extension CorpusWriter {
  mutating func columns(_ documents: [CorpusDocument], as format: CorpusFormat) -> CorpusFile {
    var lines = ""
    for document in documents {
      leaveOutOthers(of: document, keepsValues: false)
      leaveOutDetails(of: document)
      losses.note("relations", document.relations.count)
      var id = " ("
      for character in document.id { id.append(character.isWhitespace ? "_" : character) }
      id += ")"
      let isCoNLL = format == .conll2003
      lines += isCoNLL ? "-DOCSTART-\(id) -X- O\n\n" : "-DOCSTART-\t\(id.dropFirst())\tO\n\n"
      let sentences = document.wordsBySentence()
      let tags = tags(of: document, sentences, format == .bilou ? .bilou : .iob2)
      var rebuilt: [String] = []
      for (words, tags) in zip(sentences, tags) {
        let words = words.map { document.text.cut($0) }
        rebuilt.append(words.joined(separator: " "))
        for (word, tag) in zip(words, tags) {
          lines += isCoNLL ? "\(word) _ _ \(tag)\n" : "\(word)\t\(tag)\n"
        }
        lines += "\n"
      }
      if rebuilt.joined(separator: "\n") != document.wholeText {
        losses.note("texts whose white space is another then")
      }
    }
    return CorpusFile(name: "", bytes: Array(lines.utf8))
  }

  /// The tags of each sentence. Counts the mentions that tags cannot say.
  private mutating func tags(
    of document: CorpusDocument, _ sentences: [[CodePointSpan]], _ scheme: TagScheme
  ) -> [[String]] {
    let (mentions, nested) = document.flatMentions()
    losses.note("entities inside or across others", nested)
    let places = sentences.map(TokenPlaces.init)
    var chunks = sentences.map { _ in [TagScheme.Chunk]() }
    var sentence = 0
    for mention in mentions {
      while sentence < sentences.count, sentences[sentence].last?.end ?? 0 <= mention.span.start {
        sentence += 1
      }
      guard sentence < sentences.count, let first = places[sentence].first(of: mention.span),
        let last = places[sentence].last(of: mention.span)
      else {
        losses.note("entities of white space")
        continue
      }
      if let end = sentences[sentence].last?.end, end < mention.span.end,
        sentence + 1 < sentences.count, sentences[sentence + 1][0].start < mention.span.end
      {
        losses.note("entities across sentences")
        continue
      }
      var type = ""
      for character in mention.type { type.append(character.isWhitespace ? "_" : character) }
      chunks[sentence].append(.init(first: first, last: last, type: type))
    }
    return zip(sentences, chunks).map { scheme.tags($1, count: $0.count) }
  }
}
