// brat standoff: the text in one file, what is annotated in another, a line for each: T text
// bound, R relation, E event, A and M attribute, # note, * Equiv. N (normalization) is an
// attribute of its entity. Offsets are code points.
//
// https://brat.nlplab.org/standoff.html

extension CorpusReader {
  mutating func readBrat(_ file: CorpusFile) {
    guard let bytes = file.text else {
      return note(
        "there is no text beside it", "put the text into '\(file.stem).txt' in the same folder",
        FileLine(file.name, 1))
    }
    guard let text = text(bytes, of: "\(file.stem).txt"),
      let annotations = self.text(file.bytes, of: file.name)
    else { return }
    var reader = BratReader(id: file.stem, text: PassageText(text), unit: unit)
    let before = faults.count
    let lines = annotations.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      reader.read(line.last == "\r" ? line.dropLast() : line, at: index + 1)
    }
    reader.resolve()
    for (fault, line) in reader.faults.sorted(by: { $0.line < $1.line }) {
      note(fault, FileLine(file.name, line))
    }
    for (what, count) in reader.losses.counts { losses.note(what, count) }
    if faults.count == before { append(reader.document, at: FileLine(file.name, 1)) }
  }
}

/// Reads the lines of one document. What names another line is tied when all are read, since
/// brat keeps no order.
private struct BratReader {
  var document: CorpusDocument
  var losses = FormatLosses()
  private(set) var faults: [(fault: FileFault.Fault, line: Int)] = []
  private let spans: RecordReader
  private let table: OffsetTable
  private var lineOfID: [String: Int] = [:]
  /// What is tied at the end, with its line.
  private var attributes: [(target: String, attribute: CorpusDocument.Attribute, line: Int)] = []
  private var notes: [(target: String, text: String, line: Int)] = []
  private var groups: [(ids: [String], line: Int)] = []
  private var lineOfRelation: [Int] = []

  init(id: String, text: PassageText, unit: OffsetUnit) {
    document = CorpusDocument(id: id, text: text)
    var spans = RecordReader()
    spans.read(spansOf: text, in: unit) { fitting in
      "the offsets fit as \(fitting.words); say --offsets \(fitting.rawValue)"
    }
    self.spans = spans
    table = OffsetTable(text, unit: unit)
  }

  private mutating func note(_ what: String, _ remedy: String, _ line: Int) {
    faults.append((.broken(what: what, remedy: remedy), line))
  }

  mutating func read(_ line: Substring, at number: Int) {
    let fields = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
    let id = String(fields[0])
    let words = fields.count > 1 ? fields[1].split(separator: " ") : []
    guard let kind = id.first, words.count > 0 else {
      return note(
        "'\(line.prefix(30))' has no second column", "put a tab behind the id of the annotation",
        number)
    }
    if kind != "*" && kind != "#", let first = lineOfID.updateValue(number, forKey: id) {
      faults.append((.duplicateID(id, path: "", first: "line \(first)"), number))
    }
    let last = fields.count > 2 ? String(fields[2]) : nil
    switch kind {
    case "T": readMention(id, String(fields[1]), last, number)
    case "R": readRelation(id, words, number)
    case "E": readEvent(id, words, number)
    case "A", "M", "N": readAttribute(words, kind, number)
    case "#":
      if words.count > 1 { notes.append((String(words[1]), last ?? "", number)) }
    case "*": groups.append((words.dropFirst().map(String.init), number))
    default:
      note(
        "'\(id)' is the id of no kind of annotation", "begin it with T, R, E, A, M, N, # or *",
        number)
    }
  }

  private mutating func readMention(_ id: String, _ place: String, _ words: String?, _ line: Int) {
    let parts = place.split(separator: " ", maxSplits: 1)
    let ranges = parts.count > 1 ? parts[1].split(separator: ";") : []
    let offsets = ranges.map { $0.split(separator: " ").map { Int($0) } }
    guard let first = offsets.first, offsets.allSatisfy({ $0.count == 2 && !$0.contains(nil) }),
      let start = first[0], let end = first[1]
    else {
      return note(
        "'\(place)' is no type with two offsets", "write for example 'GPE 0 5'", line)
    }
    guard ranges.count == 1 else { return losses.note("entities in several pieces") }
    if let span = table.span(start, end), let words, onOneLine(document.text.cut(span)) == words {
      document.mentions.append(.init(id: id, type: String(parts[0]), span: span))
      return
    }
    var reader = spans
    if let span = reader.span(start, end, text: words, path: id) {
      document.mentions.append(.init(id: id, type: String(parts[0]), span: span))
    }
    for fault in reader.faults { faults.append((fault, line)) }
  }

