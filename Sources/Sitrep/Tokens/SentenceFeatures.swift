/// What `SentenceModel` sees of a place between two tokens: numbers of features, dense, so
/// that looking up their weights hashes nothing.
struct SentenceFeatures: Sendable {
  var classes: WordClasses
  /// The words that have features of their own; the first stands for all others.
  private let words: [String]
  private let numbers: WordMap<Int>
  /// Where the features of each question begin.
  private let offsets: [Int]
  /// How many features there are.
  let count: Int

  /// What is asked of a place. *Before* and *after* are the tokens on its two sides, *first*
  /// is the first token of the sentence so far, *left* all of it. The names of the cases are
  /// those in the file of the weights.
  enum Question: Int, CaseIterable {
    case bias
    case beforeWord, afterWord, secondBeforeWord, secondAfterWord, firstWord
    case beforeClass, afterClass, secondBeforeClass, secondAfterClass
    /// Before and after.
    case kinds
    case kindsBefore, kindsAfter
    /// Before and after.
    case shapes
    case shapesAfter
    /// First and after.
    case firstShape
    case leftLength
    /// Whether the left has a verb, and the next few words.
    case verbs
    /// Whether all words of the left have capitals.
    case title
    /// Whether a bracket is open.
    case open
    /// Whether there is no blank before the last token, and before the next.
    case tight

    /// Of what the answer is made.
    fileprivate var axes: [Axis] {
      switch self {
      case .bias: []
      case .beforeWord, .afterWord, .secondBeforeWord, .secondAfterWord, .firstWord: [.word]
      case .beforeClass, .afterClass, .secondBeforeClass, .secondAfterClass: [.wordClass]
      case .kinds, .kindsBefore, .kindsAfter: [.kind, .kind]
      case .shapes, .shapesAfter, .firstShape: [.shape, .shape]
      case .leftLength: [.length, .kind]
      case .verbs, .tight: [.flag, .flag, .kind]
      case .title: [.flag, .shape]
      case .open: [.flag, .kind]
      }
    }
  }

  fileprivate enum Axis {
    case word, wordClass, kind, shape, length, flag
  }

  /// How a token is written.
  private enum Shape: Int, CaseIterable {
    case mark, number, small, capital, capitals, initial
  }

  /// Lengths of the left that are told apart, in tokens: up to the first, the second …
  private static let lengths = [1, 2, 3, 5, 9, 15, 24, 999]

  /// - Parameter words: Folded, in the order of their numbers.
  init(words: [String], _ classes: WordClasses, _ vocabulary: inout Vocabulary) {
    self.classes = classes
    let allWords = ["*"] + words
    self.words = allWords
    var numbers: [WordID: Int] = [:]
    for (number, word) in words.enumerated() { numbers[vocabulary.insert(word)] = number + 1 }
    self.numbers = WordMap(numbers)
    var (offsets, next) = ([Int](), 0)
    for question in Question.allCases {
      offsets.append(next)
      next += question.axes.reduce(1) { $0 * Self.count(of: $1, words: allWords) }
    }
    (self.offsets, count) = (offsets, next)
  }
}

// MARK: - Names

extension SentenceFeatures {
  /// The name of every feature, by its number: `beforeWord=thanks`, `kinds=colon,word`.
  var names: [String] {
    Question.allCases.flatMap { question in
      Self.answers(to: question, words: words).map { "\(question)=\($0)" }
    }
  }

  private static func answers(to question: Question, words: [String]) -> [String] {
    question.axes.reduce([""]) { answers, axis in
      let values = values(of: axis, words: words)
      return answers.flatMap { answer in values.map { answer.isEmpty ? $0 : "\(answer),\($0)" } }
    }
  }

  private static func values(of axis: Axis, words: [String]) -> [String] {
    switch axis {
    case .word: words
    case .wordClass: WordClass.bitNames
    case .kind: TokenKind.allCases.map { "\($0)" }
    case .shape: Shape.allCases.map { "\($0)" }
    case .length: lengths.map(String.init)
    case .flag: ["no", "yes"]
    }
  }

  private static func count(of axis: Axis, words: [String]) -> Int {
    switch axis {
    case .word: words.count
    case .wordClass: WordClass.bitNames.count
    case .kind: TokenKind.allCases.count
    case .shape: Shape.allCases.count
    case .length: lengths.count
    case .flag: 2
    }
  }

  /// Finds the numbers of features by their names. Making the names of all, to look for a
  /// few of them, took a tenth of a start.
  struct Numbers {
    private let offsets: [Int]
    private var questions: [Substring: Question] = [:]
    private var values: [Axis: [Substring: Int]] = [:]

    init(_ features: SentenceFeatures) {
      offsets = features.offsets
      for question in Question.allCases {
        questions["\(question)"] = question
        for axis in question.axes where values[axis] == nil {
          let names = SentenceFeatures.values(of: axis, words: features.words)
          values[axis] = Dictionary(
            zip(names.map { $0[...] }, 0...), uniquingKeysWith: { first, _ in first })
        }
      }
    }

