/// What places of the calendar come to, against the day a document was written.
///
/// Where there is no such day, what hangs on it is left open: today's date is never asked for.
struct TimeResolver {
  /// The day a document was written, if it is known.
  let reference: CalendarDate?
  /// The second of that day, if it is known.
  var second: Int?
  /// What the text has told of last, if it is known.
  var told: TimeFrame?

  init(reference: CalendarDate?, second: Int? = nil) {
    (self.reference, self.second) = (reference, reference?.day == nil ? nil : second)
  }

  /// Where a day or month lies that the text does not place.
  enum Direction {
    /// Where it is nearest, the past preferred.
    case open
    case past, future
    /// The first that does not begin before a day.
    case from(Int)
  }

  var today: Int? { reference?.dayNumber }

  /// The Monday of the reference's week.
  var monday: Int? {
    guard let today, let weekday = reference?.weekday else { return nil }
    return today - weekday + 1
  }

  func stretch(_ place: CalendarPlace, _ direction: Direction = .open) -> Stretch {
    switch place {
    case .fields(let fields, let turn): return self.fields(fields, turn, direction)
    case .unit(let unit, let steps): return self.unit(unit, steps: steps)
    case .season(let season, let year, let turn): return self.season(season, year, turn)
    case .holiday(let holiday, let year, let turn):
      return self.holiday(holiday, year, turn, direction)
    case .part(let number, let part, let whole):
      return self.part(number, part, of: whole, direction)
    case .parts(let count, let unit, let whole):
      return parts(count, unit, of: stretch(whole, direction))
    case .week(let inner): return week(of: inner, direction)
    case .weekend(let inner): return weekend(of: inner, direction)
    case .shifted(let amounts, let isBack, let from):
      return shifted(amounts, isBack: isBack, from, direction)
    case .years(let first, let count, let isOpen): return years(first, count, isOpen)
    case .namedYear(let kind, let year, let turn): return namedYear(kind, year, turn)
    case .toDate(let unit):
      var stretch = self.unit(unit, steps: 0)
      stretch.end = today
      return stretch
    case .present:
      return Stretch(timex: "PRESENT_REF", value: "PRESENT_REF", begin: today)
    case .open: return .unknown
    case .told(let inner):
      // Where the text has named no time it tells of its own.
      let frame = told ?? TimeFrame(date: reference)
      return TimeResolver(reference: frame.date).stretch(inner, direction)
    }
  }
}

// MARK: - Fields

extension TimeResolver {
  private func fields(
    _ fields: DateFields, _ turn: CalendarPlace.Turn?, _ direction: Direction
  ) -> Stretch {
    if let turn { return turned(fields, turn) }
    var stretch = Stretch(timex: fields.timex)
    if fields.year != nil, !fields.isShortYear {
      guard fields.month != nil || fields.day == nil, let date = date(fields, in: fields.year!)
      else { return stretch }
      return Stretch(date)
    }
    let date = chosen(fields, direction)
    if let date {
      stretch = Stretch(date)
      if !(fields.isDefinite && isThisMonth(date)) { stretch.timex = fields.timex }
    } else if reference == nil, fields.year == nil, fields.month != nil || fields.weekday != nil {
      stretch.value = fields.month == nil && fields.day != nil ? nil : fields.timex
    }
    return stretch
  }

  private func isThisMonth(_ date: CalendarDate) -> Bool {
    date.year == reference?.year && date.month == reference?.month
  }

  private func date(_ fields: DateFields, in year: Int) -> CalendarDate? {
    CalendarDate(year: year, month: fields.month, day: fields.day)
  }

  /// The date that fields with something open mean.
  private func chosen(_ fields: DateFields, _ direction: Direction) -> CalendarDate? {
    guard let reference else { return nil }
    if fields.isShortYear, let year = fields.year {
      let near = [year - 100, year].min { abs($0 - reference.year) < abs($1 - reference.year) }
      return near.flatMap { date(fields, in: $0) }
    }
    if fields.month != nil {
      // A leap year is no more than eight years away.
      let reach = fields.month == 2 && fields.day == 29 ? 8 : 1
      return nearest(
        ((reference.year - reach)...(reference.year + reach)).compactMap { date(fields, in: $0) },
        direction)
    }
    if let day = fields.day {
      if fields.isDefinite,
        let date = CalendarDate(year: reference.year, month: reference.month, day: day),
        date.weekday == fields.weekday
      {
        return date
      }
      // Thirteen months, so that any weekday can be met.
      let reach = fields.weekday == nil ? 1 : 13
      let months = (-reach...reach).compactMap { reference.adding(months: $0) }
      let days = months.compactMap { CalendarDate(year: $0.year, month: $0.month, day: day) }
      return nearest(
        days.filter { fields.weekday == nil || $0.weekday == fields.weekday }, direction)
    }
    return fields.weekday.flatMap { weekday($0, direction) }
  }

