// doccano: `id`, `text`, and `entities` with `relations`, or `label` (`labels`) with a list
// of `[start, end, type]`. What other columns there are is kept.

extension CorpusReader {
  func doccano(_ node: Node, _ record: inout CorpusRecord) -> CorpusDocument? {
    guard let text = passage("text", of: node, &record) else { return nil }
    let id = record.reader.identifier("id", of: node) ?? record.fallbackID
    var document = CorpusDocument(id: id, text: text)
    for key in ["label", "labels"] {
      for node in record.reader.elements(key, of: node) ?? [] {
        if let mention = label(node, document.mentions.count, &record) {
          document.mentions.append(mention)
        }
      }
    }
    for node in record.reader.elements("entities", of: node) ?? [] {
      if let mention = entity(node, &record) { document.mentions.append(mention) }
    }
    for (index, node) in (record.reader.elements("relations", of: node) ?? []).enumerated() {
      let ends = ["from_id", "to_id"].map { key -> (role: String, id: String?) in
        (key, record.reader.required(key, of: node)?.value.plain)
      }
      let type = record.reader.requiredString("type", of: node)
      let pair = pair(
        index, type, ("from", ends[0].id), ("to", ends[1].id), among: document.mentions,
        at: node.path, &record)
      if let pair { document.relations.append(pair) }
    }
    document.others = node.value.plainMembers(without: ["id", "text"])
    return document
  }

  private func label(
    _ node: Node, _ index: Int, _ record: inout CorpusRecord
  ) -> CorpusDocument.Mention? {
    guard case .array(let values) = node.value, values.count == 3,
      case .string(let type) = values[2]
    else {
      record.reader.note(
        .wrongKind(
          path: node.path, expected: "a list of two offsets and a type", found: node.value.kind))
      return nil
    }
    let pair = Node(value: .array(Array(values.prefix(2))), path: node.path)
    return record.reader.pair(pair).map { .init(id: "\(index + 1)", type: type, span: $0) }
  }

  private func entity(_ node: Node, _ record: inout CorpusRecord) -> CorpusDocument.Mention? {
    let start = record.reader.required("start_offset", of: node)
      .flatMap { record.reader.offset($0) }
    let end = record.reader.required("end_offset", of: node).flatMap { record.reader.offset($0) }
    let type = record.reader.requiredString("label", of: node)
    guard let id = record.reader.required("id", of: node)?.value.plain, let start, let end,
      let type, let span = record.reader.span(start, end, text: nil, path: node.path)
    else { return nil }
    return CorpusDocument.Mention(id: id, type: type, span: span)
  }
}

extension CorpusWriter {
  /// Ids of entities and relations are numbers in doccano, and so are counted anew.
  mutating func doccano(_ document: CorpusDocument) -> JSONValue {
    leaveOutOthers(of: document, keepsValues: true)
    leaveOutDetails(of: document)
    losses.note("sentences", document.sentences?.count ?? 0)
    if document.tokens != nil { losses.note("tokens of documents") }
    var numbers: [String: Int] = [:]
    for (index, mention) in document.mentions.enumerated() { numbers[mention.id] = index + 1 }
    let entities = document.mentions.enumerated().map { index, mention in
      JSONValue.members([
        "id": .integer(index + 1), "label": .string(mention.type),
        "start_offset": .integer(mention.span.start), "end_offset": .integer(mention.span.end),
      ])
    }
    let relations = pairs(of: document).enumerated().map { index, relation in
      if relation.arguments.map(\.role) != ["from", "to"] {
        losses.note("names of roles of relations", 2)
      }
      return JSONValue.members([
        "id": .integer(index + 1),
        "from_id": numbers[relation.arguments[0].target].map(JSONValue.integer),
        "to_id": numbers[relation.arguments[1].target].map(JSONValue.integer),
        "type": .string(relation.type),
      ])
    }
    let shared = JSONValue.members([
      "id": .string(document.id), "text": .string(document.wholeText),
      "entities": .array(entities), "relations": .array(relations),
    ])
    return .object(shared.memberList + values(of: document))
  }
}
