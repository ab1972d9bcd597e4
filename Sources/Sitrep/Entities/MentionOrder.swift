/// Puts the mentions in the order of the text, and takes all that names them along.
enum MentionOrder {
  /// Takes mentions away that no relation and no source names; what another one stands for
  /// stays. O(mentions).
  static func remove(_ numbers: Set<Int>, from document: inout Document) {
    guard !numbers.isEmpty else { return }
    let numbers = numbers.subtracting(document.mentions.compactMap { $0.antecedent?.value })
    guard !numbers.isEmpty else { return }
    var places = Array(repeating: 0, count: document.mentions.count)
    var kept: [Mention] = []
    for (index, mention) in document.mentions.enumerated() {
      places[index] = kept.count
      if !numbers.contains(index) { kept.append(mention) }
    }
    document.mentions = kept
    rename(places, in: &document)
  }

  /// O(mentions log mentions).
  static func sort(_ document: inout Document) {
    let spans = document.mentions.indices.map { document.mentions[$0].span }
    // The outer before the inner.
    func goesBefore(_ one: Int, _ other: Int) -> Bool {
      (spans[one].start, spans[other].end, one) < (spans[other].start, spans[one].end, other)
    }
    // Mostly they are in order.
    guard spans.indices.dropFirst().contains(where: { goesBefore($0, $0 - 1) }) else { return }
    let order = spans.indices.sorted(by: goesBefore)
    var places = Array(repeating: 0, count: order.count)
    for (place, index) in order.enumerated() { places[index] = place }
    document.mentions = order.map { document.mentions[$0] }
    rename(places, in: &document)
  }

  /// - Parameter places: The new number of each mention.
  private static func rename(_ places: [Int], in document: inout Document) {
    for index in document.mentions.indices {
      guard let antecedent = document.mentions[index].antecedent else { continue }
      document.mentions[index].antecedent = MentionID(value: places[antecedent.value])
    }
    for index in document.relations.indices {
      document.relations[index].roles = document.relations[index].roles.map {
        ($0.role, MentionID(value: places[$0.mention.value]))
      }
    }
    for index in document.confirmations.indices {
      document.confirmations[index].source = MentionID(
        value: places[document.confirmations[index].source.value])
    }
  }
}
