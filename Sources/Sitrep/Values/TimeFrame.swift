/// What dates are read against.
public struct TimeFrame: Sendable, Equatable {
  /// The day the document was written. Without it, times that hang on it get no value, or one
  /// with its year open.
  public var date: CalendarDate?
  /// The second of that day, where it is known.
  public var second: Int?
  /// `5/6/2017` is the fifth of June.
  public var isDayFirst = false

  public init(date: CalendarDate? = nil, second: Int? = nil, isDayFirst: Bool = false) {
    (self.date, self.second, self.isDayFirst) = (date, second, isDayFirst)
  }

  /// As it was given; nil where there is no date.
  public var description: String? {
    date.map { $0.description + (second.map(Moment.time) ?? "") }
  }

  /// Reads `2024`, `2024-10`, `2024-10-27` and `2024-10-27T08:30:00Z`; the time zone is left
  /// out, so that the day is that of the text.
  public init?(_ text: String) {
    guard let date = CalendarDate(text) else { return nil }
    self.init(date: date, second: Self.second(text))
  }

  /// The second of the day behind a `T` or a blank; nil where there is no time, or none that
  /// can be read.
  private static func second(_ text: String) -> Int? {
    // A day alone, as nearly all are; characters take their time.
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "T") || $0 == 0x20 }) else { return nil }
    guard let mark = text.firstIndex(where: { $0 == "T" || $0 == " " }) else { return nil }
    let time = text[text.index(after: mark)...].prefix { $0.isNumber || $0 == ":" }
    let parts = time.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.utf8.count == 2 ? Int($0) : nil }
    guard (2...3).contains(parts.count), numbers.count == parts.count, numbers[0] < 24,
      numbers.dropFirst().allSatisfy({ $0 < 60 })
    else { return nil }
    return numbers[0] * 3600 + numbers[1] * 60 + (numbers.count > 2 ? numbers[2] : 0)
  }
}
