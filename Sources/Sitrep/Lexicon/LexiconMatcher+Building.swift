extension LexiconMatcher {
  /// Aliases on their way into a matcher: rows of words, side by side. Twelve bytes an alias,
  /// and four a word.
  struct Builder: Sendable {
    fileprivate var words: [WordID] = []
    /// Where the words of each alias begin; the last one is where those of the next will.
    fileprivate var starts: [UInt32] = [0]
    fileprivate var entries: [EntryID] = []
    fileprivate var rules: [CaseRule] = []

    /// Adds an alias. O(words).
    ///
    /// - Precondition: `alias` has no joining hyphen and no unknown word.
    mutating func insert(_ alias: [WordID], _ rule: CaseRule, _ entry: EntryID) {
      guard !alias.isEmpty else { return }
      words.append(contentsOf: alias)
      starts.append(UInt32(words.count))
      entries.append(entry)
      rules.append(rule)
    }

    /// How often each word stands in the aliases.
    ///
    /// - Parameter count: The number of the words there are.
    func uses(ofWords count: Int) -> [UInt32] {
      var uses = [UInt32](repeating: 0, count: count)
      for word in words { uses[Int(word.value)] += 1 }
      return uses
    }

    /// Gives the words the numbers that `Vocabulary.renumber` gave them.
    mutating func renumber(_ new: [WordID]) {
      for index in words.indices { words[index] = new[Int(words[index].value)] }
    }

    fileprivate func alias(_ index: UInt32) -> Range<Int> {
      Int(starts[Int(index)])..<Int(starts[Int(index) + 1])
    }

    /// The aliases in the order of their words, of equal ones the first added first.
    /// O(n log n); what is compared most often, the first two words, lies in the row sorted.
    fileprivate var order: [UInt32] {
      var rows: [(key: UInt64, alias: UInt32)] = []
      rows.reserveCapacity(entries.count)
      for index in 0..<UInt32(entries.count) {
        let alias = alias(index)
        let second = alias.count > 1 ? words[alias.lowerBound + 1].value : 0
        rows.append((UInt64(words[alias.lowerBound].value) << 32 | UInt64(second), index))
      }
      rows.sort { one, other in
        if one.key != other.key { return one.key < other.key }
        let (left, right) = (alias(one.alias).dropFirst(2), alias(other.alias).dropFirst(2))
        for (here, there) in zip(left, right) where words[here] != words[there] {
          return words[here] < words[there]
        }
        return (left.count, one.alias) < (right.count, other.alias)
      }
      return rows.map(\.alias)
    }
  }

  /// Puts a matcher together. O(n log n) for n aliases.
  init(_ builder: Builder) {
    var draft = Draft()
    var (last, longest) = (0..<0, 0)
    for index in builder.order {
      let alias = builder.alias(index)
      let shared = zip(last, alias).prefix { builder.words[$0] == builder.words[$1] }.count
      draft.insert(
        builder.words[alias], beyond: shared, builder.rules[Int(index)],
        builder.entries[Int(index)])
      longest = max(longest, alias.count)
      last = alias
    }
    draft.endNode()
    var heads = Column<TrieStep>()
    for (word, node) in draft.heads {
      heads.grow(to: Int(word.value) + 1, with: .none)
      heads[Int(word.value)] = draft.step(to: node)
    }
    let edges = TrieEdges(
      draft.edges.lazy.map {
        ($0.node, $0.word, draft.step(to: $0.next))
      })
    self.init(
      heads: heads, starts: AliasStarts(draft.starts), edges: edges,
      outputs: draft.severalOutputs, longestAlias: longest)
  }

  /// A trie that aliases are added to in the order of their words, so that all that end at a
  /// node come in a row.
  private struct Draft {
    private(set) var heads: [(word: WordID, node: UInt32)] = []
    private(set) var edges: [(node: UInt32, word: WordID, next: UInt32)] = []
    /// The outputs of nodes that have more than one.
    private(set) var severalOutputs = Column<TrieOutput>()
    /// By node, how a step there ends: filled in when its last output is known.
    private var steps: [TrieStep] = []
    /// The aliases of two words, and how longer ones begin.
    private(set) var starts: [(first: WordID, second: WordID, third: WordID)] = []
    private var rules: [CaseRules] = []
    private var isInner: [Bool] = []
    /// The nodes of the alias added last, and what ends at the last of them.
    private var path: [UInt32] = []
    private var outputs: [(entry: EntryID, rule: CaseRule)] = []

    mutating func insert(
      _ alias: ArraySlice<WordID>, beyond shared: Int, _ rule: CaseRule, _ entry: EntryID
    ) {
      precondition(
        steps.count + alias.count < TrieStep.nodeLimit && entry.value < TrieStep.entryLimit,
        "more aliases than a trie can hold")
      if shared < alias.count || shared < path.count { endNode() }
      path.removeLast(path.count - shared)
      for word in alias.dropFirst(shared) {
        let node = UInt32(steps.count)
        steps.append(.none)
        rules.append(CaseRules())
        isInner.append(false)
        if let parent = path.last {
          edges.append((parent, word, node))
          isInner[Int(parent)] = true
        } else {
          heads.append((word, node))
        }
        path.append(node)
      }
      if alias.count > 1, shared < min(alias.count, 3) {
        let words = Array(alias.prefix(3))
        starts.append((words[0], words[1], words.count > 2 ? words[2] : .unknown))
      }
      for node in path { rules[Int(node)].bits |= CaseRules(rule).bits }
      outputs.append((entry, rule))
    }

    /// Notes what ends at the last node of the path, before the next alias or at the end.
    mutating func endNode() {
      guard let node = path.last.map(Int.init), let last = outputs.last else { return }
      let blank = TrieStep(to: UInt32(node), CaseRules(), isInner: false)
      if outputs.count == 1 {
        steps[node] = blank.ending(with: TrieOutput(last.entry, last.rule, isLast: true))
      } else {
        steps[node] = blank.ending(withOutputsFrom: severalOutputs.count)
        for (index, output) in outputs.enumerated() {
          severalOutputs.append(
            TrieOutput(output.entry, output.rule, isLast: index + 1 == outputs.count))
        }
      }
      outputs.removeAll(keepingCapacity: true)
    }

    func step(to node: UInt32) -> TrieStep {
      let step = TrieStep(to: node, rules[Int(node)], isInner: isInner[Int(node)])
      return step.ending(like: steps[Int(node)])
    }
  }
}
