/// Finds times, and the quantities beside them: a year or a day of a month counts nothing.
struct ValueFinder: Sendable {
  let quantities: QuantityFinder
  let times: TimeFinder

  /// - Parameters:
  ///   - numbers: `Lexicons/numbers.tsv`.
  ///   - calendar: `Lexicons/calendar.tsv`.
  init(
    numbers: LexiconTable, calendar: LexiconTable, vocabulary: inout Vocabulary,
    faults: inout [ResourceFault]
  ) {
    quantities = QuantityFinder(numbers, vocabulary: &vocabulary, faults: &faults)
    times = TimeFinder(
      calendar, numbers: quantities.grammar, vocabulary: &vocabulary, faults: &faults)
  }

  /// Appends the times and quantities of one sentence, in the order of the text. Sentences
  /// must come in their order, so that `times` stays sorted.
  func find(
    in tokens: TokenTable, _ bytes: [UInt8], _ range: Range<TokenID>, reference: CalendarDate?,
    times foundTimes: inout [TimeExpression], quantities foundQuantities: inout [Quantity]
  ) {
    times.find(in: tokens, bytes, range, reference: reference, into: &foundTimes)
    quantities.find(in: tokens, bytes, range, besides: foundTimes, into: &foundQuantities)
  }
}
