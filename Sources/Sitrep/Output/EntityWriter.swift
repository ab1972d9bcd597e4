/// Writes the mentions of a document flat: a line each, with plain values, for a table. A
/// document without any writes nothing.
///
/// What each key means is told in `sitrep-entities-1.schema.json`, beside this file.
public struct EntityWriter: Sendable {
  private let lexicon: Lexicon
  private let unit: OffsetUnit

  /// - Parameters:
  ///   - pack: The one that the documents were processed with: mentions cite its rows.
  ///   - unit: What the offsets count.
  public init(pack: Pack, unit: OffsetUnit = .codepoints) {
    (lexicon, self.unit) = (pack.lexicon, unit)
  }

  /// Appends the lines of `document`, in the order of its mentions.
  public func write(_ document: Document, to json: inout JSONWriter) {
    guard !document.mentions.isEmpty else { return }
    let written = WrittenDocument(document, lexicon: lexicon, units: UnitTable(), unit: unit)
    for (index, mention) in document.mentions.enumerated() {
      json.beginObject()
      json.member("schema", "sitrep-entities/1")
      json.key("document")
      json.string(document.id)
      json.member("date", document.date?.description)
      if unit != .codepoints { json.member("offsets", unit.rawValue) }
      json.flat(mention, index + 1, of: written)
      json.endObject()
      json.endLine()
    }
  }
}

extension JSONWriter {
  fileprivate mutating func flat(_ mention: Mention, _ number: Int, of written: WrittenDocument) {
    let entry = written.entry(of: mention)
    identity(of: mention, number, entry, entry?.id ?? "", in: written)
    member("country", mention.country)
    member("division", entry?.division)
    member("kind", entry?.kind)
    member("title", mention.title)
    if !mention.attributes.isEmpty {
      key("attributes")
      beginObject()
      for attribute in mention.attributes {
        key(named: attribute.name)
        string(attribute.value)
      }
      endObject()
    }
    member("rule", mention.rule)
  }
}
