/// Names in news of sports, told by the forms that results, tables and line-ups have.
///
/// A town there is mostly a team: `Leeds` in `a 2-1 win over Leeds`, not in `played in Leeds`.
/// Countries stay what they are. What a relation or a source rests on is left alone.
struct SportsNames: Sendable {
  let lexicon: Lexicon
  let classes: WordClasses

  /// What is known of the names of a document while they are revised.
  private struct Scene {
    var document: Document
    /// The mention of a name at each token, or -1.
    var owners: [Int]
    let fixed: Set<Int>
    var dropped: Set<Int> = []
    /// What was found to be a team, in small letters.
    var teams: Set<String> = []

    var tokens: TokenTable { document.tokens }

    func owner(_ token: TokenID) -> Mention? {
      owners[token] < 0 ? nil : document.mentions[owners[token]]
    }
  }

  /// Revises the mentions of a document that is news of a sport; of others nothing. O(tokens +
  /// mentions).
  func revise(_ document: inout Document, fixed: Set<Int>) {
    let (isSport, isTeamSport) = kind(of: document)
    guard isSport else { return }
    var owners = Array(repeating: -1, count: document.tokens.count)
    for (index, mention) in document.mentions.enumerated() where mention.level == .name {
      for token in mention.tokens { owners[token] = index }
    }
    var scene = Scene(document: document, owners: owners, fixed: fixed)
    for mention in document.mentions where mention.rule == "names/score" {
      scene.teams.insert(document.text[mention.span].lowercased())
    }
    for sentence in document.sentences where sentence.zone != .boilerplate {
      for token in sentence.tokens {
        switch document.tokens.kinds[token] {
        case .openingBracket: readBrackets(token, sentence.tokens, &scene)
        case .stop: readInitial(token, sentence.tokens, &scene)
        case .word where document.tokens.flags[token].contains(.lineBefore) || token == 0:
          if isTeamSport { readLine(token, sentence.tokens, &scene) }
        case .word where isTeamSport && classes[document.tokens.words[token]].contains(.player):
          readPlayer(token, sentence.tokens, &scene)
        default: break
        }
      }
    }
    if isTeamSport { readTowns(&scene) }
    dropHeadings(&scene)
    document.mentions = scene.document.mentions
    MentionOrder.remove(scene.dropped.subtracting(fixed), from: &document)
  }

  /// Whether two words or more tell of a sport, and of a game that teams play; a club counts
  /// for one.
  private func kind(of document: Document) -> (isSport: Bool, isTeamSport: Bool) {
    var (sport, team) = (0, 0)
    for word in document.tokens.words {
      let known = classes[word]
      if known.contains(.teamSport) { team += 1 } else if known.contains(.sport) { sport += 1 }
    }
    guard sport + team > 0 else { return (false, false) }
    for mention in document.mentions where mention.rule == "names/score" { team += 1 }
    for entry in document.mentions.compactMap(\.entry) {
      if lexicon[entry].id.hasPrefix("club:") { team += 1 }
    }
    return (sport + team > 1, team > 1)
  }

  private func isNameWord(_ token: TokenID, _ tokens: TokenTable) -> Bool {
    tokens.kinds[token] == .word
      && !tokens.flags[token].isDisjoint(with: [.capital, .mixed])
      && classes[tokens.words[token]].isDisjoint(with: .closed)
  }

  private func set(
    _ tokens: Range<TokenID>, _ type: EntityType, _ rule: String, _ scene: inout Scene
  ) {
    let owned = Set(tokens.map { scene.owners[$0] }).subtracting([-1])
    guard owned.isDisjoint(with: scene.fixed) else { return }
    if let one = owned.first, owned.count == 1, scene.document.mentions[one].tokens == tokens,
      scene.document.mentions[one].type == type
    {
      return
    }
    scene.dropped.formUnion(owned)
    for index in owned {
      for token in scene.document.mentions[index].tokens { scene.owners[token] = -1 }
    }
    for token in tokens { scene.owners[token] = scene.document.mentions.count }
    let span = scene.tokens.span(of: tokens)
    scene.document.mentions.append(
      Mention(
        type: type, level: .name, span: span, rule: rule, tokens: tokens,
        head: tokens.upperBound - 1))
    if type == .organization { scene.teams.insert(scene.document.text[span].lowercased()) }
  }

