// Where a pattern is tried, and what its matches say.

extension PatternReader {
  /// The words of `trigger`, added to the vocabulary. Each must be one token.
  func triggerWords(
    _ entry: YAMLFile.Entry, _ file: YAMLFile, _ vocabulary: inout Vocabulary,
    _ faults: inout [ResourceFault]
  ) -> [Pattern.Trigger] {
    file.texts(entry["trigger"], of: "trigger", faults: &faults).compactMap { text, node in
      guard file.isPacked || Tokenizer().words(in: text).count == 1 else {
        faults.append(
          file.fault(
            at: node, "the trigger '\(text)' is more than one word",
            remedy: "name its rarest word"))
        return nil
      }
      return Pattern.Trigger(
        what: .word(vocabulary.insert(text)), text: text, line: node.line, column: node.column)
    }
  }

  func triggerShapes(
    _ entry: YAMLFile.Entry, _ file: YAMLFile, _ faults: inout [ResourceFault]
  ) -> [Pattern.Trigger] {
    namedShapes(entry, "triggerShapes", file, &faults).compactMap { shape, text, node in
      guard ![.capital, .joined, .small].contains(shape) else {
        faults.append(
          file.fault(
            at: node, "'\(text)' is too common to set a pattern off",
            remedy: "name it under 'starts', and a word or another shape here"))
        return nil
      }
      return Pattern.Trigger(
        what: .shape(shape), text: text, line: node.line, column: node.column)
    }
  }

  /// The shapes that an entry names under a key; all where it has none.
  func shapes(
    _ entry: YAMLFile.Entry, _ key: String, _ file: YAMLFile, _ faults: inout [ResourceFault]
  ) -> TokenShapes {
    guard entry[key] != nil else { return .all }
    return TokenShapes(namedShapes(entry, key, file, &faults).map(\.shape))
  }

  private func namedShapes(
    _ entry: YAMLFile.Entry, _ key: String, _ file: YAMLFile, _ faults: inout [ResourceFault]
  ) -> [(shape: TokenShape, text: String, node: YAMLNode)] {
    file.texts(entry[key], of: key, faults: &faults).compactMap { name, node in
      if let shape = TokenShape(name: name) { return (shape, name, node) }
      faults.append(
        file.fault(
          at: node, "no shape of token '\(name)'",
          remedy: NearestName.remedy(for: name, among: TokenShape.names)))
      return nil
    }
  }

  /// How many tokens before its trigger a match can begin.
  func reach(
    _ entry: YAMLFile.Entry, _ file: YAMLFile, _ faults: inout [ResourceFault]
  ) -> UInt32? {
    guard let node = entry["reach"] else { return nil }
    if let reach = node.text.flatMap({ UInt8($0) }) { return UInt32(reach) }
    faults.append(
      file.fault(
        at: node, "'reach' is no number from 0 to 255",
        remedy: "write how many tokens can stand before the trigger in a match, or leave it out"))
    return nil
  }
}

extension PatternReader {
  /// What is said of every match.
  func attributes(
    _ entry: YAMLFile.Entry, _ file: YAMLFile, _ faults: inout [ResourceFault]
  ) -> [Attribute] {
    texts(entry["attributes"], "attributes", file, &faults).compactMap { key, value in
      guard let name = key.text, !PatternGroups.reserved.contains(name),
        name != PatternGroups.country
      else {
        faults.append(
          file.fault(
            at: key, "'\(key.text ?? "")' is said elsewhere", remedy: "take another name"))
        return nil
      }
      return Attribute(name: name, value: value)
    }
  }

  /// What stands for the texts of groups, by group and text.
  func values(
    _ entry: YAMLFile.Entry, _ expression: PatternExpression?, _ file: YAMLFile,
    _ faults: inout [ResourceFault]
  ) -> [String: [String: String]] {
    guard let node = entry["values"] else { return [:] }
    let groups = file.isPacked ? nil : expression?.ready?.groups.map(\.name)
    var values: [String: [String: String]] = [:]
    for (key, mapping) in node.mapping ?? [] {
      let group = key.text ?? ""
      if let groups, !groups.contains(group) {
        faults.append(
          file.fault(
            at: key, "the expression has no group '\(group)'",
            remedy: NearestName.remedy(for: group, among: groups)))
      }
      values[group] = Dictionary(
        texts(mapping, "values", file, &faults).map { ($0.key.text?.lowercased() ?? "", $0.value) },
        uniquingKeysWith: { first, _ in first })
    }
    if node.mapping == nil {
      faults.append(
        file.fault(
          at: node, "'values' is no mapping",
          remedy: "write a group, and under it 'text: value' for each text"))
    }
    return values
  }

  /// The pairs of a mapping of texts.
  private func texts(
    _ node: YAMLNode?, _ name: String, _ file: YAMLFile, _ faults: inout [ResourceFault]
  ) -> [(key: YAMLNode, value: String)] {
    guard let node else { return [] }
    guard let pairs = node.mapping else {
      faults.append(
        file.fault(at: node, "'\(name)' has no pairs here", remedy: "write 'name: value'"))
      return []
    }
    return pairs.compactMap { key, value in
      file.text(value, of: key.text ?? "", faults: &faults).map { (key, $0) }
    }
  }
}
