extension EvaluationReport {
  /// How confidence and the share that is right go together; nil without confidences.
  var calibrationPlot: Plot? {
    guard !confidences.isEmpty else { return nil }
    let words = confidences.map {
      "\($0.name): expected calibration error \(percent($0.scores.calibrationError)) per cent"
    }
    return Plot(
      title: "Calibration",
      about: "The share of relations that are right, by their confidence. On the diagonal both "
        + "are the same. " + words.joined(separator: "; "),
      x: .shares("confidence"), y: .shares("share that is right"),
      reference: Plot.Series(name: "calibrated", points: [(0, 0), (1, 1)]),
      series: confidences.map { name, scores, _ in
        Plot.Series(
          name: "\(name), \(scores.count) relations",
          points: scores.bins.compactMap { bin in
            bin.confidence.flatMap { x in bin.share.map { (x, $0) } }
          })
      })
  }

  /// Precision and recall where those below a confidence are dropped; nil without confidences.
  var precisionRecallPlot: Plot? {
    guard !confidences.isEmpty else { return nil }
    return Plot(
      title: "Precision and recall by confidence",
      about: "Each point is what is left where relations below a confidence are dropped, from "
        + "the greatest confidence on the left to the least on the right",
      x: .shares("recall"), y: .shares("precision"),
      series: confidences.map { name, scores, gold in
        Plot.Series(
          name: name,
          points: scores.cuts(gold: gold).compactMap { cut in
            cut.tally.recall.flatMap { x in cut.tally.precision.map { (x, $0) } }
          })
      })
  }
}
