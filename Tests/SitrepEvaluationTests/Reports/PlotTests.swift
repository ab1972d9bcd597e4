import Foundation
import Testing

@testable import SitrepEvaluation

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct PlotTests {
  private func plot(_ points: [(Double, Double)], _ name: String = "one") -> Plot {
    Plot(
      title: "A & B", about: "Says <what>", x: .shares("x"), y: .shares("y"),
      series: [Plot.Series(name: name, points: points.map { (x: $0.0, y: $0.1) })])
  }

  private func isXML(_ text: String) -> Bool {
    XMLParser(data: Data(text.utf8)).parse()
  }

  @Test("a picture is XML and says what it shows")
  func isWellFormed() {
    let svg = plot([(0, 0), (1, 1)], "<&\">\u{0}").svg
    #expect(isXML(svg))
    #expect(svg.contains(#"role="img" aria-label="A &amp; B. Says &lt;what&gt;""#))
  }

  @Test("the corners of the range are the corners of the plot")
  func placesPoints() {
    #expect(plot([(0, 0), (1, 1)]).svg.contains(#"points="64.0,264.0 432.0,12.0""#))
  }

  @Test("a single point has a mark and no line")
  func drawsPoint() {
    let svg = plot([(0.5, 0.5)]).svg
    #expect(!svg.contains("<polyline"))
    #expect(svg.contains(#"cx="248.0" cy="138.0""#))
  }

  @Test(
    "numbers are rounded and signed",
    arguments: [
      (1.25, 1, "1.3"), (-0.04, 1, "0.0"), (-0.06, 1, "-0.1"), (99.96, 1, "100.0"),
      (0.005, 3, "0.005"), (7, 0, "7"),
    ])
  func writesNumbers(_ value: Double, _ decimals: Int, _ written: String) {
    #expect(fixed(value, decimals: decimals) == written)
  }
}

@Suite struct ScoreLogTests {
  private func log(_ commits: Int) throws -> ScoreLog {
    var log = ScoreLog()
    for commit in 0..<commits {
      let json = #"{"headline":[{"name":"a.f1","value":0.\#(commit)},{"name":"b.f1"}]}"#
      for set in ["gold", "news & more"] {
        try log.add(
          scores: Array(json.utf8), file: "s.json", date: "2026-11-0\(commit + 1)",
          commit: "c\(commit)", set: set)
      }
    }
    return log
  }

  @Test("what is written is read again")
  func readsBack() throws {
    let log = try log(3)
    #expect(try ScoreLog(tsv: Array(log.tsv.utf8), file: "log.tsv") == log)
    #expect(log.figures == ["a.f1", "b.f1"])
  }

  @Test("plots are XML, whatever the number of commits", arguments: [0, 1, 2, 9])
  func plots(_ commits: Int) throws {
    let svg = try log(commits).plot(["a.f1", "b.f1", "c.f1"])
    #expect(XMLParser(data: Data(svg.utf8)).parse())
    // Never defined, or never logged: no panel.
    #expect(!svg.contains("b.f1") && !svg.contains("c.f1"))
    #expect(svg.contains("news &amp; more") == (commits > 0))
  }

  @Test("scores without a headline are refused")
  func refusesScores() throws {
    var log = ScoreLog()
    let faults = #expect(throws: FileFaults.self) {
      try log.add(scores: Array("{}".utf8), file: "s.json", date: "d", commit: "c", set: "s")
    }
    #expect(faults?.description.contains("headline") == true)
  }
}
