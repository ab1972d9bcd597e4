/// A text and the names that are in it.
public struct AnnotatedText: Sendable {
  public var text: String
  /// Half-open ranges of Unicode code points, and what kind of name stands there.
  public var names: [(start: Int, end: Int, type: String)]

  public init(text: String, names: [(start: Int, end: Int, type: String)]) {
    (self.text, self.names) = (text, names)
  }
}

/// Learns to find names from annotated text: the perceptron of whole sentences (Collins
/// 2002).
public struct NameTraining: Training {
  private static let leastFeatureCount = 2
  private static let scale: Int64 = 4
  private static let leastWeight: Int64 = 1
  /// In mistakes.
  private static let (margin, missMargin): (Int32, Int32) = (80, 110)

  private struct Sample {
    var gold: [Int]
    /// The features of all tokens, side by side, and where those of each token end.
    var features: [PerceptronTrainer.Feature] = []
    var ends: [Int] = []
  }

  private let labels: NameLabels
  private let pipeline: Pipeline
  private var trainer = PerceptronTrainer()
  private var order: TrainingOrder
  private var samples: [Sample] = []
  private let after: [PerceptronTrainer.Feature]
  private var path = NameLabels.Scratch()

  public var sentenceCount: Int { samples.count }

  /// - Parameter pipeline: One that uses no learned names.
  public init(_ texts: [AnnotatedText], pipeline: Pipeline, seed: UInt64) {
    labels = NameLabels(types: Set(texts.flatMap { $0.names.map(\.type) }).sorted())
    self.pipeline = pipeline
    order = TrainingOrder(seed: seed)
    var after: [PerceptronTrainer.Feature] = []
    for label in 0...labels.count { after.append(trainer.number(NameLabels.key(after: label))) }
    self.after = after
    var counts: [UInt64: Int32] = [:]
    let documents = texts.map { NamedDocument($0, pipeline) }
    for document in documents {
      document.forEachToken { key in counts[key, default: 0] += 1 }
    }
    for document in documents { add(document, counts) }
  }

  private mutating func add(_ named: NamedDocument, _ counts: [UInt64: Int32]) {
    for sentence in named.document.sentences {
      var sample = Sample(gold: labels.labels(sentence.tokens, named.names))
      let setting = NameFeatures.setting(named.scene.words[sentence.tokens])
      for token in sentence.tokens {
        NameFeatures.features(of: token, in: sentence.tokens, named.scene.words.span, setting) {
          key in
          if counts[key, default: 0] >= Self.leastFeatureCount {
            sample.features.append(trainer.number(key))
          }
        }
        sample.ends.append(sample.features.count)
      }
      samples.append(sample)
    }
  }
}

extension NameTraining {
  public mutating func pass(progress: (Int) -> Void) {
    var indices = Array(samples.indices)
    order.shuffle(&indices)
    for (done, index) in indices.enumerated() {
      learn(samples[index])
      progress(done + 1)
    }
  }

  public mutating func endRun() { trainer.endRun() }

  private mutating func learn(_ sample: Sample) {
    let count = labels.count
    var transitions: [Int32] = []
    for feature in after {
      var row = InlineArray<128, Int32>(repeating: 0)
      trainer.add(feature, to: &row)
      for label in 0..<count { transitions.append(row[label]) }
    }
    var scores: [Int32] = []
    for place in sample.gold.indices {
      var row = InlineArray<128, Int32>(repeating: 0)
      for feature in features(sample, place) { trainer.add(feature, to: &row) }
      // What is wrong has to lose by a margin: a missed name by a larger one.
      let gold = sample.gold[place]
      for label in 0..<count {
        let margin = label == gold ? 0 : label == 0 ? Self.missMargin : Self.margin
        scores.append(row[label] + margin)
      }
    }
    labels.forbid(&transitions)
    labels.best(
      labels.rows(scores), labels.rows(transitions), after: count, endsInside: false, &path)
    let best = path.labels
    trainer.step()
    guard best != sample.gold else { return }
    var (lastBest, lastGold) = (count, count)
    for place in sample.gold.indices {
      let (found, gold) = (best[place], sample.gold[place])
      if found != gold {
        for feature in features(sample, place) {
          trainer.change(feature, gold, by: 1)
          trainer.change(feature, found, by: -1)
        }
      }
      if found != gold || lastBest != lastGold {
        trainer.change(after[lastGold], gold, by: 1)
        trainer.change(after[lastBest], found, by: -1)
      }
      (lastBest, lastGold) = (found, gold)
    }
  }

