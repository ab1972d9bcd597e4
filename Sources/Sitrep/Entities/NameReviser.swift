/// Mends names by what stands right beside them, whoever found them: companies by their form
/// (`General Motors Corp`), teams by their scores (`Leeds 0 Everton 1`), persons whose names
/// go on behind small words and hyphens (`Nikolaus van der Pas`), and persons by their
/// surnames, wherever the whole name stands.
struct NameReviser: Sendable {
  let lexicon: Lexicon
  let classes: WordClasses

  /// How many words without a mention are taken for one name.
  private let longest = 4

  /// Revises the mentions of a document, which need not be in order. O(tokens + mentions).
  func revise(_ document: inout Document) {
    guard hasOccasion(document.tokens) else { return }
    var owners = Array(repeating: -1, count: document.tokens.count)
    for (index, mention) in document.mentions.enumerated() where mention.level == .name {
      for token in mention.tokens { owners[token] = index }
    }
    var dropped: Set<Int> = []
    for sentence in document.sentences where sentence.zone != .boilerplate {
      var token = sentence.tokens.lowerBound
      while token < sentence.tokens.upperBound {
        let word = classes[document.tokens.words[token]]
        if word.contains(.companyForm), isCapital(token, document.tokens) {
          closeCompany(at: token, sentence.tokens, &document, &owners, &dropped)
        } else if word.contains(.nameParticle), token > sentence.tokens.lowerBound {
          extendPerson(over: token, sentence.tokens, &document, &owners, &dropped)
        } else if document.tokens.isJoint(token) {
          extendPerson(overHyphen: token, sentence.tokens, &document, &owners, &dropped)
        }
        token = scores(at: token, sentence.tokens, &document, &owners) ?? token + 1
      }
    }
    MentionOrder.remove(dropped.subtracting(fixed(document)), from: &document)
  }

  private func hasOccasion(_ tokens: TokenTable) -> Bool {
    (0..<tokens.count).contains {
      tokens.kinds[$0] == .number || tokens.kinds[$0] == .hyphen
        || !classes[tokens.words[$0]].isDisjoint(with: [.companyForm, .nameParticle])
    }
  }

  func isCapital(_ token: TokenID, _ tokens: TokenTable) -> Bool {
    tokens.kinds[token] == .word && !tokens.flags[token].isDisjoint(with: [.capital, .mixed])
  }

  func isNameWord(_ token: TokenID, _ tokens: TokenTable) -> Bool {
    isCapital(token, tokens) && classes[tokens.words[token]].isDisjoint(with: .closed)
  }

  /// The mentions that relations and sources name.
  func fixed(_ document: Document) -> Set<Int> {
    var numbers = Set(document.confirmations.map(\.source.value))
    for relation in document.relations { numbers.formUnion(relation.roles.map(\.mention.value)) }
    return numbers
  }

  /// Sets what a mention covers and is. What it was taken for before, it is no more.
  func set(
    _ index: Int, _ tokens: Range<TokenID>, _ type: EntityType, _ rule: String,
    _ document: inout Document, _ owners: inout [Int], _ dropped: inout Set<Int>
  ) {
    for token in tokens where owners[token] != index {
      if owners[token] >= 0 { dropped.insert(owners[token]) }
      owners[token] = index
    }
    var mention = document.mentions[index]
    if mention.type != type {
      mention.rule = rule
      (mention.entry, mention.canonical, mention.country, mention.title) = (nil, nil, nil, nil)
      (mention.alternatives, mention.coordinates) = ([], nil)
    } else if mention.entry == nil {
      mention.rule = rule
    }
    (mention.type, mention.tokens, mention.head) = (type, tokens, tokens.upperBound - 1)
    mention.span = document.tokens.span(of: tokens)
    document.mentions[index] = mention
  }

