/// Dates of the calendar: `28 October 2024`, `Friday`, `March 2003`, `1979`, `the 1990s`.
extension TimeFinder {
  /// A date or a longer stretch of the calendar, without article, modifier or time of day.
  func place(_ scan: Scan, _ start: TokenID, behindArticle: Bool = false) -> Draft? {
    guard start < scan.range.upperBound else { return nil }
    switch scan.tokens.kinds[start] {
    case .number:
      return written(scan, start) ?? yearDayMonth(scan, start) ?? dayFirst(scan, start)
        ?? decade(scan, start, behindArticle) ?? yearAndMore(scan, start)
        ?? (behindArticle ? dayAlone(scan, start) : nil)
    case .alphanumeric:
      return dayFirst(scan, start) ?? decade(scan, start, behindArticle) ?? part(scan, start)
        ?? (behindArticle ? dayAlone(scan, start) : nil)
    default: break
    }
    if let (end, holiday) = holidays.match(
      scan.tokens, at: start, limit: scan.range.upperBound)
    {
      return self.holiday(scan, start, end, holiday, nil)
    }
    if let (end, word) = scan.word(words, at: start) {
      if let draft = named(scan, start, end, word, behindArticle) { return draft }
    }
    return dayFirst(scan, start) ?? part(scan, start) ?? spelledYear(scan, start)
      ?? (behindArticle ? dayAlone(scan, start) : nil)
  }

  /// What begins with a word of the calendar.
  private func named(
    _ scan: Scan, _ start: TokenID, _ end: TokenID, _ word: CalendarWord, _ behindArticle: Bool
  ) -> Draft? {
    if word.deictic == .previous, let draft = part(scan, start) { return draft }
    if word.weekday != nil, let draft = weekday(scan, start, end, word) { return draft }
    if word.month != nil, let draft = month(scan, start, end, word) { return draft }
    if let days = word.relativeDay {
      let unit = TimeUnit(count: 1, base: .day)
      var draft = Draft(
        .unit(unit, steps: days), start..<end, rule: "date/relative-day", takesArticle: true)
      draft.point?.part = word.partOfDay
      // "tomorrow, 13/04/2021"
      if word.partOfDay == nil, end < scan.range.upperBound, scan.tokens.kinds[end] == .comma,
        var full = written(scan, end + 1), case .fields(let fields, _)? = full.place,
        fields.day != nil, fields.year != nil
      {
        full.start = start
        return full
      }
      return draft
    }
    if word.isUntilNow, isStop(scan, end) {
      var draft = Draft(.present, start..<end, rule: "date/present")
      draft.modifier = "BEFORE"
      return draft
    }
    if word.reference == .present {
      var draft = Draft(.present, start..<end, rule: "date/present")
      // "now" alone says little: it is read as the bound of a stretch.
      draft.isWeak = word.isAmbiguous
      return draft
    }
    if let decade = word.decade {
      // "the sixties", but not "the Roaring Forties" or "her forties"
      guard behindArticle || scan.signal(before: start) == .during else { return nil }
      return Draft(
        .years(from: decade, count: 10, isOpen: true), start..<end, rule: "date/decade",
        takesArticle: true)
    }
    if let unit = word.endOf {
      var draft = Draft(.unit(unit, steps: 0), start..<end, rule: "date/modified")
      draft.point?.modifier = .end
      return draft
    }
    if let unit = word.toDate {
      return Draft(.toDate(unit), start..<end, rule: "date/to-date", takesArticle: true)
    }
    return season(scan, start, end, word) ?? yearOfKind(scan, start, end, word, nil)
      ?? partAndYear(scan, start, end, word) ?? week(scan, start, end, word, behindArticle)
      ?? turned(scan, start, end, word)
  }

  // MARK: Weekdays

