/// Times of day: `22:30`, `6pm`, `half past seven`, `8 o'clock`, `noon`.
extension TimeFinder {
  /// How sure it has to be that a number is an hour.
  enum HourForm {
    /// It has minutes, a half of the day or `o'clock`.
    case marked
    /// A bare number is one too, as behind `at` or in a range.
    case bare
  }

  func clock(
    _ scan: Scan, _ start: TokenID, _ form: HourForm = .marked
  ) -> (clock: ClockTime, end: TokenID)? {
    guard start < scan.range.upperBound,
      var (clock, end) = clockParts(scan, start, form)
    else { return nil }
    if let (after, word) = scan.word(words, at: end), let zone = word.zone {
      (clock.zone, end) = (zone, after)
    }
    // "8 in the evening", "5 in the morning", "at night"
    if clock.isOpen, let (after, part) = partOfDayBehind(scan, end) {
      clock.settle(by: part)
      end = after
    }
    return (clock, end)
  }

  private func clockParts(
    _ scan: Scan, _ start: TokenID, _ form: HourForm
  ) -> (clock: ClockTime, end: TokenID)? {
    switch scan.tokens.kinds[start] {
    case .alphanumeric: return glued(scan, start)
    case .number:
      return colons(scan, start) ?? pastHour(scan, start) ?? dots(scan, start, form)
        ?? hour(scan, start, form)
    case .word:
      if let (end, word) = scan.word(words, at: start), let hour = word.hour {
        return ClockTime(hour: hour, half: .morning).map { clock in
          var clock = clock
          (clock.hour, clock.isOpen) = (hour, false)
          return (clock, end)
        }
      }
      return pastHour(scan, start) ?? spelledTime(scan, start, form) ?? hour(scan, start, form)
    default: return nil
    }
  }

  /// `in the evening`, `at night`
  func partOfDayBehind(
    _ scan: Scan, _ token: TokenID
  ) -> (end: TokenID, part: CalendarWord.PartOfDay)? {
    guard let (next, word) = scan.word(words, at: token) else { return nil }
    var end = next
    if word.signal == .during {
      if let (after, article) = scan.word(words, at: end), article.isArticle { end = after }
    } else if word.signal != .at {
      return nil
    }
    guard let (after, inner) = scan.word(words, at: end), let part = inner.partOfDay,
      !inner.isAmbiguous, inner.relativeDay == nil
    else { return nil }
    return (after, part)
  }

  /// `6pm`, `8.30pm`, `9a`, `11ish`
  private func glued(_ scan: Scan, _ start: TokenID) -> (clock: ClockTime, end: TokenID)? {
    guard let (digits, letters) = scan.glued(start), case .clock(let half)? = suffix(letters),
      // "District 8-4A"
      letters.count > 1 || letters.first! & 0x20 != 0
    else { return nil }
    let parts = digits.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count <= 2, let hour = Scan.number(parts[0]) else { return nil }
    let minute = parts.count == 2 ? Scan.number(parts[1]) : nil
    if parts.count == 2, minute == nil { return nil }
    if digits.count == 4, parts.count == 1 {
      return ClockTime(hour: hour / 100, minute: hour % 100, half: half).map { ($0, start + 1) }
    }
    guard digits.count <= 5 else { return nil }
    var end = start + 1
    // "8p.m."
    if letters.count == 1, scan.mark(end) == 0x2E, scan.isTight(end), scan.isTight(end + 1),
      scan.mark(end + 1) | 0x20 == 0x6D
    {
      end += 2
      if scan.mark(end) == 0x2E, scan.isTight(end) { end += 1 }
    }
    return ClockTime(hour: hour, minute: minute, half: half).map { ($0, end) }
  }

  /// `10:30`, `7:56:30`, `10:30pm`, with what says the half of the day behind it
  private func colons(_ scan: Scan, _ start: TokenID) -> (clock: ClockTime, end: TokenID)? {
    guard isClock(scan, start), let (hour, width) = scan.digits(start), width <= 2,
      start == scan.range.lowerBound || !scan.isTight(start) || scan.mark(start - 1) != 0x3A
    else { return nil }
    var (end, half) = (start + 3, nil as CalendarWord.Clock?)
    var numbers: [Int] = []
    for place in [start + 2, start + 4] {
      let text = scan.bytes[scan.tokens.spans[place].range]
      guard text.count >= 2, let value = Scan.number(text.prefix(2)) else { return nil }
      numbers.append(value)
      end = place + 1
      if text.count > 2 {
        guard scan.tokens.kinds[place] == .alphanumeric,
          case .clock(let found)? = suffix(text.dropFirst(2))
        else { return nil }
        half = found
        break
      }
      guard place == start + 2, isClock(scan, place) else { break }
    }
    if half == nil, let (after, word) = scan.word(words, at: end), let found = word.clock {
      (half, end) = (found, after)
    }
    // "a 4:3 aspect ratio"
    return ClockTime(
      hour: hour, minute: numbers[0], second: numbers.count > 1 ? numbers[1] : nil, half: half
    ).map { ($0, end) }
  }

