/// Walks through the trie of a matcher from each token of a block, all a step at a time.
///
/// With many aliases most steps miss the cache. One walk after the other would wait for each;
/// taken together, no read waits for another, and hundreds of them are under way at once. The
/// loops that read are short for that: what a processor holds of instructions that are not done
/// yet then reaches over many rounds.
struct TrieWalks {
  static let capacity = 128

  /// The first token of the block.
  private var block = 0

  // By walk.
  /// Its first token, counted from that of the block.
  private var starts = InlineArray<128, UInt8>(repeating: 0)
  /// Its next token.
  private var ends = InlineArray<128, Int>(repeating: 0)
  private var nodes = InlineArray<128, UInt32>(repeating: 0)
  private var count = 0
  /// Whether the next step is to the second word.
  private var isSecond = true

  // By token of the block.
  /// Of the words that follow each other from it: what `AliasStarts` knows them by.
  private var pairs = InlineArray<128, UInt64>(repeating: 0)
  /// Whether a third word can follow.
  private var mayHaveThird = InlineArray<128, UInt8>(repeating: 0)
  private var heads = InlineArray<128, TrieStep>(repeating: .none)
  private var matches = InlineArray<128, LexiconMatcher.Match?>(repeating: nil)

  // By walk, within a step.
  /// What the edge of its next step is found by, and the bucket where it is looked for.
  private var keys = InlineArray<128, UInt64>(repeating: 0)
  private var buckets = InlineArray<128, Int>(repeating: 0)
  /// What was read only so that it is in the cache when it is needed.
  private var touched = InlineArray<128, UInt64>(repeating: 0)
  /// Walks that have come to where aliases end, and the steps that took them there.
  private var arrivals = InlineArray<128, UInt8>(repeating: 0)
  private var arrivalEnds = InlineArray<128, Int>(repeating: 0)
  private var arrivalSteps = InlineArray<128, TrieStep>(repeating: .none)

  var areOver: Bool { count == 0 }

  /// The longest alias that begins at a token of the block.
  func longest(at token: TokenID) -> LexiconMatcher.Match? { matches[token - block] }

  /// Begins a walk from each token of a block from which there is more than one step, and notes
  /// the aliases of one word.
  mutating func begin(_ range: Range<TokenID>, _ tokens: TokenTable, _ matcher: LexiconMatcher) {
    (block, count, isSecond) = (range.lowerBound, 0, true)
    look(range, tokens.words.span, matcher)
    let (words, kinds) = (tokens.words.span, tokens.kinds.span)
    let last = tokens.count - 1
    var arrived = 0
    for token in range {
      let place = token &- block
      let head = heads[unchecked: place]
      let mayHold = matcher.starts.mayHold(pairs[unchecked: place], words[min(token &+ 2, last)])
      // A hyphen may be passed over; then it is not worth the while to find out. All without a
      // jump.
      let isJoined =
        (kinds[min(token &+ 1, last)] == .hyphen ? 1 : 0)
        | (kinds[min(token &+ 2, last)] == .hyphen ? 1 : 0)
      let hasThird = (mayHold.three ? 1 : 0) | isJoined
      let hasSecond = (mayHold.two ? 1 : 0) | hasThird
      mayHaveThird[unchecked: place] = UInt8(truncatingIfNeeded: hasThird)
      starts[unchecked: count] = UInt8(truncatingIfNeeded: place)
      ends[unchecked: count] = token &+ 1
      nodes[unchecked: count] = head.node
      count &+= hasSecond & (head.isInner ? 1 : 0) & (token < last ? 1 : 0)
      arrivals[unchecked: arrived] = UInt8(truncatingIfNeeded: place)
      arrivalEnds[unchecked: arrived] = token &+ 1
      arrivalSteps[unchecked: arrived] = head
      arrived &+= head.hasOutputs ? 1 : 0
    }
    note(arrived, tokens, matcher)
  }

  /// Looks up the first words, and reads what tells whether more can follow.
  private mutating func look(
    _ range: Range<TokenID>, _ words: Span<WordID>, _ matcher: LexiconMatcher
  ) {
    let last = words.count - 1
    for token in range {
      let place = token &- block
      let pair = AliasStarts.mix(words[token], words[min(token &+ 1, last)])
      pairs[unchecked: place] = pair
      buckets[unchecked: place] = matcher.starts.line(pair)
      matches[unchecked: place] = nil
    }
    for place in 0..<range.count {
      touched[unchecked: place] = matcher.starts.touch(buckets[unchecked: place])
      heads[unchecked: place] = matcher.heads[Int(words[block &+ place].value)]
    }
  }

  /// Takes a step of each walk, notes the aliases that end there, and leaves the walks that can
  /// go on.
  mutating func step(_ tokens: TokenTable, _ matcher: LexiconMatcher) {
    let (words, kinds) = (tokens.words.span, tokens.kinds.span)
    for walk in 0..<count {
      var end = ends[unchecked: walk]
      if kinds[end] == .hyphen, end &+ 1 < words.count, tokens.isJoint(end) {
        end &+= 1
        ends[unchecked: walk] = end
      }
      let key = TrieEdges.key(nodes[unchecked: walk], words[end])
      keys[unchecked: walk] = key
      buckets[unchecked: walk] = matcher.edges.bucket(of: key)
    }
    for walk in 0..<count {
      touched[unchecked: walk] = matcher.edges.touch(buckets[unchecked: walk])
    }
    var (going, arrived) = (0, 0)
    for walk in 0..<count {
      let step = matcher.edges.step(by: keys[unchecked: walk], in: buckets[unchecked: walk])
      let (start, end) = (starts[unchecked: walk], ends[unchecked: walk] &+ 1)
      arrivals[unchecked: arrived] = start
      arrivalEnds[unchecked: arrived] = end
      arrivalSteps[unchecked: arrived] = step
      arrived &+= step.hasOutputs ? 1 : 0
      starts[unchecked: going] = start
      ends[unchecked: going] = end
      nodes[unchecked: going] = step.node
      let mayGoOn = Int(mayHaveThird[unchecked: Int(start)]) | (isSecond ? 0 : 1)
      going &+= (step.isInner ? 1 : 0) & (end < words.count ? 1 : 0) & mayGoOn
    }
    count = going
    isSecond = false
    note(arrived, tokens, matcher)
  }

  /// Notes the aliases that end where walks have come to.
  private mutating func note(_ arrived: Int, _ tokens: TokenTable, _ matcher: LexiconMatcher) {
    for index in 0..<arrived {
      let place = Int(arrivals[unchecked: index])
      let range = (block &+ place)..<arrivalEnds[unchecked: index]
      let allowed = CaseRules(allowedBy: tokens, at: range.lowerBound)
      matcher.forEachOutput(of: arrivalSteps[unchecked: index]) { output in
        if output.fits(allowed, tokens, range) {
          matches[unchecked: place] = .init(length: range.count, entry: output.entry)
        }
      }
    }
  }
}
