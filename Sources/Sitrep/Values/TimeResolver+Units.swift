/// Units of the calendar, their parts, and what lies so far from something.
extension TimeResolver {
  /// The unit of the calendar that lies `steps` away from that of the reference.
  func unit(_ unit: TimeUnit, steps: Int) -> Stretch {
    guard let reference, abs(steps) < 100_000 else { return .unknown }
    switch unit.base {
    case .second, .minute, .hour, .weekday, .businessDay: return .unknown
    case .day: return reference.adding(days: steps * unit.count).map(Stretch.init) ?? .unknown
    case .week:
      guard let monday else { return .unknown }
      return Stretch(weekFrom: monday + 7 * steps * unit.count)
    case .weekend: return weekend(steps)
    case .month:
      return reference.adding(months: steps * unit.count).map(Stretch.init) ?? .unknown
    case .quarter:
      guard let month = reference.month else { return .unknown }
      let first = CalendarDate(year: reference.year, month: (month - 1) / 3 * 3 + 1)
      return quarter(from: first?.adding(months: 3 * steps))
    case .year where unit.count == 1:
      return CalendarDate(year: reference.year + steps).map(Stretch.init) ?? .unknown
    case .year:
      guard [10, 100, 1000].contains(unit.count) else { return .unknown }
      return years(
        (reference.year / unit.count + steps) * unit.count, unit.count, false)
    }
  }

  private func quarter(from first: CalendarDate?) -> Stretch {
    guard let first, let month = first.month, let begin = first.first.dayNumber,
      let end = first.first.day(addingMonths: 3)?.dayNumber
    else { return .unknown }
    let value = "\(DateFields(year: first.year).timex)-Q\((month + 2) / 3)"
    return Stretch(from: begin, to: end, "P3M", value: value)
  }

  /// The nearest weekend, some weeks away: until Wednesday that is the one before.
  private func weekend(_ steps: Int) -> Stretch {
    guard let monday, let weekday = reference?.weekday else { return .unknown }
    return weekend(from: monday + 7 * steps - (steps == 0 && weekday < 4 ? 7 : 0))
  }

  private func weekend(from monday: Int) -> Stretch {
    var stretch = Stretch(weekFrom: monday)
    stretch.timex = stretch.timex.map { $0 + "-WE" }
    stretch.value = stretch.timex
    stretch.begin = stretch.begin.map { $0 + 5 }
    return stretch
  }

  /// TIMEX3 writes the digits that all years of a decade or century share.
  func years(_ first: Int, _ count: Int, _ isOpen: Bool) -> Stretch {
    guard let begin = CalendarDate(year: max(1, first), month: 1, day: 1),
      let end = CalendarDate(year: first + count, month: 1, day: 1),
      let from = begin.dayNumber, let to = end.dayNumber
    else { return .unknown }
    let digits = count == 10 ? 3 : count == 100 ? 2 : 1
    let value = String(DateFields.padded(first, 4).prefix(digits))
    var stretch = Stretch(from: from, to: to, "P\(count)Y", value: value)
    if isOpen {
      let (short, next) = (DateFields.padded(first % 100), DateFields.padded((first + count) % 100))
      stretch.timex = "(XX\(short)-01-01,XX\(next)-01-01,P\(count)Y)"
    }
    return stretch
  }

  func namedYear(
    _ kind: CalendarWord.YearKind, _ year: Int?, _ turn: CalendarPlace.Turn?
  ) -> Stretch {
    var year = year
    if year == nil, let turn {
      year = reference.map { $0.year + turn.steps }
    }
    if kind == .calendar {
      return year.flatMap { CalendarDate(year: $0) }.map(Stretch.init) ?? .unknown
    }
    let text = kind.rawValue + (year.map { DateFields(year: $0).timex } ?? "XXXX")
    return Stretch(timex: text, value: year == nil ? nil : text)
  }
}

// MARK: - Parts