  /// `2.30 pm`, `at 6.45`
  private func dots(
    _ scan: Scan, _ start: TokenID, _ form: HourForm
  ) -> (clock: ClockTime, end: TokenID)? {
    guard let parts = scan.dotted(start), parts.count == 2, scan.tokens.spans[start].count >= 4
    else { return nil }
    if let (end, word) = scan.word(words, at: start + 1), let half = word.clock {
      return ClockTime(hour: parts[0], minute: parts[1], half: half).map { ($0, end) }
    }
    guard form == .bare, parts[1] < 60, parts[0] < 24, isEndOfPhrase(scan, start + 1) else {
      return nil
    }
    return ClockTime(hour: parts[0], minute: parts[1]).map { ($0, start + 1) }
  }

  /// `8 p.m.`, `eight o'clock`, `1140 a.m.`, `1530 UTC`; bare `8` where that is enough
  private func hour(
    _ scan: Scan, _ start: TokenID, _ form: HourForm
  ) -> (clock: ClockTime, end: TokenID)? {
    guard let (value, next) = whole(scan, start) else { return nil }
    let width = scan.digits(start)?.count ?? 0
    let behind = scan.word(words, at: next)
    if width == 4 {
      guard
        form == .bare && scan.mark(start) == 0 && value < 1000 || behind?.meaning.clock != nil
          || behind?.meaning.zone != nil
      else { return nil }
      let clock = ClockTime(hour: value / 100, minute: value % 100, half: behind?.meaning.clock)
      let end = behind?.meaning.clock != nil ? behind!.end : next
      return clock.map { ($0, end) }
    }
    guard width <= 2, value <= 24 else { return nil }
    if let (end, word) = behind {
      if let half = word.clock { return ClockTime(hour: value, half: half).map { ($0, end) } }
      if word.zone != nil { return ClockTime(hour: value).map { ($0, next) } }
      if let hour = word.hour, value == 12 {
        // "12 noon"
        return ClockTime(hour: hour, half: .afternoon).map { ($0, end) }
      }
      if (1...12).contains(value), partOfDayBehind(scan, next) != nil,
        form == .bare || scan.signal(before: start) == .at
          || scan.signal(before: start) == .approximately
      {
        return ClockTime(hour: value).map { ($0, next) }
      }
    }
    guard form == .bare, isEndOfPhrase(scan, next) || behind?.meaning.deictic != nil,
      !isCounted(scan, next), !isNumberRange(scan, next), (1...12).contains(value)
    else { return nil }
    return ClockTime(hour: value).map { ($0, next) }
  }

  /// Whether another number is joined on, so that the range says what both are.
  private func isNumberRange(_ scan: Scan, _ end: TokenID) -> Bool {
    guard let (next, _) = joint(scan, end) else { return false }
    return whole(scan, next) != nil
  }

  /// `20 min past eight`, `half past seven o'clock`, `quarter to nine`
  private func pastHour(_ scan: Scan, _ start: TokenID) -> (clock: ClockTime, end: TokenID)? {
    guard var (minutes, next) = minutes(scan, start) else { return nil }
    if let (after, word) = scan.word(words, at: next), word.unit?.base == .minute { next = after }
    guard let (afterStep, word) = scan.word(words, at: next), let step = word.clockStep,
      (1...59).contains(minutes)
    else { return nil }
    // "five to six people", "5 to 6pm" are ranges; "10 after 6" counts something.
    let isPlain = next == whole(scan, start)?.end
    if isPlain, step == .to || word.signal != nil { return nil }
    guard let (hour, afterHour) = whole(scan, afterStep), (1...12).contains(hour) else {
      return nil
    }
    var end = afterHour
    var half: CalendarWord.Clock?
    if let (after, word) = scan.word(words, at: end), let found = word.clock {
      (half, end) = (found, after)
    }
    var total = hour * 60
    if step == .to { minutes = -minutes }
    total += minutes
    if total < 60 { total += 720 }
    return ClockTime(hour: total / 60, minute: total % 60, half: half).map { ($0, end) }
  }

  private func minutes(_ scan: Scan, _ start: TokenID) -> (value: Int, end: TokenID)? {
    let limit = scan.range.upperBound
    if let (end, word) = numbers.words.match(
      scan.tokens, at: start, limit: limit, where: { $0.plays(.fraction) }), let part = word.value,
      part == 0.5 || part == 0.25
    {
      return (Int(part * 60), end)
    }
    return whole(scan, start)
  }

  /// `three thirty`, where a bare hour is enough.
  private func spelledTime(
    _ scan: Scan, _ start: TokenID, _ form: HourForm
  ) -> (clock: ClockTime, end: TokenID)? {
    guard let (hour, next) = whole(scan, start), (1...12).contains(hour),
      next < scan.range.upperBound, scan.tokens.kinds[next] == .word,
      let (minute, end) = whole(scan, next), (10...59).contains(minute)
    else { return nil }
    if let (after, word) = scan.word(words, at: end), let half = word.clock {
      return ClockTime(hour: hour, minute: minute, half: half).map { ($0, after) }
    }
    // "from three thirty to four"
    let signal = scan.signal(before: start)
    guard form == .bare || signal == .from || signal == .between, isEndOfPhrase(scan, end) else {
      return nil
    }
    return ClockTime(hour: hour, minute: minute).map { ($0, end) }
  }

  /// What letters glued to digits say.
  func suffix(_ letters: ArraySlice<UInt8>) -> CalendarWord.Suffix? {
    guard !letters.isEmpty, letters.count <= 7 else { return nil }
    var folded: [UInt8] = []
    Folding.append(Array(letters).span, 0..<letters.count, to: &folded)
    return suffixes[folded]
  }
}
