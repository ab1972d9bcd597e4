/// When a predicted entity counts as a gold one, as in SemEval-2013 task 9.
enum Scheme: String, CaseIterable, Sendable {
  /// The same span and type.
  case strict
  /// The same span, whatever the type.
  case exact
  /// Any overlap, whatever the type; half the worth of the same span.
  case partial
  /// Any overlap, and the same type.
  case type
}

/// What became of entities under one scheme.
struct SchemeTally: Equatable, Sendable {
  var correct = 0
  /// Paired, and wrong in span or type.
  var incorrect = 0
  /// Paired, and of the same span in part.
  var partial = 0
  var missed = 0
  var spurious = 0

  var gold: Int { correct + incorrect + partial + missed }
  var found: Int { correct + incorrect + partial + spurious }

  /// Nil when nothing was predicted; nervaluate says 0 then.
  var precision: Double? { found == 0 ? nil : worth / Double(found) }
  var recall: Double? { gold == 0 ? nil : worth / Double(gold) }

  /// Nil when there was nothing to find and nothing was found.
  var f1: Double? { gold + found == 0 ? nil : 2 * worth / Double(gold + found) }

  /// The same in halves, for half of what is right in part is wrong: its scores are those of
  /// this one.
  var halves: Tally {
    let right = 2 * correct + partial
    return Tally(right: right, missed: 2 * gold - right, spurious: 2 * found - right)
  }

  /// The same where nothing is right in part.
  var whole: Tally {
    Tally(right: correct, missed: gold - correct, spurious: found - correct)
  }

  private var worth: Double { Double(correct) + 0.5 * Double(partial) }

  static func += (one: inout SchemeTally, other: SchemeTally) {
    one.correct += other.correct
    one.incorrect += other.incorrect
    one.partial += other.partial
    one.missed += other.missed
    one.spurious += other.spurious
  }
}

/// An entity as the schemes see it. 12 bytes, so that a million of them stay in the cache.
struct TypedSpan: Equatable, Sendable {
  var start: Int32
  /// Half-open. A span may be empty.
  var end: Int32
  var type: Int32
}

/// The four schemes over one list of gold and one of predictions, equal to nervaluate 1.2.1.
///
/// Predictions are taken one after another. Each takes the first gold entity that is left and
/// is the same by the scheme, or else the first one that is left and overlaps: so the order of
/// both lists matters, and a prediction can take a gold entity that a later one fits better.
/// That is what nervaluate does, and what published figures were made with. Three things of
/// it are odd, and kept:
/// - overlap is a share of the gold span, and less than a hundredth is none: one character
///   of a span of 101 does not count;
/// - a prediction without a length is the same as a gold entity without a length under strict
///   and exact alone, since it overlaps nothing;
/// - under `type`, of several gold entities of its type a prediction takes the one whose ends
///   are closest, and not the first.
///
/// Where nervaluate divides by zero (a prediction around a gold span without a length), the
/// two do not overlap here.
struct SchemeMatcher {
  // Scratch, kept from one document to the next.
  private var order: [Int32] = []
  /// The starts of gold, in the order of `order`.
  private var starts: [Int32] = []
  /// The greatest end among gold up to here, in the order of `order`.
  private var reach: [Int32] = []
  private var isTaken: [Bool] = []

  /// What became of the entities of one document.
  ///
  /// O(n log n), and of each prediction the gold entities that could overlap it: of few where
  /// few overlap, as in text; of all in a document where every one covers all others.
  mutating func tallies(
    _ gold: [TypedSpan], _ found: [TypedSpan]
  ) -> (strict: SchemeTally, exact: SchemeTally, partial: SchemeTally, type: SchemeTally) {
    index(gold)
    return (
      tally(.strict, gold, found), tally(.exact, gold, found), tally(.partial, gold, found),
      tally(.type, gold, found)
    )
  }

  private mutating func index(_ gold: [TypedSpan]) {
    order.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    reach.removeAll(keepingCapacity: true)
    for place in gold.indices { order.append(Int32(place)) }
    let isSorted = zip(gold, gold.dropFirst()).allSatisfy { $0.start <= $1.start }
    if !isSorted { order.sort { (gold[Int($0)].start, $0) < (gold[Int($1)].start, $1) } }
    var greatest = Int32.min
    for place in order {
      greatest = max(greatest, gold[Int(place)].end)
      starts.append(gold[Int(place)].start)
      reach.append(greatest)
    }
  }

  private mutating func tally(
    _ scheme: Scheme, _ gold: [TypedSpan], _ found: [TypedSpan]
  ) -> SchemeTally {
    var tally = SchemeTally()
    isTaken.removeAll(keepingCapacity: true)
    isTaken.append(contentsOf: repeatElement(false, count: gold.count))
    for span in found {
      let (same, other) = candidates(span, scheme, gold)
      if same >= 0 {
        tally.correct += 1
        isTaken[same] = true
      } else if other >= 0 {
        if scheme == .partial { tally.partial += 1 } else { tally.incorrect += 1 }
        isTaken[other] = true
      } else {
        tally.spurious += 1
      }
    }
    tally.missed = isTaken.count { !$0 }
    return tally
  }

