/// Writes a document and all its layers as one line of `sitrep/1`.
///
/// Keys come in a fixed order and are left out where there is nothing to say, so that
/// equal documents give equal bytes. What each key means is told in
/// `sitrep-1.schema.json`, beside this file.
public struct DocumentWriter: Sendable {
  private let lexicon: Lexicon
  private let units: UnitTable
  private let unit: OffsetUnit

  /// - Parameters:
  ///   - pack: The one that the documents were processed with: mentions cite its rows.
  ///   - unit: What the offsets count.
  public init(pack: Pack, unit: OffsetUnit = .codepoints) {
    self.init(lexicon: pack.lexicon, units: pack.units, unit: unit)
  }

  /// Of a pack, the writer needs no more than this.
  init(lexicon: Lexicon, units: UnitTable = UnitTable(), unit: OffsetUnit = .codepoints) {
    (self.lexicon, self.units, self.unit) = (lexicon, units, unit)
  }

  /// Appends the line of `document`.
  ///
  /// - Parameter source: The fields of the input that are not Sitrep's own, as one JSON
  ///   object, passed through as it is.
  public func write(_ document: Document, source: [UInt8]? = nil, to json: inout JSONWriter) {
    let written = WrittenDocument(document, lexicon: lexicon, units: units, unit: unit)
    json.beginObject()
    json.member("schema", "sitrep/1")
    json.key("id")
    json.string(document.id)
    json.member("date", document.date?.description)
    json.member("language", "en")
    if unit != .codepoints { json.member("offsets", unit.rawValue) }
    let encoding = document.text.encoding
    json.member("encoding", encoding == .utf8 ? nil : encoding.rawValue)
    let replacements = document.text.replacements
    json.member("replacements", replacements > 0 ? replacements : nil)
    if let source {
      json.key("source")
      json.raw(source)
    }
    json.sentences(of: written)
    json.tags(of: written)
    json.groups(of: written)
    json.entities(of: written)
    json.numbers(of: written)
    json.quantities(of: written)
    json.times(of: written)
    json.relations(of: written)
    json.attributions(of: written)
    json.endObject()
    json.endLine()
  }
}

// MARK: - Layers

extension JSONWriter {
  fileprivate mutating func sentences(of written: WrittenDocument) {
    guard !written.document.sentences.isEmpty else { return }
    key("sentences")
    beginList()
    for (index, sentence) in written.document.sentences.enumerated() {
      beginObject()
      key("id")
      id("s", index + 1)
      offsets(of: written.span(ofSentence: index), in: written)
      member("zone", sentence.zone.rawValue)
      if sentence.bodyStart > sentence.tokens.lowerBound {
        let dateline = sentence.tokens.lowerBound..<sentence.bodyStart
        member("dateline", cut: written.document.tokens.span(of: dateline), of: written)
      }
      endObject()
    }
    endList()
  }

  fileprivate mutating func tags(of written: WrittenDocument) {
    guard !written.document.tags.isEmpty else { return }
    key("tags")
    beginList()
    for tag in written.document.tags {
      beginObject()
      cut(tag.span, of: written)
      member("upos", tag.universal)
      member("xpos", tag.penn)
      member("lemma", tag.lemma)
      endObject()
    }
    endList()
  }

  fileprivate mutating func numbers(of written: WrittenDocument) {
    guard !written.document.numbers.isEmpty else { return }
    key("numbers")
    beginList()
    for number in written.document.numbers {
      beginObject()
      cut(number.span, of: written)
      member("kind", number.kind.rawValue)
      member("value", number.value)
      member("relative_to", number.anchor?.rawValue)
      member("low", number.low)
      if number.excludesLow { member("low_exclusive", true) }
      member("high", number.high)
      if number.excludesHigh { member("high_exclusive", true) }
      member("rule", number.rule)
      endObject()
    }
    endList()
  }

  fileprivate mutating func quantities(of written: WrittenDocument) {
    guard !written.document.quantities.isEmpty else { return }
    let mentions = written.mentionsOfQuantities
    key("quantities")
    beginList()
    for (index, quantity) in written.document.quantities.enumerated() {
      beginObject()
      key("id")
      id("q", index + 1)
      cut(quantity.span, of: written)
      if !quantity.cores.isEmpty {
        key("cores")
        beginList()
        for core in quantity.cores {
          beginObject()
          cut(core, of: written)
          endObject()
        }
        endList()
      }
      member("low", quantity.low)
      member("high", quantity.high)
      member("approximate", quantity.isApproximate)
      member("kind", quantity.kind.rawValue)
      member("of", cut: quantity.counted, of: written)
      if let mention = mentions[index] {
        key("entity")
        id("e", mention + 1)
      }
      if let unit = quantity.unit {
        member("unit", unit.code)
        member("unit_name", unit.name)
        if let si = unit.si {
          member("si_low", quantity.low.map { si($0).rounded(toDigits: 12) })
          member("si_high", quantity.high.map { si($0).rounded(toDigits: 12) })
          member("si_unit", si.code)
        }
      }
      member("rule", quantity.rule)
      if let entry = quantity.unit?.entry {
        member("entry", "\(written.units.file(of: entry)):\(entry.line) \(entry.name)")
      }
      endObject()
    }
    endList()
  }
}

// MARK: - Entities

extension JSONWriter {
  fileprivate mutating func entities(of written: WrittenDocument) {
    guard !written.document.mentions.isEmpty else { return }
    key("entities")
    beginList()
    for (index, mention) in written.document.mentions.enumerated() {
      entity(mention, index + 1, of: written)
    }
    endList()
  }