  private func features(_ sample: Sample, _ place: Int) -> ArraySlice<PerceptronTrainer.Feature> {
    sample.features[(place == 0 ? 0 : sample.ends[place - 1])..<sample.ends[place]]
  }

  private var learned: LearnedWeights {
    LearnedWeights(
      labels: labels.names,
      features: HashedRows(trainer.rows(scale: Self.scale, least: Self.leastWeight)))
  }

  public func weights() -> [UInt8] {
    LearnedModels.file { learned.write(to: &$0, "names") }
  }

  /// How well what has been learned finds the names of other texts.
  public func score(on texts: [AnnotatedText]) -> NameScore {
    guard let recognizer = NameRecognizer(learned) else { return NameScore() }
    var score = NameScore()
    for text in texts {
      let named = NamedDocument(text, pipeline)
      let isOpen = Array(repeating: true, count: named.document.tokens.count)
      let found = recognizer.scratch.use {
        recognizer.names(in: named.document.sentences, named.scene, isOpen: isOpen, &$0)
      }
      score.add(found: Set(found), gold: Set(named.names), unreachable: named.lost)
    }
    return score
  }
}

/// An annotated text with its tokens, and its names as ranges of them.
private struct NamedDocument {
  var document: Document
  var scene: NameScene
  var names: [NameRecognizer.Name] = []
  /// Names that no row of tokens covers exactly.
  var lost = 0

  init(_ text: AnnotatedText, _ pipeline: Pipeline) {
    document = Document(id: "", text: SourceText(text.text))
    pipeline.findNames(in: &document)
    scene = pipeline.scene(of: document)
    let offsets = Self.byteOffsets(text.text)
    var starts: [UInt32: TokenID] = [:]
    var ends: [UInt32: TokenID] = [:]
    for (token, span) in document.tokens.spans.enumerated() {
      (starts[span.start], ends[span.end]) = (token, token + 1)
    }
    for name in text.names {
      guard name.start < name.end, name.end < offsets.count,
        let start = starts[offsets[name.start]], let end = ends[offsets[name.end]]
      else {
        lost += 1
        continue
      }
      names.append(.init(tokens: start..<end, type: name.type))
    }
  }

  /// Where each code point begins in UTF-8, and the end.
  private static func byteOffsets(_ text: String) -> [UInt32] {
    var offsets: [UInt32] = [0]
    for scalar in text.unicodeScalars {
      offsets.append(offsets[offsets.count - 1] + UInt32(scalar.utf8.count))
    }
    return offsets
  }

  func forEachToken(_ yield: (UInt64) -> Void) {
    for sentence in document.sentences {
      let setting = NameFeatures.setting(scene.words[sentence.tokens])
      for token in sentence.tokens {
        NameFeatures.features(of: token, in: sentence.tokens, scene.words.span, setting, yield)
      }
    }
  }
}

/// How many names were found with the right span and type.
public struct NameScore: Sendable, Equatable, CustomStringConvertible {
  public private(set) var found = 0
  public private(set) var gold = 0
  public private(set) var right = 0

  mutating func add(
    found: Set<NameRecognizer.Name>, gold: Set<NameRecognizer.Name>, unreachable: Int
  ) {
    self.found += found.count
    self.gold += gold.count + unreachable
    right += found.intersection(gold).count
  }

  /// `P 80.1 R 75.0 F1 77.5`, in per cent.
  public var description: String {
    "P \(percent(right, found)) R \(percent(right, gold)) F1 \(percent(2 * right, found + gold))"
  }

  private func percent(_ part: Int, _ whole: Int) -> String {
    let tenths = whole == 0 ? 0 : (part * 2000 + whole) / (whole * 2)
    return "\(tenths / 10).\(tenths % 10)"
  }
}
