/// A document as the writers see it: its parts with their names, and its offsets in the
/// unit of the output.
///
/// What is written about a mention is decided here once, so that a line of facts and a
/// line of the document say the same.
struct WrittenDocument {
  let document: Document
  let lexicon: Lexicon
  let units: UnitTable
  /// Spans of the text in, offsets of the output out.
  let offset: OffsetMap

  init(_ document: Document, lexicon: Lexicon, units: UnitTable, unit: OffsetUnit) {
    (self.document, self.lexicon, self.units) = (document, lexicon, units)
    offset = OffsetMap(document.text, unit: unit)
  }

  /// The row of the lexicon that a mention rests on.
  func entry(of mention: Mention) -> LexiconEntry? {
    mention.entry.map { lexicon[$0] }
  }

  /// The identifier of a mention's referent in a public gazetteer, such as
  /// `geonames:703448`. Ids that the project gave itself say nothing to others.
  func reference(of entry: LexiconEntry) -> String? {
    let id = entry.id
    return isReference(id) ? id : nil
  }

  /// Whether the id of an entry is that of a public gazetteer.
  func isReference(_ id: String) -> Bool { id.utf8.starts(with: "geonames:".utf8) }

  /// The best name known for a mention: its canonical one, else its words.
  func name(of mention: Mention) -> String {
    mention.canonical ?? document.text[mention.span]
  }

  /// For each quantity the index of the mention whose things it counts.
  var mentionsOfQuantities: [Int?] {
    var mentions = [Int?](repeating: nil, count: document.quantities.count)
    for (index, mention) in document.mentions.enumerated() {
      if let quantity = mention.quantity { mentions[quantity] = mentions[quantity] ?? index }
    }
    return mentions
  }

  /// The span of the sentence with an index.
  func span(ofSentence index: Int) -> TextSpan {
    document.tokens.span(of: document.sentences[index].tokens)
  }
}

extension JSONWriter {
  /// `start` and `end` of a span, into the object that is open.
  mutating func offsets(of span: TextSpan, in written: WrittenDocument) {
    let (start, end) = written.offset(span)
    key("start")
    number(Int(start))
    key("end")
    number(Int(end))
  }

  /// `start`, `end` and `text` of a span, into the object that is open.
  mutating func cut(_ span: TextSpan, of written: WrittenDocument) {
    offsets(of: span, in: written)
    key("text")
    string(written.document.text.bytes.span.extracting(span.range))
  }

  /// A key with `start`, `end` and `text` of a span, or nothing at all where there is none.
  mutating func member(_ name: StaticString, cut span: TextSpan?, of written: WrittenDocument) {
    guard let span else { return }
    key(name)
    beginObject()
    cut(span, of: written)
    endObject()
  }
}
