/// Learns to tag parts of speech from treebanks.
///
/// Each run goes over the sentences several times, in another order each time; the weights
/// are the mean of the runs.
public struct TaggerTraining: Training {
  /// A word is in the dictionary from this many times on. Rarer ones are left to their
  /// letters: in training they would all be known, and later none.
  private static let leastCount = 3
  /// And its tag is taken without a look from this many times on, where nearly all of them
  /// are the same.
  private static let sureCount = 30
  private static let sureShare = 0.997
  /// A feature that is rarer than this is left out.
  private static let leastFeatureCount = 3
  private static let scale: Int64 = 16
  /// Smaller weights cost a third of the file and no score.
  private static let leastWeight: Int64 = 9

  private struct Sample {
    var words: [TaggedWord]
    var gold: [UInt8]
    /// The features of all words that are not sure, side by side, and where those of each
    /// word end.
    var features: [PerceptronTrainer.Feature] = []
    var ends: [Int] = []
  }

  private let labels: [String]
  private let dictionary: HashedRows
  private let forms: [String]
  private let clusters: WordClusters
  private let lemmatizer: Lemmatizer
  private var trainer = PerceptronTrainer()
  private var order: TrainingOrder
  private var samples: [Sample] = []

  public var sentenceCount: Int { samples.count }

  /// - Parameters:
  ///   - documents: What the ids of the documents begin with that are learned from; all of
  ///     them where there is none.
  ///   - pack: Has the clusters of words.
  /// - Throws: the first fault in the files.
  public init(
    _ treebanks: [ResourceFile], documents: [String] = [], pack: Pack, seed: UInt64
  ) throws(ResourceFault) {
    var sentences: [Treebank.Sentence] = []
    for file in treebanks {
      var treebank = try Treebank(file)
      if !documents.isEmpty { treebank.keep(documents: documents) }
      sentences += treebank.sentences
    }
    let labels = Self.labels(of: sentences)
    let numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    (clusters, lemmatizer, self.labels) = (pack.learned.clusters, pack.lemmatizer, labels)
    forms = Self.forms(of: sentences, clusters.frequent.texts)
    order = TrainingOrder(seed: seed)
    dictionary = Self.dictionary(of: sentences, numbers)
    read(sentences, numbers)
  }

  /// The tags, the most frequent first; those beyond what weights can have are left out.
  private static func labels(of sentences: [Treebank.Sentence]) -> [String] {
    var counts: [String: Int] = [:]
    for sentence in sentences {
      for word in sentence.words { counts[word.tag.label, default: 0] += 1 }
    }
    let ordered = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return Array(ordered.map(\.key).prefix(TaggerSums.lanes))
  }

  /// The words that are met more than once, and those that are frequent elsewhere.
  private static func forms(of sentences: [Treebank.Sentence], _ frequent: [String]) -> [String] {
    var counts: [String: Int] = [:]
    for sentence in sentences {
      for word in sentence.words { counts[word.form, default: 0] += 1 }
    }
    return Set(frequent).union(counts.filter { $0.value > 1 }.keys).sorted()
  }

  /// For each frequent word the number of its set of tags and, where it was always the same,
  /// that.
  private static func dictionary(
    of sentences: [Treebank.Sentence], _ numbers: [String: Int]
  ) -> HashedRows {
    var counts: [UInt64: [Int: Int]] = [:]
    var folded: [UInt8] = []
    for sentence in sentences {
      for (word, span) in zip(sentence.words, sentence.spans) {
        guard let label = numbers[word.tag.label] else { continue }
        let surface = SurfaceWord(sentence.bytes.span, span.range, folded: &folded)
        counts[surface.word, default: [:]][label, default: 0] += 1
      }
    }
    var sets: [[Int]: UInt16] = [:]
    var rows: [(key: UInt64, numbers: [UInt16])] = []
    for (word, tags) in counts.sorted(by: { $0.key < $1.key }) {
      let total = tags.values.reduce(0, +)
      guard total >= leastCount else { continue }
      let ordered = tags.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let set = ordered.filter { $0.value * 20 >= total }.map(\.key)
      let number = sets[set] ?? UInt16(sets.count + 1)
      sets[set] = number
      let isSure =
        total >= sureCount && Double(ordered[0].value) >= Double(total) * sureShare
      rows.append((word, isSure ? [number, UInt16(ordered[0].key)] : [number]))
    }
    return HashedRows(rows)
  }