  private func onOneLine(_ words: String) -> String {
    String(words.map { $0.isNewline ? " " : $0 })
  }

  private mutating func readRelation(_ id: String, _ words: [Substring], _ line: Int) {
    readArguments(id, String(words[0]), trigger: nil, words.dropFirst(), line)
  }

  private mutating func readEvent(_ id: String, _ words: [Substring], _ line: Int) {
    let parts = words[0].split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      return note("'\(words[0])' is no type with a trigger", "write for example 'Attack:T3'", line)
    }
    readArguments(id, parts[0], trigger: parts[1], words.dropFirst(), line)
  }

  private mutating func readArguments(
    _ id: String, _ type: String, trigger: String?, _ words: ArraySlice<Substring>, _ line: Int
  ) {
    var arguments: [CorpusDocument.Relation.Argument] = []
    for word in words {
      let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        return note("'\(word)' is no role with an id", "write for example 'Arg1:T1'", line)
      }
      arguments.append(.init(role: parts[0], target: parts[1]))
    }
    document.relations.append(.init(id: id, type: type, trigger: trigger, arguments: arguments))
    lineOfRelation.append(line)
  }

  private mutating func readAttribute(_ words: [Substring], _ kind: Character, _ line: Int) {
    guard words.count > 1 else {
      return note(
        "'\(words[0])' is no attribute of anything", "write for example 'Negation E1'", line)
    }
    let value = words.count > 2 ? words.dropFirst(2).joined(separator: " ") : nil
    attributes.append((String(words[1]), .init(name: String(words[0]), value: value), line))
  }

  /// Ties what names other lines to them.
  mutating func resolve() {
    let mentions = Dictionary(
      document.mentions.indices.map { (document.mentions[$0].id, $0) },
      uniquingKeysWith: { first, _ in first })
    let relations = Dictionary(
      document.relations.indices.map { (document.relations[$0].id, $0) },
      uniquingKeysWith: { first, _ in first })
    for (relation, line) in zip(document.relations, lineOfRelation) {
      let targets = relation.arguments.map(\.target) + (relation.trigger.map { [$0] } ?? [])
      for target in targets where lineOfID[target] == nil {
        faults.append((.unknownID(path: relation.id, id: target, kind: "annotation"), line))
      }
    }
    // A mention in several pieces is left out, and with it whatever names it.
    let all = document.relations
    document.relations = all.filter { relation in
      relation.arguments.allSatisfy { mentions[$0.target] != nil || relations[$0.target] != nil }
    }
    if faults.isEmpty {
      losses.note("relations of such entities", all.count - document.relations.count)
    }
    let places = Dictionary(
      document.relations.indices.map { (document.relations[$0].id, $0) },
      uniquingKeysWith: { first, _ in first })
    for (target, attribute, line) in attributes {
      if let index = mentions[target] {
        document.mentions[index].attributes.append(attribute)
      } else if let index = places[target] {
        document.relations[index].attributes.append(attribute)
      } else if lineOfID[target] == nil {
        faults.append((.unknownID(path: attribute.name, id: target, kind: "annotation"), line))
      }
    }
    for (target, text, line) in notes {
      if let index = mentions[target] {
        document.mentions[index].note = text
      } else if let index = places[target] {
        document.relations[index].note = text
      } else if lineOfID[target] == nil {
        faults.append((.unknownID(path: "#", id: target, kind: "annotation"), line))
      } else {
        losses.note("notes on attributes")
      }
    }
    for (number, group) in groups.enumerated() {
      for id in group.ids {
        if let index = mentions[id] {
          document.mentions[index].cluster = "c\(number + 1)"
        } else if lineOfID[id] == nil {
          faults.append((.unknownID(path: "Equiv", id: id, kind: "annotation"), group.line))
        }
      }
    }
  }
}

