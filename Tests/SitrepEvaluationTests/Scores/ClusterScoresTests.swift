import Testing

@testable import SitrepEvaluation

@Suite struct ClusterScoresTests {
  /// Clusters as the papers write them, a letter for each mention: `abc defg`.
  private static func scores(_ gold: String, _ found: String) -> ClusterScores {
    let clusters = { (text: String) in text.split(separator: " ").map { Array($0) } }
    var scores = ClusterScores()
    scores.add(clusters(gold), clusters(found))
    return scores
  }

  /// Gold, predictions, and recall and precision of MUC, B³, CEAF by mentions, CEAF by entities
  /// and LEA, reckoned by hand from the definitions.
  typealias Example = (gold: String, found: String, ratios: [(Double, Double)])

  @Test(
    "the examples of the papers",
    arguments: [
      // Moosavi and Strube 2016, section 3: LEA is 0.24 and 0.33.
      (
        "abc defg", "ab cd fghi",
        [
          (2.0 / 5, 2.0 / 5),
          ((2.0 / 3 + 2.0 / 3 + 1.0 / 3 + 1.0 / 4 + 2.0 / 4 + 2.0 / 4) / 7, 4.0 / 8),
          (4.0 / 7, 4.0 / 8), ((0.8 + 0.5) / 2, (0.8 + 0.5) / 3),
          ((3 * 1.0 / 3 + 4 * 1.0 / 6) / 7, (2 * 1 + 4 * 1.0 / 6) / 8),
        ]
      ),
      // Bagga and Baldwin 1998, figures 1 and 2: precision 76 and 58 per cent, recall 100; MUC
      // cannot tell the two apart.
      (
        "abcde fg hijkl", "abcde fghijkl",
        [
          (1, 9.0 / 10), (1, (5 + 2 * 2.0 / 7 + 5 * 5.0 / 7) / 12), (10.0 / 12, 10.0 / 12),
          ((1 + 10.0 / 12) / 3, (1 + 10.0 / 12) / 2),
          (1, (5 * 1 + 7 * (1.0 + 10) / 21) / 12),
        ]
      ),
      (
        "abcde fg hijkl", "abcdehijkl fg",
        [
          (1, 9.0 / 10), (1, (10 * 5.0 / 10 + 2) / 12), (7.0 / 12, 7.0 / 12),
          ((10.0 / 15 + 1) / 3, (10.0 / 15 + 1) / 2),
          (1, (10 * (10.0 + 10) / 45 + 2) / 12),
        ]
      ),
      // Vilain et al. 1995: a link is missing.
      (
        "abcd", "ab cd",
        [
          (2.0 / 3, 1), (2 * 2.0 / 4 * 2 / 4, 1), (2.0 / 4, 2.0 / 4), (4.0 / 6, 4.0 / 6 / 2),
          (2.0 / 6, 1),
        ]
      ),
      // The greatest sum is not the one with the most pairs: ab–ab' and … share one mention
      // each, the large ones four.
      (
        "abcde fg", "abcdf eh",
        [
          (3.0 / 5, 3.0 / 5),
          ((4 * 4.0 / 5 + 1.0 / 5 + 1.0 / 2) / 7, (4 * 4.0 / 5 + 1.0 / 5 + 1.0 / 2) / 7),
          (4.0 / 7, 4.0 / 7), (0.8 / 2, 0.8 / 2), (5 * 6.0 / 10 / 7, 5 * 6.0 / 10 / 7),
        ]
      ),
    ] as [Example])
  func agreesWithPapers(_ example: Example) {
    let scores = Self.scores(example.gold, example.found)
    let ratios = [
      scores.muc, scores.bCubed, scores.ceafMentions, scores.ceafEntities, scores.lea,
    ]
    for (ratio, expected) in zip(ratios, example.ratios) {
      #expect(abs((ratio.recall ?? -1) - expected.0) < 1e-12)
      #expect(abs((ratio.precision ?? -1) - expected.1) < 1e-12)
    }
  }

  @Test("clusters of one mention are left out, and a mention counts once")
  func leavesOutSingletons() {
    let scores = Self.scores("ab c", "abb ad e")
    #expect(scores.mentions == Tally(right: 2))
    #expect(scores.conll == 1)
    #expect(scores.clusters == (1, 1))
  }

  @Test("what is not there has no score, what is there on one side has none right")
  func hasNoScore() {
    #expect(Self.scores("", "a").conll == nil)
    #expect(Self.scores("ab", "").lea.f1 == 0)
    #expect(Self.scores("ab", "").lea.precision == nil)
  }
}