  /// The gold entity that is the same by the scheme, and the first that overlaps; -1 where
  /// there is none that is left.
  private func candidates(
    _ span: TypedSpan, _ scheme: Scheme, _ gold: [TypedSpan]
  ) -> (same: Int, other: Int) {
    var (same, other, distance) = (-1, -1, Int32.max)
    // Those that begin behind the end cannot overlap; one without a length may begin there.
    var (low, high) = (0, starts.count)
    let last = max(span.start, span.end)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= last { low = middle + 1 } else { high = middle }
    }
    var place = low
    while place > 0 {
      place -= 1
      // Nothing here or before it reaches as far as the beginning.
      if reach[place] < span.start { break }
      let number = Int(order[place])
      if isTaken[number] { continue }
      let candidate = gold[number]
      let isSpan = candidate.start == span.start && candidate.end == span.end
      let overlaps = Self.overlaps(span, candidate)
      let isSame =
        switch scheme {
        case .strict: isSpan && candidate.type == span.type
        case .exact: isSpan
        case .partial: isSpan && overlaps
        case .type: overlaps && candidate.type == span.type
        }
      if isSame {
        let gap =
          scheme == .type
          ? abs(candidate.start - span.start) + abs(candidate.end - span.end) : 0
        if gap < distance || gap == distance && number < same {
          (same, distance) = (number, gap)
        }
      } else if overlaps && (other < 0 || number < other) {
        other = number
      }
    }
    return (same, other)
  }

  /// Whether at least a hundredth of the gold span is covered.
  private static func overlaps(_ span: TypedSpan, _ gold: TypedSpan) -> Bool {
    let shared = min(span.end, gold.end) - max(span.start, gold.start)
    guard shared > 0 else { return false }
    // As nervaluate has it, in floating point: 100 / 100 is enough, whatever the rounding.
    return Double(shared) / Double(gold.end - gold.start) * 100 >= 1
  }
}

/// The schemes over many documents: of all types together, and of each by itself.
struct SchemeScores: Sendable {
  private(set) var all = Row()
  /// By type. Each type is paired by itself, as nervaluate does it: an entity of the wrong
  /// type is missed in one and spurious in another, so that rows do not add up to `all`.
  private(set) var types: [String: Row] = [:]

  struct Row: Equatable, Sendable {
    var strict = SchemeTally()
    var exact = SchemeTally()
    var partial = SchemeTally()
    var type = SchemeTally()

    subscript(scheme: Scheme) -> SchemeTally {
      switch scheme {
      case .strict: strict
      case .exact: exact
      case .partial: partial
      case .type: type
      }
    }

    static func += (one: inout Row, other: Row) {
      one.add((other.strict, other.exact, other.partial, other.type))
    }

    fileprivate mutating func add(
      _ more: (
        strict: SchemeTally, exact: SchemeTally, partial: SchemeTally, type: SchemeTally
      )
    ) {
      strict += more.strict
      exact += more.exact
      partial += more.partial
      type += more.type
    }
  }

  /// Of all types together, document by document.
  private(set) var documents: [Row] = []

  private var names: [String] = []
  private var numbers: [String: Int32] = [:]
  private var rows: [Row] = []
  private var matcher = SchemeMatcher()
  private var goldOfType: [[TypedSpan]] = []
  private var foundOfType: [[TypedSpan]] = []

  /// The number of a type.
  mutating func number(of type: String) -> Int32 {
    if let number = numbers[type] { return number }
    let number = Int32(names.count)
    numbers[type] = number
    names.append(type)
    rows.append(Row())
    goldOfType.append([])
    foundOfType.append([])
    return number
  }

  /// Scores a document. The order of both lists matters; see `SchemeMatcher`.
  mutating func add(_ gold: [TypedSpan], _ found: [TypedSpan]) {
    var own = Row()
    own.add(matcher.tallies(gold, found))
    all += own
    documents.append(own)
    for span in gold { goldOfType[Int(span.type)].append(span) }
    for span in found { foundOfType[Int(span.type)].append(span) }
    for number in rows.indices {
      if goldOfType[number].isEmpty && foundOfType[number].isEmpty { continue }
      rows[number].add(matcher.tallies(goldOfType[number], foundOfType[number]))
      goldOfType[number].removeAll(keepingCapacity: true)
      foundOfType[number].removeAll(keepingCapacity: true)
      types[names[number]] = rows[number]
    }
  }

  /// The mean over types of a score that is defined for all of them; nervaluate's 0 stands for
  /// one that is not.
  func macro(_ scheme: Scheme, _ score: (SchemeTally) -> Double?) -> Double? {
    types.isEmpty
      ? nil
      : types.sorted { $0.key < $1.key }.reduce(0) { $0 + (score($1.value[scheme]) ?? 0) }
        / Double(types.count)
  }
}