    /// The number of the feature with a name; nil where there is none.
    subscript(name: Substring) -> Int? {
      guard let mark = name.utf8.firstIndex(of: UInt8(ascii: "=")),
        let question = questions[name[..<mark]]
      else { return nil }
      var rest = name[name.utf8.index(after: mark)...]
      var number = 0
      for (index, axis) in question.axes.enumerated() {
        // The last takes all that is left: the name of a word may be a comma.
        let isLast = index + 1 == question.axes.count
        let end = isLast ? nil : rest.utf8.firstIndex(of: UInt8(ascii: ","))
        let answer = rest[..<(end ?? rest.endIndex)]
        rest = end.map { rest[rest.utf8.index(after: $0)...] } ?? ""
        guard let values = values[axis], let value = values[answer] else { return nil }
        number = number * values.count + value
      }
      return rest.isEmpty ? offsets[question.rawValue] + number : nil
    }
  }

  /// The word that a feature asks for; nil where it asks for something else.
  static func word(of name: Substring) -> String? {
    guard let mark = name.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    let word = name[name.utf8.index(after: mark)...]
    return name[..<mark].hasSuffix("Word") && !word.isEmpty && word != "*" ? String(word) : nil
  }
}

// MARK: - Hot path

extension SentenceFeatures {
  /// Hands over the number of every feature that a place has. Looks at a few dozen tokens at
  /// most.
  @inline(__always)
  func forEach(
    _ tokens: TokenTable, before after: TokenID, since start: TokenID, _ body: (Int) -> Void
  ) {
    let kinds = TokenKind.allCases.count
    let before = after - 1
    let (left, right) = (Int(tokens.kinds[before].rawValue), Int(tokens.kinds[after].rawValue))
    let (beforeShape, afterShape) = (shape(tokens, before), shape(tokens, after))
    func answer(_ question: Question, _ number: Int) { body(offsets[question.rawValue] + number) }
    func answer(_ question: Question, _ one: Int, _ other: Shape) {
      answer(question, one * Shape.allCases.count + other.rawValue)
    }
    func answer(_ word: Question, _ wordClass: Question, of token: TokenID) {
      answer(word, numbers[tokens.words[token]] ?? 0)
      var bits = classes[tokens.words[token]].rawValue
      while bits != 0 {
        answer(wordClass, bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
    answer(.bias, 0)
    answer(.beforeWord, .beforeClass, of: before)
    answer(.afterWord, .afterClass, of: after)
    answer(.firstWord, numbers[tokens.words[start]] ?? 0)
    answer(.kinds, left * kinds + right)
    answer(.shapes, beforeShape.rawValue, afterShape)
    answer(.firstShape, shape(tokens, start).rawValue, afterShape)
    if before > start {
      answer(.secondBeforeWord, .secondBeforeClass, of: before - 1)
      answer(.kindsBefore, Int(tokens.kinds[before - 1].rawValue) * kinds + left)
    }
    if after + 1 < tokens.count {
      answer(.secondAfterWord, .secondAfterClass, of: after + 1)
      answer(.shapesAfter, afterShape.rawValue, shape(tokens, after + 1))
      answer(.kindsAfter, right * kinds + Int(tokens.kinds[after + 1].rawValue))
    }
    let length = Self.lengths.firstIndex { after - start <= $0 } ?? Self.lengths.count - 1
    answer(.leftLength, length * kinds + left)
    let hasVerb = hasVerb(tokens, max(start, after - 40)..<after)
    let goesOnWithVerb = self.hasVerb(tokens, after..<min(tokens.count, after + 6))
    answer(.verbs, ((hasVerb ? 2 : 0) + (goesOnWithVerb ? 1 : 0)) * kinds + left)
    answer(.title, isTitle(tokens, max(start, after - 40)..<after) ? 1 : 0, afterShape)
    answer(.open, (isOpen(tokens, max(start, after - 40)..<after) ? kinds : 0) + right)
    let tight = (tokens.isTight(before) ? 2 : 0) + (tokens.isTight(after) ? 1 : 0)
    answer(.tight, tight * kinds + left)
  }

  private func shape(_ tokens: TokenTable, _ token: TokenID) -> Shape {
    switch tokens.kinds[token] {
    case .number, .alphanumeric: .number
    case .word:
      if tokens.flags[token].isDisjoint(with: .capital) {
        .small
      } else if tokens.spans[token].count == 1 {
        .initial
      } else {
        tokens.flags[token].contains(.allCapitals) ? .capitals : .capital
      }
    default: .mark
    }
  }

  /// Whether there is a word that can only be a verb with a subject.
  private func hasVerb(_ tokens: TokenTable, _ range: Range<TokenID>) -> Bool {
    range.contains {
      let known = classes[tokens.words[$0]]
      return !known.isDisjoint(with: [.auxiliary, .modal])
        || !known.isDisjoint(with: [.past, .third]) && known.isDisjoint(with: .noun)
    }
  }

  private func isTitle(_ tokens: TokenTable, _ range: Range<TokenID>) -> Bool {
    range.allSatisfy {
      tokens.kinds[$0] != .word || tokens.flags[$0].contains(.capital)
        || !classes[tokens.words[$0]].isDisjoint(with: .closed)
    }
  }

  /// Whether a bracket opens in a range that does not close there.
  private func isOpen(_ tokens: TokenTable, _ range: Range<TokenID>) -> Bool {
    for token in range.reversed() {
      if tokens.kinds[token] == .closingBracket { return false }
      if tokens.kinds[token] == .openingBracket { return true }
    }
    return false
  }
}
