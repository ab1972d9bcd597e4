/// Reads files of frames (`Models/frames/*.yaml`), and says what is wrong in them.
///
/// An entry with `core` declares a type of relation, one with `frame` is a frame that gives
/// it. All declarations are read before any frame, whatever file they are in.
struct FrameReader {
  private static let declarationKeys = [
    "relation", "about", "roles", "core", "actor", "purpose", "context", "members", "unfit",
  ]
  private static let keys = [
    "frame", "relation", "about", "verbs", "nouns", "roles", "needsCount", "joinsForce", "objects",
    "stated", "particles", "predicates", "close", "fragment",
    "beside",
    "status", "confidence", "examples", "not",
  ]
  private static let required = ["frame", "relation", "about", "roles", "examples"]
  private static let slots = ["agent", "theme", "receiver", "complement"]
  private static let fillerKeys =
    slots + ["prepositions", "types", "required", "nominal", "numbers"]

  private(set) var frames: [Frame] = []
  private var relations: [RelationType] = []
  private var places: [String: String] = [:]

  /// Adds the frames of some files; every fault in them is appended to `faults`. Verbs that no
  /// list has are given regular forms.
  mutating func read(
    _ files: [YAMLFile], _ vocabulary: inout Vocabulary, _ classes: inout WordClasses,
    faults: inout [ResourceFault]
  ) {
    for yaml in files {
      faults += yaml.faults
      for entry in yaml.entries where Self.declares(entry) {
        if let relation = relation(entry, yaml, &vocabulary, faults: &faults) {
          relations.append(relation)
        }
      }
    }
    for yaml in files {
      for entry in yaml.entries where !Self.declares(entry) {
        if let frame = frame(entry, yaml, &vocabulary, &classes, faults: &faults) {
          frames.append(frame)
        }
      }
    }
  }

  private static func declares(_ entry: YAMLFile.Entry) -> Bool {
    entry["core"] != nil && entry["frame"] == nil
  }

  /// `- { relation: attacked, about: …, roles: [target, attacker], core: [target], actor: attacker }`
  private func relation(
    _ entry: YAMLFile.Entry, _ yaml: YAMLFile, _ vocabulary: inout Vocabulary,
    faults: inout [ResourceFault]
  ) -> RelationType? {
    guard
      yaml.check(
        entry, known: Self.declarationKeys, required: ["relation", "about", "roles"],
        faults: &faults),
      let nameNode = entry["relation"],
      let name = yaml.text(nameNode, of: "relation", faults: &faults)
    else { return nil }
    if name == "confirmed-by" || relations.contains(where: { $0.name == name }) {
      faults.append(
        yaml.fault(
          at: nameNode, "relation '\(name)' is declared already", remedy: "rename one of them"))
      return nil
    }
    let roles = yaml.texts(entry["roles"], of: "roles", faults: &faults).map(\.text)
    func known(_ key: String) -> [Role] {
      yaml.texts(entry[key], of: key, faults: &faults).compactMap { text, node in
        if roles.contains(text) { return Role(rawValue: text) }
        faults.append(
          yaml.fault(
            at: node, "'\(text)' is none of the roles of '\(name)'",
            remedy: NearestName.remedy(for: text, among: roles)))
        return nil
      }
    }
    let (core, actor) = (known("core"), known("actor"))
    if !(1...2).contains(core.count), let node = entry["core"] {
      faults.append(
        yaml.fault(
          at: node, "the core of '\(name)' is \(core.count) roles",
          remedy: "name the one or two roles that every such relation has"))
    }
    var type = RelationType(
      name, roles: roles.map { Role(rawValue: $0) }, core: Array(core.prefix(2)), actor: actor.first
    )
    type.purpose = yaml.texts(entry["purpose"], of: "purpose", faults: &faults).map { phrase, _ in
      phrase.split(separator: " ").map { vocabulary.insert($0) }
    }
    type.context = Set(
      yaml.texts(entry["context"], of: "context", faults: &faults).map {
        vocabulary.insert($0.text)
      })
    type.members = Set(
      yaml.texts(entry["members"], of: "members", faults: &faults).map {
        vocabulary.insert($0.text)
      })
    type.unfit = Set(
      yaml.texts(entry["unfit"], of: "unfit", faults: &faults).map {
        vocabulary.insert($0.text)
      })
    return type
  }

