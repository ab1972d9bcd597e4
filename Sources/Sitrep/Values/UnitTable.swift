/// The units of measurement and the currencies, by the words and signs that stand for them.
///
/// Lies in columns, so that a pack holds it as it is: with all prefixes there are some
/// thousands of spellings, and no start waits for them.
struct UnitTable: Sendable {
  /// By word: 0, or the place of its phrases in `groups`.
  var heads = Column<UInt16>()
  /// Where the phrases of each first word begin; they end where the next ones begin.
  var groups = Column<UInt32>()
  /// The longest first in a group.
  var phrases = Column<Phrase>()
  /// The further words of phrases.
  var rests = Column<WordID>()
  var units = Column<Unit>()
  var parts = Column<Part>()
  var rates = Column<Rate>()
  /// By word: what it tells beside a number, as `Marks`.
  var marks = Column<UInt8>()
  /// The keys of single words, in their order, for letters that are glued to digits.
  var keys = Column<UInt64>()
  /// The word of each key.
  var keyWords = Column<WordID>()
  /// By power: the word for it.
  var powers = Column<Text>()
  /// Names, codes and symbols.
  var letters = Column<UInt8>()
  /// The files that the entries are in.
  var files: [String] = []

  init() {}

  /// A row of a lexicon: its file, line and name.
  struct Entry: Sendable, Equatable {
    var isCurrency: Bool
    /// 1-based.
    var line: Int
    var name: String
  }
}

// MARK: - Columns

extension UnitTable {
  /// A stretch of `letters`.
  struct Text: Sendable {
    var start: UInt32 = 0
    var count: UInt32 = 0
  }

  /// A word or phrase, and what it does.
  struct Phrase: Sendable {
    /// Its further words, in `rests`.
    var rest: UInt32
    var restCount: UInt32
    private var role: UInt32
    /// In `units`; the power of a word that makes areas or volumes of lengths.
    var unit: UInt32
    /// As it has to be written; empty where case does not matter.
    var symbol: Text

    init(rest: UInt32, restCount: UInt32, roles: Roles, unit: UInt32, symbol: Text) {
      (self.rest, self.restCount, role) = (rest, restCount, roles.rawValue)
      (self.unit, self.symbol) = (unit, symbol)
    }

    var roles: Roles { Roles(rawValue: role) }
  }

  struct Unit: Sendable {
    /// SI value = (value + offset) × factor. For money what a value is multiplied by: a
    /// million for `MUSD`. 0 where there is no SI value.
    var factor: Double
    var offset: Double
    var name: Text
    var code: Text
    var si: Text
    /// Place among all kinds.
    var kindPlace: UInt32
    /// In its file, 1-based.
    var line: UInt32
    /// The units that may follow it and add up, in `parts`.
    var part: UInt32 = 0
    var partCount: UInt32 = 0

    var kind: Quantity.Kind {
      let kinds = Quantity.Kind.allCases
      return Int(kindPlace) < kinds.count ? kinds[Int(kindPlace)] : .count
    }
  }

  /// A unit as a part of another.
  struct Part: Sendable {
    var factor: Double
    /// In `units`: the first of those with its name.
    var unit: UInt32
    private var reserved: UInt32 = 0

    init(unit: UInt32, factor: Double) { (self.unit, self.factor) = (unit, factor) }
  }

  /// What the quotient of two dimensions measures.
  struct Rate: Sendable {
    var numerator: UInt32
    var denominator: UInt32
    var kindPlace: UInt32
    private var reserved: UInt32 = 0
    var si: Text

    init(_ numerator: UInt32, per denominator: UInt32, is kind: UInt32, si: Text) {
      (self.numerator, self.denominator, kindPlace) = (numerator, denominator, kind)
      self.si = si
    }
  }