extension TimeResolver {
  /// The day, week, month, quarter, half or weekday with a number.
  func part(
    _ number: Int, _ part: CalendarPlace.PartOfCalendar, of whole: CalendarPlace?,
    _ direction: Direction
  ) -> Stretch {
    if case .fields(let fields, nil)? = whole, fields.day == nil, fields.weekday == nil,
      part == .day, number > 0, let month = fields.month
    {
      var day = DateFields(year: fields.year, month: month, day: number)
      day.isShortYear = fields.isShortYear
      return stretch(.fields(day, nil), direction)
    }
    guard let whole else { return partOfSomeYear(number, part, direction) }
    let stretch = self.stretch(whole, direction)
    guard let begin = stretch.begin, let end = stretch.end else { return .unknown }
    var found = self.part(number, part, begin, end)
    // What is open in the whole is open in its part.
    if let open = stretch.timex, open.hasPrefix("XXXX"), found.timex != nil {
      switch part {
      case .week: found.timex = "\(open)-W\(DateFields.padded(abs(number)))"
      case .weekday(let weekday): found.timex = "\(open)-WXX-\(weekday)-#\(number)"
      default: break
      }
    }
    if case .weekday(let weekday) = part, found.value != nil, let open = stretch.timex,
      !open.hasPrefix("XXXX"), open.count == 7, number > 0
    {
      found.timex = "\(open)-WXX-\(weekday)-#\(number)"
    }
    return found
  }

  /// `Q1`, `the first half`, `week 31`
  private func partOfSomeYear(
    _ number: Int, _ part: CalendarPlace.PartOfCalendar, _ direction: Direction
  ) -> Stretch {
    guard let reference, let year = CalendarDate(year: reference.year),
      let begin = Stretch(year).begin, let end = Stretch(year).end
    else { return .unknown }
    var found = self.part(number, part, begin, end)
    if part == .quarter || part == .half, let timex = found.timex {
      // Both bounds lose their year.
      found.timex = timex.split(separator: ",").map { piece in
        piece.hasPrefix("(")
          ? "(XXXX" + piece.dropFirst(5)
          : piece.hasPrefix("P") ? String(piece) : "XXXX" + piece.dropFirst(4)
      }.joined(separator: ",")
    }
    return found
  }

  private func part(
    _ number: Int, _ part: CalendarPlace.PartOfCalendar, _ begin: Int, _ end: Int
  ) -> Stretch {
    func checked(_ stretch: Stretch) -> Stretch {
      guard let first = stretch.begin, let last = stretch.end, first < end, last > begin else {
        return .unknown
      }
      return stretch
    }
    guard number != 0, abs(number) < 1000, let first = CalendarDate(dayNumber: begin) else {
      return .unknown
    }
    switch part {
    case .day:
      let day = number > 0 ? begin + number - 1 : end + number
      return checked(CalendarDate(dayNumber: day).map(Stretch.init) ?? .unknown)
    case .weekday(let weekday):
      let day = self.weekday(weekday, number, begin, end)
      return checked(CalendarDate(dayNumber: day).map(Stretch.init) ?? .unknown)
    case .week:
      // A week belongs to where its Thursday is.
      let thursday = self.weekday(4, number, begin, end)
      return checked(Stretch(weekFrom: thursday - 3))
    case .month:
      let start = number > 0 ? first : CalendarDate(dayNumber: end) ?? first
      let months = number > 0 ? number - 1 : number
      return checked(start.adding(months: months).map(Stretch.init) ?? .unknown)
    case .quarter:
      return checked(
        quarter(from: first.adding(months: 3 * (number > 0 ? number - 1 : 4 + number))))
    case .half:
      guard let half = first.adding(months: 6 * (number > 0 ? number - 1 : 2 + number))?.first,
        let from = half.dayNumber, let to = half.day(addingMonths: 6)?.dayNumber
      else { return .unknown }
      return checked(Stretch(from: from, to: to, "P6M"))
    case .year:
      let year = number > 0 ? first.year + number - 1 : first.year
      return checked(CalendarDate(year: year).map(Stretch.init) ?? .unknown)
    case .decade:
      return checked(years(first.year / 10 * 10 + 10 * (number - 1), 10, false))
    }
  }

