/// What a word or phrase of `Lexicons/numbers.tsv` does in a number.
struct NumberWord: Sendable {
  /// What it can be; a word in several rows has several.
  private(set) var roles: Roles
  /// Of a unit, scale, ordinal, fraction or article, and of some vague words.
  private(set) var value: Double?
  /// Inclusive bounds of a vague word.
  private(set) var low: Double?
  private(set) var high: Double?

  struct Roles: OptionSet, Sendable {
    let rawValue: UInt64
    static let unit = Roles(rawValue: 1)
    static let scale = Roles(rawValue: 2)
    static let ordinal = Roles(rawValue: 4)
    static let fraction = Roles(rawValue: 8)
    static let vague = Roles(rawValue: 16)
    static let approximator = Roles(rawValue: 32)
    static let upper = Roles(rawValue: 64)
    static let lower = Roles(rawValue: 128)
    static let approximatorAfter = Roles(rawValue: 256)
    static let upperAfter = Roles(rawValue: 512)
    static let lowerAfter = Roles(rawValue: 1024)
    /// `a` in `a hundred`
    static let article = Roles(rawValue: 2048)
    /// `and` in `a hundred and five`
    static let and = Roles(rawValue: 4096)
    /// `of` in `a couple of hundred`
    static let of = Roles(rawValue: 8192)
    static let rangeJoin = Roles(rawValue: 1 << 14)
    static let rangeOpen = Roles(rawValue: 1 << 15)
    static let rangeFrom = Roles(rawValue: 1 << 16)
    static let percent = Roles(rawValue: 1 << 17)
    static let designator = Roles(rawValue: 1 << 19)
    static let counted = Roles(rawValue: 1 << 20)
    static let compound = Roles(rawValue: 1 << 21)
    static let none = Roles(rawValue: 1 << 22)
    /// `hundreds` in `five hundreds`
    static let scales = Roles(rawValue: 1 << 23)
    /// `thirds` in `two thirds`
    static let part = Roles(rawValue: 1 << 24)
    static let minus = Roles(rawValue: 1 << 25)
    /// `point` in `five point two`
    static let point = Roles(rawValue: 1 << 26)
    /// `over` in `one over three`
    static let fractionJoin = Roles(rawValue: 1 << 27)
    /// `in` in `one in twenty`
    static let shareJoin = Roles(rawValue: 1 << 28)
    static let pronoun = Roles(rawValue: 1 << 29)
    static let relativeEnd = Roles(rawValue: 1 << 30)
    static let relativeCurrent = Roles(rawValue: 1 << 31)
    static let percentAlone = Roles(rawValue: 1 << 32)
    static let determiner = Roles(rawValue: 1 << 33)
    static let but = Roles(rawValue: 1 << 34)
    static let till = Roles(rawValue: 1 << 35)
    /// The end does not belong to the range.
    static let exclusive = Roles(rawValue: 1 << 36)
    /// Bounds of a range of numbers that are no part of a quantity: `exceeds`, `>=`.
    static let rangeLower = Roles(rawValue: 1 << 37)
    static let rangeUpper = Roles(rawValue: 1 << 38)
    static let rangeLowerAfter = Roles(rawValue: 1 << 42)
    static let rangeUpperAfter = Roles(rawValue: 1 << 43)
    /// `no` in `no troops`
    static let zero = Roles(rawValue: 1 << 44)
    /// `twice as many`
    static let twofold = Roles(rawValue: 1 << 45)
    /// `times as many` in `three times as many`
    static let times = Roles(rawValue: 1 << 46)
    static let orEqual = Roles(rawValue: 1 << 39)
    /// Glued to digits: the `k` of `10k`, the `th` of `10th`.
    static let suffix = Roles(rawValue: 1 << 40)
    static let ordinalSuffix = Roles(rawValue: 1 << 41)

