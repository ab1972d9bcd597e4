// Label Studio: a task on each line, `{"id": …, "data": {"text": …}, "annotations": [{"result":
// […]}]}`. The first annotation that was not cancelled counts. An export that is one list
// becomes lines with `jq -c '.[]'`.

extension CorpusReader {
  func labelStudio(_ node: Node, _ record: inout CorpusRecord) -> CorpusDocument? {
    guard let data = record.reader.required("data", of: node),
      let text = passage("text", of: data, &record)
    else { return nil }
    let id =
      record.reader.identifier("id", of: data) ?? record.reader.identifier("id", of: node)
      ?? record.fallbackID
    var document = CorpusDocument(id: id, text: text)
    let annotations = record.reader.elements("annotations", of: node) ?? []
    let kept = annotations.filter { $0.value["was_cancelled"] != .boolean(true) }
    record.losses.note("annotations beside the first of a task", max(0, kept.count - 1))
    record.losses.note("annotations that were cancelled", annotations.count - kept.count)
    let results = kept.first.flatMap { record.reader.elements("result", of: $0) } ?? []
    for node in results { add(node, to: &document, &record) }
    for node in results where node.value["type"]?.plain == "relation" {
      let type = record.reader.strings("labels", of: node)?.first ?? "related"
      let isTurned = node.value["direction"]?.plain == "left"
      let from = record.reader.requiredString("from_id", of: node)
      let to = record.reader.requiredString("to_id", of: node)
      let pair = pair(
        document.relations.count, type, ("from", isTurned ? to : from),
        ("to", isTurned ? from : to), among: document.mentions, at: node.path, &record)
      if let pair { document.relations.append(pair) }
    }
    document.others = data.value.plainMembers(without: ["id", "text"])
    return document
  }

  /// A region with its labels: one entity for each of them.
  private func add(
    _ node: Node, to document: inout CorpusDocument, _ record: inout CorpusRecord
  ) {
    guard let kind = record.reader.requiredString("type", of: node), kind != "relation" else {
      return
    }
    guard kind == "labels", let value = record.reader.required("value", of: node) else {
      return record.losses.note("results of type '\(kind)'")
    }
    guard let span = record.reader.span(value),
      let labels = record.reader.strings("labels", of: value)
    else { return }
    let id = record.reader.identifier("id", of: node) ?? "e\(document.mentions.count + 1)"
    for (index, label) in labels.enumerated() {
      document.mentions.append(
        .init(id: index == 0 ? id : "\(id)/\(index + 1)", type: label, span: span))
    }
  }
}

extension CorpusWriter {
  mutating func labelStudio(_ document: CorpusDocument) -> JSONValue {
    leaveOutOthers(of: document, keepsValues: true)
    leaveOutDetails(of: document)
    losses.note("sentences", document.sentences?.count ?? 0)
    if document.tokens != nil { losses.note("tokens of documents") }
    let regions = document.mentions.map { mention in
      JSONValue.members([
        "id": .string(mention.id), "from_name": .string("label"), "to_name": .string("text"),
        "type": .string("labels"),
        "value": .members([
          "start": .integer(mention.span.start), "end": .integer(mention.span.end),
          "text": .string(document.text.cut(mention.span)),
          "labels": .array([.string(mention.type)]),
        ]),
      ])
    }
    let relations = pairs(of: document).map { relation in
      if relation.arguments.map(\.role) != ["from", "to"] {
        losses.note("names of roles of relations", 2)
      }
      return JSONValue.members([
        "type": .string("relation"), "from_id": .string(relation.arguments[0].target),
        "to_id": .string(relation.arguments[1].target), "direction": .string("right"),
        "labels": .array([.string(relation.type)]),
      ])
    }
    let data =
      [
        JSONValue.Member(key: "id", value: .string(document.id)),
        JSONValue.Member(key: "text", value: .string(document.wholeText)),
      ] + values(of: document)
    return .members([
      "data": .object(data),
      "annotations": .array([.members(["result": .array(regions + relations)])]),
    ])
  }
}