  private func isCountry(_ place: Mention) -> Bool {
    guard let entry = place.entry.map({ lexicon[$0] }) else { return false }
    return entry.feature.isEmpty && entry.division.isEmpty && entry.kind.isEmpty
  }

  /// Whether a name may be that of a team: of a town, or of what a rule or a weight found.
  private func mayBeTeam(_ mention: Mention) -> Bool {
    if mention.type.isPlace { return mention.type == .politicalPlace && !isCountry(mention) }
    return mention.type == .person && mention.entry == nil && mention.tokens.count == 1
  }
}

// MARK: - Brackets

extension SportsNames {
  /// `Marc Delvaux (Belgium)`, `Jon Callard (Bath)`, `Rosenborg (Norway) 1`: who stands before
  /// the bracket, the team in it, and in races the team behind it.
  private func readBrackets(
    _ open: TokenID, _ range: Range<TokenID>, _ scene: inout Scene
  ) {
    let tokens = scene.tokens
    guard open > range.lowerBound, open + 2 < tokens.count,
      let close = (open + 2..<min(open + 6, range.upperBound)).first(where: {
        tokens.kinds[$0] == .closingBracket
      }), isNameWord(open + 1, tokens) || scene.owner(open + 1) != nil
    else { return }
    let start = runStart(before: open, range, tokens)
    guard start < open else { return }
    let inside = scene.owner(open + 1)
    let isPlace = inside.map { $0.type.isPlace && $0.tokens == open + 1..<close } ?? false
    let isTeam = inside.map { $0.type == .organization && $0.tokens == open + 1..<close } ?? false
    let name = start..<open
    let words = name.count { isNameWord($0, tokens) }
    let whole = scene.owner(start).flatMap { $0.tokens == name ? $0 : nil }
    if whole?.entry != nil, whole?.type == .organization { return }
    if isPlace, words == 1 || whole?.type.isPlace == true {
      let isScore =
        close + 1 < range.upperBound && tokens.kinds[close + 1] == .number
        && tokens.spans[close + 1].count < 3
      if isScore, whole.map(mayBeTeam) ?? true { set(name, .organization, "names/team", &scene) }
      return
    }
    let isPerson = whole?.type == .person || words > 1 && words < 5 && (isPlace || isTeam)
    guard isPerson else { return }
    if whole?.type != .person { set(name, .person, "names/result", &scene) }
    if let inside, isPlace, !isCountry(inside), mayBeTeam(inside) {
      set(inside.tokens, .organization, "names/team", &scene)
    } else if inside == nil, (open + 1..<close).allSatisfy({ isNameWord($0, tokens) }) {
      set(open + 1..<close, .organization, "names/team", &scene)
    }
    if isPlace { readSponsor(close + 1, range, &scene) }
  }

  /// `(Italy) Carrera same time`: the team of a rider or driver.
  private func readSponsor(
    _ start: TokenID, _ range: Range<TokenID>, _ scene: inout Scene
  ) {
    let tokens = scene.tokens
    var end = start
    while end < range.upperBound, end < start + 3, isNameWord(end, tokens),
      !tokens.flags[end].contains(.lineBefore)
    {
      end += 1
    }
    guard end > start, scene.owner(start).map({ $0.entry == nil || mayBeTeam($0) }) ?? true
    else { return }
    set(start..<end, .organization, "names/team", &scene)
  }

  /// Where the run of words of a name begins that ends before a token, on its line.
  private func runStart(
    before end: TokenID, _ range: Range<TokenID>, _ tokens: TokenTable
  ) -> TokenID {
    var start = end
    while start > range.lowerBound {
      let word = start - 1
      if start < end, tokens.flags[start].contains(.lineBefore) { break }
      if isNameWord(word, tokens) {
        start = word
      } else if start < end, tokens.isJoint(word), isNameWord(max(word - 1, 0), tokens) {
        start = word - 1
      } else if start < end, tokens.kinds[word] == .stop, tokens.isTight(word),
        word > range.lowerBound, tokens.spans[word - 1].count == 1, isNameWord(word - 1, tokens)
      {
        start = word - 1
      } else if start < end, word > range.lowerBound, tokens.kinds[word] == .word,
        classes[tokens.words[word]].contains(.nameParticle),
        isNameWord(word - 1, tokens)
          || classes[tokens.words[word - 1]].contains(.nameParticle)
      {
        start = word
      } else {
        break
      }
    }
    return start
  }
}

