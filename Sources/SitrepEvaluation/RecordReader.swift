/// A value in a line, and the way to it.
struct Node {
  let value: JSONValue
  let path: String

  /// The path of the member called `key`.
  func path(to key: String) -> String {
    path.isEmpty ? key : "\(path).\(key)"
  }
}

/// Reads the values of one line and notes what is wrong with each, without stopping there.
/// A value with a fault reads as nil, which says no more: the fault is told once.
struct RecordReader {
  private(set) var faults: [FileFault.Fault] = []
  /// The text that spans are cut out of; nil when the passage is not known, and then
  /// spans are taken as they are.
  private var passage: PassageText?
  private var offsets: OffsetTable?
  /// What to tell the author whose offsets fit in another unit.
  private var adviceOnUnit: (OffsetUnit) -> String = { _ in "" }
  /// Where the characters of that text stand in the one that spans are wanted of; nil where
  /// it is the same.
  var alignment: TextAlignment?
  /// The spans that were compared with their words.
  private(set) var comparedSpans = 0

  mutating func note(_ fault: FileFault.Fault) {
    faults.append(fault)
  }

  /// Sets the text that spans refer to from now on, and what their offsets count.
  mutating func read(
    spansOf passage: PassageText, in unit: OffsetUnit,
    adviceOnUnit: @escaping (_ fitting: OffsetUnit) -> String
  ) {
    self.passage = passage
    self.offsets = OffsetTable(passage, unit: unit)
    self.adviceOnUnit = adviceOnUnit
  }
}

// MARK: - Members

extension RecordReader {
  /// The member called `key`, if there is one.
  func member(_ key: String, of node: Node) -> Node? {
    node.value[key].map { Node(value: $0, path: node.path(to: key)) }
  }

  mutating func required(_ key: String, of node: Node) -> Node? {
    guard let member = member(key, of: node) else {
      note(.missing(path: node.path(to: key)))
      return nil
    }
    return member
  }

  mutating func string(_ node: Node) -> String? {
    guard case .string(let string) = node.value else { return refuse(node, "a string") }
    return string
  }

  mutating func string(_ key: String, of node: Node) -> String? {
    member(key, of: node).flatMap { string($0) }
  }

  mutating func requiredString(_ key: String, of node: Node) -> String? {
    required(key, of: node).flatMap { string($0) }
  }

  mutating func number(_ key: String, of node: Node) -> Double? {
    guard let node = member(key, of: node) else { return nil }
    guard case .number(let number) = node.value else { return refuse(node, "a number") }
    return number
  }

  /// One of the names of `Name`, if there is one.
  mutating func name<Name>(_ key: String, of node: Node, as type: Name.Type) -> Name?
  where Name: RawRepresentable<String> & CaseIterable {
    guard let node = member(key, of: node), let written = string(node) else { return nil }
    guard let name = Name(rawValue: written) else {
      let known = Name.allCases.map(\.rawValue)
      note(.unknownName(path: node.path, name: written, known: known))
      return nil
    }
    return name
  }

  mutating func requiredName<Name>(_ key: String, of node: Node, as type: Name.Type) -> Name?
  where Name: RawRepresentable<String> & CaseIterable {
    guard required(key, of: node) != nil else { return nil }
    return name(key, of: node, as: type)
  }

  /// The elements of the list called `key`, or nil when there is no such list.
  mutating func elements(_ key: String, of node: Node) -> [Node]? {
    guard let node = member(key, of: node) else { return nil }
    guard case .array(let values) = node.value else { return refuse(node, "a list") }
    return values.enumerated().map { Node(value: $1, path: "\(node.path)[\($0)]") }
  }

  /// The strings of the list called `key`; nil where there is no list.
  mutating func strings(_ key: String, of node: Node) -> [String]? {
    elements(key, of: node)?.compactMap { string($0) }
  }

  /// The object itself, or nil and a fault when it is something else.
  mutating func object(_ node: Node) -> Node? {
    guard case .object = node.value else { return refuse(node, "an object") }
    return node
  }

  private mutating func refuse<Value>(_ node: Node, _ expected: String) -> Value? {
    note(.wrongKind(path: node.path, expected: expected, found: node.value.kind))
    return nil
  }
}

// MARK: - Spans

extension RecordReader {
  /// The span that `start` and `end` of an object give, once it is checked against the
  /// passage and, if the object has one, against its `text`.
  mutating func span(_ node: Node) -> CodePointSpan? {
    guard let node = object(node) else { return nil }
    let start = required("start", of: node).flatMap { offset($0) }
    let end = required("end", of: node).flatMap { offset($0) }
    let text = string("text", of: node)
    guard let start, let end else { return nil }
    return span(start, end, text: text, path: node.path)
  }

  mutating func span(_ key: String, of node: Node) -> CodePointSpan? {
    member(key, of: node).flatMap { span($0) }
  }

  mutating func requiredSpan(_ key: String, of node: Node) -> CodePointSpan? {
    required(key, of: node).flatMap { span($0) }
  }

  mutating func spans(_ key: String, of node: Node) -> [CodePointSpan] {
    (elements(key, of: node) ?? []).compactMap { span($0) }
  }

  /// The names of a force that its aliases in the passage give.
  func names(ofForce force: CodePointSpan, aliases: [CodePointSpan]) -> [String] {
    passage?.names(ofForce: force, aliases: aliases) ?? []
  }