    /// The roles under their names in the file, in the order of its header.
    static let names: [(name: String, role: Roles)] = [
      ("unit", .unit), ("scale", .scale), ("ordinal", .ordinal), ("fraction", .fraction),
      ("vague", .vague), ("approximator", .approximator), ("upper", .upper), ("lower", .lower),
      ("approximator-after", .approximatorAfter), ("upper-after", .upperAfter),
      ("lower-after", .lowerAfter), ("article", .article), ("and", .and), ("of", .of),
      ("range-join", .rangeJoin), ("range-open", .rangeOpen), ("range-from", .rangeFrom),
      ("percent", .percent), ("designator", .designator),
      ("counted", .counted), ("compound", .compound), ("none", .none), ("scales", .scales),
      ("part", .part), ("minus", .minus), ("point", .point), ("fraction-join", .fractionJoin),
      ("share-join", .shareJoin), ("pronoun", .pronoun), ("relative-end", .relativeEnd),
      ("relative-current", .relativeCurrent), ("percent-alone", .percentAlone),
      ("determiner", .determiner), ("but", .but), ("till", [.till, .rangeJoin]),
      ("above", [.lower, .exclusive]), ("below", [.upper, .exclusive]),
      ("range-lower", .rangeLower), ("range-upper", .rangeUpper),
      ("range-above", [.rangeLower, .exclusive]), ("range-below", [.rangeUpper, .exclusive]),
      ("range-equal", [.rangeLower, .rangeUpper]), ("range-lower-after", .rangeLowerAfter),
      ("range-upper-after", .rangeUpperAfter), ("or-equal", .orEqual), ("suffix", .suffix),
      ("ordinal-suffix", .ordinalSuffix),
      ("zero", .zero), ("twofold", .twofold), ("times", .times),
    ]
    /// What a number can begin with.
    static let first: Roles = [.unit, .vague, .article, .ordinal]
    /// What a quantity can begin with, if not with digits.
    static let leading: Roles = [
      .unit, .vague, .article, .approximator, .upper, .lower, .rangeOpen, .none, .zero, .twofold,
    ]
    /// What one of the numbers of `NumberFinder`, or a range of them, can begin with, if not
    /// with digits.
    static let numberBeginnings: Roles = [
      .unit, .article, .ordinal, .fraction, .minus, .relativeEnd, .relativeCurrent,
      .percentAlone, .rangeOpen, .lowEnd, .highEnd,
    ]
    static let lowEnd: Roles = [.lower, .rangeLower]
    static let highEnd: Roles = [.upper, .rangeUpper]
    static let bounds: Roles = [.lowEnd, .highEnd]
    static let boundsAfter: Roles = [
      .lowerAfter, .upperAfter, .rangeLowerAfter, .rangeUpperAfter,
    ]
    /// What only `NumberFinder` asks for. A word that does nothing else is none to all others.
    static let numbersOnly: Roles = [
      .scales, .part, .minus, .point, .fractionJoin, .shareJoin, .pronoun, .relativeEnd,
      .relativeCurrent, .percentAlone, .determiner, .but, .rangeLower, .rangeUpper,
      .rangeLowerAfter, .rangeUpperAfter, .exclusive, .orEqual,
    ]
    /// The roles without which a row is of no use unless it has a value.
    static let valued: Roles = [
      .unit, .scale, .ordinal, .fraction, .article, .scales, .part, .relativeEnd,
      .relativeCurrent, .suffix, .ordinalSuffix, .zero, .twofold,
    ]
  }

  func plays(_ role: Roles) -> Bool { !roles.isDisjoint(with: role) }

  /// Whether it is a word of numbers to `NumberFinder` alone.
  var isNumbersOnly: Bool { roles.isSubset(of: .numbersOnly) }

  /// Whether it is the name of what is counted, and nothing else.
  var isCounted: Bool { roles.isSubset(of: .counted) }

  /// Both readings of a word that has two rows.
  func merged(with other: NumberWord) -> NumberWord {
    var merged = self
    merged.roles.formUnion(other.roles)
    merged.value = value ?? other.value
    merged.low = low ?? other.low
    merged.high = high ?? other.high
    return merged
  }
}

extension NumberWord {
  /// Reads `Lexicons/numbers.tsv`; every fault in it is appended to `faults`.
  ///
  /// - Returns: The words, and those that are glued to digits under their own letters.
  static func read(
    _ table: LexiconTable, vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) -> (PhraseTable<NumberWord>, glued: [(letters: Substring, NumberWord)]) {
    var (words, glued) = ([(Substring, NumberWord)](), [(letters: Substring, NumberWord)]())
    if let columns = table.require(["word", "value", "role", "low", "high"], faults: &faults) {
      for row in table.rows {
        let fields = columns.map { row.fields[$0] }
        guard let word = NumberWord(fields, row, table, faults: &faults) else { continue }
        if word.plays([.suffix, .ordinalSuffix]) {
          glued.append((fields[0], word))
        } else {
          words.append((fields[0], word))
        }
      }
    }
    return (PhraseTable(words, vocabulary: &vocabulary) { $0.merged(with: $1) }, glued)
  }

  /// - Parameter fields: word, value, role, low, high.
  private init?(
    _ fields: [Substring], _ row: LexiconTable.Row, _ table: LexiconTable,
    faults: inout [ResourceFault]
  ) {
    func fault(_ problem: String, _ remedy: String) -> ResourceFault {
      ResourceFault(
        table.file, line: row.line, source: row.fields.joined(separator: "\t"), problem,
        remedy: remedy)
    }
    guard let role = Roles.names.first(where: { $0.name == fields[2] })?.role else {
      faults.append(
        fault(
          "no role '\(fields[2])' for a number word",
          NearestName.remedy(for: String(fields[2]), among: Roles.names.map(\.name))))
      return nil
    }
    for field in [fields[1], fields[3], fields[4]] where !field.isEmpty && Double(field) == nil {
      faults.append(fault("'\(field)' is no number", "write it in digits, without separators"))
      return nil
    }
    roles = role
    (value, low, high) = (Double(fields[1]), Double(fields[3]), Double(fields[4]))
    let lacksValue = plays(.valued) && value == nil
    let lacksBounds = role == .vague && value == nil && low == nil && high == nil
    if lacksValue || lacksBounds {
      faults.append(
        fault(
          "'\(fields[0])' says no number",
          lacksValue ? "fill the column 'value'" : "fill 'value', or 'low' and 'high'"))
      return nil
    }
  }
}