  /// What the lines of documents and of entities begin an entity with: what it is called, what
  /// it is and where it stands, and which thing and place it is.
  /// - Parameter source: The id of `entry`, made once by callers that write it again.
  mutating func identity(
    of mention: Mention, _ number: Int, _ entry: LexiconEntry?, _ source: String,
    in written: WrittenDocument
  ) {
    key("id")
    id("e", number)
    member("type", mention.type.rawValue)
    member("level", mention.level.rawValue)
    cut(mention.span, of: written)
    if let cluster = mention.cluster {
      key("cluster")
      id("c", cluster)
    }
    member("canonical", mention.canonical)
    if written.isReference(source) { member("ref", source) }
    member("latitude", mention.coordinates?.latitude ?? entry?.latitude)
    member("longitude", mention.coordinates?.longitude ?? entry?.longitude)
  }

  private mutating func entity(_ mention: Mention, _ number: Int, of written: WrittenDocument) {
    let entry = written.entry(of: mention)
    beginObject()
    let source = entry?.id ?? ""
    identity(of: mention, number, entry, source, in: written)
    attributes(of: mention, entry)
    alternatives(of: mention, in: written)
    if let quantity = mention.quantity {
      key("quantity")
      id("q", quantity + 1)
    }
    member("rule", mention.rule)
    if let entry, let id = mention.entry {
      key("entry")
      beginString()
      piece(written.lexicon.file(of: id))
      piece(":")
      piece(entry.line)
      piece(" ")
      piece(source)
      endString()
    }
    endObject()
  }

  /// What else the name of a place was weighed for, itself first.
  private mutating func alternatives(of mention: Mention, in written: WrittenDocument) {
    guard !mention.alternatives.isEmpty else { return }
    key("alternatives")
    beginList()
    for alternative in mention.alternatives {
      beginObject()
      member("ref", written.lexicon[alternative.entry].id)
      member("score", (alternative.score * 100).rounded() / 100)
      endObject()
    }
    endList()
  }

  private mutating func attributes(of mention: Mention, _ entry: LexiconEntry?) {
    let country = mention.country ?? ""
    let (division, kind) = (entry?.division ?? "", entry?.kind ?? "")
    let title = mention.title ?? ""
    let isEmpty = country.isEmpty && division.isEmpty && kind.isEmpty && title.isEmpty
    guard !isEmpty || !mention.attributes.isEmpty else { return }
    key("attributes")
    beginObject()
    member("country", country)
    member("division", division)
    member("kind", kind)
    member("title", title)
    for attribute in mention.attributes {
      key(named: attribute.name)
      string(attribute.value)
    }
    endObject()
  }
}

// MARK: - Relations

extension JSONWriter {
  fileprivate mutating func relations(of written: WrittenDocument) {
    let document = written.document
    guard !document.relations.isEmpty else { return }
    key("relations")
    beginList()
    for relation in document.relations { self.relation(relation, of: written) }
    for confirmation in document.confirmations { self.confirmation(confirmation, of: written) }
    endList()
  }

  private mutating func relation(_ relation: Relation, of written: WrittenDocument) {
    beginObject()
    member("id", relation.id)
    member("type", relation.type.name)
    member("trigger", cut: relation.trigger, of: written)
    key("sentence")
    id("s", relation.sentence + 1)
    roles(of: relation)
    if let purpose = relation.purpose { member("purpose", cut: purpose, of: written) }
    member("status", relation.status.rawValue)
    member("polarity", relation.polarity.rawValue)
    member("rule", relation.rule)
    member("confidence", relation.confidence)
    endObject()
  }

  /// The roles in the order of their declaration, whatever order the frame filled them in.
  private mutating func roles(of relation: Relation) {
    key("roles")
    beginObject()
    for role in relation.type.roles {
      if let (letter, number) = filler(of: role, in: relation) {
        key(named: role.rawValue)
        id(letter, number)
      }
    }
    endObject()
  }

  /// What fills a role, as its id is written.
  private func filler(of role: Role, in relation: Relation) -> (Unicode.Scalar, Int)? {
    switch role {
    case .count: if let count = relation.count { return ("q", count + 1) }
    case .time: if let time = relation.time { return ("t", time + 1) }
    default: break
    }
    return relation.mention(role).map { ("e", $0.value + 1) }
  }

  private mutating func confirmation(_ confirmation: Confirmation, of written: WrittenDocument) {
    beginObject()
    member("id", confirmation.id)
    member("type", "confirmed-by")
    key("roles")
    beginObject()
    member("claim", written.document.relations[confirmation.claim].id)
    key("source")
    id("e", confirmation.source.value + 1)
    endObject()
    member("cue", cut: confirmation.cue, of: written)
    member("stance", confirmation.stance.rawValue)
    member("rule", confirmation.rule)
    endObject()
  }
}

extension Double {
  /// The nearest number of so many decimal digits: what a conversion adds behind them is noise.
  fileprivate func rounded(toDigits digits: Int) -> Double {
    guard isFinite, self != 0 else { return self }
    // A power of ten is exact up to 10²², so that the one division below gives the nearest
    // double of the decimal number.
    var (power, count) = (1.0, digits - 1)
    var rest = abs(self)
    while rest >= 10 { (rest, count) = (rest / 10, count - 1) }
    while rest < 1 { (rest, count) = (rest * 10, count + 1) }
    guard abs(count) <= 22 else { return self }
    for _ in 0..<abs(count) { power *= 10 }
    return count >= 0 ? (self * power).rounded() / power : (self / power).rounded() * power
  }
}
