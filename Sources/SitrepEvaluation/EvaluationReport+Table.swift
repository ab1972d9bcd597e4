extension EvaluationReport {
  /// The scores to read in a terminal, no line wider than 80 columns. Shares are in per
  /// cent; a dash stands for one that is not defined.
  public var table: String {
    let sections = [
      documentLines, headlineLines, comparison?.lines, comparison?.documentLines,
      comparison?.errorLines, scores.relations?.lines, scores.relations?.ruleLines,
      confidenceLines, scores.typedRelations?.lines,
      scores.entities?.lines, scores.places?.lines,
      scores.attributions?.lines, layerLines,
    ]
    return sections.compactMap { $0 }.filter { !$0.isEmpty }
      .map { $0.map { $0 + "\n" }.joined() }
      .joined(separator: "\n")
  }

  private var documentLines: [String] {
    ["Passages \(passages), without a prediction \(missing.count)"]
      + Self.listing(missing)
      + (unexpected.isEmpty ? [] : ["Predictions without a passage \(unexpected.count)"])
      + Self.listing(unexpected)
  }

  /// The first few ids, one a line.
  private static func listing(_ ids: [String]) -> [String] {
    let most = 5
    let rest = ids.count > most ? ["  … and \(ids.count - most) more"] : []
    return ids.prefix(most).map { "  " + $0.shortened(to: 78) } + rest
  }

  private var headlineLines: [String] {
    headline.isEmpty
      ? []
      : [row("Headline", ["score", "95 % low", "high"])]
        + headline.map { figure in
          let (low, high) = (figure.interval?.lowerBound, figure.interval?.upperBound)
          return row(figure.name, [percent(figure.value), percent(low), percent(high)])
        }
  }

  private var confidenceLines: [String] {
    confidences.flatMap { $0.scores.lines($0.name, gold: $0.gold) }
  }

  private var layerLines: [String] {
    var lines: [String] = []
    if let sentences = scores.sentences {
      lines.append(tallyRow("sentence boundaries", sentences.boundaries))
    }
    if let quantities = scores.quantities { lines += quantities.lines("quantities") }
    if let times = scores.times { lines += times.lines("times") }
    return lines.isEmpty ? [] : [tallyHead("Other layers")] + lines
  }
}

extension RelationScores {
  fileprivate var lines: [String] {
    let byDifficulty = recall.sorted { $0.key < $1.key }.map { shareRow("  found, \($0)", $1) }
    return [tallyHead("Relations"), tallyRow("deployed-to", facts)] + byDifficulty
      + [
        shareRow("  status", status),
        shareRow("  polarity", polarity),
        shareRow("  count, both bounds", count),
        shareRow("  count given, none is due", countGivenToNone),
        shareRow("  found, force unnamed", forceNames.facts),
        tallyRow("    named rightly", forceNames.names),
      ] + Role.allCases.map { tallyRow("  \($0.rawValue)", roles[$0] ?? Tally()) }
      + [
        tallyRow("confirmed-by", sources),
        tallyRow("  on matched facts", sourcesOfPairs),
        shareRow("  stance", stance),
      ] + (otherRelations == 0 ? [] : ["other relations, not graded: \(otherRelations)"])
  }

  /// The rules that err most, first.
  fileprivate var ruleLines: [String] {
    let most = 20
    let worst = rules.sorted { ($1.value.spurious, $0.key) < ($0.value.spurious, $1.key) }
    let rest = worst.count > most ? ["… and \(worst.count - most) more"] : []
    return worst.isEmpty
      ? []
      : [wideRow("Rules", ["right", "spurious"])]
        + worst.prefix(most).map { wideRow($0, ["\($1.right)", "\($1.spurious)"]) } + rest
  }
}

