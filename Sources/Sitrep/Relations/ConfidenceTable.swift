/// What the confidence of a relation is, so that of those at 0.9 nine in ten are right: the
/// logistic function of a sum of weights (`Models/confidence.tsv`), one for each thing that
/// holds of the relation, the confidence that the frame states among them.
///
/// Types of relation that the table does not have keep what their frames state.
struct ConfidenceTable: Sendable {
  private var weights: [String: [String: Double]] = [:]

  init() {}

  init(_ table: LexiconTable?, faults: inout [ResourceFault]) {
    guard let table,
      let columns = table.require(["relation", "feature", "weight"], faults: &faults)
    else { return }
    for row in table.rows {
      let (relation, feature) = (String(row.fields[columns[0]]), String(row.fields[columns[1]]))
      guard let weight = Double(row.fields[columns[2]]), weight.isFinite else {
        faults.append(
          ResourceFault(
            table.file, line: row.line, source: row.fields.joined(separator: "\t"),
            "'\(row.fields[columns[2]])' is no weight", remedy: "run Scripts/calibrate anew"))
        continue
      }
      weights[relation, default: [:]][feature] = weight
    }
  }

  /// Replaces what the frames state by what the table makes of it, to two places. Needs the
  /// mentions as they are written. O(relations).
  func assign(in document: inout Document) {
    for index in document.relations.indices {
      let relation = document.relations[index]
      guard let weights = weights[relation.type.name] else { continue }
      let sum = Self.features(of: relation, in: document).reduce(0) {
        $0 + $1.amount * (weights[$1.name] ?? 0)
      }
      document.relations[index].confidence =
        (100 / (1 + Magnitude.exp(-sum))).rounded() / 100
    }
  }

  /// What holds of a relation, and how much; the names are those of the table.
  private static func features(
    of relation: Relation, in document: Document
  ) -> [(name: String, amount: Double)] {
    // Tenths above and below the value that most frames state.
    var found = [
      (name: "bias", amount: 1), (name: "stated", amount: 10 * (relation.confidence - 0.7)),
    ]
    let variant = relation.rule.split(separator: "/").last.map(String.init) ?? ""
    found.append(("variant:\(variant)", 1))
    if relation.status != .actual { found.append(("status:\(relation.status.rawValue)", 1)) }
    if relation.polarity == .negative { found.append(("polarity:negative", 1)) }
    if relation.count != nil { found.append(("count", 1)) }
    for (place, role) in relation.type.core.prefix(2).enumerated() {
      guard let mention = relation.mention(role).map({ document[$0] }) else { continue }
      let part = place == 0 ? "figure" : "ground"
      found.append(("\(part):\(mention.type.rawValue)", 1))
      found.append(("\(part):\(mention.level.rawValue)", 1))
      if mention.rule == "names/learned" { found.append(("\(part):learned", 1)) }
      let isBehind = mention.span.start >= relation.trigger.end
      let gap =
        isBehind
        ? mention.span.start - relation.trigger.end
        : relation.trigger.start - min(relation.trigger.start, mention.span.end)
      // Steps of 20 bytes, about three words; none counts more than ten.
      found.append(("\(part):steps", Double(min(gap, 200)) / 20))
      if place == 1, !isBehind { found.append(("ground:before", 1)) }
    }
    return found
  }
}
