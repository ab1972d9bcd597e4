extension EvaluationReport {
  /// What a page and a Markdown file show, in their order; sections without content are left out.
  var sections: [ReportSection] {
    [scoreSection, comparisonSection, layerSection, typeSection, confidenceSection, errorSection]
      .filter { !$0.tables.isEmpty || !$0.plots.isEmpty }
  }

  private var scoreSection: ReportSection {
    let rows = headline.map { figure in
      ReportTable.Row(
        figure.name,
        cells: [
          .init(text: percent(figure.value), picture: figure.bar),
          .init(text: percent(figure.interval?.lowerBound)),
          .init(text: percent(figure.interval?.upperBound)),
        ])
    }
    return ReportSection(
      anchor: "scores", title: "Scores",
      about: "In per cent. The interval is that of 95 % over resamples of whole documents.",
      tables: rows.isEmpty
        ? []
        : [
          ReportTable(
            caption: "Figures to judge by", columns: ["figure", "score", "95 % from", "to"],
            rows: rows)
        ])
  }

  private var comparisonSection: ReportSection {
    ReportSection(
      anchor: "comparison", title: "What changed",
      about: "Against \(comparison?.baseline ?? ""). p is how likely a difference as large is by "
        + "chance alone (paired approximate randomization, document by document).",
      tables: comparison?.tables ?? [])
  }

  private var layerSection: ReportSection {
    ReportSection(
      anchor: "relations", title: "Relations and other layers",
      about: "Precision (P), recall (R) and F1 in per cent; where only a share is given, it is of "
        + "those in gold or of the pairs found.",
      tables: layerTable.map { [$0] } ?? [])
  }

  private var layerTable: ReportTable? {
    var rows: [ReportTable.Row] = []
    if let relations = scores.relations {
      rows.append(.init("deployed-to", tally: relations.facts))
      rows += relations.recall.sorted { $0.key < $1.key }
        .map { .init("found, \($0.key)", share: $0.value) }
      rows += [
        .init("status", share: relations.status), .init("polarity", share: relations.polarity),
        .init("count, both bounds", share: relations.count),
        .init("count given, none is due", share: relations.countGivenToNone),
      ]
      rows += Role.allCases.map { .init($0.rawValue, tally: relations.roles[$0] ?? Tally()) }
      rows += [
        .init("confirmed-by", tally: relations.sources),
        .init("confirmed-by, on matched facts", tally: relations.sourcesOfPairs),
        .init("stance", share: relations.stance),
      ]
    }
    if let relations = scores.typedRelations {
      for (type, row) in relations.rows.sorted(by: { $0.key < $1.key }) {
        rows += [
          .init("\(type), strict", tally: row.strict),
          .init("\(type), partial", tally: row.partial),
        ]
      }
      rows += relations.roles.sorted { $0.key < $1.key }
        .map { .init("role \($0.key)", tally: $0.value) }
    }
    if let places = scores.places {
      rows += [
        .init("places, names", tally: places.names.reduce(Tally(), +)),
        .init("places within 161 km", share: places.resolution.endToEnd.reduce(Tally(), +).share),
      ]
    }
    if let attributions = scores.attributions {
      rows += [
        .init("attributions, cue", tally: attributions.all.cues.reduce(Tally(), +)),
        .init("attributions, cue and source", tally: attributions.all.both.reduce(Tally(), +)),
      ]
    }
    if let sentences = scores.sentences {
      rows.append(.init("sentence boundaries", tally: sentences.boundaries))
    }
    for (name, values) in [("quantities", scores.quantities), ("times", scores.times)] {
      guard let values else { continue }
      rows += [
        .init("\(name), overlap", tally: values.spans),
        .init("\(name), value", share: values.values),
      ]
    }
    return rows.isEmpty
      ? nil
      : ReportTable(
        caption: "Layer by layer", columns: ["layer", "gold", "found", "right", "P", "R", "F1"],
        rows: rows)
  }

  private var typeSection: ReportSection {
    ReportSection(
      anchor: "types", title: "Entity types",
      about: "Entities by span and type; below, which type was taken for which: paired one to one "
        + "where they share half of their characters.",
      tables: (scores.entities?.tables ?? []))
  }

  private var confidenceSection: ReportSection {
    ReportSection(
      anchor: "confidence", title: "Confidence",
      about: "Whether relations of a confidence are right as often as it says, and what is left "
        + "where those below a confidence are dropped. A confirmed-by has the confidence of the "
        + "fact that it hangs on.",
      tables: confidences.flatMap { $0.scores.tables($0.name, gold: $0.gold) },
      plots: [precisionRecallPlot, calibrationPlot].compactMap(\.self))
  }

  private var errorSection: ReportSection {
    ReportSection(
      anchor: "errors", title: "Errors",
      about: "Everything where gold and prediction differ, by kind and by the rule that made it.",
      tables: [kindTable, ruleTable].compactMap(\.self))
  }

  private var kindTable: ReportTable? {
    let rows = Discrepancy.Kind.allCases.compactMap { kind -> ReportTable.Row? in
      let these = errors.filter { $0.kind == kind }
      let documents = Set(these.map(\.document)).count
      return these.isEmpty
        ? nil
        : .init(
          kind.rawValue, ["\(these.count)", "\(documents)"],
          link: "#documents?kind=\(kind.rawValue)")
    }
    return rows.isEmpty
      ? nil
      : ReportTable(caption: "By kind", columns: ["kind", "errors", "documents"], rows: rows)
  }

  private var ruleTable: ReportTable? {
    let errorsOf = Dictionary(grouping: errors.filter { $0.rule != nil }) { $0.rule ?? "" }
    let judged = scores.relations?.rules ?? [:]
    let names = Set(errorsOf.keys).union(judged.keys)
      .sorted { (-(errorsOf[$0]?.count ?? 0), $0) < (-(errorsOf[$1]?.count ?? 0), $1) }
    let rows = names.map { name in
      ReportTable.Row(
        name,
        [
          judged[name].map { "\($0.right)" } ?? "–", judged[name].map { "\($0.spurious)" } ?? "–",
          "\(errorsOf[name]?.count ?? 0)",
        ], link: "#documents?rule=" + name.fragmentEscaped)
    }
    return rows.isEmpty
      ? nil
      : ReportTable(
        caption: "By rule", columns: ["rule", "relations right", "spurious", "errors"], rows: rows)
  }
}

