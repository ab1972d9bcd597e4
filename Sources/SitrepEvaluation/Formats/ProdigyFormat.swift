// Prodigy: `text`, `spans`, `tokens`, `relations`, `meta`, `answer`.
// The id of a document is `id` or `meta.id`; Prodigy itself has none but hashes of the text.

extension CorpusReader {
  func prodigy(_ node: Node, _ record: inout CorpusRecord) -> CorpusDocument? {
    if case .string(let answer)? = node.value["answer"], answer != "accept" {
      record.losses.note("examples that were answered '\(answer)'")
      return nil
    }
    let meta = record.reader.member("meta", of: node)
    guard let text = passage("text", of: node, &record) else { return nil }
    let id =
      record.reader.identifier("id", of: node)
      ?? meta.flatMap { record.reader.identifier("id", of: $0) } ?? record.fallbackID
    var document = CorpusDocument(id: id, text: text)
    for (index, node) in (record.reader.elements("spans", of: node) ?? []).enumerated() {
      let type = record.reader.requiredString("label", of: node)
      guard let span = record.reader.span(node), let type else { continue }
      document.mentions.append(.init(id: "e\(index + 1)", type: type, span: span))
    }
    for (index, node) in (record.reader.elements("relations", of: node) ?? []).enumerated() {
      let ends = ["head", "child"].map { key -> (role: String, id: String?) in
        (key, mention("\(key)_span", of: node, among: document.mentions, &record))
      }
      let type = record.reader.requiredString("label", of: node)
      let pair = pair(
        index, type, ends[0], ends[1], among: document.mentions, at: node.path, &record)
      if let pair { document.relations.append(pair) }
    }
    document.tokens = record.reader.elements("tokens", of: node)?
      .compactMap { record.reader.span($0) }
    document.others = meta?.value.plainMembers(without: ["id"]) ?? []
    return document
  }

  /// The mention with the span and label that a relation ends at; nil and a fault without one.
  private func mention(
    _ key: String, of node: Node, among mentions: [CorpusDocument.Mention],
    _ record: inout CorpusRecord
  ) -> String? {
    guard let node = record.reader.required(key, of: node), let span = record.reader.span(node)
    else { return nil }
    let label = node.value["label"]?.plain
    let found = mentions.first { $0.span == span && (label == nil || $0.type == label) }
    if found == nil {
      let words = "\(span.start)–\(span.end)\(label.map { " \($0)" } ?? "")"
      record.reader.note(.unknownID(path: node.path, id: words, kind: "span"))
    }
    return found?.id
  }
}

extension CorpusWriter {
  mutating func prodigy(_ document: CorpusDocument) -> JSONValue {
    leaveOutOthers(of: document, keepsValues: true)
    leaveOutDetails(of: document)
    losses.note("sentences", document.sentences?.count ?? 0)
    let tokens =
      document.tokens ?? WordCutter.words(of: document.text, at: document.mentions.map(\.span))
    let mentions = Dictionary(
      document.mentions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let pairs = pairs(of: document)
    let places = TokenPlaces(tokens)
    let span = { (mention: CorpusDocument.Mention) in
      let (first, last) = (places.first(of: mention.span), places.last(of: mention.span))
      return JSONValue.members([
        "start": .integer(mention.span.start), "end": .integer(mention.span.end),
        "token_start": first.map(JSONValue.integer), "token_end": last.map(JSONValue.integer),
        "label": .string(mention.type),
      ])
    }
    let relations = pairs.compactMap { relation -> JSONValue? in
      // The head is the one that Prodigy's own role names, or else the first.
      let isTurned = relation.arguments[0].role == "child"
      let ends = isTurned ? relation.arguments.reversed() : relation.arguments
      guard let head = mentions[ends[0].target], let child = mentions[ends[1].target] else {
        return nil
      }
      let isNamed = Set(ends.map(\.role)) == ["head", "child"]
      if !isNamed { losses.note("names of roles of relations", 2) }
      return JSONValue.members([
        "head": places.last(of: head.span).map(JSONValue.integer),
        "child": places.last(of: child.span).map(JSONValue.integer),
        "head_span": span(head), "child_span": span(child), "label": .string(relation.type),
      ])
    }
    return .members([
      "text": .string(document.wholeText),
      "meta": .object([.init(key: "id", value: .string(document.id))] + values(of: document)),
      "tokens": .array(tokens.enumerated().map { token($0, $1, of: document) }),
      "spans": .array(document.mentions.map(span)),
      "relations": relations.isEmpty ? nil : .array(relations), "answer": .string("accept"),
    ])
  }

  private func token(_ index: Int, _ span: CodePointSpan, of document: CorpusDocument)
    -> JSONValue
  {
    let scalars = document.text.scalars
    let isSpaced = span.end < scalars.count && scalars[span.end] == " "
    return .members([
      "text": .string(document.text.cut(span)), "start": .integer(span.start),
      "end": .integer(span.end), "id": .integer(index), "ws": .boolean(isSpaced),
    ])
  }
}
