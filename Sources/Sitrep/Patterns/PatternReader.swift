import CPCRE2

/// Reads pattern files, and says what is wrong in them. What the keys mean is told in
/// `Models/patterns/README.md`.
struct PatternReader {
  private var files: [YAMLFile] = []
  private var definitions: [String: String] = [:]
  private var names: Set<String> = []

  private static let patternKeys = [
    "pattern", "type", "about", "expression", "trigger", "triggerShapes", "reach", "between",
    "starts", "flags", "priority", "attributes", "values", "examples", "not",
  ]
  private static let requiredKeys = ["pattern", "type", "about", "expression", "examples"]
  private static let definitionKeys = ["define", "about", "expression"]
  private static let flags = [
    "caseless": UInt32(PCRE2_CASELESS), "multiline": UInt32(PCRE2_MULTILINE),
    "dotAll": UInt32(PCRE2_DOTALL),
  ]

  /// Reads the form of all files, and their definitions.
  init(_ files: [YAMLFile], faults: inout [ResourceFault]) {
    self.files = files
    faults += files.flatMap(\.faults)
    var places: [(file: YAMLFile, name: String, node: YAMLNode)] = []
    for file in self.files {
      for entry in file.entries where entry["define"] != nil {
        places += define(entry, file, faults: &faults).map { (file, $0.name, $0.node) }
      }
    }
    for (file, name, node) in places {
      _ = compile(definitions[name] ?? "", node, 0, file, faults: &faults)
    }
  }

  private mutating func define(
    _ entry: YAMLFile.Entry, _ file: YAMLFile, faults: inout [ResourceFault]
  ) -> [(name: String, node: YAMLNode)] {
    let keys = Self.definitionKeys
    guard file.check(entry, known: keys, required: keys, faults: &faults),
      let key = entry["define"], let node = entry["expression"],
      let name = file.text(key, of: "define", faults: &faults),
      let expression = file.text(node, of: "expression", faults: &faults)
    else { return [] }
    guard definitions.updateValue(expression, forKey: name) == nil else {
      faults.append(
        file.fault(at: key, "'\(name)' is defined twice", remedy: "rename one of them"))
      return []
    }
    return [(name, node)]
  }

  /// All patterns that have no fault, in the order of the files.
  mutating func patterns(
    vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) -> [Pattern] {
    var patterns: [Pattern] = []
    for (index, file) in files.enumerated() {
      for entry in file.entries where entry["define"] == nil {
        if let pattern = pattern(entry, file, index, &vocabulary, &faults) {
          patterns.append(pattern)
        }
      }
    }
    return patterns
  }
}

extension PatternReader {
  private mutating func pattern(
    _ entry: YAMLFile.Entry, _ file: YAMLFile, _ fileIndex: Int,
    _ vocabulary: inout Vocabulary, _ faults: inout [ResourceFault]
  ) -> Pattern? {
    let before = faults.count
    let isWhole = file.check(
      entry, known: Self.patternKeys, required: Self.requiredKeys, faults: &faults)
    if isWhole, entry["trigger"] == nil, entry["triggerShapes"] == nil {
      faults.append(
        file.fault(
          at: entry.node, "neither 'trigger' nor 'triggerShapes'",
          remedy: "name words, or shapes of tokens, one of which every match has in its "
            + "sentence: only there the expression is tried"))
    }
    let name = name(entry, file, &faults)
    let type = type(entry, file, &faults)
    let expression = expression(entry, file, &faults)
    let triggers =
      triggerWords(entry, file, &vocabulary, &faults) + triggerShapes(entry, file, &faults)
    let window = Pattern.Window(
      reach: reach(entry, file, &faults), between: shapes(entry, "between", file, &faults),
      starts: shapes(entry, "starts", file, &faults))
    let attributes = attributes(entry, file, &faults)
    let values = values(entry, expression, file, &faults)
    let priority = priority(entry, file, &faults)
    let examples = self.examples(entry, "examples", file, &faults)
    let counterexamples = self.examples(entry, "not", file, &faults)
    guard faults.count == before, let name, let type, let expression else { return nil }
    return Pattern(
      name: name, rule: "patterns/" + name, type: type, priority: priority, expression: expression,
      triggers: triggers, window: window, attributes: attributes, values: values, file: fileIndex,
      line: entry.node.line, examples: examples, counterexamples: counterexamples)
  }