// MARK: - Tables

extension ReportTable.Row {
  fileprivate init(_ head: String, tally: Tally) {
    self.init(
      head,
      ["\(tally.gold)", "\(tally.found)", "\(tally.right)"]
        + [tally.precision, tally.recall, tally.f1].map(percent))
  }

  fileprivate init(_ head: String, share: Share) {
    self.init(head, ["\(share.of)", "", "\(share.right)", "", percent(share.value), ""])
  }
}

extension Figure {
  /// The score as a mark on a line from 0 to 100, its interval as a bar. The numbers stand beside
  /// it, so that it is hidden from those who are read to.
  fileprivate var bar: String? {
    guard let value else { return nil }
    let at = { (share: Double) in fixed(share * 100, decimals: 1) }
    let bar = interval.map {
      "<rect x=\"\(at($0.lowerBound))\" y=\"3\" height=\"6\" "
        + "width=\"\(at($0.upperBound - $0.lowerBound))\"/>"
    }
    return "<svg class=\"interval\" viewBox=\"-3 0 106 12\" aria-hidden=\"true\">"
      + "<line x1=\"0\" y1=\"6\" x2=\"100\" y2=\"6\"/>" + (bar ?? "")
      + "<circle cx=\"\(at(value))\" cy=\"6\" r=\"3\"/></svg>"
  }
}

extension EntityScores {
  fileprivate var tables: [ReportTable] {
    let scores = rows.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + [("all", all)]
    let types = ReportTable(
      caption: "By type",
      columns: ["type", "gold", "found", "P", "R", "F1", "partial P", "partial R", "partial F1"],
      rows: scores.map { name, row in
        .init(
          name,
          ["\(row.exact.gold)", "\(row.exact.found)"]
            + [row.exact, row.partial].flatMap { [$0.precision, $0.recall, $0.f1] }.map(percent))
      })
    return [types, confusion.table]
  }
}

