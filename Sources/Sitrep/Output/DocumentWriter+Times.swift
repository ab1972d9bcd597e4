extension JSONWriter {
  mutating func times(of written: WrittenDocument) {
    guard !written.document.times.isEmpty else { return }
    key("times")
    beginList()
    for (index, time) in written.document.times.enumerated() {
      beginObject()
      key("id")
      id("t", index + 1)
      cut(time.span, of: written)
      member("type", time.kind.rawValue)
      values(time.value, time.timex, time.begin, time.end)
      member("modifier", time.modifier)
      if time.isHalfDayOpen { member("half_day_open", true) }
      if let zone = time.zone { member("zone", written.document.text[zone]) }
      member("signal", cut: time.signal, of: written)
      if let range = time.range { self.range(range, last: index + 2, of: written) }
      member("rule", time.rule)
      endObject()
    }
    endList()
  }

  /// The value, the words' own reading where it is another, and the days it covers.
  private mutating func values(
    _ value: String?, _ timex: String?, _ begin: String?, _ end: String?
  ) {
    member("value", value)
    if timex != value { member("timex", timex) }
    member("from", begin)
    member("before", end)
  }

  /// - Parameter last: the number of the time that is the last bound.
  private mutating func range(
    _ range: TimeExpression.Range, last: Int, of written: WrittenDocument
  ) {
    key("range")
    beginObject()
    cut(range.span, of: written)
    values(range.value, range.timex, range.begin, range.end)
    member("signal", cut: range.signal, of: written)
    key("last")
    id("t", last)
    endObject()
  }
}
