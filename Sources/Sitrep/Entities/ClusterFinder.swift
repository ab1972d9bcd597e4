/// Joins the mentions of one thing: equal canonical names, a surname and the whole name, and
/// a bare noun or pronoun for people under arms with the last that had more words.
///
/// Precise rather than complete: what it is not sure of stands alone.
struct ClusterFinder: Sendable {
  let lexicon: Lexicon

  /// Fills `cluster` and `canonical`. O(mentions).
  func find(in document: inout Document) {
    var clusters: [String: Int] = [:]
    var members: [Int: [Int]] = [:]
    var next = 1
    var lastForce: Int?
    let deployed = Set(document.relations.compactMap { $0.mention(.force)?.value })
    for index in document.mentions.indices {
      let mention = document.mentions[index]
      var key = self.key(mention, document)
      if mention.type == .force, mention.level != .name {
        if isBare(mention), let last = lastForce {
          key = self.key(document.mentions[last], document)
          document.mentions[index].canonical =
            document.mentions[last].canonical ?? document.text[document.mentions[last].span]
          document.mentions[index].country = mention.country ?? document.mentions[last].country
        } else if mention.isDefinite == false || mention.quantity != nil || lastForce == nil {
          // A force that is deployed is what the text is about; others do not displace it.
          let isTopic = lastForce.map { deployed.contains($0) } ?? false
          if !isTopic || deployed.contains(index) { lastForce = index }
        }
      }
      let cluster = clusters[key, default: next]
      if cluster == next {
        clusters[key] = next
        next += 1
      }
      members[cluster, default: []].append(index)
    }
    number(members, &document)
  }

  /// Clusters of two and more get numbers, in the order of their first mention.
  private func number(_ members: [Int: [Int]], _ document: inout Document) {
    var number = 0
    for (_, mentions) in members.sorted(by: { $0.key < $1.key }) where mentions.count > 1 {
      number += 1
      for mention in mentions { document.mentions[mention].cluster = number }
    }
  }

  private func key(_ mention: Mention, _ document: Document) -> String {
    if mention.level != .nominal, let entry = mention.entry { return lexicon[entry].id }
    let text = mention.canonical ?? document.text[mention.span]
    return "\(mention.type.rawValue) \(mention.level == .nominal ? "nominal" : "name") \(text)"
  }

  /// `the troops`, `they`: known, without number or country, one word.
  private func isBare(_ mention: Mention) -> Bool {
    mention.level == .pronoun
      || mention.isDefinite && mention.tokens.count == 1 && mention.quantity == nil
        && mention.country == nil
  }
}