  /// The day with a number among the Mondays, Tuesdays … between two days.
  private func weekday(_ weekday: Int, _ number: Int, _ begin: Int, _ end: Int) -> Int {
    let ofFirst = (begin + 2) % 7 + 1
    let first = begin + (weekday - ofFirst + 7) % 7
    if number > 0 { return first + 7 * (number - 1) }
    return first + (max(0, end - 1 - first) / 7) * 7 + 7 * (number + 1)
  }

  /// Whole units at the start or the end of a stretch.
  func parts(_ count: Int, _ unit: TimeUnit, of whole: Stretch) -> Stretch {
    guard let begin = whole.begin, let end = whole.end, count != 0, abs(count) < 10_000,
      let first = CalendarDate(dayNumber: begin), let last = CalendarDate(dayNumber: end)
    else { return .unknown }
    let number = abs(count)
    let duration = Self.duration([TimeAmount(value: Double(number), unit: unit)])
    func days(_ from: Int?, _ to: Int?) -> Stretch {
      guard let from, let to, from >= begin, to <= end else { return .unknown }
      return Stretch(from: from, to: to, duration)
    }
    switch unit.base {
    case .day: return count > 0 ? days(begin, begin + number) : days(end - number, end)
    case .week:
      let monday = count > 0 ? begin + (8 - ((begin + 2) % 7 + 1)) % 7 : end - (end + 2) % 7
      return count > 0
        ? days(monday, monday + 7 * number * unit.count)
        : days(monday - 7 * number * unit.count, monday)
    case .month, .year, .quarter:
      let months = number * unit.count * (unit.base == .year ? 12 : unit.base == .quarter ? 3 : 1)
      return count > 0
        ? days(begin, first.day(addingMonths: months)?.dayNumber)
        : days(last.day(addingMonths: -months)?.dayNumber, end)
    default: return .unknown
    }
  }

  /// The week that has the day.
  func week(of place: CalendarPlace, _ direction: Direction) -> Stretch {
    let inner = stretch(place, direction)
    guard let begin = inner.begin else { return Stretch(timex: inner.timex.map { $0 + "-W" }) }
    var week = Stretch(weekFrom: begin - (begin + 2) % 7)
    if let open = inner.timex, open.contains("X") { week.timex = open + "-W" }
    return week
  }

  func weekend(of place: CalendarPlace, _ direction: Direction) -> Stretch {
    let inner = stretch(place, direction)
    guard let begin = inner.begin else { return .unknown }
    return weekend(from: begin - (begin + 2) % 7)
  }
}

// MARK: - So far from something

extension TimeResolver {
  /// So much before or after a day. Told as exactly as the unit is: `two years ago` is a year.
  func shifted(
    _ amounts: [TimeAmount], isBack: Bool, _ from: CalendarPlace?, _ direction: Direction
  ) -> Stretch {
    let base = from == nil ? today : from.flatMap { self.stretch($0, direction).begin }
    guard let base, let moment = shifted(Moment(day: base), amounts, isBack: isBack),
      let date = moment.date
    else {
      // Of a year or month that is known something can still be told.
      return from == nil ? coarse(amounts, isBack: isBack) ?? .unknown : .unknown
    }
    var stretch = Stretch(date)
    if from == nil, let coarse = self.coarse(amounts, isBack: isBack) {
      (stretch.value, stretch.begin, stretch.end) = (coarse.value, coarse.begin, coarse.end)
    } else if case .fields(let fields, nil)? = from, fields.month == nil, fields.year != nil,
      amounts.allSatisfy({ $0.unit.base == .year }), let year = CalendarDate(year: date.year)
    {
      stretch = Stretch(year)
    }
    return stretch
  }