extension TypedRelationScores {
  fileprivate var lines: [String] {
    let types = rows.sorted { $0.key < $1.key }.flatMap { type, row in
      [tallyRow("\(type), strict", row.strict), tallyRow("  partial", row.partial)]
    }
    let all = [tallyRow("all, strict", all.strict), tallyRow("  partial", all.partial)]
    return [tallyHead("Relations by type")] + types + all + [tallyHead("Roles, by overlap")]
      + roles.sorted { $0.key < $1.key }.map { tallyRow($0.key, $0.value) }
  }
}

extension EntityScores {
  fileprivate var lines: [String] {
    let scored = [
      row("Entities", ["gold", "found", "P", "R", "F1", "part. P", "R", "F1"], 14, 8)
    ]
    let types = rows.sorted { $0.key < $1.key }.map { Self.line($0, $1) }
    let rest = ungraded == 0 ? [] : ["of types that gold does not have, not graded: \(ungraded)"]
    return scored + types + [Self.line("all", all)] + rest
  }

  private static func line(_ name: String, _ row: Row) -> String {
    let scores = [row.exact, row.partial].flatMap { [$0.precision, $0.recall, $0.f1] }
    let cells = ["\(row.exact.gold)", "\(row.exact.found)"] + scores.map(percent)
    return SitrepEvaluation.row(name, cells, 14, 8)
  }
}

extension PlaceScores {
  fileprivate var lines: [String] {
    let resolved = [
      tallyHead("Places"), tallyRow("names", names.reduce(Tally(), +)),
      shareRow("  within 161 km", resolution.endToEnd.reduce(Tally(), +).share),
      shareRow("    of those found", resolution.ofFound.reduce(Tally(), +).share),
      shareRow("    of those with a point", resolution.ofPlaced.reduce(Tally(), +).share),
    ]
    let given = given.map { [shareRow("  with the names given", $0.reduce(Tally(), +).share)] }
    let baseline = baseline.map {
      [
        shareRow("  most populous, likewise", $0.endToEnd.reduce(Tally(), +).share),
        shareRow("    of those found", $0.ofFound.reduce(Tally(), +).share),
      ]
    }
    let groups = gradesGroups ? ["nationalities are graded: gold marks them as places"] : []
    return resolved + (given ?? []) + (baseline ?? []) + groups
  }
}

extension AttributionScores {
  fileprivate var lines: [String] {
    [tallyHead("Attributions")] + Self.lines("all", all)
      + genres.sorted { $0.key < $1.key }.flatMap { Self.lines($0, $1) }
  }

  private static func lines(_ name: String, _ row: Row) -> [String] {
    [
      tallyRow("\(name), cue", row.cues.reduce(Tally(), +)),
      shareRow("  source", row.sources),
      tallyRow("  cue and source", row.both.reduce(Tally(), +)),
    ]
  }
}

extension ValueScores {
  fileprivate func lines(_ name: String) -> [String] {
    [tallyRow("\(name), overlap", spans), shareRow("  value", values)]
  }
}

// MARK: - Rows

/// A name and columns to its right, each flush right. 26 and six of 9 are 80 columns.
func row(
  _ name: String, _ cells: [String], _ nameWidth: Int = 26, _ width: Int = 9
) -> String {
  let name = name.shortened(to: nameWidth)
  let padding = String(repeating: " ", count: nameWidth - name.count)
  let columns = cells.map { String(repeating: " ", count: max(0, width - $0.count)) + $0 }
  return name + padding + columns.joined()
}

private func wideRow(_ name: String, _ cells: [String]) -> String {
  row(name, cells, 60, 10)
}

private func tallyHead(_ name: String) -> String {
  row(name, ["gold", "found", "right", "P", "R", "F1"])
}

private func tallyRow(_ name: String, _ tally: Tally) -> String {
  row(
    name,
    ["\(tally.gold)", "\(tally.found)", "\(tally.right)"]
      + [tally.precision, tally.recall, tally.f1].map(percent))
}

/// `of` stands under "gold", the count under "right" and the share under "R".
private func shareRow(_ name: String, _ share: Share) -> String {
  row(name, ["\(share.of)", "", "\(share.right)", "", percent(share.value)])
}
