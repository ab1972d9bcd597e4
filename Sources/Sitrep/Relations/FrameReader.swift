/// Reads files of frames (`Models/frames/*.yaml`), and says what is wrong in them.
struct FrameReader {
  private static let keys = [
    "frame", "relation", "about", "verbs", "nouns", "roles", "needsCount", "joinsForce", "status",
    "confidence", "examples", "not",
  ]
  private static let required = ["frame", "relation", "about", "roles", "examples"]
  private static let fillerKeys = ["agent", "theme", "prepositions", "types", "required"]

  private(set) var frames: [Frame] = []
  private var places: [String: String] = [:]

  /// Adds the frames of a file; every fault in it is appended to `faults`. Verbs that no
  /// list has are given regular forms.
  mutating func read(
    _ yaml: YAMLFile, _ vocabulary: inout Vocabulary, _ classes: inout WordClasses,
    faults: inout [ResourceFault]
  ) {
    faults += yaml.faults
    for entry in yaml.entries {
      if let frame = frame(entry, yaml, &vocabulary, &classes, faults: &faults) {
        frames.append(frame)
      }
    }
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
    guard let relation = RelationType(rawValue: relationName) else {
      let known = RelationType.allCases.map(\.rawValue)
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
    if verbs.isEmpty, nouns.isEmpty {
      faults.append(
        yaml.fault(
          at: nameNode, "frame '\(name)' has no words that bring it up",
          remedy: "add 'verbs:' or 'nouns:' with a list"))
    }
    for verb in verbs { classes.addVerb(verb.text, &vocabulary) }
    for noun in nouns { classes.insert(vocabulary.insert(noun.text), .noun) }
    let examples = self.examples(entry, name, yaml, faults: &faults)
    return Frame(
      name: name, relation: relation, verbs: verbs.map { vocabulary.insert($0.text) },
      nouns: nouns.map { vocabulary.insert($0.text) },
      roles: roles(entry, yaml, &vocabulary, faults: &faults),
      needsCount: flag(entry["needsCount"], of: "needsCount", yaml, faults: &faults),
      joinsForce: flag(entry["joinsForce"], of: "joinsForce", yaml, faults: &faults),
      status: status(entry["status"], yaml, faults: &faults),
      confidence: confidence(entry["confidence"], yaml, faults: &faults), examples: examples,
      counterExamples: yaml.texts(entry["not"], of: "not", faults: &faults).map(\.text))
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
    _ entry: YAMLFile.Entry, _ name: String, _ yaml: YAMLFile, faults: inout [ResourceFault]
  ) -> [FrameExample] {
    let written = yaml.texts(entry["examples"], of: "examples", faults: &faults)
    if written.isEmpty {
      faults.append(
        yaml.fault(
          at: entry.node, "frame '\(name)' has no examples",
          remedy: "add a sentence it must match, and under 'not' one it must leave alone"))
    }
    return written.compactMap { text, node in
      if let example = FrameExample(text), !example.roles.isEmpty { return example }
      faults.append(
        yaml.fault(
          at: node, "an example whose brackets do not name roles",
          remedy: "write [words]role; the roles are "
            + Role.allCases.map(\.rawValue).joined(separator: ", ")))
      return nil
    }
  }

  private func roles(
    _ entry: YAMLFile.Entry, _ yaml: YAMLFile, _ vocabulary: inout Vocabulary,
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
      guard let role = Role(rawValue: name) else {
        let known = Role.allCases.map(\.rawValue)
        faults.append(
          yaml.fault(
            at: key, "no role '\(name)' in this relation",
            remedy: NearestName.remedy(for: name, among: known)))
        continue
      }
      if let filler = filler(role, key, value, yaml, &vocabulary, faults: &faults) {
        fillers.append(filler)
      }
    }
    return fillers
  }

  private func filler(
    _ role: Role, _ key: YAMLNode, _ value: YAMLNode, _ yaml: YAMLFile,
    _ vocabulary: inout Vocabulary,
    faults: inout [ResourceFault]
  ) -> Frame.Filler? {
    let entry = YAMLFile.Entry(node: value, pairs: value.mapping ?? [])
    guard yaml.check(entry, known: Self.fillerKeys, required: [], faults: &faults) else {
      return nil
    }
    let isRequired = flag(entry["required"], of: "required", yaml, faults: &faults)
    if let types = entry["agent"] ?? entry["theme"] {
      return Frame.Filler(
        role: role, place: entry["agent"] != nil ? .agent : .theme,
        types: self.types(types, yaml, faults: &faults), isRequired: isRequired)
    }
    guard let prepositions = entry["prepositions"], let types = entry["types"] else {
      faults.append(
        yaml.fault(
          at: key, "role '\(role.rawValue)' does not say where it stands",
          remedy: "give it agent: [types], theme: [types], or prepositions: […] and types: […]"))
      return nil
    }
    let words = yaml.texts(prepositions, of: "prepositions", faults: &faults)
    return Frame.Filler(
      role: role, place: .prepositions(words.map { vocabulary.insert($0.text) }),
      types: self.types(types, yaml, faults: &faults), isRequired: isRequired)
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