extension SportsNames {
  /// `A. Jayawickrama`: a surname behind an initial, as score sheets have it.
  private func readInitial(
    _ stop: TokenID, _ range: Range<TokenID>, _ scene: inout Scene
  ) {
    let tokens = scene.tokens
    guard stop > range.lowerBound, stop + 1 < range.upperBound, tokens.isTight(stop),
      tokens.kinds[stop - 1] == .word, tokens.spans[stop - 1].count == 1,
      tokens.flags[stop - 1].contains(.capital), scene.owners[stop - 1] < 0,
      tokens.kinds[stop + 1] == .word, isNameWord(stop + 1, tokens)
    else { return }
    let name = scene.owner(stop + 1)
    if let name, name.entry != nil || name.tokens.lowerBound != stop + 1 { return }
    let end = name?.tokens.upperBound ?? stop + 2
    set(stop - 1..<end, .person, "names/initial", &scene)
  }

  /// `Bath fullback Jon Callard`: the word before what somebody is in a team.
  private func readPlayer(
    _ player: TokenID, _ range: Range<TokenID>, _ scene: inout Scene
  ) {
    let (tokens, team) = (scene.tokens, player - 1)
    guard team >= range.lowerBound, scene.owners[team] < 0, isNameWord(team, tokens),
      tokens.flags[team].contains(.allCapitals) == false,
      team == range.lowerBound || !isNameWord(team - 1, tokens),
      player + 1 < range.upperBound, scene.owner(player + 1)?.type == .person
    else { return }
    let known = classes[tokens.words[team]]
    guard known.isDisjoint(with: [.sport, .teamSport, .adjective]) else { return }
    set(team..<player, .organization, "names/team", &scene)
  }
}

// MARK: - Lines

extension SportsNames {
  /// `Parma 9 3 4 2 11 9 13` in a table, `OAKLAND AT BOSTON` in a list of games.
  private func readLine(
    _ start: TokenID, _ range: Range<TokenID>, _ scene: inout Scene
  ) {
    let tokens = scene.tokens
    guard let first = side(at: start, range, scene) else { return }
    var end = first.upperBound
    var numbers = 0
    while end < range.upperBound, !tokens.flags[end].contains(.lineBefore),
      tokens.kinds[end] == .number || tokens.kinds[end] == .stop
    {
      if tokens.kinds[end] == .number { numbers += 1 }
      end += 1
    }
    if numbers > 2 { return set(first, .organization, "names/table", &scene) }
    guard numbers == 0, end < range.upperBound, isVersus(end, scene),
      let second = side(at: end + 1, range, scene),
      second.upperBound == tokens.count || tokens.flags[second.upperBound].contains(.lineBefore)
    else { return }
    set(first, .organization, "names/fixture", &scene)
    set(second, .organization, "names/fixture", &scene)
  }

  private func isVersus(_ token: TokenID, _ scene: Scene) -> Bool {
    let word = scene.document.text[scene.tokens.spans[token]].lowercased()
    return word == "at" || word == "v" || word == "vs"
  }

  /// A name of up to four words that may be a team.
  private func side(
    at start: TokenID, _ range: Range<TokenID>, _ scene: Scene
  ) -> Range<TokenID>? {
    guard start < range.upperBound, isNameWord(start, scene.tokens) else { return nil }
    if let owner = scene.owner(start) {
      let isTeam = owner.type == .organization || mayBeTeam(owner)
      return isTeam && owner.tokens.lowerBound == start ? owner.tokens : nil
    }
    var end = start + 1
    while end < min(range.upperBound, start + 4), isNameWord(end, scene.tokens),
      scene.owners[end] < 0, !scene.tokens.flags[end].contains(.lineBefore)
    {
      end += 1
    }
    return start..<end
  }