  /// What a phrase does.
  struct Roles: OptionSet, Sendable {
    let rawValue: UInt32
    /// A unit behind a number.
    static let behind = Roles(rawValue: 1)
    /// A currency before a number.
    static let before = Roles(rawValue: 2)
    /// A unit also where it has no number.
    static let alone = Roles(rawValue: 4)
    /// With a number it is a time.
    static let calendar = Roles(rawValue: 8)
    /// Counts only behind a larger unit.
    static let part = Roles(rawValue: 16)
    static let context = Roles(rawValue: 32)
    static let doubtful = Roles(rawValue: 64)
    /// Must be in capitals.
    static let capitals = Roles(rawValue: 128)
    /// The second or third power of the unit.
    static let square = Roles(rawValue: 256)
    static let cube = Roles(rawValue: 512)
    /// Makes an area or a volume of the length behind it, or before it.
    static let powerBefore = Roles(rawValue: 1024)
    static let powerBehind = Roles(rawValue: 2048)
    static let per = Roles(rawValue: 4096)
    /// Stands for `per` only where a speed comes of it.
    static let perLength = Roles(rawValue: 8192)
    static let ageBefore = Roles(rawValue: 1 << 14)
    static let ageBehind = Roles(rawValue: 1 << 15)
    /// Behind a number it means years of age.
    static let years = Roles(rawValue: 1 << 16)
    /// Between two numbers with one unit.
    static let link = Roles(rawValue: 1 << 17)
    /// What a letter behind a sum of money multiplies it by.
    static let scale = Roles(rawValue: 1 << 18)
    static let currency = Roles(rawValue: 1 << 19)
    /// A currency of no said country.
    static let generic = Roles(rawValue: 1 << 20)
    /// Makes a temperature behind it negative.
    static let sign = Roles(rawValue: 1 << 21)
    /// The age is the lowest or highest one.
    static let lower = Roles(rawValue: 1 << 23)
    static let upper = Roles(rawValue: 1 << 24)
    /// No number counts it.
    static let end = Roles(rawValue: 1 << 22)
    /// A quantity can begin with it.
    static let leading: Roles = [.before, .alone, .ageBefore]
  }

  /// What a word tells beside a number.
  struct Marks: OptionSet, Sendable {
    let rawValue: UInt8
    static let temperature = Marks(rawValue: 1)
    static let angle = Marks(rawValue: 2)
    static let money = Marks(rawValue: 4)
    /// A quantity can begin with it.
    static let leading = Marks(rawValue: 8)
    /// A quantity can begin with it and the words behind it: `over the age of`.
    static let leadingPhrase = Marks(rawValue: 16)
  }
}

// MARK: - Looking up

extension UnitTable {
  func marks(of word: WordID) -> Marks {
    Int(word.value) < marks.count ? Marks(rawValue: marks[Int(word.value)]) : []
  }

  /// Hands over each word that tells something.
  func visitMarks(_ body: (WordID, Marks) -> Void) {
    for (word, mark) in marks.values.enumerated() where mark != 0 {
      body(WordID(value: UInt32(word)), Marks(rawValue: mark))
    }
  }

  /// Whether a phrase of units or ages begins at a token that a quantity can begin with.
  func hasLeadingPhrase(
    _ tokens: TokenTable, _ bytes: [UInt8], at token: TokenID, limit: TokenID
  ) -> Bool {
    let found = match(
      tokens, bytes, at: token, limit: limit,
      where: { $0.restCount > 0 && !$0.roles.isDisjoint(with: Roles.leading) })
    return found != nil
  }

  /// Whether a phrase begins with the word. The gate of the hot path.
  @inline(__always)
  func canBegin(_ word: WordID) -> Bool {
    Int(word.value) < heads.count && heads[Int(word.value)] != 0
  }

  /// The phrases that begin with a word, the longest first.
  func phrases(of word: WordID) -> some Collection<Phrase> {
    let group = Int(word.value) < heads.count ? Int(heads[Int(word.value)]) : 0
    let range = group == 0 ? 0..<0 : phrases.range(from: groups[group], to: groups[group + 1])
    return phrases.values[range]
  }

  /// The longest phrase that begins at a token and is wanted, and the token behind it.
  ///
  /// - Parameter glued: where the first token is digits with letters behind: the word of the
  ///   letters, and the byte where they begin.
  func match(
    _ tokens: TokenTable, _ bytes: [UInt8], at start: TokenID, limit: TokenID,
    glued: (word: WordID, byte: Int)? = nil, where isWanted: (Phrase) -> Bool
  ) -> (end: TokenID, phrase: Phrase)? {
    guard start < limit else { return nil }
    let word = glued?.word ?? tokens.words[start]
    guard canBegin(word) else { return nil }
    let group = Int(heads[Int(word.value)])
    for index in phrases.range(from: groups[group], to: groups[group + 1]) {
      let phrase = phrases[index]
      guard let end = end(of: phrase, tokens, after: start + 1, limit: limit) else { continue }
      let first = glued?.byte ?? Int(tokens.spans[start].start)
      let range = first..<Int(tokens.spans[end - 1].end)
      guard isWritten(phrase.symbol, bytes, range), isWanted(phrase) else { continue }
      return (end, phrase)
    }
    return nil
  }

