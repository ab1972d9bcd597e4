// Towns that are named again where nothing beside the name tells that it is one.

extension NameFinder {
  /// Towns of a document by the hash of their first word, each by a mention of it. Not by the
  /// numbers of words, for a small town's name has none.
  private typealias Towns = [UInt64: [Int]]

  /// Finds the towns of the document in the places where their names alone would not do:
  /// `Tinvale council met` once the text has said `in Tinvale`.
  ///
  /// - Parameter surnames: the people of the document, for whom a name that a town shares
  ///   with them is left. O(tokens).
  func findPlacesAgain(
    _ surnames: [ArraySlice<UInt8>: Mention], _ readings: inout PlaceReadings,
    in document: inout Document
  ) {
    let towns = towns(of: document)
    guard !towns.isEmpty else { return }
    let tokens = document.tokens
    var found: [(mention: Mention, as: Int)] = []
    var next = 0
    for sentence in document.sentences where sentence.zone != .boilerplate {
      var token = sentence.tokens.lowerBound
      while token < sentence.tokens.upperBound {
        while next < document.mentions.count, document.mentions[next].tokens.upperBound <= token {
          next += 1
        }
        if next < document.mentions.count, document.mentions[next].tokens.contains(token) {
          token = document.mentions[next].tokens.upperBound
          continue
        }
        let beginning =
          next < document.mentions.count ? document.mentions[next].tokens.lowerBound : .max
        let limit = min(sentence.tokens.upperBound, beginning)
        if let town = town(at: token, limit, towns, document),
          isAlone(town.tokens, sentence.tokens, document, surnames),
          document.mentions[town.mention].entry != nil
            || isBare(town.tokens, sentence.tokens, tokens)
        {
          var mention = document.mentions[town.mention]
          (mention.span, mention.tokens) = (tokens.span(of: town.tokens), town.tokens)
          mention.head = town.tokens.upperBound - 1
          found.append((mention, town.mention))
          token = town.tokens.upperBound
        } else {
          token += 1
        }
      }
    }
    insert(found, &readings, in: &document)
  }

  /// The towns that a list has, or that a preposition or a state told. Of what a preposition
  /// alone told, common words are left: repeated, `in Science` made a town of every credit to
  /// that journal.
  private func towns(of document: Document) -> Towns {
    var towns: Towns = [:]
    for (index, mention) in document.mentions.enumerated()
    where mention.type == .politicalPlace && mention.level == .name {
      let isTown =
        mention.entry.map { lexicon[$0].isTown }
        ?? (mention.rule == "places/nested" || isUncommon(mention, document))
      let first = mention.tokens.lowerBound
      guard isTown, !classes[document.tokens.words[first]].contains(.givenName),
        mention.tokens.count <= 4
      else { continue }
      let key = document.hash(of: first)
      guard
        towns[key]?.contains(where: {
          document.reads(document.mentions[$0].tokens, like: mention.tokens)
        }) != true
      else { continue }
      towns[key, default: []].append(index)
    }
    return towns
  }

  private func isUncommon(_ mention: Mention, _ document: Document) -> Bool {
    mention.rule == "places/context"
      && mention.tokens.allSatisfy { classes[document.tokens.words[$0]].isEmpty }
  }

  /// The longest name of a town that begins at the token.
  private func town(
    at token: TokenID, _ limit: TokenID, _ towns: Towns, _ document: Document
  ) -> (tokens: Range<TokenID>, mention: Int)? {
    guard document.tokens.kinds[token] == .word, document.tokens.flags[token].contains(.capital),
      let candidates = towns[document.hash(of: token)]
    else { return nil }
    var best: (tokens: Range<TokenID>, mention: Int)?
    for mention in candidates {
      let town = document.mentions[mention].tokens
      let name = token..<(token + town.count)
      if name.upperBound <= limit, name.count > best?.tokens.count ?? 0,
        document.reads(name, like: town)
      {
        best = (name, mention)
      }
    }
    return best
  }

  /// Whether no other capitalised word belongs to the name, and nobody is called so.
  private func isAlone(
    _ name: Range<TokenID>, _ range: Range<TokenID>, _ document: Document,
    _ surnames: [ArraySlice<UInt8>: Mention]
  ) -> Bool {
    let tokens = document.tokens
    if surnames[document.text.bytes[tokens.spans[name.upperBound - 1].range]] != nil {
      return false
    }
    let (before, next) = (name.lowerBound - 1, name.upperBound)
    if range.contains(next), tokens.isJoint(next) || isNameWord(tokens, next) { return false }
    guard range.contains(before) else { return true }
    if tokens.isJoint(before) { return false }
    if tokens.kinds[before] == .stop, tokens.isTight(before) { return false }
    return !isNameWord(tokens, before)
  }

  /// Whether neither an article before nor a number behind make something else of the name:
  /// `the Phillies`, `Ligue 2`.
  private func isBare(
    _ name: Range<TokenID>, _ range: Range<TokenID>, _ tokens: TokenTable
  ) -> Bool {
    let (before, next) = (name.lowerBound - 1, name.upperBound)
    if range.contains(next), tokens.kinds[next] == .number { return false }
    return !range.contains(before)
      || tokens.kinds[before] != .openingBracket
        && !classes[tokens.words[before]].contains(.determiner)
  }

  /// Puts mentions in their places, with the readings of those that they repeat.
  private func insert(
    _ found: [(mention: Mention, as: Int)], _ readings: inout PlaceReadings,
    in document: inout Document
  ) {
    guard !found.isEmpty else { return }
    let all = document.mentions.indices.map { (document.mentions[$0], $0) } + found
    let sorted = all.sorted { $0.0.tokens.lowerBound < $1.0.tokens.lowerBound }
    document.mentions = sorted.map(\.0)
    readings = readings.spread(over: sorted.map(\.1))
  }
}

extension Document {
  /// Of the letters of a token, those of ASCII made small: FNV-1a, 64 bits.
  fileprivate func hash(of token: TokenID) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.bytes[tokens.spans[token].range] {
      let small = byte &- 0x41 < 26 ? byte | 0x20 : byte
      hash = (hash ^ UInt64(small)) &* 0x100_0000_01B3
    }
    return hash
  }

  /// Whether two stretches have the same words, capitals aside.
  fileprivate func reads(_ one: Range<TokenID>, like other: Range<TokenID>) -> Bool {
    one.count == other.count
      && zip(one, other).allSatisfy { first, second in
        text.bytes[tokens.spans[first].range].elementsEqual(
          text.bytes[tokens.spans[second].range],
          by: { $0 == $1 || $0 | 0x20 == $1 | 0x20 && ($0 | 0x20) &- 0x61 < 26 })
      }
  }
}