  private mutating func frame(
    _ entry: YAMLFile.Entry, _ yaml: YAMLFile, _ vocabulary: inout Vocabulary,
    _ classes: inout WordClasses, faults: inout [ResourceFault]
  ) -> Frame? {
    guard yaml.check(entry, known: Self.keys, required: Self.required, faults: &faults),
      let nameNode = entry["frame"], let relationNode = entry["relation"],
      let name = yaml.text(nameNode, of: "frame", faults: &faults),
      let relationName = yaml.text(relationNode, of: "relation", faults: &faults)
    else { return nil }
    guard let relation = relations.first(where: { $0.name == relationName }) else {
      let known = relations.map(\.name)
      faults.append(
        yaml.fault(
          at: relationNode, "no relation '\(relationName)'",
          remedy: NearestName.remedy(for: relationName, among: known)))
      return nil
    }
    if places.updateValue(yaml.path, forKey: name) != nil {
      faults.append(
        yaml.fault(at: nameNode, "a second frame '\(name)'", remedy: "rename one of them"))
    }
    let verbs = yaml.texts(entry["verbs"], of: "verbs", faults: &faults)
    let nouns = yaml.texts(entry["nouns"], of: "nouns", faults: &faults)
    if verbs.isEmpty, nouns.isEmpty, entry["predicates"] == nil {
      faults.append(
        yaml.fault(
          at: nameNode, "frame '\(name)' has no words that bring it up",
          remedy: "add 'verbs:', 'nouns:' or 'predicates:' with a list"))
    }
    for verb in verbs { classes.addVerb(verb.text, &vocabulary) }
    for noun in nouns { classes.insert(vocabulary.insert(noun.text), .noun) }
    let examples = self.examples(entry, name, relation, yaml, faults: &faults)
    return Frame(
      name: name, relation: relation, verbs: verbs.map { vocabulary.insert($0.text) },
      nouns: nouns.map { vocabulary.insert($0.text) },
      roles: roles(entry, relation, yaml, &vocabulary, faults: &faults),
      needsCount: flag(entry["needsCount"], of: "needsCount", yaml, faults: &faults),
      joinsForce: flag(entry["joinsForce"], of: "joinsForce", yaml, faults: &faults),
      objects: yaml.texts(entry["objects"], of: "objects", faults: &faults)
        .map { vocabulary.insert($0.text) },
      stated: yaml.texts(entry["stated"], of: "stated", faults: &faults)
        .map { vocabulary.insert($0.text) },
      particles: yaml.texts(entry["particles"], of: "particles", faults: &faults)
        .map { vocabulary.insert($0.text) },
      predicates: yaml.texts(entry["predicates"], of: "predicates", faults: &faults)
        .map { phrase, _ in phrase.split(separator: " ").map { vocabulary.insert($0) } },
      close: flag(entry["close"], of: "close", yaml, faults: &faults),
      fragment: flag(entry["fragment"], of: "fragment", yaml, faults: &faults),
      beside: entry["beside"].map { types($0, yaml, faults: &faults) } ?? [],
      status: status(entry["status"], yaml, faults: &faults),
      confidence: confidence(entry["confidence"], yaml, faults: &faults), examples: examples,
      counterExamples: yaml.texts(entry["not"], of: "not", faults: &faults)
        .map { .init(text: $0.text, line: $0.node.line) },
      file: yaml.path, line: nameNode.line)
  }

  private func flag(
    _ node: YAMLNode?, of key: String, _ yaml: YAMLFile, faults: inout [ResourceFault]
  ) -> Bool {
    guard let node else { return false }
    if let flag = node.bool { return flag }
    faults.append(
      yaml.fault(
        at: node, "'\(key): \(node.text ?? "")' is neither yes nor no",
        remedy: "write true or false"))
    return false
  }

  private func status(
    _ node: YAMLNode?, _ yaml: YAMLFile, faults: inout [ResourceFault]
  ) -> RelationStatus? {
    guard let node else { return nil }
    if let status = RelationStatus(rawValue: node.text ?? "") { return status }
    faults.append(
      yaml.fault(
        at: node, "no status '\(node.text ?? "")'",
        remedy: "use actual, planned or possible"))
    return nil
  }

  private func confidence(
    _ node: YAMLNode?, _ yaml: YAMLFile, faults: inout [ResourceFault]
  ) -> Double {
    guard let node else { return 0.7 }
    if let number = node.float, (0...1).contains(number) { return number }
    faults.append(
      yaml.fault(at: node, "'confidence' is no share", remedy: "give a number from 0 to 1"))
    return 0
  }

