import Yams

/// A value in a YAML file, with its place. What `Yams.Node` says of it as far as models need
/// it, without the parser: a pack holds these, since parsing takes longer than a start may.
struct YAMLNode: Sendable {
  let content: Content
  /// 1-based; 0 where it is not known.
  let line: Int
  let column: Int

  enum Content: Sendable {
    case scalar(String)
    case sequence([YAMLNode])
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  var text: String? { if case .scalar(let text) = content { text } else { nil } }
  var sequence: [YAMLNode]? { if case .sequence(let items) = content { items } else { nil } }
  var mapping: [(key: YAMLNode, value: YAMLNode)]? {
    if case .mapping(let pairs) = content { pairs } else { nil }
  }

  var bool: Bool? { text.flatMap { ["true": true, "false": false][$0.lowercased()] } }
  var float: Double? { text.flatMap(Double.init) }
}

extension YAMLNode {
  init(_ node: Node) {
    (line, column) = (node.mark?.line ?? 0, node.mark?.column ?? 0)
    if let items = node.sequence {
      content = .sequence(items.map { YAMLNode($0) })
    } else if let pairs = node.mapping {
      content = .mapping(pairs.map { (YAMLNode($0.key), YAMLNode($0.value)) })
    } else {
      content = .scalar(node.scalar?.string ?? "")
    }
  }
}

// MARK: - In a pack

extension YAMLNode {
  private enum Kind: UInt8 { case scalar, sequence, mapping }

  func write(to bytes: inout PackedBytes) {
    func write(_ kind: Kind) {
      bytes.append(UInt32(kind.rawValue))
      bytes.append(UInt32(line))
      bytes.append(UInt32(column))
    }
    switch content {
    case .scalar(let text):
      write(.scalar)
      bytes.append(text)
    case .sequence(let items):
      write(.sequence)
      bytes.append(UInt32(items.count))
      for item in items { item.write(to: &bytes) }
    case .mapping(let pairs):
      write(.mapping)
      bytes.append(UInt32(pairs.count))
      for pair in pairs {
        pair.key.write(to: &bytes)
        pair.value.write(to: &bytes)
      }
    }
  }

  /// Reads what `write` wrote; nil where it is something else.
  init?(_ bytes: inout PackedBytes.Reader, depth: Int = 0) {
    guard depth < 64,
      let kind = bytes.number().flatMap({ Kind(rawValue: UInt8(truncatingIfNeeded: $0)) }),
      let line = bytes.number(), let column = bytes.number()
    else { return nil }
    (self.line, self.column) = (Int(line), Int(column))
    if kind == .scalar {
      guard let text = bytes.text() else { return nil }
      content = .scalar(text)
      return
    }
    guard let count = bytes.number() else { return nil }
    var nodes: [YAMLNode] = []
    for _ in 0..<(kind == .mapping ? 2 * Int(count) : Int(count)) {
      guard let node = YAMLNode(&bytes, depth: depth + 1) else { return nil }
      nodes.append(node)
    }
    content =
      kind == .sequence
      ? .sequence(nodes)
      : .mapping(stride(from: 0, to: nodes.count, by: 2).map { (nodes[$0], nodes[$0 + 1]) })
  }
}
