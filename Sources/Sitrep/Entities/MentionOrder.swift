/// Puts the mentions in the order of the text, and takes all that names them along.
enum MentionOrder {
  /// O(mentions log mentions).
  static func sort(_ document: inout Document) {
    let order = document.mentions.indices.sorted {
      let (one, other) = (document.mentions[$0].span, document.mentions[$1].span)
      return (one.start, other.end, $0) < (other.start, one.end, $1)
    }
    var places = Array(repeating: 0, count: order.count)
    for (place, index) in order.enumerated() { places[index] = place }
    document.mentions = order.map { document.mentions[$0] }
    for index in document.mentions.indices {
      guard let antecedent = document.mentions[index].antecedent else { continue }
      document.mentions[index].antecedent = MentionID(value: places[antecedent.value])
    }
    for index in document.relations.indices {
      document.relations[index].roles = document.relations[index].roles.map {
        ($0.role, MentionID(value: places[$0.mention.value]))
      }
    }
    for index in document.attributions.indices {
      document.attributions[index].source = MentionID(
        value: places[document.attributions[index].source.value])
    }
  }
}
