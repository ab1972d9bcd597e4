extension EvaluationReport {
  /// The entities under the schemes of SemEval-2013 and CoNLL, and coreference, to read in a
  /// terminal: no line wider than 80 columns, shares in per cent. Empty where gold has no
  /// entities.
  public var detail: String {
    guard let detail = scores.detail else { return "" }
    let sections = [detail.schemeLines, detail.chunkLines, detail.clusterLines]
    return sections.filter { !$0.isEmpty }.map { $0.map { $0 + "\n" }.joined() }
      .joined(separator: "\n")
  }
}

extension EntityDetail {
  fileprivate var schemeLines: [String] {
    var lines = [
      line("SemEval-2013", ["corr.", "incorr.", "partial", "missed", "spur.", "P", "R", "F1"])
    ]
    for scheme in Scheme.allCases {
      lines.append(line(scheme.rawValue, schemes.all[scheme]))
      for (type, row) in schemes.types.sorted(by: { $0.key < $1.key }) {
        lines.append(line("  " + type, row[scheme]))
      }
      let macro = [
        schemes.macro(scheme, \.precision), schemes.macro(scheme, \.recall),
        schemes.macro(scheme, \.f1),
      ]
      lines.append(line("  mean of types", ["", "", "", "", ""] + macro.map(shown)))
    }
    return lines
  }

  private func line(_ name: String, _ tally: SchemeTally) -> String {
    let counts = [
      tally.correct, tally.incorrect, tally.partial, tally.missed, tally.spurious,
    ]
    return line(
      name,
      counts.map { "\($0)" } + [tally.precision, tally.recall, tally.f1].map(shown))
  }

  fileprivate var chunkLines: [String] {
    let head = ["gold", "found", "right", "P", "R", "F1"]
    var lines = [wide("CoNLL, spans", head)]
    lines += chunks.chunks.sorted { $0.key < $1.key }.map { wide("  " + $0.key, $0.value) }
    lines.append(wide("  all", chunks.allChunks))
    let macro = [chunks.macro(\.precision), chunks.macro(\.recall), chunks.macro(\.f1)]
    lines.append(wide("  mean of types", ["", "", ""] + macro.map(shown)))
    lines.append(wide("CoNLL, tokens", head))
    lines += chunks.words.sorted { $0.key < $1.key }.map { wide("  " + $0.key, $0.value) }
    lines.append(wide("  all", chunks.allWords))
    lines.append(
      wide(
        "  same tag",
        ["\(chunks.tags.of)", "", "\(chunks.tags.right)", "", shown(chunks.tags.value), ""]))
    if chunks.nested > 0 { lines.append("inside or across others, left out: \(chunks.nested)") }
    return lines
  }

  fileprivate var clusterLines: [String] {
    guard let clusters else { return [] }
    let ratios = [
      ("  MUC", clusters.muc), ("  B3", clusters.bCubed), ("  CEAF-m", clusters.ceafMentions),
      ("  CEAF-e", clusters.ceafEntities), ("  LEA", clusters.lea),
    ]
    return [wide("Coreference", ["gold", "found", "right", "P", "R", "F1"])]
      + [
        wide("  mentions", clusters.mentions),
        wide(
          "  clusters", ["\(clusters.clusters.gold)", "\(clusters.clusters.found)", "", "", "", ""]),
      ]
      + ratios.map { name, ratio in
        wide(name, ["", "", ""] + [ratio.precision, ratio.recall, ratio.f1].map(shown))
      } + [wide("  mean (CoNLL-2012)", ["", "", "", "", "", shown(clusters.conll)])]
  }

  private func wide(_ name: String, _ tally: Tally) -> String {
    wide(
      name,
      ["\(tally.gold)", "\(tally.found)", "\(tally.right)"]
        + [tally.precision, tally.recall, tally.f1].map(shown))
  }

  private func wide(_ name: String, _ cells: [String]) -> String { line(name, cells, 26, 9) }

  /// A name and columns flush right: 16 and eight of 8, or 26 and six of 9, are 80 columns.
  private func line(
    _ name: String, _ cells: [String], _ nameWidth: Int = 16, _ width: Int = 8
  ) -> String {
    let shortened = name.count <= nameWidth ? name : name.prefix(nameWidth - 1) + "…"
    let padding = String(repeating: " ", count: nameWidth - shortened.count)
    let columns = cells.map { String(repeating: " ", count: max(0, width - $0.count)) + $0 }
    let line = shortened + padding + columns.joined()
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  /// In per cent with one decimal; a dash where there is none.
  private func shown(_ value: Double?) -> String {
    guard let value else { return "–" }
    let tenths = Int((value * 1_000).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
