import Testing

@testable import Sitrep

@Suite struct FrameReviewTests {
  /// The shipped files with one file of frames more.
  private static func review(_ yaml: String) throws -> FrameReview {
    let own = ResourceFile(path: "Models/frames/own.yaml", bytes: Array(yaml.utf8))
    let files = Shipped.files.filter { !$0.path.hasSuffix(".weights") } + [own]
    return FrameReview(try Pack(files), files: files)
  }

  private static func frame(
    _ name: String = "loiter", verbs: String = "loiter", example: String, not: String
  ) -> String {
    """
    - frame: \(name)
      relation: deployed-to
      about: ships lie before a place
      verbs: [\(verbs)]
      roles:
        force: { agent: [EQUIPMENT:vessel], required: true }
        destination: { prepositions: [off], types: [GPE], required: true }
      examples: ["\(example)"]
      not: ["\(not)"]

    """
  }

  /// A frame, and the line and the words of what is told of it; none for one that is right.
  @Test(
    "tells which example does not come out, and what was found instead",
    arguments: [
      ("[Two frigates]force loitered off [Aden]destination.", "The bank loitered it.", 0, ""),
      (
        "[Two banks]force loitered off [Aden]destination.", "The bank loitered it.", 8,
        "frame 'loiter' does not find force 'Two banks', destination 'Aden' in this example"
      ),
      (
        "[Two frigates]force loitered off Aden.", "The bank loitered it.", 8,
        "frame 'loiter' finds destination 'Aden' in this example"
      ),
      (
        "[Two frigates]force loitered off [Aden]destination.", "A frigate loitered off Oman.", 9,
        "'loitered' gives deployed-to by loiter/active in a text that must have none"
      ),
    ])
  func testsExamples(_ example: String, _ not: String, _ line: Int, _ problem: String) throws {
    let review = try Self.review(Self.frame(example: example, not: not))
    let faults = review.test().filter { $0.file == "Models/frames/own.yaml" }
    #expect(faults.map(\.problem) == (problem.isEmpty ? [] : [problem]))
    #expect(faults.map(\.line) == (problem.isEmpty ? [] : [line]))
    #expect(faults.allSatisfy { !$0.source.isEmpty && !$0.remedy.isEmpty })
  }

  @Test("doubts a frame that another hides, and words that find nothing in a corpus")
  func lints() throws {
    let example = "[Two frigates]force loitered off [Aden]destination."
    var review = try Self.review(
      Self.frame(verbs: "loiter, hover", example: example, not: "It loitered.")
        + Self.frame("lie", verbs: "hover", example: example, not: "It hovered."))
    let hidden = review.lint().map(\.problem).filter { $0.contains("'lie'") }
    #expect(hidden == ["frame 'loiter' is tried before 'lie' and takes all that it could"])
    review.add(Document(id: "a", text: SourceText("A frigate loitered off Oman.")))
    let use = review.rules.first { $0.rule == "loiter/active" }
    #expect(use == .init(rule: "loiter/active", found: 1, ended: 0, shadowed: 0))
    let problems = review.lint().map(\.problem)
    #expect(
      problems.contains("of frame 'loiter', 1 of 2 words find nothing in the corpus: hover"))
    #expect(problems.contains("frame 'send' finds nothing in the corpus"))
  }

  @Test(
    "a skeleton can be read as it stands, with a relation that is there and a new one",
    arguments: [("loiter", "deployed-to"), ("zap", "zapped"), ("hug", "met-with")])
  func skeletonIsRead(_ name: String, _ relation: String) throws {
    let skeleton = FrameSkeleton(name: name, relation: relation, pack: Shipped.pack)
    let review = try Self.review(skeleton.yaml)
    #expect(review.frameCount == Shipped.pack.stages.frames.frames.count + 1)
  }

  @Test(
    "refuses declarations that say nothing whole",
    arguments: [
      ("core: [victor]", "'victor' is none of the roles of 'won'"),
      ("core: [winner, prize, place]", "the core of 'won' is 3 roles"),
      ("core: [winner]\n  actor: nobody", "'nobody' is none of the roles of 'won'"),
      ("core: [winner]\n  size: 3", "no key 'size' here"),
    ])
  func refusesDeclarations(_ rest: String, _ problem: String) {
    let yaml = """
      - relation: won
        about: who wins what
        roles: [winner, prize, place]
        \(rest)

      """
    #expect {
      _ = try Self.review(yaml)
    } throws: { error in
      (error as? ResourceError)?.faults.map(\.problem).contains(problem) ?? false
    }
  }
}
