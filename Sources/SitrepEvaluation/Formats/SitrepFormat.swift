// Sitrep's own gold format: what `GoldSet` reads, and `relations` by the ids of entities.

extension CorpusReader {
  /// All layers are checked as for grading. Those that have no place in other formats are
  /// carried along.
  mutating func readSitrep(_ file: CorpusFile) {
    do throws(FileFaults) {
      _ = try GoldSet(jsonLines: file.bytes, file: file.name)
    } catch {
      return note(error)
    }
    readRecords(file) { $0.sitrep($1, &$2) }
  }

  private func sitrep(_ node: Node, _ record: inout CorpusRecord) -> CorpusDocument? {
    let codePoints = CorpusReader(unit: .codePoints)
    guard let id = record.reader.requiredString("id", of: node),
      let text = codePoints.passage("text", of: node, &record)
    else { return nil }
    var document = CorpusDocument(id: id, text: text)
    for (index, node) in (record.reader.elements("entities", of: node) ?? []).enumerated() {
      guard let span = record.reader.span(node),
        let type = record.reader.requiredString("type", of: node)
      else { continue }
      document.mentions.append(
        CorpusDocument.Mention(
          id: record.reader.identifier("id", of: node) ?? "e\(index + 1)", type: type, span: span,
          cluster: record.reader.string("cluster", of: node), attributes: attributes(of: node),
          note: record.reader.string("note", of: node)))
    }
    for (index, node) in (record.reader.elements("relations", of: node) ?? []).enumerated() {
      if let relation = relation(index, node, &record) { document.relations.append(relation) }
    }
    check(document, &record)
    document.sentences = record.reader.elements("sentences", of: node)?
      .compactMap { record.reader.pair($0) }
    if case .object(let members) = node.value {
      let shared: Set = ["id", "text", "entities", "relations", "sentences"]
      document.others = members.filter { !shared.contains($0.key) && $0.value != .null }
    }
    return document
  }

  private func attributes(of node: Node) -> [CorpusDocument.Attribute] {
    let shared: Set = ["id", "type", "start", "end", "text", "cluster", "note", "attributes"]
    let own = node.value.plainMembers(without: shared)
    let more = node.value["attributes"]?.plainMembers(without: []) ?? []
    return (own + more).map { member in
      CorpusDocument.Attribute(
        name: member.key, value: member.value == .boolean(true) ? nil : member.value.plain)
    }
  }

  private func relation(
    _ index: Int, _ node: Node, _ record: inout CorpusRecord
  ) -> CorpusDocument.Relation? {
    guard let type = record.reader.requiredString("type", of: node),
      let roles = record.reader.required("roles", of: node),
      case .object(let members) = roles.value
    else { return nil }
    var arguments: [CorpusDocument.Relation.Argument] = []
    for member in members {
      let targets: [String?] =
        if case .array(let ids) = member.value { ids.map(\.plain) } else { [member.value.plain] }
      arguments += targets.compactMap { target in
        target.map { CorpusDocument.Relation.Argument(role: member.key, target: $0) }
      }
    }
    return CorpusDocument.Relation(
      id: record.reader.identifier("id", of: node) ?? "r\(index + 1)", type: type,
      trigger: record.reader.string("trigger", of: node), arguments: arguments,
      attributes: attributes(of: Node(value: node.value["attributes"] ?? .null, path: "")),
      note: record.reader.string("note", of: node))
  }

  /// Notes the relations that name something that is not there.
  private func check(_ document: CorpusDocument, _ record: inout CorpusRecord) {
    let known = Set(document.mentions.map(\.id) + document.relations.map(\.id))
    for (index, relation) in document.relations.enumerated() {
      let path = "relations[\(index)]"
      for argument in relation.arguments where !known.contains(argument.target) {
        record.reader.note(
          .unknownID(
            path: "\(path).roles.\(argument.role)", id: argument.target, kind: "entity or relation")
        )
      }
      if let trigger = relation.trigger, !known.contains(trigger) {
        record.reader.note(.unknownID(path: "\(path).trigger", id: trigger, kind: "entity"))
      }
    }
  }
}

extension CorpusWriter {
  mutating func sitrepLine(_ document: CorpusDocument) -> JSONValue {
    if document.tokens != nil { losses.note("tokens of documents") }
    var members: [JSONValue.Member] = [.init(key: "id", value: .string(document.id))]
    members += values(of: document).filter { $0.key != "text" }
    members.append(.init(key: "text", value: .string(document.wholeText)))
    if let sentences = document.sentences {
      let pairs = sentences.map { JSONValue.array([.integer($0.start), .integer($0.end)]) }
      members.append(.init(key: "sentences", value: .array(pairs)))
    }
    let entities = document.mentions.map { entity($0, of: document) }
    members.append(.init(key: "entities", value: .array(entities)))
    if !document.relations.isEmpty {
      members.append(.init(key: "relations", value: .array(document.relations.map(relation))))
    }
    let values = Set(members.map(\.key))
    return .object(members + document.others.filter { !values.contains($0.key) })
  }

  private func entity(
    _ mention: CorpusDocument.Mention, of document: CorpusDocument
  ) -> JSONValue {
    let ownKeys = ["level", "canonical", "ref", "latitude", "longitude"]
    var own: [JSONValue.Member] = []
    for attribute in mention.attributes where ownKeys.contains(attribute.name) {
      let number = attribute.name.hasSuffix("itude") ? attribute.value.flatMap(Double.init) : nil
      own.append(
        .init(
          key: attribute.name, value: number.map(JSONValue.number) ?? .string(attribute.value ?? "")
        ))
    }
    let rest = mention.attributes.filter { !ownKeys.contains($0.name) }
    let shared = JSONValue.members([
      "id": .string(mention.id), "start": .integer(mention.span.start),
      "end": .integer(mention.span.end), "text": .string(document.text.cut(mention.span)),
      "type": .string(mention.type),
    ])
    let last = JSONValue.members([
      "cluster": mention.cluster.map(JSONValue.string), "attributes": members(rest),
      "note": mention.note.map(JSONValue.string),
    ])
    return .object(shared.memberList + own + last.memberList)
  }

  private func relation(_ relation: CorpusDocument.Relation) -> JSONValue {
    var roles: [JSONValue.Member] = []
    for argument in relation.arguments {
      let target = JSONValue.string(argument.target)
      guard let index = roles.firstIndex(where: { $0.key == argument.role }) else {
        roles.append(.init(key: argument.role, value: target))
        continue
      }
      if case .array(let targets) = roles[index].value {
        roles[index].value = .array(targets + [target])
      } else {
        roles[index].value = .array([roles[index].value, target])
      }
    }
    return .members([
      "id": .string(relation.id), "type": .string(relation.type),
      "trigger": relation.trigger.map(JSONValue.string), "roles": .object(roles),
      "attributes": members(relation.attributes), "note": relation.note.map(JSONValue.string),
    ])
  }

  private func members(_ attributes: [CorpusDocument.Attribute]) -> JSONValue? {
    guard !attributes.isEmpty else { return nil }
    return .object(
      attributes.map { attribute in
        .init(key: attribute.name, value: attribute.value.map(JSONValue.string) ?? .boolean(true))
      })
  }
}

extension JSONValue {
  /// The members of an object; none of anything else.
  var memberList: [Member] {
    if case .object(let members) = self { members } else { [] }
  }
}

extension CorpusDocument {
  var wholeText: String {
    text.scalars.isEmpty ? "" : text.cut(CodePointSpan(0, text.scalars.count))
  }
}