  /// Appends the sentence with what its words and pairs of words say.
  private func sample(
    _ sentence: Treebank.Sentence, _ numbers: [String: Int], _ folded: inout [UInt8],
    _ yield: (_ place: Int, _ key: UInt64) -> Void
  ) -> Sample {
    let model = TaggerModel(
      weights: LearnedWeights(labels: labels, features: HashedRows([])), words: dictionary,
      forms: PackedLines([]))
    var words: [TaggedWord] = [.edge, .edge]
    var known: [(SurfaceWord, TaggerFeatures.Clusters)] = []
    for span in sentence.spans {
      let surface = SurfaceWord(sentence.bytes.span, span.range, folded: &folded)
      let cluster = TaggerFeatures.Clusters(surface, clusters)
      words.append(model.word(surface, cluster))
      known.append((surface, cluster))
    }
    words += [.edge, .edge]
    let scene = TaggerFeatures.scene(words.dropFirst(2).dropLast(2))
    for place in known.indices where words[place + 2].label == TaggedWord.open {
      for (row, offset) in [0, -1, -2, 1, 2].enumerated()
      where known.indices.contains(place + offset) {
        let (surface, cluster) = known[place + offset]
        let word = words[place + offset + 2]
        if row == 0 {
          TaggerFeatures.own(surface, cluster, word) { yield(place, $0) }
        } else {
          TaggerFeatures.near(row, surface, cluster, word) { yield(place, $0) }
        }
      }
      TaggerFeatures.pairs(at: place + 2, words.span, scene) { yield(place, $0) }
    }
    return Sample(words: words, gold: sentence.words.map { UInt8(numbers[$0.tag.label] ?? 0) })
  }

  /// Makes the samples: features that are too rare are left out.
  private mutating func read(_ sentences: [Treebank.Sentence], _ numbers: [String: Int]) {
    var counts: [UInt64: Int32] = [:]
    var folded: [UInt8] = []
    for sentence in sentences {
      _ = sample(sentence, numbers, &folded) { counts[$1, default: 0] += 1 }
    }
    for sentence in sentences {
      var features: [(place: Int, key: UInt64)] = []
      var sample = sample(sentence, numbers, &folded) { features.append(($0, $1)) }
      var next = features[...]
      for place in sample.gold.indices {
        let own = next.prefix { $0.place == place }
        next = next.dropFirst(own.count)
        for (_, key) in own where counts[key, default: 0] >= Self.leastFeatureCount {
          sample.features.append(trainer.number(key))
        }
        sample.ends.append(sample.features.count)
      }
      samples.append(sample)
    }
  }
}

// MARK: - Learning

extension TaggerTraining {
  public mutating func pass(progress: (Int) -> Void) {
    var indices = Array(samples.indices)
    order.shuffle(&indices)
    for (done, index) in indices.enumerated() {
      learn(index)
      progress(done + 1)
    }
  }

  public mutating func endRun() { trainer.endRun() }

  private mutating func learn(_ index: Int) {
    var words = samples[index].words
    var moving: [UInt64] = []
    for place in samples[index].gold.indices where words[place + 2].label == TaggedWord.open {
      var scores = InlineArray<128, Int32>(repeating: 0)
      let start = place == 0 ? 0 : samples[index].ends[place - 1]
      let still = samples[index].features[start..<samples[index].ends[place]]
      for feature in still { trainer.add(feature, to: &scores) }
      moving.removeAll(keepingCapacity: true)
      TaggerFeatures.tags(at: place + 2, words.span) { moving.append($0) }
      for key in moving {
        if let feature = trainer.known(key) { trainer.add(feature, to: &scores) }
      }
      let best = scores.best(of: labels.count)
      let gold = Int(samples[index].gold[place])
      trainer.step()
      if best != gold {
        for feature in still + moving.map({ trainer.number($0) }) {
          trainer.change(feature, gold, by: 1)
          trainer.change(feature, best, by: -1)
        }
      }
      words[place + 2].label = UInt8(best)
    }
  }

  var model: TaggerModel {
    TaggerModel(
      weights: LearnedWeights(
        labels: labels,
        features: HashedRows(trainer.rows(scale: Self.scale, least: Self.leastWeight))),
      words: dictionary, forms: PackedLines(forms))
  }

  public func weights() -> [UInt8] {
    LearnedModels.file { model.write(to: &$0) }
  }

  /// How well those weights do on another treebank.
  ///
  /// - Throws: the first fault in the file.
  public func score(on file: ResourceFile) throws(ResourceFault) -> TaggerScore {
    TaggerScore(PartOfSpeechTagger(model, clusters), lemmatizer, try Treebank(file))
  }
}