  func add(
    _ tokens: Range<TokenID>, _ type: EntityType, _ rule: String, _ document: inout Document,
    _ owners: inout [Int]
  ) {
    for token in tokens { owners[token] = document.mentions.count }
    document.mentions.append(
      Mention(
        type: type, level: .name, span: document.tokens.span(of: tokens), rule: rule,
        tokens: tokens, head: tokens.upperBound - 1))
  }
}

// MARK: - Companies

extension NameReviser {
  /// `General Motors Corp`, `Apple, Inc.`: the form ends the name before it, and says that it
  /// is a company.
  private func closeCompany(
    at form: TokenID, _ range: Range<TokenID>, _ document: inout Document, _ owners: inout [Int],
    _ dropped: inout Set<Int>
  ) {
    let tokens = document.tokens
    var last = form - 1
    if last > range.lowerBound, tokens.kinds[last] == .comma { last -= 1 }
    guard last >= range.lowerBound, isCapital(last, tokens) else { return }
    var end = form + 1
    if end + 1 < range.upperBound, tokens.kinds[end] == .stop, tokens.isTight(end) { end += 1 }
    // "Florida AG Pam Bondi": a name goes on behind it.
    if end < range.upperBound, isNameWord(end, tokens) { return }
    if owners[last] >= 0, owners[last] == owners[form] {
      // Found with its form; what is no company yet becomes one.
      let mention = document.mentions[owners[last]]
      guard mention.type == .person || mention.type.isPlace else { return }
      return set(
        owners[last], mention.tokens, .organization, "names/company", &document, &owners, &dropped)
    }
    if owners[last] >= 0 {
      let mention = document.mentions[owners[last]]
      let isArmed = mention.type == .equipment || mention.type == .force
      guard mention.tokens.upperBound == last + 1, !isArmed else { return }
      return set(
        owners[last], mention.tokens.lowerBound..<end, .organization, "names/company", &document,
        &owners, &dropped)
    }
    var start = last
    while start > range.lowerBound, last - start < longest - 1, isNameWord(start - 1, tokens),
      owners[start - 1] < 0
    {
      start -= 1
    }
    guard isNameWord(start, tokens) else { return }
    if owners[form] >= 0 { dropped.insert(owners[form]) }
    // "Enron Broadband Services, Inc": a part of it was found.
    if start > range.lowerBound, owners[start - 1] >= 0 {
      let part = document.mentions[owners[start - 1]]
      if part.type == .organization, part.tokens.upperBound == start {
        return set(
          owners[start - 1], part.tokens.lowerBound..<end, .organization, "names/company",
          &document, &owners, &dropped)
      }
    }
    add(start..<end, .organization, "names/company", &document, &owners)
  }
}

// MARK: - Persons

extension NameReviser {
  /// `Nikolaus van der Pas`: a person's name goes on behind small words of names.
  private func extendPerson(
    over particle: TokenID, _ range: Range<TokenID>, _ document: inout Document,
    _ owners: inout [Int], _ dropped: inout Set<Int>
  ) {
    let tokens = document.tokens
    let owner = owners[particle - 1]
    guard owner >= 0, owners[particle] < 0, !isCapital(particle, tokens) else { return }
    let person = document.mentions[owner]
    guard person.type == .person, person.tokens.upperBound == particle else { return }
    var end = particle
    while end < min(range.upperBound, particle + 3), !isCapital(end, tokens),
      tokens.kinds[end] == .word, classes[tokens.words[end]].contains(.nameParticle)
    {
      end += 1
      if end < range.upperBound, tokens.isJoint(end) { end += 1 }
    }
    guard end < range.upperBound, isNameWord(end, tokens) else { return }
    if owners[end] >= 0 {
      let next = document.mentions[owners[end]]
      // "Ana de Brasil" may be a person and a place.
      guard next.entry == nil, next.tokens.lowerBound == end else { return }
      end = next.tokens.upperBound
    } else {
      end += 1
    }
    set(
      owner, person.tokens.lowerBound..<end, .person, person.rule, &document, &owners, &dropped)
  }
}

