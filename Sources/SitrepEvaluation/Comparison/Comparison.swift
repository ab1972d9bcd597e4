/// What became better and worse since an earlier state of the same gold.
public struct Comparison: Equatable, Sendable {
  /// One figure, before and after.
  struct Row: Equatable, Sendable {
    var name: String
    /// Nil where it is not defined.
    var before: Double?
    var after: Double?
    /// How likely a difference as large is by chance alone; nil where it cannot be told.
    var p: Double?
    /// How many documents score higher than before, lower, and the same.
    var better = 0
    var worse = 0
    var same = 0

    /// Nil where one of the two is not defined.
    var difference: Double? {
      guard let before, let after else { return nil }
      return after - before
    }
  }

  /// What changed in a document, by the name of the counts.
  struct DocumentRow: Equatable, Sendable {
    var id: String
    var counts: String
    var before: Tally
    var after: Tally

    /// More right less more missed and spurious: above 0 where it became better.
    var gain: Int {
      after.right - before.right - (after.missed - before.missed)
        - (after.spurious - before.spurious)
    }
  }

  /// What the earlier state is called.
  let baseline: String
  /// The figures that both have.
  let rows: [Row]
  /// Those documents where some count changed: first those that lost most.
  let documents: [DocumentRow]
  /// What was wrong before and no longer is, and what was not; nil where the earlier state does
  /// not tell its errors.
  let mended: [Discrepancy]?
  let new: [Discrepancy]?
}

/// An earlier state to compare with.
public struct Baseline: Sendable {
  /// What it is called: its file.
  let name: String
  /// By the name of the counts, by the id of the document.
  let counts: [String: [String: Tally]]
  /// The sums of coreference, by the id of the document.
  let clusters: [String: ClusterScores.Sums]
  let errors: [Discrepancy]?

  /// The state that a report told of.
  public init(_ report: EvaluationReport, name: String) {
    self.name = name
    counts = Dictionary(
      uniqueKeysWithValues: report.countsByDocument.map { counts, rows in
        (counts, Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.tally) }))
      })
    clusters = Dictionary(uniqueKeysWithValues: report.clustersByDocument.map { ($0.id, $0.sums) })
    errors = report.errors
  }

  init(
    name: String, counts: [String: [String: Tally]],
    clusters: [String: ClusterScores.Sums] = [:]
  ) {
    (self.name, self.counts, self.clusters, errors) = (name, counts, clusters, nil)
  }
}

extension EvaluationReport {
  /// The counts of each document, by their name in the order of the headline.
  var countsByDocument: [(counts: String, rows: [(id: String, tally: Tally)])] {
    var names: Set<String> = []
    return measures.compactMap { measure in
      guard case .tallies(let tallies, _) = measure.evidence,
        names.insert(measure.counts).inserted
      else { return nil }
      return (measure.counts, Array(zip(measure.documents, tallies)).map { ($0, $1) })
    }
  }

  /// The sums of coreference of each document that has clusters.
  var clustersByDocument: [(id: String, sums: ClusterScores.Sums)] {
    for measure in measures {
      if case .clusters(let sums, _) = measure.evidence {
        return zip(measure.documents, sums).map { ($0, $1) }
      }
    }
    return []
  }

  /// The report with what became better and worse since `baseline`.
  /// - Throws: where they are not of the same gold.
  public func compared(with baseline: Baseline) throws(FileFaults) -> EvaluationReport {
    var faults = FileFaults()
    var rows: [Comparison.Row] = []
    var documents: [Comparison.DocumentRow] = []
    var told: Set<String> = []
    for measure in measures {
      let isNew = told.insert(measure.counts).inserted
      switch measure.evidence {
      case .tallies(let after, let score):
        guard let earlier = baseline.counts[measure.counts] else { continue }
        if isNew { Self.check(Set(earlier.keys), measure, baseline.name, &faults) }
        guard faults.count == 0 else { continue }
        let before = measure.documents.map { earlier[$0] ?? .zero }
        rows.append(Self.row(measure, before, after, score))
        if isNew && !measure.isView { documents += Self.changes(measure, before, after) }
      case .clusters(let after, let score):
        guard !baseline.clusters.isEmpty else { continue }
        if isNew { Self.check(Set(baseline.clusters.keys), measure, baseline.name, &faults) }
        guard faults.count == 0 else { continue }
        // Scores that were written have six places, so that is what both sides have.
        let before = measure.documents.map { (baseline.clusters[$0] ?? .zero).rounded }
        rows.append(Self.row(measure, before, after.map(\.rounded), score))
      }
    }
    guard faults.count == 0 else { throw faults }
    documents.sort { ($0.gain, $0.id) < ($1.gain, $1.id) }
    var report = self
    report.comparison = Comparison(
      baseline: baseline.name, rows: rows, documents: documents,
      mended: baseline.errors.map { Self.difference($0, errors) },
      new: baseline.errors.map { Self.difference(errors, $0) })
    return report
  }

  private static func check(
    _ earlier: Set<String>, _ measure: Measure, _ file: String, _ faults: inout FileFaults
  ) {
    let ids = Set(measure.documents)
    for id in measure.documents where !earlier.contains(id) {
      faults.append(
        FileFault(file: file, line: 1, fault: .otherGold(id: id, isInScores: false)))
    }
    for id in earlier.filter({ !ids.contains($0) }).sorted() {
      faults.append(FileFault(file: file, line: 1, fault: .otherGold(id: id, isInScores: true)))
    }
  }

  private static func row<Counts: AdditiveArithmetic>(
    _ measure: Measure, _ before: [Counts], _ after: [Counts], _ score: (Counts) -> Double?
  ) -> Comparison.Row {
    var row = Comparison.Row(
      name: measure.name, before: score(before.reduce(.zero, +)),
      after: score(after.reduce(.zero, +)),
      p: PairedRandomization().p(before: before, after: after, score: score))
    for (one, other) in zip(before, after) {
      // A document with nothing to find and nothing found has no score, and nothing wrong.
      let (before, after) = (score(one) ?? 1, score(other) ?? 1)
      if after > before {
        row.better += 1
      } else if after < before {
        row.worse += 1
      } else {
        row.same += 1
      }
    }
    return row
  }

  private static func changes(
    _ measure: Measure, _ before: [Tally], _ after: [Tally]
  ) -> [Comparison.DocumentRow] {
    zip(measure.documents, zip(before, after)).compactMap { id, pair in
      pair.0 == pair.1
        ? nil
        : Comparison.DocumentRow(
          id: id, counts: measure.counts, before: pair.0, after: pair.1)
    }
  }

  /// Those of `errors` that are not among `others`, each taken as often as it stands there.
  private static func difference(
    _ errors: [Discrepancy], _ others: [Discrepancy]
  ) -> [Discrepancy] {
    var left: [String: Int] = [:]
    for error in others { left[error.json, default: 0] += 1 }
    return errors.filter { error in
      guard let count = left[error.json], count > 0 else { return true }
      left[error.json] = count - 1
      return false
    }
  }
}