extension TypeConfusion {
  fileprivate var table: ReportTable {
    let columns = types.map(Optional.some) + [nil]
    let rows = columns.map { gold -> ReportTable.Row in
      let counts = columns.map { self[gold, $0] }
      let all = max(1, counts.reduce(0, +))
      let cells = zip(columns, counts).map { found, count -> ReportTable.Cell in
        let look =
          count == 0
          ? "none" : (gold == found ? "agree" : "differ") + "\(min(4, 5 * count / all))"
        return .init(text: count == 0 ? "·" : "\(count)", look: look)
      }
      return .init(gold ?? "not in gold", cells: cells)
    }
    return ReportTable(
      caption: "Gold in the rows, found in the columns",
      columns: ["gold"] + columns.map { $0 ?? "missed" }, rows: rows,
      note: "A deeper shade is a larger share of its row.")
  }
}

extension ConfidenceScores {
  fileprivate func tables(_ name: String, gold: Int) -> [ReportTable] {
    let brier = brier.map { fixed($0, decimals: 3) } ?? "–"
    let rest = unsaid == 0 ? "" : " \(unsaid) without a confidence are left out."
    let calibration = ReportTable(
      caption: "Calibration of \(name)",
      columns: ["confidence", "found", "right", "mean confidence", "share right"],
      rows: bins.filter { $0.found > 0 }.map { bin in
        .init(
          "\(fixed(bin.low, decimals: 1)) to \(fixed(bin.high, decimals: 1))",
          ["\(bin.found)", "\(bin.right)", percent(bin.confidence), percent(bin.share)])
      },
      note: "Expected calibration error \(percent(calibrationError)) %, Brier score \(brier)."
        + rest)
    let cuts = ReportTable(
      caption: "What is left of \(name)",
      columns: ["confidence from", "found", "right", "P", "R", "F1"],
      rows: cuts(gold: gold).map { cut in
        .init(
          fixed(cut.confidence, decimals: 2),
          ["\(cut.tally.found)", "\(cut.tally.right)"]
            + [cut.tally.precision, cut.tally.recall, cut.tally.f1].map(percent))
      })
    return [calibration, cuts]
  }
}

extension Comparison {
  fileprivate var tables: [ReportTable] {
    let most = 100
    let figures = ReportTable(
      caption: "Figures, before and after",
      columns: ["figure", "before", "after", "change", "p", "documents better", "worse"],
      rows: rows.map { row in
        .init(
          row.name,
          [
            percent(row.before), percent(row.after), signedPercent(row.difference),
            written(p: row.p), "\(row.better)", "\(row.worse)",
          ])
      })
    let rest = documents.count - most
    let changed = ReportTable(
      caption: "Documents, those that lost most first",
      columns: ["document", "counts", "right", "missed", "spurious"],
      rows: documents.prefix(most).map { row in
        .init(
          row.id,
          [
            row.counts, Self.change(row.before.right, row.after.right),
            Self.change(row.before.missed, row.after.missed),
            Self.change(row.before.spurious, row.after.spurious),
          ], link: "#documents?text=" + row.id.fragmentEscaped)
      }, note: rest > 0 ? "And \(rest) more." : nil)
    let errors = ReportTable(
      caption: "Errors", columns: ["kind", "mended", "new"],
      rows: Discrepancy.Kind.allCases.compactMap { kind in
        let gone = mended?.count { $0.kind == kind } ?? 0
        let come = new?.count { $0.kind == kind } ?? 0
        return gone + come == 0 ? nil : .init(kind.rawValue, ["\(gone)", "\(come)"])
      })
    return [figures, changed, errors].filter { !$0.rows.isEmpty }
  }
}

extension String {
  /// As a value in the fragment of an address: what is not plain ASCII in percent signs.
  fileprivate var fragmentEscaped: String {
    var escaped = ""
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: "/"):
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        escaped += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return escaped
  }
}