  /// Whether a word that is a name may be one here: with its capital, or where it can be
  /// nothing else.
  private func isName(_ scan: Scan, _ token: TokenID, _ word: CalendarWord) -> Bool {
    scan.tokens.flags[token].contains(.capital)
      || !word.isAmbiguous && scan.tokens.spans[token].count >= 4
  }

  /// `Friday`, `Friday, September 9, 2016`, `Friday the 24th`, `Tuesday of next week`
  private func weekday(
    _ scan: Scan, _ start: TokenID, _ end: TokenID, _ word: CalendarWord
  ) -> Draft? {
    guard let weekday = word.weekday else { return nil }
    var next = end
    if next < scan.range.upperBound,
      scan.tokens.kinds[next] == .comma || scan.isDash(next) && scan.tokens.isJoint(next)
    {
      next += 1
    }
    if var draft = fullDate(scan, next, on: weekday) {
      draft.start = start
      draft.isWeak = false
      return draft
    }
    if let draft = distanceBehind(scan, start, next, weekday) { return draft }
    guard isName(scan, start, word) || scan.signal(before: start) == .on else { return nil }
    if let draft = dayBehind(scan, start, end, weekday) { return draft }
    if let draft = weekBehind(scan, start, end, weekday) { return draft }
    if word.isPlural {
      let draft = Draft(.set, start..<end, .set("XXXX-WXX-\(weekday)"), rule: "set/plural")
      return atHour(scan, draft, nil)
    }
    if let (after, part) = scan.word(words, at: end), let half = part.partOfDay, part.isPlural {
      return Draft(
        .set, start..<after, .set("XXXX-WXX-\(weekday)T\(half.rawValue)"), rule: "set/plural")
    }
    var draft = Draft(
      .fields(DateFields(weekday: weekday), nil), start..<end, rule: "date/weekday")
    draft.isWeak = word.isAmbiguous
    return draft
  }

  /// A date that names its day, after a weekday.
  func fullDate(_ scan: Scan, _ start: TokenID, on weekday: Int? = nil) -> Draft? {
    guard start < scan.range.upperBound else { return nil }
    if let draft = dayFirst(scan, start) ?? written(scan, start) {
      guard agrees(scan, draft, weekday) else { return nil }
      guard case .fields(let fields, nil)? = draft.place, fields.day != nil else { return nil }
      return draft
    }
    guard let (end, word) = scan.word(words, at: start), word.month != nil,
      let draft = month(scan, start, end, word), draft.rule == "date/day"
    else { return nil }
    return draft
  }

  /// `Friday the 24th`, `Friday 24th`, `Friday 24`
  private func dayBehind(
    _ scan: Scan, _ start: TokenID, _ end: TokenID, _ weekday: Int
  ) -> Draft? {
    let article = scan.word(words, at: end).flatMap { $0.meaning.isArticle ? $0.end : nil }
    guard clock(scan, end) == nil,
      let (day, after, isOrdinal) = day(scan, article ?? end, inWords: article != nil),
      article == nil || isOrdinal,
      isOrdinal || isEndOfPhrase(scan, after)
    else { return nil }
    var fields = DateFields(day: day, weekday: weekday)
    fields.isDefinite = article != nil
    return Draft(.fields(fields, nil), start..<after, rule: "date/weekday")
  }

  /// Whether a date with a hyphen falls on the weekday before it, or `Monday 12-4` are hours.
  private func agrees(_ scan: Scan, _ draft: Draft, _ weekday: Int?) -> Bool {
    guard let weekday, draft.isWeak, scan.mark(draft.end - 2) == 0x2D,
      let year = scan.frame.date?.year,
      case .fields(let fields, nil)? = draft.place
    else { return true }
    return CalendarDate(year: year, month: fields.month, day: fields.day)?.weekday == weekday
  }

