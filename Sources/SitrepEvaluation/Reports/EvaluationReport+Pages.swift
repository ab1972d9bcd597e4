extension EvaluationReport {
  /// The report as one HTML file that needs no other: scores, plots, errors, and every document
  /// with gold and prediction laid over its text.
  ///
  /// Takes time and memory in proportion to the texts, some three bytes for each of theirs.
  /// - Parameter title: what was graded, for the heading.
  public func html(title: String) -> String {
    let documents = DocumentLines(self)
    let pieces = documents.pieces
    let first = pieces.first ?? ""
    return Template.page([
      "title": title, "summary": summary, "sections": sections.map(\.page),
      "index": documents.index, "first": first, "rest": Array(pieces.dropFirst()),
    ])
  }

  /// The report as Markdown: the tables of the page, without plots and documents.
  public func markdown(title: String) -> String {
    Template.markdown([
      "title": title.markdownEscaped, "summary": summary.markdownEscaped,
      "sections": sections.filter { !$0.tables.isEmpty }.map(\.markdown),
    ])
  }

  private var summary: String {
    let passages = passages == 1 ? "1 document" : "\(passages) documents"
    let kinds = errors.isEmpty ? "no errors" : "\(errors.count) errors"
    let missing = missing.isEmpty ? "" : ", \(missing.count) without a prediction"
    return "\(passages)\(missing), \(kinds)"
  }
}
