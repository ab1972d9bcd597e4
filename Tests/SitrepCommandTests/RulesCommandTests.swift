import Foundation
import Testing

@testable import SitrepCommand

@Suite struct RulesCommandTests {
  /// The folder of the package, found from this file.
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test("the shipped frames pass their tests and have no faults")
  func shippedFramesPass() throws {
    let tested = try Program.run(["rules", "test"])
    #expect(tested.exitCode == 0 && tested.errors.contains(" 0 failed"))
    let linted = try Program.run(["rules", "lint", "--strict"])
    #expect(linted.exitCode == 0 && linted.errors.contains("no faults, 0 warnings"))
  }

  @Test("diff, report and ablate tell what changed, what each rule found, and its worth")
  func comparesVersions() throws {
    let folder = try TemporaryFolder()
    let corpus = try folder.write(
      "corpus.txt", "Kenya sent 400 police officers to Haiti. About 20 soldiers remain in Mali.")
    let gold = try folder.write(
      "gold.jsonl",
      #"{"id":"g","text":"Kenya sent 400 police to Haiti.","facts":[{"force":{"start":11,"end":21,"#
        + #""text":"400 police"},"destination":{"start":25,"end":30,"text":"Haiti"},"#
        + #""trigger":{"start":6,"end":10,"text":"sent"},"status":"actual","polarity":"positive","#
        + #""sources":[]}]}"# + "\n")
    let root = Self.root
    let new = URL(filePath: folder("new"))
    try FileManager.default.createDirectory(at: new, withIntermediateDirectories: true)
    for name in ["Lexicons", "Models"] {
      try FileManager.default.copyItem(
        at: root.appending(path: name), to: new.appending(path: name))
    }
    let frames = new.appending(path: "Models/frames/deployed-to.yaml")
    let text = try String(contentsOf: frames, encoding: .utf8)
    try text.replacingOccurrences(of: "verbs: [serve, remain, ", with: "verbs: [serve, ")
      .write(to: frames, atomically: true, encoding: .utf8)
    let same = try Program.run(["rules", "diff", root.path, root.path, "--corpus", corpus])
    #expect(same.exitCode == 0 && same.output.contains("0 lost, 0 gained, 0 changed"))
    let diff = try Program.run(["rules", "diff", root.path, new.path, "--corpus", corpus])
    #expect(diff.exitCode == 1 && diff.output.contains("1 lost, 0 gained, 0 changed"))
    #expect(diff.output.contains("serve/active: force 'About 20 soldiers' destination 'Mali'"))
    let report = try Program.run(["rules", "report", "--corpus", corpus, "--gold", gold])
    #expect(report.output.contains("send/active\t1\t0\t0\n"))
    #expect(report.output.contains("rule\tright\tspurious\nsend/active\t1\t0\n"))
    let ablated = try Program.run(["rules", "ablate", gold, "--frame", "send", "--frame", "meet"])
    #expect(ablated.output.contains("send\t0.0 (-100.0)"))
    #expect(ablated.output.contains("meet\t=\t=\t="))
  }

  @Test(
    "says what is wrong with what was asked",
    arguments: [
      (["rules", "ablate", "Evaluation/gold", "--frame", "nope"], 2, "there is no frame 'nope'"),
      (["rules", "new", "send", "--relation", "deployed-to"], 2, "there is a frame 'send'"),
      (["rules", "report"], 2, "give --corpus, --gold or both"),
      (["explain", "why-not", "--relation", "nope", "-"], 2, "no frame gives 'nope'"),
      (["explain", "why", "--id", "x", "/nowhere.txt"], 1, "/nowhere.txt"),
    ] as [([String], Int32, String)])
  func refuses(_ arguments: [String], _ code: Int32, _ words: String) throws {
    let ran = try Program.run(arguments)
    #expect(ran.exitCode == code && ran.errors.contains(words), "\(ran.errors)")
  }
}
