import Yams

/// A YAML file of `Models/`, for readers that report every fault with its line and column.
///
/// The file is a list of mappings; each is an `Entry`.
struct YAMLFile {
  let path: String
  private(set) var entries: [Entry] = []
  /// What is wrong in its form.
  private(set) var faults: [ResourceFault] = []
  /// Whether it comes from a pack: then all in it was checked when that was compiled.
  let isPacked: Bool
  /// As written, for messages; empty where it comes from a pack.
  private let text: String

  /// One mapping of the list, its keys and values with their places.
  struct Entry: Sendable {
    let node: YAMLNode
    let pairs: [(key: YAMLNode, value: YAMLNode)]

    /// The value of a key.
    subscript(key: String) -> YAMLNode? { pairs.first { $0.key.text == key }?.value }
  }

  /// Reads a whole file.
  init(_ file: ResourceFile) {
    (path, isPacked) = (file.path, false)
    text = String(decoding: file.bytes, as: UTF8.self)
    do {
      guard let root = try compose(yaml: text) else { return }
      entries = list(YAMLNode(root), faults: &faults)
    } catch {
      faults.append(fault(error))
    }
  }

  private func list(_ root: YAMLNode, faults: inout [ResourceFault]) -> [Entry] {
    guard let sequence = root.sequence else {
      faults.append(
        fault(at: root, "not a list", remedy: "begin each entry with '- ' at the line's start"))
      return []
    }
    return sequence.compactMap { node in
      guard let mapping = node.mapping else {
        faults.append(
          fault(at: node, "not an entry", remedy: "write its keys and values as 'key: value'"))
        return nil
      }
      return Entry(node: node, pairs: mapping)
    }
  }
}

extension YAMLFile {
  /// A fault at the first character of a node.
  func fault(at node: YAMLNode, _ problem: String, remedy: String) -> ResourceFault {
    fault(line: node.line, column: node.column, problem, remedy: remedy)
  }

  /// A fault at a character inside a scalar's value, counted from 0; at the scalar's first
  /// character where the value is not in the file as it reads.
  func fault(
    inside node: YAMLNode, at offset: Int, _ problem: String, remedy: String
  ) -> ResourceFault {
    let place = ScalarPlace(of: offset, in: node, lines)
    return fault(
      line: place?.line ?? node.line, column: place?.column ?? node.column, problem,
      remedy: remedy)
  }

  private var lines: [Substring] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  private func fault(
    line: Int, column: Int, _ problem: String, remedy: String
  ) -> ResourceFault {
    let lines = lines
    let source = lines.indices.contains(line - 1) ? String(lines[line - 1]) : ""
    return ResourceFault(
      path, line: line, column: column, source: source, problem, remedy: remedy)
  }

  /// Where the text of a YAML error is; its own words.
  private func fault(_ error: any Error) -> ResourceFault {
    let remedy = "mend the YAML here, or just above: indentation, quotes and colons"
    guard let error = error as? YamlError else {
      return ResourceFault(path, "\(error)", remedy: remedy)
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return fault(line: mark.line, column: mark.column, problem, remedy: remedy)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.joined(separator: "', '")
      return fault(
        line: context.mark.line, column: context.mark.column, "'\(names)' stands here twice",
        remedy: "keep one of them")
    default:
      return ResourceFault(path, "\(error)", remedy: remedy)
    }
  }
}

extension YAMLFile {
  /// The text of a scalar, or a fault.
  func text(_ node: YAMLNode, of key: String, faults: inout [ResourceFault]) -> String? {
    if let text = node.text, !text.isEmpty { return text }
    faults.append(
      fault(at: node, "'\(key)' is no text", remedy: "write '\(key): ' and one value"))
    return nil
  }

  /// The scalars of a list, or of a single value, with their places.
  func texts(
    _ node: YAMLNode?, of key: String, faults: inout [ResourceFault]
  ) -> [(text: String, node: YAMLNode)] {
    guard let node else { return [] }
    let items = node.sequence ?? [node]
    return items.compactMap { item in
      text(item, of: key, faults: &faults).map { (text: $0, node: item) }
    }
  }

  /// Reports keys of an entry that are not among `known`, and the `required` ones that it
  /// lacks. Whether there was none.
  func check(
    _ entry: Entry, known: [String], required: [String], faults: inout [ResourceFault]
  ) -> Bool {
    let before = faults.count
    for (key, _) in entry.pairs {
      let name = key.text ?? ""
      if !known.contains(name) {
        faults.append(
          fault(
            at: key, "no key '\(name)' here",
            remedy: NearestName.remedy(for: name, among: known)))
      }
    }
    for key in required where entry[key] == nil {
      faults.append(
        fault(at: entry.node, "this entry has no '\(key)'", remedy: "add '\(key): …' to it"))
    }
    return faults.count == before
  }
}

// MARK: - In a pack

extension YAMLFile {
  func write(to bytes: inout PackedBytes) {
    bytes.append(path)
    bytes.append(UInt32(entries.count))
    for entry in entries { entry.node.write(to: &bytes) }
  }

  /// Reads what `write` wrote; nil where it is something else.
  init?(_ bytes: inout PackedBytes.Reader) {
    guard let path = bytes.text(), let count = bytes.number() else { return nil }
    (self.path, isPacked, text) = (path, true, "")
    for _ in 0..<count {
      guard let node = YAMLNode(&bytes), let pairs = node.mapping else { return nil }
      entries.append(Entry(node: node, pairs: pairs))
    }
  }
}
