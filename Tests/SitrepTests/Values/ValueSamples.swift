import Foundation

@testable import Sitrep

/// The shipped value vocabularies, and texts cut into tokens with them.
struct ValueSamples {
  let quantities: QuantityFinder
  private let finder: NumberFinder
  let times: TimeFinder
  let vocabulary: Vocabulary
  let faults: [ResourceFault]

  static let shipped = ValueSamples()

  private init() {
    var (vocabulary, faults) = (Vocabulary(), [ResourceFault]())
    let numbers = LexiconTable(Self.file("Lexicons/numbers.tsv"), faults: &faults)
    let calendar = LexiconTable(Self.file("Lexicons/calendar.tsv"), faults: &faults)
    let units = UnitTable(
      units: LexiconTable(Self.file("Lexicons/units.tsv"), faults: &faults),
      currencies: LexiconTable(Self.file("Lexicons/currencies.tsv"), faults: &faults),
      &vocabulary, faults: &faults)
    let holidays = LexiconTable(Self.file("Lexicons/holidays.tsv"), faults: &faults)
    quantities = QuantityFinder(numbers, units, vocabulary: &vocabulary, faults: &faults)
    finder = NumberFinder(quantities.grammar)
    times = TimeFinder(
      calendar, holidays: holidays, numbers: quantities.grammar, units: units,
      vocabulary: &vocabulary,
      faults: &faults)
    (self.vocabulary, self.faults) = (vocabulary, faults)
  }

  /// A file of the package, by its place relative to this one.
  static func file(_ path: String, from source: String = #filePath) -> ResourceFile {
    var folder = URL(fileURLWithPath: source)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    let data = FileManager.default.contents(atPath: folder.appending(path: path).path)
    return ResourceFile(path: path, bytes: Array(data ?? Data()))
  }

  /// What is found in a text that is one sentence.
  ///
  /// - Parameter looksEverywhere: By the slow twins of both finders.
  func find(
    in text: String, _ frame: TimeFrame = TimeFrame(), range: Range<TokenID>? = nil,
    looksEverywhere: Bool = false
  ) -> (times: [TimeExpression], quantities: [Quantity]) {
    let text = tokenize(text)
    var (times, quantities) = ([TimeExpression](), [Quantity]())
    let range = range ?? 0..<text.tokens.count
    self.times.find(in: text, range, frame, into: &times, looksEverywhere: looksEverywhere)
    self.quantities.find(
      in: text, range, besides: times, into: &quantities, looksEverywhere: looksEverywhere)
    return (times, quantities)
  }

  /// All numbers of a text that is one sentence, and what they count.
  func numbers(in text: String) -> (numbers: [NumberExpression], quantities: [Quantity]) {
    let text = tokenize(text)
    var (numbers, quantities) = ([NumberExpression](), [Quantity]())
    finder.find(in: text, 0..<text.tokens.count, into: &numbers)
    self.quantities.find(in: text, 0..<text.tokens.count, into: &quantities)
    return (numbers, quantities)
  }

  private func tokenize(_ text: String) -> TokenizedText {
    let source = SourceText(text)
    var tokens = TokenTable()
    Tokenizer().tokenize(source.bytes, vocabulary, into: &tokens)
    return TokenizedText(tokens, source.bytes)
  }
}

extension SeededGenerator {
  /// Pieces set side by side, with and without blanks.
  mutating func text(of pieces: [String], upTo count: Int) -> String {
    (0..<Int.random(in: 0...count, using: &self)).map { _ in
      pieces.randomElement(using: &self)! + (Bool.random(using: &self) ? " " : "")
    }.joined()
  }
}
