/// Joins the mentions of one thing: names by entry, spelling, acronym and surname; a noun that
/// says little alone (`the troops`, `the minister`) and a pronoun with what they stand for.
///
/// Precise rather than complete: where two could be meant, or it is too far back, a mention
/// stands alone. Sieves run from the surest on: the same name, the same noun, a noun of the
/// same kind, pronouns.
struct ClusterFinder: Sendable {
  let lexicon: Lexicon
  let classes: WordClasses
  let nouns: AnaphoricNouns

  /// Something that later mentions can come back to.
  struct Referent {
    let mention: Int
    let cluster: Int
    let sentence: Int
    let number: AnaphoricNouns.Number
  }

  /// What mentions of one thing share: an entry, or what they are and how they read.
  struct Key: Hashable {
    var entry: EntryID?
    var type: EntityType?
    var isNominal = false
    var text = ""
  }

  /// What the walk over a document carries along.
  struct State {
    /// Index of the sentence of the mention that is looked at.
    var sentence = 0
    /// The cluster of a name, or of the words of a nominal.
    var clusters: [Key: Int] = [:]
    /// Names that sound alike, by a hash of what is left of them without vowels.
    var spellings: [UInt64: (cluster: Int, mention: Int)] = [:]
    /// The mentions of each cluster, in the order of the text.
    var members: [[Int]] = []
    /// Whether a mention of the cluster was joined with it by what it stands for.
    var isReferredTo: [Bool] = []
    var referents: [Referent] = []

    /// Makes room for the mentions of a document.
    mutating func reserve(_ mentions: Int) {
      clusters.reserveCapacity(mentions)
      spellings.reserveCapacity(mentions)
      members.reserveCapacity(mentions)
      isReferredTo.reserveCapacity(mentions)
      referents.reserveCapacity(mentions)
    }

    /// Goes on to the sentence of a mention.
    mutating func advance(to mention: Mention, _ document: Document) {
      while sentence + 1 < document.sentences.count,
        document.sentences[sentence].tokens.upperBound <= mention.tokens.lowerBound
      {
        sentence += 1
      }
    }
  }

  /// Fills `cluster` and `canonical`, and adds the bare nouns and pronouns that stand for a
  /// person or organization named before. O(tokens + mentions): each looks back no further than
  /// a bound.
  func find(in document: inout Document, _ heads: NominalHeads) {
    var state = State()
    var references = references(in: document, heads)[...]
    let count = document.mentions.count
    state.reserve(count)
    var covered = 0
    for index in 0..<count {
      let start = document.mentions[index].tokens.lowerBound
      while let reference = references.first, reference.tokens.lowerBound < start {
        references.removeFirst()
        if reference.tokens.lowerBound >= covered, reference.tokens.upperBound <= start {
          add(reference, to: &document, heads, &state)
        }
      }
      covered = max(covered, document.mentions[index].tokens.upperBound)
      join(index, &document, heads, &state)
    }
    for reference in references where reference.tokens.lowerBound >= covered {
      add(reference, to: &document, heads, &state)
    }
    finish(state, &document)
    if document.mentions.count > count { MentionOrder.sort(&document) }
  }

  private func join(
    _ index: Int, _ document: inout Document, _ heads: NominalHeads, _ state: inout State
  ) {
    let mention = document.mentions[index]
    state.advance(to: mention, document)
    let cluster: Int
    if let antecedent = antecedent(of: mention, document, heads, state) {
      cluster = antecedent.cluster
      refer(index, to: antecedent, &document, &state)
    } else {
      cluster = self.cluster(of: index, document, &state)
      state.members[cluster].append(index)
    }
    if mention.level != .pronoun {
      state.referents.append(
        Referent(
          mention: index, cluster: cluster, sentence: state.sentence,
          number: number(of: mention, document)))
    }
  }

  /// Adds a mention that stands for something; one that does not is none.
  private func add(
    _ reference: Mention, to document: inout Document, _ heads: NominalHeads, _ state: inout State
  ) {
    state.advance(to: reference, document)
    guard let antecedent = antecedent(of: reference, document, heads, state) else { return }
    document.mentions.append(reference)
    refer(document.mentions.count - 1, to: antecedent, &document, &state)
  }

  private func refer(
    _ index: Int, to antecedent: Referent, _ document: inout Document, _ state: inout State
  ) {
    state.isReferredTo[antecedent.cluster] = true
    state.members[antecedent.cluster].append(index)
    let country = document.mentions[antecedent.mention].country
    document.mentions[index].antecedent = MentionID(value: antecedent.mention)
    document.mentions[index].country = document.mentions[index].country ?? country
  }

  /// Whether a mention is of one or of several, as far as its words tell.
  func number(of mention: Mention, _ document: Document) -> AnaphoricNouns.Number {
    let word = document.tokens.words[mention.head]
    if let quantity = mention.quantity {
      return document.quantities[quantity].low ?? 2 > 1 ? .plural : .singular
    }
    if let noun = nouns[word] { return noun.number }
    if classes[word].contains(.pluralNoun), mention.type != .person || mention.level != .name {
      return .plural
    }
    return mention.level == .name && mention.type != .person ? .any : .singular
  }
}

// MARK: - Canonical names

extension ClusterFinder {
  /// Numbers the clusters of two and more, in the order of their first mention, and names
  /// their mentions.
  private func finish(_ state: State, _ document: inout Document) {
    var number = 0
    for (cluster, members) in state.members.enumerated() where members.count > 1 {
      number += 1
      let name = name(of: members, isReferredTo: state.isReferredTo[cluster], document)
      for index in members {
        document.mentions[index].cluster = number
        guard let name, document.mentions[index].canonical == nil,
          document.text[document.mentions[index].span] != name
        else { continue }
        document.mentions[index].canonical = name
      }
    }
  }

  /// The name of the entry, else the longest name, else what the first mention that says more
  /// than a bare noun says, without its number.
  private func name(of members: [Int], isReferredTo: Bool, _ document: Document) -> String? {
    var longest: Mention?
    for index in members where document.mentions[index].level == .name {
      let mention = document.mentions[index]
      if let canonical = mention.canonical { return canonical }
      if mention.span.count > longest?.span.count ?? 0 { longest = mention }
    }
    if let longest { return document.text[longest.span] }
    guard isReferredTo else { return nil }
    let first = members.first { document.mentions[$0].antecedent == nil }
    guard let mention = first.map({ document.mentions[$0] }) else { return nil }
    return mention.canonical ?? document.text[document.tokens.span(of: named(mention, document))]
  }

  /// The words of a nominal without its number, where more than the noun is left.
  private func named(_ mention: Mention, _ document: Document) -> Range<TokenID> {
    guard let quantity = mention.quantity else { return mention.tokens }
    var start = max(mention.tokens.lowerBound, document.quantities[quantity].number.upperBound)
    // "hundreds of American troops", "75 more troops"
    while start < mention.head,
      !classes[document.tokens.words[start]].isDisjoint(with: [.genitive, .quantifier])
    {
      start += 1
    }
    let isLeft =
      start < mention.head || start == mention.head && start + 1 < mention.tokens.upperBound
    return isLeft ? start..<mention.tokens.upperBound : mention.tokens
  }
}