  private func end(
    of phrase: Phrase, _ tokens: TokenTable, after start: TokenID, limit: TokenID
  ) -> TokenID? {
    var next = start
    let rest = rests.range(from: phrase.rest, to: phrase.rest &+ phrase.restCount)
    for word in rest {
      if next + 1 < limit, tokens.isJoint(next) { next += 1 }
      guard next < limit, tokens.words[next] == rests[word] else { return nil }
      next += 1
    }
    return next
  }

  /// Whether a symbol is written just so.
  func isWritten(_ symbol: Text, _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard symbol.count > 0 else { return true }
    guard Int(symbol.count) == range.count else { return false }
    var letter = Int(symbol.start)
    for byte in range {
      if bytes[byte] != letters[letter] { return false }
      letter += 1
    }
    return true
  }

  /// The word of letters that are glued to digits; nil where no unit is written so. O(letters
  /// + log words).
  func word(of letters: Range<Int>, _ bytes: [UInt8]) -> WordID? {
    var key = WordKey(ofToken: bytes.span, letters)
    if key == .none {
      var folded: [UInt8] = []
      Folding.append(bytes.span, letters, to: &folded)
      key = WordKey(folded.span, 0..<folded.count)
    }
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key.bits { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key.bits ? keyWords[low] : nil
  }

  func text(_ text: Text) -> String {
    String(
      decoding: letters.values[letters.range(from: text.start, to: text.start &+ text.count)],
      as: UTF8.self)
  }

  /// The name and code of a power of a unit: `square kilometer`, `km2`; the code is empty where
  /// it has none.
  func name(of unit: UInt32, power: Int) -> (name: String, code: String) {
    let (name, code) = (text(units[Int(unit)].name), text(units[Int(unit)].code))
    guard power > 1 else { return (name, code) }
    return ("\(text(powers[power])) \(name)", code.isEmpty ? "" : "\(code)\(power)")
  }

  /// How much of a unit another one is that may follow it.
  func share(of part: UInt32, in whole: UInt32) -> Double? {
    let unit = units[Int(whole)]
    let name = text(units[Int(part)].name)
    for index in parts.range(from: unit.part, to: unit.part &+ unit.partCount)
    where text(units[Int(parts[index].unit)].name) == name {
      return parts[index].factor
    }
    return nil
  }

  /// What a quantity of one dimension by one of another measures.
  func rate(_ numerator: Quantity.Kind, per denominator: Quantity.Kind) -> Rate? {
    for index in rates.values.indices {
      let rate = rates[index]
      if Self.kind(rate.numerator) == numerator, Self.kind(rate.denominator) == denominator {
        return rate
      }
    }
    return nil
  }

  static func kind(_ place: UInt32) -> Quantity.Kind? {
    let kinds = Quantity.Kind.allCases
    return Int(place) < kinds.count ? kinds[Int(place)] : nil
  }

  static func place(of kind: Quantity.Kind) -> UInt32 {
    UInt32(Quantity.Kind.allCases.firstIndex(of: kind) ?? 0)
  }
}

// MARK: - In a pack

extension UnitTable {
  /// The files that are taken up here.
  static let files: Set = ["units.tsv", "currencies.tsv"]

  func write(to pack: inout PackWriter) {
    pack.add("units.heads", heads)
    pack.add("units.groups", groups)
    pack.add("units.phrases", phrases)
    pack.add("units.rests", rests)
    pack.add("units", units)
    pack.add("units.parts", parts)
    pack.add("units.rates", rates)
    pack.add("units.marks", marks)
    pack.add("units.keys", keys)
    pack.add("units.keyWords", keyWords)
    pack.add("units.powers", powers)
    pack.add("units.letters", letters)
    pack.add("units.files", lines: files)
  }

  init(_ pack: PackFile) throws(PackError) {
    heads = try pack.column("units.heads")
    groups = try pack.column("units.groups")
    phrases = try pack.column("units.phrases")
    rests = try pack.column("units.rests")
    units = try pack.column("units")
    parts = try pack.column("units.parts")
    rates = try pack.column("units.rates")
    marks = try pack.column("units.marks")
    keys = try pack.column("units.keys")
    keyWords = try pack.column("units.keyWords")
    powers = try pack.column("units.powers")
    letters = try pack.column("units.letters")
    files = try pack.lines("units.files")
  }

  /// The path of the file of an entry.
  func file(of entry: Entry) -> String {
    let place = entry.isCurrency ? 1 : 0
    return place < files.count ? files[place] : ""
  }
}
