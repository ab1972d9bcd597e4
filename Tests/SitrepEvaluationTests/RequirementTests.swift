import Testing

@testable import SitrepEvaluation

@Suite struct RequirementTests {
  /// Two of three facts are found, and nothing else: precision 1, recall 2/3, F1 0.8.
  private func report() throws -> EvaluationReport {
    var half = GoldPassage.examples
    half[0].annotations.facts?.removeLast()
    return try SitrepEvaluationTests.report(gold: GoldPassage.examples, found: half)
  }

  @Test(
    "holds or not",
    arguments: [
      ("deployed-to.f1>=0.8", true), ("deployed-to.f1>0.8", false), ("deployed-to.f1<=0.8", true),
      ("deployed-to.f1<0.8", false), ("deployed-to.f1 >= 80%", true),
      ("deployed-to.f1>=80.1 %", false), ("deployed-to.recall>66%", true),
      ("deployed-to.precision>=1", true), ("deployed-to.precision>=100%", true),
      ("deployed-to.precision<100%", false),
    ])
  func holds(_ written: String, _ isMet: Bool) throws {
    #expect((try Requirement(written).outcome(in: report()) == .met) == isMet)
  }

  @Test("says what is short")
  func tellsShortfall() throws {
    #expect(
      try Requirement("deployed-to.recall>=0.80").outcome(in: report())
        == .missed("deployed-to.recall is 66.67 %, short by 13.33"))
    #expect(
      try Requirement("deployed-to.recall<0.5").outcome(in: report())
        == .missed("deployed-to.recall is 66.67 %, too much by 16.67"))
  }

  @Test("a figure that is not defined meets nothing")
  func refusesUndefined() throws {
    let marked: MarkedPassage = "Nothing."
    let report = try SitrepEvaluationTests.report(
      gold: [marked.gold("a", Annotations(facts: []))], found: [])
    for written in ["deployed-to.f1>=0", "deployed-to.f1<=1"] {
      #expect(try Requirement(written).outcome(in: report) != .met)
    }
  }

  @Test(
    "names the nearest figures",
    arguments: [
      ("deployed-to.fl", "deployed-to.f1"), ("deployd-to.recall", "deployed-to.recall"),
      ("confirmed-by", "confirmed-by.f1"), ("entities", "entities.f1"),
    ])
  func namesNearest(_ name: String, _ nearest: String) throws {
    guard case .unknown(let names) = try Requirement(name + ">0").outcome(in: report()) else {
      Issue.record("known")
      return
    }
    #expect(names.first == nearest)
  }

  @Test("names all where none is near")
  func namesAll() throws {
    let report = try report()
    #expect(
      try Requirement("zzzzzzzzzzzzzzz>0").outcome(in: report)
        == .unknown(report.figures.map(\.name)))
  }

  @Test(
    "what cannot be read is told, with what to write",
    arguments: [
      ("deployed-to.f1=0.8", "one of >=, >, <= and <"), ("deployed-to.f1", "write a figure"),
      (">=0.8", "write a figure"), ("a>=", "0.80 or 80%"), ("a>=nan", "0.80 or 80%"),
      ("a>=-1", "0.80 or 80%"), ("a>=80", "80%"), ("a>=101%", "no share is more"),
      ("a=>0.5", "one of >="), ("", "write a figure"),
    ])
  func refuses(_ written: String, _ advice: String) {
    let error = #expect(throws: Requirement.SyntaxError.self) { try Requirement(written) }
    #expect(error?.description.contains(advice) == true, "\(error?.description ?? "")")
  }
}