  /// The week, month or year so many units from the reference.
  private func coarse(_ amounts: [TimeAmount], isBack: Bool) -> Stretch? {
    guard amounts.count == 1, let amount = amounts.first, let value = amount.value,
      abs(value) < 10_000
    else { return nil }
    let count = value * Double(amount.unit.count) * (isBack ? -1 : 1)
    if count != count.rounded() {
      // "two and a half years ago" is told in months, "six and a half months" in days.
      switch amount.unit.base {
      case .year:
        return reference?.adding(months: Int(count * 12)).map(Stretch.init)
      case .month: return reference?.adding(days: Int(count * 30.4)).map(Stretch.init)
      default: return nil
      }
    }
    return unit(TimeUnit(count: 1, base: amount.unit.base), steps: Int(count))
  }

  /// The moment so much before or after another; nil where an amount is vague, or beyond the
  /// calendar.
  func shifted(_ moment: Moment, _ amounts: [TimeAmount], isBack: Bool) -> Moment? {
    var moment: Moment? = moment
    for amount in amounts {
      guard let value = amount.value, abs(value) < 1_000_000, let start = moment else { return nil }
      let count = value * Double(amount.unit.count) * (isBack ? -1 : 1)
      let whole = Int(count.rounded())
      switch amount.unit.base {
      case .second: moment = start.adding(seconds: whole)
      case .minute: moment = start.adding(seconds: Int((count * 60).rounded()))
      case .hour: moment = start.adding(seconds: Int((count * 3600).rounded()))
      case .day, .weekday: moment = shift(start, days: count)
      case .businessDay: moment = shift(start, businessDays: whole)
      case .week, .weekend: moment = shift(start, days: 7 * count)
      case .month: moment = shift(start, months: count)
      case .quarter: moment = shift(start, months: 3 * count)
      case .year: moment = shift(start, months: 12 * count)
      }
    }
    return moment
  }

  private func shift(_ moment: Moment, days: Double) -> Moment? {
    guard abs(days) < 4_000_000 else { return nil }
    let day = moment.day + Int(days.rounded(.towardZero))
    guard day > 365, day < 3_652_000 else { return nil }
    return Moment(day: day, second: moment.second)
  }

  private func shift(_ moment: Moment, months: Double) -> Moment? {
    guard abs(months) < 120_000, let date = moment.date,
      let day = date.day(addingMonths: Int(months.rounded(.towardZero)))?.dayNumber
    else { return nil }
    let rest = months - months.rounded(.towardZero)
    return Moment(day: day + Int((rest * 30).rounded()), second: moment.second)
  }

  private func shift(_ moment: Moment, businessDays: Int) -> Moment? {
    guard abs(businessDays) < 10_000 else { return nil }
    var (day, left) = (moment.day, abs(businessDays))
    while left > 0, day > 400, day < 3_650_000 {
      day += businessDays < 0 ? -1 : 1
      if (day + 2) % 7 < 5 { left -= 1 }
    }
    return Moment(day: day, second: moment.second)
  }

  /// How many seconds they come to; nil where one is longer than hours, or vague.
  static func seconds(_ amounts: [TimeAmount]) -> Int? {
    var total = 0.0
    for amount in amounts {
      guard let value = amount.value, value < 100_000,
        [.second, .minute, .hour].contains(amount.unit.base)
      else { return nil }
      total += value * Double(amount.unit.length)
    }
    return Int(total)
  }

  /// ISO 8601: `P3W`, `PT48H`, `P2Y1M21D`; `PXD` where the number is vague.
  static func duration(_ amounts: [TimeAmount]) -> String {
    var (days, times) = ("", "")
    for amount in amounts {
      let (letter, isTime) = amount.unit.designator
      var number = "X"
      if let value = amount.value, value.magnitude < 1e12 {
        let total = value * Double(amount.unit.count) * (amount.unit.base == .quarter ? 3 : 1)
        number = total == total.rounded() ? String(Int(total)) : String(total)
      }
      if isTime { times += number + letter } else { days += number + letter }
    }
    return "P" + days + (times.isEmpty ? "" : "T" + times)
  }
}