extension NameReviser {
  /// `David Bar-Illan`: a name goes on behind a hyphen, which ends none.
  private func extendPerson(
    overHyphen hyphen: TokenID, _ range: Range<TokenID>, _ document: inout Document,
    _ owners: inout [Int], _ dropped: inout Set<Int>
  ) {
    let tokens = document.tokens
    guard hyphen > range.lowerBound, hyphen + 1 < range.upperBound,
      isNameWord(hyphen + 1, tokens), owners[hyphen - 1] >= 0, owners[hyphen] < 0
    else { return }
    let (owner, next) = (owners[hyphen - 1], owners[hyphen + 1])
    let person = document.mentions[owner]
    guard person.type == .person, person.entry == nil, person.tokens.count > 1 else { return }
    if next >= 0 {
      let other = document.mentions[next]
      guard other.entry == nil || other.type.isPlace, other.tokens == hyphen + 1..<hyphen + 2
      else { return }
    }
    set(
      owner, person.tokens.lowerBound..<hyphen + 2, .person, person.rule, &document, &owners,
      &dropped)
  }
}

// MARK: - Scores

extension NameReviser {
  /// `Aston Villa 2 Leeds 0`: names of towns and of what nobody knows, each with a number of
  /// its own, are teams. Those of countries stay what they are.
  ///
  /// - Returns: The token behind both, or nil.
  private func scores(
    at token: TokenID, _ range: Range<TokenID>, _ document: inout Document, _ owners: inout [Int]
  ) -> TokenID? {
    let tokens = document.tokens
    guard isCapital(token, tokens), let first = side(at: token, range, document, owners),
      let second = side(at: first.end, range, document, owners)
    else { return nil }
    if second.end < range.upperBound {
      switch tokens.kinds[second.end] {
      case .comma, .semicolon, .stop, .openingBracket: break
      default:
        guard tokens.flags[second.end].contains(.lineBefore) else { return nil }
      }
    }
    var dropped: Set<Int> = []
    for side in [first, second] {
      guard let owner = side.owner else {
        add(side.name, .organization, "names/score", &document, &owners)
        continue
      }
      let mention = document.mentions[owner]
      guard mention.type == .person || mention.type.isPlace && !isCountry(mention) else { continue }
      set(owner, side.name, .organization, "names/score", &document, &owners, &dropped)
    }
    return second.end
  }

  private struct Side {
    let name: Range<TokenID>
    let owner: Int?
    /// The token behind its number.
    let end: TokenID
  }

  /// A name with a number of one or two digits right behind it.
  private func side(
    at token: TokenID, _ range: Range<TokenID>, _ document: Document, _ owners: [Int]
  ) -> Side? {
    let tokens = document.tokens
    guard token < range.upperBound, isNameWord(token, tokens) else { return nil }
    var (name, owner) = (token..<(token + 1), Int?.none)
    if owners[token] >= 0 {
      owner = owners[token]
      name = document.mentions[owners[token]].tokens
      guard name.lowerBound == token else { return nil }
    } else {
      while name.upperBound < range.upperBound, name.count < longest,
        isNameWord(name.upperBound, tokens), owners[name.upperBound] < 0
      {
        name = token..<(name.upperBound + 1)
      }
    }
    let number = name.upperBound
    guard number < range.upperBound, tokens.kinds[number] == .number,
      (1...2).contains(tokens.spans[number].count), !isTime(name.lowerBound, document.times)
    else { return nil }
    return Side(name: name, owner: owner, end: number + 1)
  }

  private func isTime(_ token: TokenID, _ times: [TimeExpression]) -> Bool {
    times.contains { $0.tokens.contains(token) }
  }

  private func isCountry(_ place: Mention) -> Bool {
    guard let entry = place.entry.map({ lexicon[$0] }) else { return false }
    return entry.feature.isEmpty && entry.division.isEmpty && entry.kind.isEmpty
  }
}
