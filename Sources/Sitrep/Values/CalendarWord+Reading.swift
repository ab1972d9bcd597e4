/// Reading `Lexicons/calendar.tsv`.
extension CalendarWord {
  /// The roles a row can have; all may end in `-ambiguous`.
  private static let roles = [
    "month", "weekday", "unit", "units", "season", "part-of-day", "relative-day", "relative",
    "modifier", "signal", "deictic", "clock", "clock-suffix", "clock-step", "unit-suffix", "hour",
    "zone", "set", "times",
    "decade", "quarter", "half", "year-kind", "end-of", "to-date", "range", "bound", "article",
    "link", "ahead", "weekdays", "parts-of-day", "count", "until-now", "none",
  ]

  /// Both readings of a word that has two rows.
  func merged(with other: CalendarWord) -> CalendarWord {
    var merged = self
    merged.month = month ?? other.month
    merged.weekday = weekday ?? other.weekday
    merged.unit = unit ?? other.unit
    merged.isPlural = isPlural || other.isPlural
    merged.season = season ?? other.season
    merged.partOfDay = partOfDay ?? other.partOfDay
    merged.relativeDay = relativeDay ?? other.relativeDay
    merged.reference = reference ?? other.reference
    merged.modifier = modifier ?? other.modifier
    merged.signal = signal ?? other.signal
    merged.deictic = deictic ?? other.deictic
    merged.clock = clock ?? other.clock
    merged.clockStep = clockStep ?? other.clockStep
    merged.hour = hour ?? other.hour
    merged.zone = zone ?? other.zone
    merged.set = set ?? other.set
    merged.times = times ?? other.times
    merged.quarter = quarter ?? other.quarter
    merged.half = half ?? other.half
    merged.yearKind = yearKind ?? other.yearKind
    merged.endOf = endOf ?? other.endOf
    merged.toDate = toDate ?? other.toDate
    merged.bound = bound ?? other.bound
    merged.isNone = isNone || other.isNone
    merged.count = count ?? other.count
    merged.isUntilNow = isUntilNow || other.isUntilNow
    merged.isRange = isRange || other.isRange
    merged.isEvery = isEvery || other.isEvery
    merged.isOther = isOther || other.isOther
    merged.decade = decade ?? other.decade
    merged.isArticle = isArticle || other.isArticle
    merged.isLink = isLink || other.isLink
    merged.isAhead = isAhead || other.isAhead
    merged.isAmbiguous = isAmbiguous || other.isAmbiguous
    return merged
  }

  /// Reads `Lexicons/calendar.tsv`; every fault in it is appended to `faults`.
  static func read(
    _ table: LexiconTable, vocabulary: inout Vocabulary, faults: inout [ResourceFault]
  ) -> PhraseTable<CalendarWord> {
    var words: [(Substring, CalendarWord)] = []
    let columns = table.require(["word", "role", "value"], faults: &faults) ?? []
    for row in table.rows where !columns.isEmpty {
      let fields = columns.map { row.fields[$0] }
      var word = CalendarWord()
      if let (problem, remedy) = word.fill(fields[1], fields[2]) {
        faults.append(
          ResourceFault(
            table.file, line: row.line, source: row.fields.joined(separator: "\t"), problem,
            remedy: remedy))
        continue
      }
      // What is glued to digits is no word.
      if !fields[1].hasSuffix("-suffix") { words.append((fields[0], word)) }
    }
    return PhraseTable(words, vocabulary: &vocabulary) { $0.merged(with: $1) }
  }

  /// What letters glued to digits say, by their folded form: the words of a time of day, and
  /// the rows of the roles that end in `-suffix`. Rows with faults are left to `read`.
  static func suffixes(_ table: LexiconTable) -> [[UInt8]: Suffix] {
    guard let word = table.index(of: "word"), let role = table.index(of: "role"),
      let value = table.index(of: "value")
    else { return [:] }
    var suffixes: [[UInt8]: Suffix] = [:]
    for row in table.rows {
      let (letters, text) = (Folding.fold(row.fields[word]), row.fields[value])
      switch row.fields[role] {
      case "clock", "clock-suffix":
        suffixes[letters] = Clock(rawValue: String(text)).map { .clock($0) }
      case "unit", "units", "unit-suffix":
        suffixes[letters] = TimeUnit(text).map { .unit($0) }
      default: break
      }
    }
    return suffixes
  }

  /// What letters behind digits say: `6pm`, `48h`.
  enum Suffix: Sendable {
    case clock(Clock)
    case unit(TimeUnit)
  }