  /// `Thursday, two years from now`: that of the week to which it comes.
  private func distanceBehind(
    _ scan: Scan, _ start: TokenID, _ next: TokenID, _ weekday: Int
  ) -> Draft? {
    guard next < scan.range.upperBound, scan.tokens.kinds[next] != .comma,
      let (amounts, end) = amounts(scan, next), let (after, word) = scan.word(words, at: end),
      let deictic = word.deictic, deictic == .past || deictic == .future
    else { return nil }
    let day = CalendarPlace.shifted(amounts, isBack: deictic == .past, from: nil)
    return Draft(
      .part(1, .weekday(weekday), of: .week(of: day)), start..<after, rule: "date/distance")
  }

  /// Whether nothing that could belong to it stands at a token.
  func isStop(_ scan: Scan, _ token: TokenID) -> Bool {
    guard token < scan.range.upperBound else { return true }
    switch scan.tokens.kinds[token] {
    case .word, .number, .alphanumeric, .symbol, .clitic, .hyphen: return false
    default: return true
    }
  }

  /// Whether no noun stands at a token that what is before it could count.
  func isEndOfPhrase(_ scan: Scan, _ token: TokenID) -> Bool {
    guard token < scan.range.upperBound else { return true }
    switch scan.tokens.kinds[token] {
    case .word:
      if let word = scan.word(words, at: token) { return word.meaning.unit == nil }
      return numbers.word(.and, scan.tokens, at: token, limit: scan.range.upperBound) != nil
    case .number, .alphanumeric, .symbol, .clitic, .hyphen: return false
    default: return true
    }
  }

  /// `Tuesday of next week`, `Tuesday, two years from now`
  private func weekBehind(
    _ scan: Scan, _ start: TokenID, _ end: TokenID, _ weekday: Int
  ) -> Draft? {
    guard let (next, link) = scan.word(words, at: end), link.isLink,
      let (after, lead) = scan.word(words, at: next), let turn = lead.deictic?.turn,
      let (last, unit) = scan.word(words, at: after), unit.unit == TimeUnit(count: 1, base: .week)
    else { return nil }
    let fields = DateFields(weekday: weekday)
    return Draft(.fields(fields, turn), start..<last, rule: "date/relative")
  }

  // MARK: Months and days

  /// `October 28, 2024`, `Oct. 28`, `Oct/28`, `March 2003`, `August`
  private func month(
    _ scan: Scan, _ start: TokenID, _ end: TokenID, _ word: CalendarWord
  ) -> Draft? {
    guard let month = word.month else { return nil }
    var next = end
    let isDivided = divider(scan, end) != nil
    if isDivided { next += 1 }
    // "Dec-2018", not "APR-1400"
    if isDivided, let year = self.year(scan, next), (1900...2099).contains(year) {
      return Draft(
        .fields(DateFields(year: year, month: month), nil), start..<(next + 1), rule: "date/month")
    }
    let isName = self.isName(scan, start, word)
    if !scan.isPriced(start),
      let (day, after, isOrdinal) = dayBehindMonth(scan, next, isName: isName || isDivided)
    {
      if isName || isOrdinal || isDivided || !word.isAmbiguous {
        return date(scan, start, month, day, end: after)
      }
    }
    guard isName || scan.signal(before: start) == .during, !scan.isPriced(start) else { return nil }
    if let (year, after) = yearBehind(scan, end) {
      return Draft(
        .fields(DateFields(year: year, month: month), nil), start..<after, rule: "date/month")
    }
    if let turn = yearTurnBehind(scan, end) {
      return Draft(
        .fields(DateFields(month: month), turn.turn), start..<turn.end, rule: "date/relative")
    }
    var draft = Draft(.fields(DateFields(month: month), nil), start..<end, rule: "date/month")
    // "may", "SEP"
    draft.isWeak = word.isAmbiguous || scan.tokens.flags[start].contains(.allCapitals)
    return draft
  }

