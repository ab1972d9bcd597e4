/// What several sentences state is one relation: a headline, and the story below it.
///
/// The annotation guide counts two sentences that state the same pair again once, with the
/// fullest statement. What is dropped here says nothing that the other does not say, and its
/// sources go over to it.
enum RelationRepetition {
  /// With how many earlier relations of the same place each one is compared, so that a list of
  /// a thousand takes linear time.
  private static let window = 32

  /// Drops relations that another one states more fully, in another sentence. O(relations).
  static func drop(in document: inout Document) {
    guard document.relations.count > 1 else { return }
    var kept: [Ground: [Int]] = [:]
    // Of each relation, the one that takes its place.
    var heir = Array(document.relations.indices)
    for index in document.relations.indices {
      guard let ground = Ground(of: document.relations[index], in: document) else { continue }
      let earlier = kept[ground, default: []]
      if let fuller = earlier.suffix(window).last(where: { states($0, index, in: document) }) {
        heir[index] = fuller
        continue
      }
      for poorer in earlier.suffix(window) where states(index, poorer, in: document) {
        heir[poorer] = index
      }
      kept[ground] = earlier.filter { heir[$0] == $0 } + [index]
    }
    guard heir.indices.contains(where: { heir[$0] != $0 }) else { return }
    remove(heir, from: &document)
  }

  /// What two relations must share to be compared at all.
  private struct Ground: Hashable {
    enum Place: Hashable {
      case entry(EntryID)
      case cluster(Int)
    }
    var type: RelationType
    var place: Place
    var status: RelationStatus
    var polarity: Polarity

    /// Nil where the relation has one core role, or a second one that has no name.
    init?(of relation: Relation, in document: Document) {
      guard relation.type.core.count == 2, let place = relation.mention(relation.type.core[1])
      else { return nil }
      let mention = document[place]
      if mention.level == .name, let entry = mention.entry {
        self.place = .entry(entry)
      } else if let cluster = mention.cluster {
        self.place = .cluster(cluster)
      } else {
        return nil
      }
      (type, status, polarity) = (relation.type, relation.status, relation.polarity)
    }
  }

  /// Whether the first relation says all that the second one does, which has the same ground.
  private static func states(_ full: Int, _ poor: Int, in document: Document) -> Bool {
    let (one, other) = (document.relations[full], document.relations[poor])
    guard one.sentence != other.sentence else { return false }
    if isHeadline(full, poor, in: document) { return true }
    guard other.purpose == nil || one.purpose != nil,
      hasTime(of: other, one, in: document),
      let figure = one.mention(one.type.core[0]), let again = other.mention(one.type.core[0]),
      isSame(figure, again, in: document)
    else { return false }
    return other.roles.allSatisfy { role, mention in
      one.type.core.contains(role)
        || one.mention(role).map { namesSame($0, mention, in: document) } ?? false
    }
  }

  /// Whether the second relation is what a headline says of the first: as many or without a number,
  /// of the same country or of none, and with no name of its own.
  private static func isHeadline(_ full: Int, _ poor: Int, in document: Document) -> Bool {
    let (one, other) = (document.relations[full], document.relations[poor])
    guard document.sentences[other.sentence].zone == .headline,
      document.sentences[one.sentence].zone != .headline, one.sentence > other.sentence,
      let figure = one.mention(one.type.core[0]), let again = other.mention(one.type.core[0])
    else { return false }
    let (force, told) = (document[figure], document[again])
    if told.level == .name { return namesSame(figure, again, in: document) }
    // "about 50,000 troops": those of who sends them.
    let country =
      force.country ?? one.type.actor.flatMap(one.mention).flatMap { document[$0].country }
    return hasQuantity(of: told, force, in: document)
      && (told.country == nil || country == nil || told.country == country)
  }

  /// Whether the second relation says no other time than the first.
  private static func hasTime(
    of poor: Relation, _ full: Relation, in document: Document
  ) -> Bool {
    guard let time = poor.time else { return true }
    guard let told = full.time else { return false }
    return document.times[told].value == document.times[time].value
  }

  /// Whether a force is what another one is called again, with no number or nationality of its
  /// own: `paratroopers` of `3,500 American paratroopers`.
  private static func isSame(_ full: MentionID, _ poor: MentionID, in document: Document) -> Bool {
    let (one, other) = (document[full], document[poor])
    if one.level == .name || other.level == .name { return namesSame(full, poor, in: document) }
    let isCalledSame =
      document.tokens.words[one.head] == document.tokens.words[other.head]
      && document.tokens.words[one.head] != .unknown
    guard isCalledSame || one.cluster != nil && one.cluster == other.cluster else { return false }
    return hasQuantity(of: other, one, in: document)
      && (other.country == nil || other.country == one.country)
  }

  private static func hasQuantity(
    of poor: Mention, _ full: Mention, in document: Document
  ) -> Bool {
    guard let quantity = poor.quantity else { return true }
    guard let told = full.quantity else { return false }
    let (one, other) = (document.quantities[told], document.quantities[quantity])
    return one.low == other.low && one.high == other.high
  }

  private static func namesSame(_ one: MentionID, _ other: MentionID, in document: Document) -> Bool
  {
    let (one, other) = (document[one], document[other])
    if let entry = one.entry, entry == other.entry { return true }
    return one.cluster != nil && one.cluster == other.cluster
  }

  /// Takes the relations out that have an heir, and gives their sources to it.
  private static func remove(_ heir: [Int], from document: inout Document) {
    var numbers: [Int] = []
    var count = 0
    for index in heir.indices {
      numbers.append(count)
      if heir[index] == index { count += 1 }
    }
    document.relations = heir.indices.filter { heir[$0] == $0 }.map { document.relations[$0] }
    var said: [Confirmation] = []
    for var confirmation in document.confirmations {
      var claim = confirmation.claim
      while heir[claim] != claim { claim = heir[claim] }
      confirmation.claim = numbers[claim]
      let isKnown = said.contains {
        $0.claim == confirmation.claim
          && ($0.source == confirmation.source
            || namesSame($0.source, confirmation.source, in: document))
      }
      if !isKnown { said.append(confirmation) }
    }
    document.confirmations = said
  }
}