  private func examples(
    _ entry: YAMLFile.Entry, _ name: String, _ relation: RelationType, _ yaml: YAMLFile,
    faults: inout [ResourceFault]
  ) -> [FrameExample] {
    let written = yaml.texts(entry["examples"], of: "examples", faults: &faults)
    if written.isEmpty {
      faults.append(
        yaml.fault(
          at: entry.node, "frame '\(name)' has no examples",
          remedy: "add a sentence it must match, and under 'not' one it must leave alone"))
    }
    return written.compactMap { text, node in
      if var example = FrameExample(text, roles: relation.roles), !example.roles.isEmpty {
        example.line = node.line
        return example
      }
      faults.append(
        yaml.fault(
          at: node, "an example whose brackets do not name roles",
          remedy: "write [words]role; the roles are "
            + relation.roles.map(\.rawValue).joined(separator: ", ")))
      return nil
    }
  }

  private func roles(
    _ entry: YAMLFile.Entry, _ relation: RelationType, _ yaml: YAMLFile,
    _ vocabulary: inout Vocabulary,
    faults: inout [ResourceFault]
  ) -> [Frame.Filler] {
    guard let mapping = entry["roles"]?.mapping else {
      faults.append(
        yaml.fault(
          at: entry["roles"] ?? entry.node, "'roles' is no mapping",
          remedy: "write each role as 'force: { theme: [FORCE] }'"))
      return []
    }
    var fillers: [Frame.Filler] = []
    for (key, value) in mapping {
      let name = key.text ?? ""
      let role = Role(rawValue: name)
      guard relation.roles.contains(role) else {
        let known = relation.roles.map(\.rawValue)
        faults.append(
          yaml.fault(
            at: key, "no role '\(name)' in this relation",
            remedy: NearestName.remedy(for: name, among: known)))
        continue
      }
      if let filler = filler(role, relation, key, value, yaml, &vocabulary, faults: &faults) {
        fillers.append(filler)
      }
    }
    return fillers
  }

  private func filler(
    _ role: Role, _ relation: RelationType, _ key: YAMLNode, _ value: YAMLNode, _ yaml: YAMLFile,
    _ vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) -> Frame.Filler? {
    let entry = YAMLFile.Entry(node: value, pairs: value.mapping ?? [])
    guard yaml.check(entry, known: Self.fillerKeys, required: [], faults: &faults) else {
      return nil
    }
    let place: Frame.Place
    let allowed: YAMLNode
    if let slot = Self.slots.first(where: { entry[$0] != nil }), let types = entry[slot] {
      switch slot {
      case "agent": place = .agent
      case "receiver": place = .receiver
      case "complement": place = .complement
      default: place = .theme
      }
      allowed = types
    } else if let prepositions = entry["prepositions"], let types = entry["types"] {
      let words = yaml.texts(prepositions, of: "prepositions", faults: &faults)
      place = .prepositions(words.map { vocabulary.insert($0.text) })
      allowed = types
    } else {
      faults.append(
        yaml.fault(
          at: key, "role '\(role.rawValue)' does not say where it stands",
          remedy: "give it agent: [types], theme: [types], or prepositions: […] and types: […]"))
      return nil
    }
    return Frame.Filler(
      role: role, place: place, types: types(allowed, yaml, faults: &faults),
      isRequired: flag(entry["required"], of: "required", yaml, faults: &faults),
      nominal: yaml.texts(entry["nominal"], of: "nominal", faults: &faults)
        .map { vocabulary.insert($0.text) },
      takesNumbers: flag(entry["numbers"], of: "numbers", yaml, faults: &faults),
      isFigure: relation.core.first == role, isGround: relation.core.dropFirst().first == role)
  }

  private func types(
    _ node: YAMLNode, _ yaml: YAMLFile, faults: inout [ResourceFault]
  ) -> [EntityClass] {
    yaml.texts(node, of: "types", faults: &faults).compactMap { text, node in
      if let allowed = EntityClass(text) { return allowed }
      let known = EntityType.allCases.map(\.rawValue)
      faults.append(
        yaml.fault(
          at: node, "no entity type '\(text)'",
          remedy: NearestName.remedy(for: text, among: known)
        ))
      return nil
    }
  }
}
