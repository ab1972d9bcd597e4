/// How fast entities are scored, on made-up ones: passages of fifty gold entities of eight
/// types, of which most are found, some with another span or type.
public struct ScoringBenchmark {
  public private(set) var times: [(name: String, time: Duration)] = []
  /// Of gold, and as many predictions or a few more.
  public private(set) var entities = 0

  private var passages: [(gold: [Entity], found: [Entity], text: PassageText)] = []
  private static let types = [
    "PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "FORCE", "EQUIPMENT",
  ]

  /// Makes up the passages. The same number gives the same ones.
  public init(entities count: Int) {
    var state: UInt64 = 1
    func random(_ limit: Int) -> Int {
      // The generator of Knuth's MMIX; its upper bits are even enough for this.
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    while entities < count {
      var (gold, found): ([Entity], [Entity]) = ([], [])
      var end = 0
      for _ in 0..<min(50, count - entities) {
        let start = end + 2 + random(30)
        end = start + 3 + random(15)
        let entity = Entity(
          type: Self.types[random(8)], level: .name, span: CodePointSpan(start, end))
        gold.append(entity)
        let luck = random(20)
        if luck < 17 { found.append(entity) }
        if luck == 15 {
          found[found.count - 1].span = CodePointSpan(start, end - 2)
        } else if luck == 16 {
          found[found.count - 1].type = Self.types[random(8)]
        } else if luck >= 18 {
          found.append(Entity(type: "GPE", level: .name, span: CodePointSpan(start - 1, start + 1)))
        }
      }
      let text = (0..<end + 10).map { $0 % 6 == 5 ? Unicode.Scalar(" ") : Unicode.Scalar("a") }
      passages.append((gold, found, PassageText(scalars: text)))
      entities += gold.count
    }
  }

  /// Scores them all, on one core, and tells the times. Reading files is left out.
  /// - Parameter now: the time that the process has had, or any other that goes on.
  public mutating func run(now: () -> Duration) {
    var (overlaps, detail) = (
      EntityScores(types: Set(Self.types)), EntityDetail(types: Set(Self.types))
    )
    let start = now()
    for (gold, found, text) in passages { detail.add(gold, found, in: text) }
    let middle = now()
    for (gold, found, _) in passages { _ = overlaps.add(gold, found) }
    times = [("SemEval-2013 and CoNLL", middle - start), ("exact and overlap", now() - middle)]
  }
}