  /// `August this year`, `April of last year`
  private func yearTurnBehind(
    _ scan: Scan, _ end: TokenID
  ) -> (turn: CalendarPlace.Turn, end: TokenID)? {
    var next = end
    if let (after, link) = scan.word(words, at: next), link.isLink { next = after }
    guard let (after, lead) = scan.word(words, at: next), let turn = lead.deictic?.turn,
      let (last, unit) = scan.word(words, at: after), unit.unit == TimeUnit(count: 1, base: .year),
      turn == .current
    else { return nil }
    return (turn, last)
  }

  private func dayBehindMonth(
    _ scan: Scan, _ token: TokenID, isName: Bool
  ) -> (day: Int, end: TokenID, isOrdinal: Bool)? {
    var next = token
    if let (after, word) = scan.word(words, at: next), word.isArticle { next = after }
    guard let (day, end, isOrdinal) = day(scan, next), isOrdinal || next == token else {
      return nil
    }
    // "May three people", "March 8 people"
    if scan.tokens.kinds[next] == .word, !isOrdinal || !isName { return nil }
    return (day, end, isOrdinal)
  }

  /// `28 October 2024`, `the 28th of October`, `fifteen August 1993`
  func dayFirst(_ scan: Scan, _ start: TokenID) -> Draft? {
    guard let (day, afterDay, isOrdinal) = day(scan, start) else { return nil }
    var next = afterDay
    if let link = scan.word(words, at: next), link.meaning.isLink {
      next = link.end
      if isOrdinal, let draft = ofEveryMonth(scan, start, day, next) { return draft }
    }
    if isOrdinal, let (after, unit) = scan.word(words, at: next),
      unit.unit == TimeUnit(count: 1, base: .day), let link = scan.word(words, at: after),
      link.meaning.isLink
    {
      // "the 15th day of June"
      next = link.end
    }
    if scan.isDash(next), scan.tokens.isJoint(next) { next += 1 }
    // "14 nov", but not "at 12 may"
    guard let (end, word) = scan.word(words, at: next), let month = word.month,
      scan.tokens.flags[next].contains(.capital) || !word.isAmbiguous
    else { return nil }
    var draft = date(scan, start, month, day, end: end)
    draft.takesArticle = true
    return draft
  }

  /// `the 19th of every month`
  private func ofEveryMonth(
    _ scan: Scan, _ start: TokenID, _ day: Int, _ next: TokenID
  ) -> Draft? {
    guard let (after, every) = scan.word(words, at: next), every.isEvery, !every.isOther,
      let (end, unit) = scan.word(words, at: after), unit.unit == TimeUnit(count: 1, base: .month)
    else { return nil }
    return Draft(
      .set, start..<end, .set("XXXX-XX-\(DateFields.padded(day))"), rule: "set/every")
  }

  /// A date with its day, from the token behind day and month: the year.
  private func date(
    _ scan: Scan, _ start: TokenID, _ month: Int, _ day: Int, end: TokenID
  ) -> Draft {
    var (fields, end) = (DateFields(month: month, day: day), end)
    var turn: CalendarPlace.Turn?
    if let (year, after) = yearBehind(scan, end) {
      (fields.year, end) = (year, after)
    } else if let mark = divider(scan, end), let year = year(scan, end + 1) {
      _ = mark
      (fields.year, end) = (year, end + 2)
    } else if let (found, after) = yearTurnBehind(scan, end) {
      (turn, end) = (found, after)
    }
    return Draft(.fields(fields, turn), start..<end, rule: "date/day")
  }

  /// `the 4th`
  private func dayAlone(_ scan: Scan, _ start: TokenID) -> Draft? {
    guard scan.signal(before: start) == .on, let (day, end, isOrdinal) = day(scan, start),
      isOrdinal || isEndOfPhrase(scan, end), isEndOfPhrase(scan, end)
    else { return nil }
    var draft = Draft(
      .fields(DateFields(day: day), nil), start..<end, rule: "date/day-of-month",
      takesArticle: true)
    draft.isWeak = true
    return draft
  }
}
