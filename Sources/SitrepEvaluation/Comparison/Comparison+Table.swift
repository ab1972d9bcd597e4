extension Comparison {
  /// Figure by figure.
  var lines: [String] {
    [
      "Compared with \(baseline.shortened(to: 66))", "",
      row("Change", ["before", "after", "change", "p", "better", "worse"]),
    ]
      + rows.map { figure in
        row(
          figure.name,
          [
            percent(figure.before), percent(figure.after), signedPercent(figure.difference),
            written(p: figure.p), "\(figure.better)", "\(figure.worse)",
          ])
      }
  }

  /// The documents that lost or won most.
  var documentLines: [String] {
    let most = 10
    let (worse, better) = (documents.filter { $0.gain < 0 }, documents.filter { $0.gain > 0 })
    let shown = worse.prefix(most) + better.suffix(most).reversed()
    let rest = documents.count - shown.count
    return documents.isEmpty
      ? []
      : [row(Self.head("Documents", "of"), ["right", "missed", "spurious"], 44, 12)]
        + shown.map(Self.line) + (rest > 0 ? ["… and \(rest) more; --json has all"] : [])
  }

  private static func line(_ document: DocumentRow) -> String {
    let (before, after) = (document.before, document.after)
    return row(
      head(document.id, document.counts),
      [
        change(before.right, after.right), change(before.missed, after.missed),
        change(before.spurious, after.spurious),
      ], 44, 12)
  }

  /// A document, and what its counts are called.
  private static func head(_ id: String, _ counts: String) -> String {
    row(id, [" " + counts.shortened(to: 17)], 25, 0)
  }

  /// A count, or what it was and what it is.
  static func change(_ before: Int, _ after: Int) -> String {
    before == after ? "\(after)" : "\(before) → \(after)"
  }

  /// How many errors of each kind are gone, and how many are new.
  var errorLines: [String] {
    guard let mended, let new else { return [] }
    let lines = Discrepancy.Kind.allCases.compactMap { kind -> String? in
      let (gone, come) = (mended.count { $0.kind == kind }, new.count { $0.kind == kind })
      return gone + come == 0 ? nil : row(kind.rawValue, ["\(gone)", "\(come)"])
    }
    return lines.isEmpty ? [] : [row("Errors", ["mended", "new"])] + lines
  }
}

extension ConfidenceScores {
  /// How often relations of a confidence are right, and what is left above it.
  func lines(_ name: String, gold: Int) -> [String] {
    let cuts = cuts(gold: gold)
    let filled = bins.filter { $0.found > 0 }
    return [row("Confidence, \(name)", ["found", "right", "mean", "right %", "P from", "R from"])]
      + filled.map { bin in
        // What is kept where nothing below the bin is.
        let kept = cuts.last { $0.confidence >= bin.low - 1e-9 }?.tally
        let range = "  \(fixed(bin.low, decimals: 2)) to \(fixed(bin.high, decimals: 2))"
        return row(
          range,
          [
            "\(bin.found)", "\(bin.right)", percent(bin.confidence), percent(bin.share),
            percent(kept?.precision), percent(kept?.recall),
          ])
      }
      + [
        row("  calibration error", ["\(count)", "", "", percent(calibrationError)]),
        row("  Brier score", ["\(count)", "", "", brier.map { fixed($0, decimals: 3) } ?? "–"]),
      ] + (unsaid == 0 ? [] : ["  without a confidence: \(unsaid)"])
  }
}
