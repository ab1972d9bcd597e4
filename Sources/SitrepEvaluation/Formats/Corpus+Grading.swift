// Gold and predictions in other formats than Sitrep's.

extension Corpus {
  /// The corpus as lines of Sitrep's gold format. Where some document has relations, those of
  /// the others are none, and not unknown.
  public var goldLines: [UInt8] {
    let hasRelations = documents.contains { !$0.relations.isEmpty }
    var writer = CorpusWriter()
    var lines = ""
    for document in documents {
      var line = writer.sitrepLine(document)
      if hasRelations && document.relations.isEmpty {
        line = .object(line.memberList + [.init(key: "relations", value: .array([]))])
      }
      lines += line.line + "\n"
    }
    return Array(lines.utf8)
  }
}

extension PredictionSet {
  /// Predictions in a format that other tools write. Texts that differ from gold's in white
  /// space and normalization are aligned.
  /// - Parameter file: what messages call them.
  /// - Throws: the first difference of each text that is another one.
  public init(_ corpus: Corpus, file: String, gold: GoldSet) throws(FileFaults) {
    let texts = Dictionary(
      gold.passages.map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
    var faults = FileFaults()
    var predictions: [String: Prediction] = [:]
    for (index, document) in corpus.documents.enumerated() {
      var alignment: TextAlignment?
      if let text = texts[document.id], text.scalars != document.text.scalars {
        do throws(TextMismatch) {
          alignment = try TextAlignment(from: document.text, to: text)
        } catch {
          faults.append(
            FileFault(
              file: file, line: index + 1, fault: .otherDocument(document.id, error.difference)))
          continue
        }
      }
      predictions[document.id] = document.prediction(alignedBy: alignment)
    }
    guard faults.count == 0 else { throw faults }
    self.init(predictions: predictions, unchecked: [])
  }
}

extension CorpusDocument {
  fileprivate func prediction(alignedBy alignment: TextAlignment?) -> Prediction {
    let place = { (span: CodePointSpan) in alignment.map { $0.span(span) } ?? span }
    var spans: [String: CodePointSpan] = [:]
    var entities: [Entity] = []
    for mention in mentions {
      guard let span = place(mention.span) else { continue }
      spans[mention.id] = span
      let level = mention.attributes.first { $0.name == "level" }?.value
      entities.append(
        Entity(
          id: mention.id, type: mention.type, level: level.flatMap(MentionLevel.init), span: span,
          cluster: mention.cluster))
    }
    let mentionSpans = spans
    for relation in relations {
      if let trigger = relation.trigger { spans[relation.id] = mentionSpans[trigger] }
    }
    return Prediction(
      id: id,
      annotations: Annotations(
        sentences: sentences?.compactMap(place), entities: entities,
        relations: relations.map { relation in
          TypedRelation(
            type: relation.type,
            arguments: relation.arguments.compactMap { argument in
              spans[argument.target].map { .init(role: argument.role, span: $0) }
            })
        }),
      otherRelations: 0)
  }
}
