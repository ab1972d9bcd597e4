import Testing

@testable import Sitrep

/// The examples beside each frame, run through the whole pipeline.
@Suite struct FrameExampleTests {
  @Test("every example finds its relation with just its roles, and every other text none")
  func examplesComeOut() {
    let review = FrameReview(Shipped.pack, files: Shipped.files)
    #expect(review.exampleCount > 100)
    for fault in review.test() { Issue.record("\(fault)") }
  }

  @Test("every frame has both kinds of examples, and none hides another")
  func hasNothingToDoubt() {
    #expect(!Shipped.pack.stages.frames.frames.isEmpty)
    let review = FrameReview(Shipped.pack, files: Shipped.files)
    #expect(review.lint().map(\.problem) == [])
  }
}
