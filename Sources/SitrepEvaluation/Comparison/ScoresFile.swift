/// Scores as `json` of a report writes them, to compare others with.
extension Baseline {
  /// Whether these are scores, and no predictions.
  public static func isScores(_ bytes: [UInt8]) -> Bool {
    // The schema stands at the head, in the first line or the second.
    String(decoding: bytes.prefix(200), as: UTF8.self).contains("\"\(EvaluationReport.schema)\"")
  }

  /// Reads scores.
  /// - Parameter file: what messages call it.
  /// - Throws: every fault in it, not the first alone.
  public init(json bytes: [UInt8], file: String) throws(FileFaults) {
    var faults = FileFaults()
    func note(_ fault: FileFault.Fault) {
      faults.append(FileFault(file: file, line: 1, fault: fault))
    }
    var counts: [String: [String: Tally]] = [:]
    var clusters: [String: ClusterScores.Sums] = [:]
    do throws(JSONSyntaxError) {
      var reader = RecordReader()
      let root = Node(value: try JSONParser.parse(bytes), path: "")
      if reader.required("by_document", of: root) != nil {
        for node in reader.elements("by_document", of: root) ?? [] {
          guard let id = reader.requiredString("id", of: node) else { continue }
          for (name, tally) in reader.tallies(of: node) { counts[name, default: [:]][id] = tally }
          clusters[id] = reader.sums(of: node)
        }
      }
      for fault in reader.faults { note(fault) }
    } catch {
      note(.notJSON(error))
    }
    guard faults.count == 0 else { throw faults }
    self.init(name: file, counts: counts, clusters: clusters)
  }
}

extension RecordReader {
  /// The members that are `[right, missed, spurious]`.
  fileprivate mutating func tallies(of node: Node) -> [(name: String, tally: Tally)] {
    guard case .object(let members) = node.value else { return [] }
    return members.filter { $0.key != "id" && $0.key != "coreference" }.compactMap { member in
      let path = node.path(to: member.key)
      guard case .array(let values) = member.value, values.count == 3 else {
        note(.wrongKind(path: path, expected: "three counts", found: member.value.kind))
        return nil
      }
      let counts = values.compactMap { value -> Int? in
        guard case .number(let number) = value, (0...1e9).contains(number) else { return nil }
        return Int(exactly: number)
      }
      guard counts.count == 3 else {
        note(.wrongKind(path: path, expected: "three counts", found: "other numbers"))
        return nil
      }
      return (member.key, Tally(right: counts[0], missed: counts[1], spurious: counts[2]))
    }
  }

  /// The sums of coreference, if there are any.
  fileprivate mutating func sums(of node: Node) -> ClusterScores.Sums? {
    guard let list = member("coreference", of: node) else { return nil }
    guard case .array(let values) = list.value else {
      note(.wrongKind(path: list.path, expected: "twenty sums", found: list.value.kind))
      return nil
    }
    let numbers = values.compactMap { value -> Double? in
      guard case .number(let number) = value, number >= 0 else { return nil }
      return number
    }
    guard numbers.count == values.count, let sums = ClusterScores.Sums(numbers: numbers) else {
      note(.wrongKind(path: list.path, expected: "twenty sums", found: "other numbers"))
      return nil
    }
    return sums
  }
}