  /// Takes over role and value; what is wrong with them, or nil.
  private mutating func fill(
    _ role: Substring, _ value: Substring
  ) -> (problem: String, remedy: String)? {
    let suffix = "-ambiguous"
    isAmbiguous = role.hasSuffix(suffix)
    let name = isAmbiguous ? role.dropLast(suffix.count) : role
    guard Self.roles.contains(String(name)) else {
      return (
        "no role '\(role)' for a word of dates and times",
        NearestName.remedy(for: String(name), among: Self.roles)
      )
    }
    guard !assign(String(name), value) else { return nil }
    return (
      "'\(value)' is no value of a \(name)", "the head of the file says which values it can have"
    )
  }

  /// Whether the role can have the value.
  private mutating func assign(_ role: String, _ value: Substring) -> Bool {
    assignDay(role, value) ?? assignTime(role, value) ?? assignSign(role, value)
  }

  /// Roles of days and longer stretches; nil where the role is none of them.
  private mutating func assignDay(_ role: String, _ value: Substring) -> Bool? {
    switch role {
    case "month":
      month = Self.number(value, 1...12)
      return month != nil
    case "weekday", "weekdays":
      weekday = Self.number(value, 1...7)
      isPlural = role == "weekdays"
      return weekday != nil
    case "unit", "units", "unit-suffix":
      unit = TimeUnit(value)
      isPlural = role == "units"
      return unit != nil
    case "relative-day":
      relativeDay = Self.number(value, -1000...1000)
      return relativeDay != nil
    case "season":
      season = Season(rawValue: String(value))
      return season != nil
    case "decade":
      decade = Self.number(value, 1000...2990)
      return decade != nil
    case "quarter":
      quarter = Self.number(value, 1...4)
      return quarter != nil
    case "half":
      half = Self.number(value, 1...2)
      return half != nil
    case "year-kind":
      yearKind = YearKind(rawValue: String(value))
      return yearKind != nil
    case "end-of":
      endOf = TimeUnit(value)
      return endOf != nil
    case "to-date":
      toDate = TimeUnit(value)
      return toDate != nil
    default: return nil
    }
  }

  /// Roles of times of day and of sets; nil where the role is none of them.
  private mutating func assignTime(_ role: String, _ value: Substring) -> Bool? {
    switch role {
    case "part-of-day", "parts-of-day":
      partOfDay = PartOfDay(rawValue: String(value))
      isPlural = role == "parts-of-day"
      return partOfDay != nil
    case "clock", "clock-suffix":
      clock = Clock(rawValue: String(value))
      return clock != nil
    case "clock-step":
      clockStep = ClockStep(rawValue: String(value))
      return clockStep != nil
    case "hour":
      hour = Self.number(value, 0...23)
      return hour != nil
    case "zone":
      zone = Self.minutes(value)
      return zone != nil
    case "set":
      isOther = value == "OTHER"
      isEvery = value.isEmpty || isOther
      set = TimeUnit(value)
      return isEvery || set != nil
    case "count":
      count = Self.number(value, 0...1000)
      return count != nil
    case "times":
      times = Self.number(value, 0...1000)
      return times != nil
    default: return nil
    }
  }

  private static func number(_ value: Substring, _ range: ClosedRange<Int>) -> Int? {
    Int(value).flatMap { range.contains($0) ? $0 : nil }
  }

  /// Reads `Z` and `-05:00`.
  private static func minutes(_ zone: Substring) -> Int? {
    if zone == "Z" { return 0 }
    let parts = zone.dropFirst().split(separator: ":")
    guard let sign = zone.first, sign == "+" || sign == "-", parts.count == 2,
      let hours = number(parts[0], 0...14), let minutes = number(parts[1], 0...59)
    else { return nil }
    return (sign == "-" ? -1 : 1) * (hours * 60 + minutes)
  }

  /// Roles of words around a time.
  private mutating func assignSign(_ role: String, _ value: Substring) -> Bool {
    switch role {
    case "signal":
      signal = Signal(rawValue: String(value))
      return signal != nil
    case "deictic":
      deictic = Deictic(rawValue: String(value))
      return deictic != nil
    case "relative":
      reference = Reference(rawValue: String(value))
      return reference != nil
    case "modifier":
      modifier = Modifier(rawValue: String(value))
      return modifier != nil
    case "bound":
      bound = Bound(rawValue: String(value))
      return bound != nil
    case "range": isRange = true
    case "article": isArticle = true
    case "link": isLink = true
    case "until-now": isUntilNow = true
    case "ahead": isAhead = true
    default: isNone = true
    }
    return true
  }
}