extension CorpusWriter {
  /// The text and the annotations, numbered anew.
  mutating func brat(_ document: CorpusDocument) -> [CorpusFile] {
    leaveOutOthers(of: document, keepsValues: false)
    losses.note("sentences", document.sentences?.count ?? 0)
    if document.tokens != nil { losses.note("tokens of documents") }
    var writer = BratWriter(document)
    let annotations = writer.write()
    for (what, count) in writer.losses.counts { losses.note(what, count) }
    let name = fileName(of: document.id)
    return [
      CorpusFile(name: name + ".txt", bytes: Array(document.wholeText.utf8)),
      CorpusFile(name: name + ".ann", bytes: Array(annotations.utf8)),
    ]
  }

  /// The id as the name of a file. Two ids that come to the same name are told by the command,
  /// which writes neither over the other.
  private func fileName(of id: String) -> String {
    let name = String(id.map { "/\\:\0".contains($0) || $0.isNewline ? "_" : $0 })
    return name.isEmpty || name.hasPrefix(".") ? "_" + name : name
  }
}

private struct BratWriter {
  let document: CorpusDocument
  var losses = FormatLosses()
  private var lines = ""
  private var ids: [String: String] = [:]
  private var attributeCount = 0
  private var noteCount = 0

  init(_ document: CorpusDocument) {
    self.document = document
  }

  mutating func write() -> String {
    for (index, mention) in document.mentions.enumerated() { ids[mention.id] = "T\(index + 1)" }
    for (index, relation) in document.relations.enumerated() {
      ids[relation.id] = "\(relation.trigger == nil ? "R" : "E")\(index + 1)"
    }
    for mention in document.mentions { write(mention) }
    for relation in document.relations { write(relation) }
    let clusters = Dictionary(grouping: document.mentions.filter { $0.cluster != nil }) {
      $0.cluster ?? ""
    }
    for (_, mentions) in clusters.sorted(by: { $0.value[0].span.start < $1.value[0].span.start }) {
      guard mentions.count > 1 else {
        losses.note("clusters of one entity")
        continue
      }
      lines += "*\tEquiv \(mentions.compactMap { ids[$0.id] }.joined(separator: " "))\n"
    }
    return lines
  }

  private mutating func write(_ mention: CorpusDocument.Mention) {
    guard let id = ids[mention.id] else { return }
    let words = document.text.cut(mention.span).map { $0.isNewline ? " " : $0 }
    lines +=
      "\(id)\t\(name(mention.type)) \(mention.span.start) \(mention.span.end)\t\(String(words))\n"
    write(mention.attributes, mention.note, of: id)
  }

  private mutating func write(_ relation: CorpusDocument.Relation) {
    guard let id = ids[relation.id] else { return }
    if relation.trigger == nil && relation.arguments.count != 2 {
      return losses.note("relations without a trigger that have not two roles")
    }
    let trigger = relation.trigger.flatMap { ids[$0] }.map { ":\($0)" } ?? ""
    let arguments = relation.arguments.map { "\(name($0.role)):\(ids[$0.target] ?? "")" }
    lines += "\(id)\t\(name(relation.type))\(trigger) \(arguments.joined(separator: " "))\n"
    write(relation.attributes, relation.note, of: id)
  }

  private mutating func write(
    _ attributes: [CorpusDocument.Attribute], _ note: String?, of id: String
  ) {
    for attribute in attributes {
      attributeCount += 1
      let value = attribute.value.map { " " + onOneLine($0) } ?? ""
      lines += "A\(attributeCount)\t\(name(attribute.name)) \(id)\(value)\n"
    }
    if let note {
      noteCount += 1
      lines += "#\(noteCount)\tAnnotatorNotes \(id)\t\(onOneLine(note))\n"
    }
  }

  /// A name that ends where a blank, a tab or a colon begins, as brat reads it.
  private func name(_ name: String) -> String {
    String(name.map { $0.isWhitespace || $0 == ":" ? "_" : $0 })
  }

  private mutating func onOneLine(_ text: String) -> String {
    guard text.contains(where: \.isNewline) else { return text }
    losses.note("line breaks in notes and attributes")
    return String(text.map { $0.isNewline ? " " : $0 })
  }
}
