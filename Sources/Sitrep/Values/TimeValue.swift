/// Arithmetic with days, weeks, months and years, and their ISO 8601 forms.
extension CalendarDate {
  /// The day so many days later; nil beyond the calendar, or where the day is not known.
  func adding(days: Int) -> CalendarDate? {
    guard let dayNumber, abs(days) < 4_000_000, dayNumber + days >= 0 else { return nil }
    return CalendarDate(dayNumber: dayNumber + days)
  }

  /// The month so many months later, without a day.
  func adding(months: Int) -> CalendarDate? {
    guard let month, abs(months) < 120_000 else { return nil }
    let number = year * 12 + month - 1 + months
    guard number >= 12 else { return nil }
    return CalendarDate(year: number / 12, month: number % 12 + 1)
  }

  /// The year so many years later, alone.
  func adding(years: Int) -> CalendarDate? {
    abs(years) < 10_000 ? CalendarDate(year: year + years) : nil
  }

  /// ISO 8601's week, such as `2024-W44`: weeks begin on Monday, and belong to the year that
  /// has their Thursday.
  var week: String? {
    guard let weekday, let thursday = adding(days: 4 - weekday),
      let newYear = CalendarDate(year: thursday.year, month: 1, day: 1)?.dayNumber,
      let day = thursday.dayNumber
    else { return nil }
    let week = (day - newYear) / 7 + 1
    let year = CalendarDate(year: thursday.year)?.description ?? ""
    return "\(year)-W\(week < 10 ? "0" : "")\(week)"
  }
}

/// Values against the day a document was written.
struct TimeResolver {
  /// The day a document was written, if it is known.
  let reference: CalendarDate?

  /// Where a day or month lies that the text does not place.
  enum Direction {
    /// Where it is nearest, the past preferred.
    case open
    case past, future
  }

  /// A day of the year, or a month, of the year in which it is nearest to the reference.
  /// Where there is none the year is left open, as in `XXXX-10-28`.
  func date(month: Int, day: Int?, _ direction: Direction) -> String? {
    guard let reference, let today = reference.dayNumber ?? middle(of: reference) else {
      // A leap year, so that 29 February is a day.
      return CalendarDate(year: 2000, month: month, day: day).map {
        "XXXX" + $0.description.dropFirst(4)
      }
    }
    var best: (distance: Int, date: CalendarDate)?
    for year in (reference.year - 1)...(reference.year + 1) {
      guard let date = CalendarDate(year: year, month: month, day: day),
        let number = date.dayNumber ?? middle(of: date)
      else { continue }
      let isCurrent = day == nil && date.year == reference.year && date.month == reference.month
      if direction == .future, number < today, !isCurrent { continue }
      if direction == .past, number > today || isCurrent { continue }
      // Reports tell of the past: a day ahead counts as twice as far.
      let distance = number > today ? 2 * (number - today) : today - number
      if distance < best?.distance ?? .max { best = (distance, date) }
    }
    return best?.date.description
  }

  /// The fifteenth stands for a month.
  private func middle(of date: CalendarDate) -> Int? {
    CalendarDate(year: date.year, month: date.month ?? 7, day: 15)?.dayNumber
  }

  /// A day of the week. Without a direction it is today or in the six days before: reports
  /// tell what has happened.
  func weekday(_ weekday: Int, _ direction: Direction?) -> String? {
    guard let reference, let today = reference.weekday else { return "XXXX-WXX-\(weekday)" }
    let back = (today - weekday + 7) % 7
    let days =
      switch direction {
      case nil, .open: -back
      case .past: back == 0 ? -7 : -back
      case .future: back == 0 ? 7 : 7 - back
      }
    return reference.adding(days: days)?.description
  }

  /// The unit of the calendar that lies `steps` away from that of the reference.
  func unit(_ unit: TimeUnit, steps: Int) -> String? {
    guard let reference else { return nil }
    let (steps, overflow) = steps.multipliedReportingOverflow(by: unit.count)
    guard !overflow, abs(steps) < 1_000_000 else { return nil }
    switch unit.base {
    case .second, .minute, .hour: return nil
    case .day, .weekday: return reference.adding(days: steps)?.description
    case .week: return reference.adding(days: 7 * steps)?.week
    case .weekend: return weekend(steps)
    case .month: return reference.adding(months: steps)?.description
    case .quarter:
      return reference.adding(months: 3 * steps).map {
        "\($0.description.prefix(4))-Q\((($0.month ?? 1) + 2) / 3)"
      }
    case .year where unit.count == 1: return reference.adding(years: steps)?.description
    case .year where unit.count == 10 || unit.count == 100:
      // TIMEX3 writes the digits that all years of a decade or century share.
      let digits = unit.count == 10 ? 3 : 2
      return reference.adding(years: steps).map { String($0.description.prefix(digits)) }
    case .year: return nil
    }
  }

  /// The nearest weekend, some weeks away: until Wednesday that is the one before.
  private func weekend(_ steps: Int) -> String? {
    guard let reference, let weekday = reference.weekday else { return nil }
    let days = 7 * steps - (steps == 0 && weekday < 4 ? 7 : 0)
    return reference.adding(days: days)?.week.map { $0 + "-WE" }
  }

  /// The day, week, month or year so many units before or after the reference.
  func distance(_ unit: TimeUnit, _ amount: Double, isPast: Bool) -> String? {
    guard abs(amount) < 10_000 else { return nil }
    let count = amount * Double(unit.count) * (isPast ? -1 : 1)
    if count != count.rounded() {
      // "two and a half years ago" is told in months, "six and a half months" in days.
      switch unit.base {
      case .year: return self.unit(TimeUnit("m")!, steps: Int(count * 12))
      case .month: return reference?.adding(days: Int(count * 30.4))?.description
      default: return nil
      }
    }
    var single = unit
    single.count = 1
    return self.unit(single, steps: Int(count))
  }

  /// The season of the reference's year, some years away.
  func season(_ season: CalendarWord.Season, steps: Int) -> String? {
    reference?.adding(years: steps).map { "\($0)-\(season.rawValue)" }
  }
}
