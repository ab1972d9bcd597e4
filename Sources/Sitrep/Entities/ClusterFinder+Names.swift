// Names: the same entry, the same words, an acronym in brackets, another spelling.

extension ClusterFinder {
  /// The cluster of a mention by its own words: one that is known, or a new one.
  func cluster(of index: Int, _ document: Document, _ state: inout State) -> Int {
    let key = key(name(in: index, document) ?? document.mentions[index], document)
    if let known = state.clusters[key] { return known }
    let joined = bracketed(index, document, state) ?? spelled(index, document, &state)
    let cluster = joined ?? state.members.count
    if joined == nil {
      state.members.append([])
      state.isReferredTo.append(false)
    }
    state.clusters[key] = cluster
    return cluster
  }

  func key(_ mention: Mention, _ document: Document) -> Key {
    if mention.level != .nominal, let entry = mention.entry { return Key(entry: entry) }
    return Key(
      type: mention.type, isNominal: mention.level == .nominal,
      text: mention.canonical ?? document.text[mention.span])
  }

  /// The name that a longer phrase is about: `202nd Brigade` in `elite 202nd Brigade`.
  private func name(in index: Int, _ document: Document) -> Mention? {
    guard document.mentions[index].level == .nominal else { return nil }
    let mention = document.mentions[index]
    // "The northern Red Sea" is not the Red Sea.
    guard mention.type == .force || mention.type == .equipment else { return nil }
    return document.mentions[(index + 1)...].prefix(8).first {
      $0.level == .name && $0.head == mention.head && $0.type == mention.type
    }
  }

  /// The cluster of the name that a bracket stands behind, where one is the acronym of the
  /// other: `the Lord's Resistance Army (LRA)`.
  private func bracketed(_ index: Int, _ document: Document, _ state: State) -> Int? {
    let tokens = document.tokens
    let first = document.mentions[index].tokens.lowerBound
    guard first > 0, tokens.kinds[first - 1] == .openingBracket else { return nil }
    let mention = document.mentions[index]
    guard mention.level == .name, index > 0, let last = state.referents.last,
      last.mention == index - 1, document.mentions[index - 1].level == .name,
      first == document.mentions[index - 1].tokens.upperBound + 1,
      mention.tokens.upperBound < tokens.count,
      tokens.kinds[mention.tokens.upperBound] == .closingBracket
    else { return nil }
    let (one, other) = (document.mentions[index - 1], mention)
    return isAcronym(other, of: one, document) || isAcronym(one, of: other, document)
      ? last.cluster : nil
  }

  /// Whether the letters of a name are the first letters of the words of another, small words
  /// aside, in their order.
  private func isAcronym(_ acronym: Mention, of name: Mention, _ document: Document) -> Bool {
    let tokens = document.tokens
    guard acronym.tokens.count == 1, tokens.flags[acronym.head].contains(.allCapitals),
      name.tokens.count > 1
    else { return false }
    let letters = document.text.bytes[tokens.spans[acronym.head].range].filter { $0 != 0x2E }
    let initials = name.tokens.filter { tokens.flags[$0].contains(.capital) }
      .map { document.text.bytes[Int(tokens.spans[$0].start)] }
    return letters.elementsEqual(initials)
  }

  /// The cluster of a name of the same kind that is the same but for a letter: `Zelenskiy` for
  /// `Zelensky`, `Al Shabaab` for `al-Shabab`. Names of places are left alone.
  private func spelled(_ index: Int, _ document: Document, _ state: inout State) -> Int? {
    let mention = document.mentions[index]
    guard mention.level == .name,
      mention.type == .person || mention.type == .organization || mention.type == .force
    else { return nil }
    // "Charles II" is not "Charles I".
    let last = document.tokens.flags[mention.head]
    guard mention.span.count >= Spelling.shortest, !last.contains(.allCapitals),
      document.tokens.spans[mention.head].count > 1
    else { return nil }
    let skeleton = Spelling.skeleton(document.text.bytes[mention.span.range])
    guard let known = state.spellings[skeleton] else {
      state.spellings[skeleton] = (state.members.count, index)
      return nil
    }
    let other = document.mentions[known.mention]
    guard other.type == mention.type, mention.entry == nil || other.entry == nil,
      Spelling.areAlike(
        Spelling.letters(document.text[mention.span]), Spelling.letters(document.text[other.span]))
    else { return nil }
    return known.cluster
  }
}

/// How names that were taken from other alphabets are compared.
enum Spelling {
  /// Names of fewer letters differ too much by one.
  static let shortest = 6

  /// The folded letters and digits of a name, double ones once.
  static func letters(_ name: String) -> [UInt8] {
    var letters: [UInt8] = []
    for byte in Folding.fold(name) where byte >= 0x80 || isLetterOrDigit(byte) {
      if byte != letters.last || isDigit(byte) { letters.append(byte) }
    }
    return letters
  }

  /// A hash of the letters and digits of a name without its vowels and without regard to case
  /// (FNV-1a). Letters with accents count as vowels do: for nothing.
  static func skeleton(_ name: ArraySlice<UInt8>) -> UInt64 {
    var (hash, last): (UInt64, UInt8) = (14_695_981_039_346_656_037, 0)
    for byte in name {
      let letter = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      guard isLetterOrDigit(letter), letter != last || isDigit(letter) else { continue }
      last = letter
      if isVowel(letter) { continue }
      hash = (hash ^ UInt64(letter)) &* 1_099_511_628_211
    }
    return hash
  }

  /// Whether one letter less, more or other makes the one out of the other.
  static func areAlike(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    let (short, long) = one.count < other.count ? (one, other) : (other, one)
    guard short.count >= shortest, long.count - short.count <= 1 else { return false }
    guard let place = short.indices.first(where: { short[$0] != long[$0] }) else { return true }
    let rest = long[(place + 1)...]
    return rest.elementsEqual(short.count == long.count ? short[(place + 1)...] : short[place...])
  }

  /// The letters that transcriptions put in, leave out and swap.
  private static func isVowel(_ letter: UInt8) -> Bool {
    switch letter {
    case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: true  // a e i o u y
    default: false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x7A).contains(byte)
  }
}