  /// What tells of a sport or a part of it is no name: `RUGBY UNION`, `EASTERN DIVISION`.
  private func dropHeadings(_ scene: inout Scene) {
    for (index, mention) in scene.document.mentions.enumerated()
    where mention.level == .name && !scene.dropped.contains(index) {
      let isHeading = mention.tokens.contains {
        scene.tokens.flags[$0].contains(.allCapitals)
          && !classes[scene.tokens.words[$0]].isDisjoint(with: [.sport, .teamSport])
      }
      let isEntry = mention.entry != nil && !mention.type.isPlace
      if isHeading, !isEntry { scene.dropped.insert(index) }
    }
  }
}

// MARK: - Prose

extension SportsNames {
  /// Towns in sentences: a team, but behind a preposition of place, in a dateline, before the
  /// country they lie in, or as a part of a longer name.
  private func readTowns(_ scene: inout Scene) {
    for (index, mention) in scene.document.mentions.enumerated()
    where mention.type == .politicalPlace && mention.level == .name
      && !scene.dropped.contains(index) && !isCountry(mention)
    {
      if isTown(mention), isTeam(mention, scene) {
        set(mention.tokens, .organization, "names/team", &scene)
      }
    }
  }

  /// Whether it is a town, or a place that no list has.
  private func isTown(_ mention: Mention) -> Bool {
    guard let entry = mention.entry else { return mention.tokens.count < 3 }
    return lexicon[entry].isTown || lexicon[entry].feature == "ADM2"
  }

  private func isTeam(_ place: Mention, _ scene: Scene) -> Bool {
    let tokens = scene.tokens
    let (before, next) = (place.tokens.lowerBound - 1, place.tokens.upperBound)
    if next < tokens.count, classes[tokens.words[next]].contains(.player) { return true }
    let isKnown = scene.teams.contains(scene.document.text[place.span].lowercased())
    if next < tokens.count {
      let isOnLine = !tokens.flags[next].contains(.lineBefore)
      switch tokens.kinds[next] {
      case .clitic where !isKnown: return false
      case .comma where isOnLine && next + 1 < tokens.count:
        if scene.owner(next + 1)?.type.isPlace == true { return false }
      case .word where isOnLine && isNameWord(next, tokens) && !isHeadline(next, tokens):
        return false
      case .hyphen where tokens.isJoint(next): return false
      default: break
      }
      if isDateline(place, next, scene) { return false }
    }
    guard before >= 0, !tokens.flags[before + 1].contains(.lineBefore) else { return true }
    let word = classes[tokens.words[before]]
    if tokens.isJoint(before) { return false }
    switch tokens.kinds[before] {
    case .word:
      if !word.isDisjoint(with: [.enclosing, .genitive, .determiner]) { return false }
      if word.contains(.locative) { return isKnown || isAgainst(before, scene) }
      if word.contains(.conjunction) { return isBehindTeam(before, scene) }
      return !isNameWord(before, tokens) || isHeadline(before, tokens)
        || scene.owners[before] < 0 && before > 0 && tokens.kinds[before - 1] == .stop
    case .comma: return isBehindTeam(before, scene)
    default: return isKnown
    }
  }

  /// Whether capitals tell nothing of a word, for it stands among others that are all capitals.
  private func isHeadline(_ token: TokenID, _ tokens: TokenTable) -> Bool {
    tokens.flags[token].contains(.allCapitals) && tokens.spans[token].count > 1
  }

  /// Whether a preposition is one of place and of contest alike: `over`, `against`.
  private func isAgainst(_ token: TokenID, _ scene: Scene) -> Bool {
    let word = scene.document.text[scene.tokens.spans[token]].lowercased()
    return word == "over" || word == "against"
  }

  private func isBehindTeam(_ token: TokenID, _ scene: Scene) -> Bool {
    token > 0 && scene.owner(token - 1)?.type == .organization
  }

  /// Whether a place opens a line, with a date, a number or an outlet behind it.
  private func isDateline(_ place: Mention, _ next: TokenID, _ scene: Scene) -> Bool {
    let tokens = scene.tokens
    let first = place.tokens.lowerBound
    guard first == 0 || tokens.flags[first].contains(.lineBefore) else { return false }
    switch tokens.kinds[next] {
    case .number, .comma, .hyphen, .dash, .openingBracket: return true
    default: return scene.document.times.contains { $0.tokens.contains(next) }
    }
  }
}
