import Testing

@testable import SitrepEvaluation

@Suite struct ForceNamesTests {
  private let marked: MarkedPassage = """
    [The [400 [Kenyan police]kenyan]400]police arrived in [Haiti]haiti, and [they]they will go \
    to [Jacmel]jacmel.
    """

  private func names(_ found: Fact?, _ names: [String] = ["Kenyan police"]) -> ForceNameScores {
    let gold = marked.fact("they", "jacmel") { $0.forceNames = names }
    var scores = ForceNameScores()
    _ = scores.add(
      Alignment([gold], found.map { [$0] } ?? []) { Fit($0.force, $1.force) })
    return scores
  }

  @Test("a name is right whatever its capitals; another one is spurious, none is missed")
  func comparesNames() {
    let right = marked.fact("they", "jacmel") { $0.forceNames = ["kenyan Police"] }
    #expect(names(right).names == Tally(right: 1))
    var wrong = marked.fact("they", "jacmel") { $0.forceNames = ["Haitian police"] }
    wrong.isForceRenamed = true
    #expect(names(wrong).names == Tally(missed: 1, spurious: 1))
    let own = marked.fact("they", "jacmel") { $0.forceNames = ["they"] }
    #expect(names(own).names == Tally(missed: 1))
    #expect(names(nil).names == Tally(missed: 1))
    #expect(names(nil).facts == Share(right: 0, of: 1))
    #expect(names(right, []).facts.of == 0)
  }

  @Test("a force of one word has the names that its aliases elsewhere give")
  func derivesNames() {
    let passage = marked.gold("a", Annotations()).text
    #expect(
      passage.names(ofForce: marked["they"], aliases: [marked["police"]])
        == ["The 400 Kenyan police", "400 Kenyan police", "Kenyan police"])
    #expect(passage.names(ofForce: marked["kenyan"], aliases: [marked["they"]]).isEmpty)
    #expect(passage.names(ofForce: marked["they"], aliases: [marked["they"]]).isEmpty)
  }
}
