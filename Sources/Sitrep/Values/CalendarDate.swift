/// A day of the proleptic Gregorian calendar, or a year or month without its day.
///
/// No clock, no time zone, no locale: what a document's date needs, and nothing that could
/// make two runs differ.
public struct CalendarDate: Hashable, Sendable, CustomStringConvertible {
  public let year: Int
  /// 1 to 12; nil where only the year is known.
  public let month: Int?
  /// 1 to 31; nil where only the month is known.
  public let day: Int?

  public init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard (1...9999).contains(year) else { return nil }
    if let month {
      guard (1...12).contains(month) else { return nil }
      if let day { guard (1...Self.days(in: month, of: year)).contains(day) else { return nil } }
    } else if day != nil {
      return nil
    }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Reads `2024`, `2024-10` or `2024-10-27`, and the day of a longer ISO 8601 time such as
  /// `2024-10-27T08:00:00Z`.
  public init?(_ text: some StringProtocol) {
    if let digits = Digits(text.utf8) {
      self.init(year: digits.year, month: digits.month, day: digits.day)
      return
    }
    let date = text.prefix { $0 != "T" && $0 != " " }
    let parts = date.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.map { part in
      part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
    }
    guard (1...3).contains(parts.count), !numbers.contains(nil), parts[0].utf8.count == 4,
      parts.dropFirst().allSatisfy({ $0.utf8.count == 2 })
    else { return nil }
    let values = numbers.compactMap { $0 }
    self.init(
      year: values[0], month: values.count > 1 ? values[1] : nil,
      day: values.count > 2 ? values[2] : nil)
  }

  /// ISO 8601, as precise as it is known.
  public var description: String {
    let length = 4 + (month == nil ? 0 : 3) + (day == nil ? 0 : 3)
    return String(unsafeUninitializedCapacity: length) { text in
      var end = length
      // From the last digit on, since each is what the others leave.
      func put(_ number: Int?, width: Int) {
        guard var rest = number else { return }
        for _ in 0..<width {
          end -= 1
          text[end] = UInt8(ascii: "0") + UInt8(rest % 10)
          rest /= 10
        }
        if end > 0 {
          end -= 1
          text[end] = UInt8(ascii: "-")
        }
      }
      put(day, width: 2)
      put(month, width: 2)
      put(year, width: 4)
      return length
    }
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1 March of year 0, for arithmetic; nil where the day is unknown.
  /// The era method of Howard Hinnant, chrono-Compatible Low-Level Date Algorithms.
  var dayNumber: Int? {
    guard let month, let day else { return nil }
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
  }

  /// The day with a number as `dayNumber` gives it.
  init?(dayNumber: Int) {
    let era = dayNumber / 146_097
    let dayOfEra = dayNumber - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// 1 for Monday to 7 for Sunday; nil where the day is unknown.
  var weekday: Int? { dayNumber.map { ($0 + 2) % 7 + 1 } }
}

/// The numbers of `2024-10-27` and what is left of it without day or month, read byte by byte:
/// every document has a date, and nearly all are written so.
private struct Digits {
  let year: Int
  var month: Int?
  var day: Int?

  /// - Returns: nil where anything else stands there, which is read with more care.
  init?(_ text: some Collection<UInt8>) {
    guard text.count == 4 || text.count == 7 || text.count == 10 else { return nil }
    var numbers = (0, 0, 0)
    for (place, byte) in text.enumerated() {
      if place == 4 || place == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard byte &- 0x30 < 10 else { return nil }
      let digit = Int(byte &- 0x30)
      switch place {
      case ..<4: numbers.0 = numbers.0 * 10 + digit
      case ..<7: numbers.1 = numbers.1 * 10 + digit
      default: numbers.2 = numbers.2 * 10 + digit
      }
    }
    year = numbers.0
    if text.count > 4 { month = numbers.1 }
    if text.count > 7 { day = numbers.2 }
  }
}