  private mutating func name(
    _ entry: YAMLFile.Entry, _ file: YAMLFile, _ faults: inout [ResourceFault]
  ) -> String? {
    guard let node = entry["pattern"], let name = file.text(node, of: "pattern", faults: &faults)
    else { return nil }
    if names.insert(name).inserted { return name }
    faults.append(
      file.fault(
        at: node, "there is another pattern '\(name)'",
        remedy: "rename one of them: results cite patterns by their names"))
    return nil
  }

  private func type(
    _ entry: YAMLFile.Entry, _ file: YAMLFile, _ faults: inout [ResourceFault]
  ) -> EntityType? {
    guard let node = entry["type"], let name = file.text(node, of: "type", faults: &faults)
    else { return nil }
    if let type = EntityType(rawValue: name) { return type }
    faults.append(
      file.fault(
        at: node, "no type '\(name)'",
        remedy: NearestName.remedy(for: name, among: EntityType.allCases.map(\.rawValue))))
    return nil
  }

  private func priority(
    _ entry: YAMLFile.Entry, _ file: YAMLFile, _ faults: inout [ResourceFault]
  ) -> Int {
    guard let node = entry["priority"] else { return 0 }
    if let priority = node.text.flatMap({ Int($0) }) { return priority }
    faults.append(
      file.fault(at: node, "'priority' is no number", remedy: "write a whole number, or none"))
    return 0
  }

  private func examples(
    _ entry: YAMLFile.Entry, _ key: String, _ file: YAMLFile, _ faults: inout [ResourceFault]
  ) -> [Pattern.Example] {
    // A run has no use for them, and a start no time.
    if file.isPacked { return [] }
    let wantsMarks = key == "examples"
    return file.texts(entry[key], of: key, faults: &faults).map { text, node in
      let example = MarkedExample(text)
      if example.spans.isEmpty == wantsMarks {
        faults.append(
          file.fault(
            at: node, wantsMarks ? "nothing is marked in this example" : "a mark under 'not'",
            remedy: wantsMarks
              ? "put [brackets] around what must be found"
              : "take the brackets away, or move it to 'examples'"))
      }
      return Pattern.Example(text: example, line: node.line, column: node.column)
    }
  }
}

extension PatternReader {
  private func expression(
    _ entry: YAMLFile.Entry, _ file: YAMLFile, _ faults: inout [ResourceFault]
  ) -> PatternExpression? {
    guard let node = entry["expression"],
      let text = file.text(node, of: "expression", faults: &faults)
    else { return nil }
    var options: UInt32 = 0
    for (name, node) in file.texts(entry["flags"], of: "flags", faults: &faults) {
      if let flag = Self.flags[name] {
        options |= flag
      } else {
        faults.append(
          file.fault(
            at: node, "no flag '\(name)'",
            remedy: NearestName.remedy(for: name, among: Self.flags.keys.sorted())))
      }
    }
    return compile(text, node, options, file, faults: &faults)
  }

  /// An expression with the definitions it calls; compiled already, unless it comes from a
  /// pack and was checked when that was made.
  private func compile(
    _ text: String, _ node: YAMLNode, _ options: UInt32, _ file: YAMLFile,
    faults: inout [ResourceFault]
  ) -> PatternExpression? {
    let expression = PatternExpression(text, definitions, options: options)
    if file.isPacked { return expression }
    do {
      let groups = try expression.compile().groupCount
      if groups > PCRE2MatchData.groupLimit {
        faults.append(
          file.fault(
            at: node, "\(groups) groups in brackets, more than \(PCRE2MatchData.groupLimit)",
            remedy: "write (?:…) where nothing is to be taken out"))
      }
      return expression
    } catch {
      let inside = error.offset <= text.count
      faults.append(
        file.fault(
          inside: node, at: inside ? error.offset : 0, "PCRE2: \(error.message)",
          remedy: inside
            ? "mend the expression here, or just before"
            : "mend a definition it calls, or the name it calls it by"))
      return nil
    }
  }
}
