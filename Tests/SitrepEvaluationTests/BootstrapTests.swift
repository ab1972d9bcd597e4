import Testing

@testable import SitrepEvaluation

@Suite struct BootstrapTests {
  /// The first numbers of the reference implementation for the seed 1234567
  /// (Vigna, splitmix64.c).
  @Test("the generator is SplitMix64")
  func generates() {
    var random = SplitMix64(seed: 1_234_567)
    let first: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
    ]
    #expect(first == [random.next(), random.next(), random.next()])
  }

  @Test("documents that are all alike leave no doubt")
  func agreesOnEqualDocuments() {
    let tallies = Array(repeating: Tally(right: 1, missed: 1), count: 5)
    #expect(Bootstrap().interval(of: tallies, score: \.recall) == 0.5...0.5)
  }

  /// Of n documents, each found or not with even odds, the share found has the standard
  /// error 0.5/√n: for 400, 1.96 of it are 0.049.
  @Test("the interval is as wide as theory has it")
  func hasTheRightWidth() throws {
    let tallies = (0..<400).map { $0 % 2 == 0 ? Tally(right: 1) : Tally(missed: 1) }
    let interval = try #require(Bootstrap().interval(of: tallies, score: \.recall))
    #expect(abs(interval.lowerBound - 0.451) < 0.01)
    #expect(abs(interval.upperBound - 0.549) < 0.01)
  }

  @Test("a seed gives the same interval each time, another seed another one")
  func isSeeded() {
    let tallies = (0..<50).map { Tally(right: $0 % 7, missed: $0 % 3, spurious: $0 % 5) }
    let interval = { Bootstrap(seed: $0).interval(of: tallies, score: \.f1) }
    #expect(interval(1) == interval(1))
    #expect(interval(1) != interval(2))
  }

  @Test("nothing to draw from gives no interval")
  func needsDocuments() {
    #expect(Bootstrap().interval(of: [Tally](), score: \.f1) == nil)
    #expect(Bootstrap().interval(of: [Tally(right: 1)], score: \.f1) == nil)
    #expect(Bootstrap().interval(of: [Tally(), Tally()], score: \.f1) == nil)
  }
}
