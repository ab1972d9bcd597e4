/// Learns the weights of `SentenceModel` from texts whose sentences are known.
///
/// Deterministic: the same texts in the same order give the same weights.
public struct SentenceTrainer {
  private let pack: Pack
  private var samples: [Sample] = []

  private struct Sample {
    let text: SourceText
    var tokens = TokenTable()
    /// Where sentences begin.
    var starts: [TokenID] = []

    init(_ text: SourceText, _ vocabulary: Vocabulary) {
      self.text = text
      tokenize(vocabulary)
    }

    mutating func tokenize(_ vocabulary: Vocabulary) {
      tokens.removeAll()
      Tokenizer().tokenize(text.bytes, vocabulary, into: &tokens)
    }
  }

  /// A place that the model is asked about.
  private struct Place {
    /// Of the features that the place has.
    var features: [Int] = []
    let isBoundary: Bool
  }

  /// - Parameter pack: What reads the texts; weights in it are not looked at.
  public init(_ pack: Pack) { self.pack = pack }

  /// How often a word must stand at a place to have features of its own, and a feature to
  /// have a weight.
  private static let leastCount = 5
  private static let rounds = 12
  private static let rate: Float = 0.1
  private static let decay: Float = 2e-4

  /// Adds a text.
  ///
  /// - Parameter ends: The offsets just past the last character of each sentence, in code
  ///   points, in order.
  public mutating func add(_ text: String, ends: [Int]) {
    var sample = Sample(SourceText(text), pack.vocabulary)
    var bytes = Self.bytes(ofCodePoints: ends, in: sample.text.bytes)[...]
    for token in 0..<sample.tokens.count {
      let passed = bytes.prefix { $0 <= Int(sample.tokens.spans[token].start) }
      bytes = bytes.dropFirst(passed.count)
      if token == 0 || !passed.isEmpty { sample.starts.append(token) }
    }
    samples.append(sample)
  }

  private static func bytes(ofCodePoints ends: [Int], in text: [UInt8]) -> [Int] {
    var (bytes, points) = ([Int](), 0)
    var next = ends.makeIterator()
    var end = next.next()
    for (index, byte) in text.enumerated() where byte & 0xC0 != 0x80 {
      while let wanted = end, wanted <= points {
        bytes.append(index)
        end = next.next()
      }
      points += 1
    }
    return bytes
  }
}

// MARK: - Training

extension SentenceTrainer {
  /// The rows of `Models/sentences.tsv`, without its comments.
  public mutating func train() -> String {
    var vocabulary = pack.vocabulary
    let features = SentenceFeatures(words: frequentWords(), pack.classes, &vocabulary)
    for index in samples.indices { samples[index].tokenize(vocabulary) }
    let places = places(features)
    let weights = Self.weights(places, features.count)
    let rows = zip(features.names, weights).compactMap { name, weight in
      let rounded = Int((weight * 1000).rounded())
      return rounded == 0 ? nil : "\(name)\t\(Self.thousandths(rounded))"
    }
    return "feature\tweight\n" + rows.joined(separator: "\n") + "\n"
  }

  private static func thousandths(_ number: Int) -> String {
    let digits = String(abs(number) % 1000)
    let zeros = String(repeating: "0", count: 3 - digits.count)
    return "\(number < 0 ? "-" : "")\(abs(number) / 1000).\(zeros)\(digits)"
  }

  /// The places that the model is asked about, with the sentences before them as they are.
  private func forEachPlace(
    _ body: (_ sample: Sample, _ token: TokenID, _ start: TokenID, _ isBoundary: Bool) -> Void
  ) {
    for sample in samples {
      let starts = Set(sample.starts)
      var start = 0
      for token in 0..<sample.tokens.count {
        if starts.contains(token), token > 0, sample.tokens.flags[token].contains(.paragraphBefore)
        {
          start = token
          continue
        }
        if token > start, pack.stages.splitter.isUnsure(sample.tokens, before: token, since: start)
        {
          body(sample, token, start, starts.contains(token))
        }
        if starts.contains(token) { start = token }
      }
    }
  }

  /// Words that often stand at a place, whether or not a lexicon has them.
  private func frequentWords() -> [String] {
    var counts: [String: Int] = [:]
    forEachPlace { sample, token, start, _ in
      let last = min(token + 1, sample.tokens.count - 1)
      for near in max(start, token - 2)...last where sample.tokens.kinds[near] == .word {
        let word = Folding.fold(sample.text[sample.tokens.spans[near]])
        counts[String(decoding: word, as: UTF8.self), default: 0] += 1
      }
    }
    return counts.filter { $0.value >= Self.leastCount && $0.key.allSatisfy(\.isLetter) }.keys
      .sorted()
  }

  /// The places with their features, those aside that too few have.
  private func places(_ features: SentenceFeatures) -> [Place] {
    var places: [Place] = []
    var counts = Array(repeating: 0, count: features.count)
    forEachPlace { sample, token, start, isBoundary in
      var place = Place(isBoundary: isBoundary)
      features.forEach(sample.tokens, before: token, since: start) {
        place.features.append($0)
        counts[$0] += 1
      }
      places.append(place)
    }
    for index in places.indices {
      places[index].features.removeAll { counts[$0] < Self.leastCount }
    }
    return places
  }

  /// Logistic regression by AdaGrad (Duchi, Hazan and Singer, 2011), the places in their
  /// order; the mean of the weights over the second half of the rounds.
  private static func weights(_ places: [Place], _ count: Int) -> [Float] {
    var weights = Array(repeating: Float(0), count: count)
    var squares = Array(repeating: Float(1e-6), count: count)
    var sums = weights
    for round in 0..<rounds {
      for place in places {
        let score = place.features.reduce(Float(0)) { $0 + weights[$1] }
        let error = probability(score) - (place.isBoundary ? 1 : 0)
        for feature in place.features {
          let gradient = error + decay * weights[feature]
          squares[feature] += gradient * gradient
          weights[feature] -= rate * gradient / squares[feature].squareRoot()
        }
      }
      if round * 2 >= rounds { for index in sums.indices { sums[index] += weights[index] } }
    }
    return sums.map { $0 / Float(rounds / 2) }
  }

  /// 1 / (1 + e^-score), e^x as (1 + x/1024)^1024: the mathematical libraries of two systems
  /// need not agree in the last bit.
  private static func probability(_ score: Float) -> Float {
    var power = 1 + max(-20, min(20, -score)) / 1024
    for _ in 0..<10 { power *= power }
    return 1 / (1 + power)
  }
}