  /// The date that lies best, in a row of them.
  private func nearest(_ dates: [CalendarDate], _ direction: Direction) -> CalendarDate? {
    guard let reference, let today = reference.dayNumber ?? middle(of: reference) else {
      return nil
    }
    var best: (distance: Int, date: CalendarDate)?
    for date in dates {
      guard let number = date.dayNumber ?? middle(of: date) else { continue }
      let isCurrent = date.day == nil && isThisMonth(date)
      switch direction {
      case .future where number < today && !isCurrent: continue
      case .past where number > today || isCurrent: continue
      case .from(let day):
        guard let begin = date.first.dayNumber, begin >= day else { continue }
        if best == nil { best = (0, date) }
        continue
      default: break
      }
      // Reports tell of the past: a day ahead counts as twice as far.
      let distance = number > today ? 2 * (number - today) : today - number
      if distance < best?.distance ?? .max { best = (distance, date) }
    }
    return best?.date
  }

  /// The fifteenth stands for a month.
  private func middle(of date: CalendarDate) -> Int? {
    CalendarDate(year: date.year, month: date.month ?? 7, day: 15)?.dayNumber
  }

  /// A day of the week. Without a direction it is today or in the six days before: reports
  /// tell what has happened.
  private func weekday(_ weekday: Int, _ direction: Direction) -> CalendarDate? {
    guard let reference, let today = reference.weekday else { return nil }
    let back = (today - weekday + 7) % 7
    switch direction {
    case .open: return reference.adding(days: -back)
    case .past: return reference.adding(days: back == 0 ? -7 : -back)
    case .future: return reference.adding(days: back == 0 ? 7 : 7 - back)
    case .from(let day):
      guard let first = CalendarDate(dayNumber: day), let other = first.weekday else { return nil }
      return first.adding(days: (weekday - other + 7) % 7)
    }
  }

  /// `last Friday`, `this May`, `next 5 June`. A weekday is that of the week before, of this
  /// or of the week ahead.
  private func turned(_ fields: DateFields, _ turn: CalendarPlace.Turn) -> Stretch {
    guard let reference, let today else { return .unknown }
    if let weekday = fields.weekday, fields.day == nil {
      if turn == .coming { return self.weekday(weekday, .future).map { Stretch($0) } ?? .unknown }
      let weeks = turn.steps
      return monday.flatMap { CalendarDate(dayNumber: $0 + 7 * weeks + weekday - 1) }
        .map(Stretch.init) ?? .unknown
    }
    let years = ((reference.year - 1)...(reference.year + 1)).compactMap { date(fields, in: $0) }
      .map { Stretch($0) }
    return chosen(years, turn, today) ?? .unknown
  }

  /// Of stretches in order: the last that is over, the one of this year, the first ahead.
  private func chosen(
    _ stretches: [Stretch], _ turn: CalendarPlace.Turn, _ today: Int
  ) -> Stretch? {
    switch turn {
    case .previous: stretches.last { ($0.end ?? .max) <= today }
    case .next, .coming: stretches.first { ($0.begin ?? .min) > today }
    case .current: stretches.count == 3 ? stretches[1] : stretches.first
    }
  }
}

// MARK: - Seasons, holidays

extension TimeResolver {
  /// Of the northern hemisphere, by months; a winter is that of its January.
  private func season(
    _ season: CalendarWord.Season, _ year: Int?, _ turn: CalendarPlace.Turn?
  ) -> Stretch {
    func stretch(_ year: Int) -> Stretch {
      var stretch = Stretch(
        timex: "\(year)-\(season.rawValue)", value: "\(year)-\(season.rawValue)")
      let first = CalendarDate(year: year, month: season.firstMonth, day: 1)
      stretch.begin = first?.dayNumber
      stretch.end = first?.day(addingMonths: 3)?.dayNumber
      return stretch
    }
    if let year { return stretch(year) }
    guard let turn else { return Stretch(timex: season.rawValue) }
    guard let reference else { return .unknown }
    guard let today = today else {
      return stretch(reference.year + (turn.steps))
    }
    let years = ((reference.year - 2)...(reference.year + 1)).map(stretch)
    return chosen(turn == .current ? [years[2]] : years, turn, today) ?? .unknown
  }

  private func holiday(
    _ holiday: Holiday, _ year: Int?, _ turn: CalendarPlace.Turn?, _ direction: Direction
  ) -> Stretch {
    if let year { return holiday.day(in: year).map(Stretch.init) ?? .unknown }
    guard let reference else { return Stretch(timex: holiday.timex, value: holiday.timex) }
    let days = ((reference.year - 1)...(reference.year + 1)).compactMap { holiday.day(in: $0) }
    if let turn, let today {
      return chosen(days.map(Stretch.init), turn, today) ?? .unknown
    }
    guard let date = nearest(days, direction) else { return .unknown }
    var stretch = Stretch(date)
    stretch.timex = holiday.timex
    return stretch
  }
}

extension CalendarWord.Season {
  var firstMonth: Int {
    switch self {
    case .spring: 3
    case .summer: 6
    case .autumn: 9
    case .winter: 12
    }
  }
}
