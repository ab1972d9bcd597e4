@testable import Sitrep

/// A document whose layers are put there by hand, so that the writers are tested without
/// the stages before them.
struct SampleDocument {
  var document: Document

  /// - Parameter sentences: Joined by line breaks, and each of them one sentence.
  init(id: String = "sample", date: CalendarDate? = nil, _ sentences: [String]) {
    self.init(
      id: id, date: date, text: SourceText(sentences.joined(separator: "\n")),
      lengths: sentences.map(\.utf8.count))
  }

  /// A text of one sentence, as it was read.
  init(id: String = "sample", bytes: [UInt8]) throws {
    let text = try SourceText(decoding: bytes)
    self.init(id: id, date: nil, text: text, lengths: [text.bytes.count])
  }

  /// One token is a sentence: the writers ask for no more.
  private init(id: String, date: CalendarDate?, text: SourceText, lengths: [Int]) {
    document = Document(id: id, date: date, text: text)
    var start = 0
    for length in lengths where length > 0 {
      let token = document.tokens.count
      document.tokens.append(TextSpan(start..<start + length), .word, [])
      document.sentences.append(
        Sentence(tokens: token..<token + 1, zone: .body, bodyStart: token))
      start += length + 1
    }
  }

  /// The first place where `words` stand.
  func span(of words: String) -> TextSpan {
    let (bytes, words) = (document.text.bytes, Array(words.utf8))
    let start = bytes.indices.first { bytes[$0...].starts(with: words) }
    precondition(start != nil, "the sample has no '\(words)'")
    return TextSpan(start!..<start! + words.count)
  }

  /// Adds a mention of `words`; what else it has is set in `change`.
  @discardableResult
  mutating func mention(
    _ type: EntityType, _ words: String, rule: String = "test/rule",
    _ change: (inout Mention) -> Void = { _ in }
  ) -> MentionID {
    var mention = Mention(
      type: type, level: .name, span: span(of: words), rule: rule, tokens: 0..<1, head: 0)
    change(&mention)
    document.mentions.append(mention)
    return MentionID(value: document.mentions.count - 1)
  }

  mutating func quantity(
    _ words: String, low: Double?, high: Double?, isApproximate: Bool = false
  ) -> Int {
    let span = span(of: words)
    document.quantities.append(
      Quantity(
        kind: .count, span: span, low: low, high: high, isApproximate: isApproximate,
        rule: "quantity/test", tokens: 0..<1, number: 0..<1))
    return document.quantities.count - 1
  }

  mutating func time(_ words: String, value: String?, modifier: String? = nil) -> Int {
    document.times.append(
      TimeExpression(
        kind: .date, span: span(of: words), value: value, modifier: modifier, rule: "time/test",
        tokens: 0..<1))
    return document.times.count - 1
  }
}

extension SampleDocument {
  /// A lexicon with two places in it, at lines 2 and 3 of `Lexicons/places/sample.tsv`.
  static let lexicon: Lexicon = {
    let rows = """
      id\ttype\tlevel\tname\taliases\tcountry\tlatitude\tlongitude\tclass
      geonames:703448\tGPE\tname\tKyiv\tKiev\tUA\t50.4501\t30.5234\tcapital
      sitrep:donbas\tLOC\tname\tDonbas\tDonbass\tUA\t\t\t
      """
    var (lexicon, vocabulary, classes) = (LexiconBuilder(), Vocabulary(), WordClasses())
    var faults: [ResourceFault] = []
    let file = ResourceFile(path: "Lexicons/places/sample.tsv", bytes: Array(rows.utf8))
    let table = LexiconTable(file, faults: &faults)
    lexicon.add(table, &vocabulary, &classes, faults: &faults)
    precondition(faults.isEmpty, "\(faults)")
    return lexicon.lexicon
  }()

  static let kyiv = EntryID(value: 0)
  static let donbas = EntryID(value: 1)

  /// A fact with all its roles, and two sources for it.
  static func fullFact() -> SampleDocument {
    var sample = SampleDocument(
      id: "full.txt", date: CalendarDate("2024-10-27"),
      [
        "Troops in Kyiv",
        "By Monday Paris will send up to 12,000 men from Lyon to Kyiv on trains, he said.",
        "The ministry warned of it.",
      ])
    let paris = sample.mention(.politicalPlace, "Paris") { $0.country = "FR" }
    let count = sample.quantity("up to 12,000", low: nil, high: 12_000)
    let force = sample.mention(.force, "up to 12,000 men", rule: "force/noun") {
      ($0.level, $0.quantity, $0.cluster) = (.nominal, 0, 1)
      ($0.canonical, $0.country) = ("French troops", "FR")
    }
    let lyon = sample.mention(.politicalPlace, "Lyon")
    let kyiv = sample.mention(.politicalPlace, "Kyiv on", rule: "places/sample") {
      ($0.span, $0.entry) = (TextSpan($0.span.start, $0.span.start + 4), Self.kyiv)
      ($0.canonical, $0.country) = ("Kyiv", "UA")
    }
    let trains = sample.mention(.equipment, "trains") { $0.level = .nominal }
    let speaker = sample.mention(.person, "he said") {
      ($0.span, $0.level) = (TextSpan($0.span.start, $0.span.start + 2), .pronoun)
      ($0.canonical, $0.title) = ("Jean Dupont", "General")
    }
    let ministry = sample.mention(.organization, "The ministry") { $0.level = .nominal }
    let time = sample.time("Monday", value: "2024-10-28", modifier: "BEFORE")
    sample.document.relations = [
      Relation(
        type: .deployedTo, id: "r-1", trigger: sample.span(of: "send"), sentence: 1,
        // Out of order on purpose: the line must not depend on how the frame filled them.
        roles: [
          (.means, trains), (.deployer, paris), (.origin, lyon), (.destination, kyiv),
          (.force, force),
        ],
        count: count, time: time, status: .planned, polarity: .positive, rule: "deploy/active",
        confidence: 0.93)
    ]
    sample.document.confirmations = [
      Confirmation(
        id: "a-1", claim: 0, source: speaker, cue: sample.span(of: "said"), stance: .states,
        rule: "attribution/said"),
      Confirmation(
        id: "a-2", claim: 0, source: ministry, cue: sample.span(of: "warned"), stance: .warns,
        rule: "attribution/warned"),
    ]
    return sample
  }
}