  /// The span that a list of two offsets gives.
  mutating func pair(_ node: Node) -> CodePointSpan? {
    guard case .array(let values) = node.value, values.count == 2 else {
      return refuse(node, "a list of two offsets")
    }
    let start = offset(Node(value: values[0], path: "\(node.path)[0]"))
    let end = offset(Node(value: values[1], path: "\(node.path)[1]"))
    guard let start, let end else { return nil }
    return span(start, end, text: nil, path: node.path)
  }

  /// The whole numbers of the list called `key`.
  mutating func requiredOffsets(_ key: String, of node: Node) -> [Int]? {
    guard required(key, of: node) != nil else { return nil }
    return elements(key, of: node)?.compactMap { offset($0) }
  }

  /// A whole number.
  mutating func offset(_ node: Node) -> Int? {
    guard case .number(let number) = node.value, let offset = Int(exactly: number) else {
      return refuse(node, "a whole number")
    }
    return offset
  }

  /// The span from `start` to `end`, once it is checked against the passage and `text`.
  mutating func span(
    _ start: Int, _ end: Int, text: String?, path: String
  ) -> CodePointSpan? {
    guard start < end else {
      note(.emptySpan(path: path, start: start, end: end))
      return nil
    }
    guard let passage, let offsets else { return CodePointSpan(max(0, start), max(1, end)) }
    guard let first = codePoint(start, of: offsets, in: start, end, text, path),
      let last = codePoint(end, of: offsets, in: start, end, text, path)
    else { return nil }
    let span = CodePointSpan(first, last)
    if let text, !passage.cuts(text, at: span) {
      let remedy = remedy(start, end, text: text)
      note(.otherText(path: path, expected: text, found: passage.cut(span), remedy: remedy))
      return nil
    }
    if text != nil { comparedSpans += 1 }
    guard let alignment else { return span }
    if let span = alignment.span(span) { return span }
    note(
      .broken(
        what: "\(path): the text of the gold has nothing at '\(passage.cut(span))'",
        remedy: "leave out what has no characters but white space"))
    return nil
  }

  /// Where `offset` falls, or nil and a fault.
  private mutating func codePoint(
    _ offset: Int, of offsets: OffsetTable, in start: Int, _ end: Int, _ text: String?,
    _ path: String
  ) -> Int? {
    switch offsets[offset] {
    case .codePoint(let codePoint):
      return codePoint
    case .insideCharacter:
      note(.insideCharacter(path: path, offset: offset, unit: offsets.unit))
    case .outside:
      let remedy = remedy(start, end, text: text)
      note(
        .outside(
          path: path, start: start, end: end, length: offsets.length, unit: offsets.unit,
          remedy: remedy))
    }
    return nil
  }

  /// What to do about offsets that do not cut out `text`: count in the right unit, where
  /// that is the whole trouble.
  private func remedy(_ start: Int, _ end: Int, text: String?) -> String {
    let correct = "correct the offsets or the text"
    guard let passage, let text else { return correct }
    let fitting = OffsetUnit.allCases.first { unit in
      guard unit != offsets?.unit, let span = OffsetTable(passage, unit: unit).span(start, end)
      else { return false }
      return passage.cuts(text, at: span)
    }
    return fitting.map(adviceOnUnit) ?? correct
  }
}

// MARK: - What both files have

extension RecordReader {
  mutating func bounds(_ node: Node) -> Bounds? {
    let bounds = Bounds(low: number("low", of: node), high: number("high", of: node))
    if let low = bounds.low, let high = bounds.high, low > high {
      note(.crossedBounds(path: node.path, low: low, high: high))
      return nil
    }
    return bounds
  }

  mutating func entity(_ node: Node) -> Entity? {
    let span = span(node)
    guard let node = silently(node) else { return nil }
    let id = string("id", of: node)
    let type = requiredString("type", of: node)
    let level = name("level", of: node, as: MentionLevel.self)
    let point = point("latitude", "longitude", of: node)
    let (text, canonical) = (string("text", of: node), string("canonical", of: node))
    let rule = string("rule", of: node)
    let cluster = string("cluster", of: node)
    guard let span, let type else { return nil }
    return Entity(
      id: id, type: type, level: level, span: span, point: point, name: canonical ?? text,
      isRenamed: canonical != nil && canonical != text, rule: rule, cluster: cluster)
  }

  /// The point that two members give; nil unless both are there.
  mutating func point(_ latitude: String, _ longitude: String, of node: Node) -> GeoPoint? {
    guard let latitude = number(latitude, of: node), let longitude = number(longitude, of: node)
    else { return nil }
    return GeoPoint(latitude: latitude, longitude: longitude)
  }

  mutating func quantity(_ node: Node) -> Quantity? {
    let span = span(node)
    guard let node = silently(node), let bounds = bounds(node), let span else { return nil }
    return Quantity(span: span, bounds: bounds)
  }

  mutating func time(_ node: Node) -> TimeExpression? {
    let span = span(node)
    guard let node = silently(node) else { return nil }
    let value = string("value", of: node)
    return span.map { TimeExpression(span: $0, value: value) }
  }

  /// The node if it is an object; if not, `span` has said so.
  private func silently(_ node: Node) -> Node? {
    if case .object = node.value { node } else { nil }
  }
}
