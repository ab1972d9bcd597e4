import Testing

@testable import Sitrep

/// The examples beside each frame, run through the whole pipeline.
@Suite struct FrameExampleTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    let frame: Frame
    let example: FrameExample

    var testDescription: String { "\(frame.name): \(example.text)" }
  }

  struct Counterexample: Sendable, CustomTestStringConvertible {
    let frame: String
    let relation: RelationType
    let text: String

    var testDescription: String { "\(frame): \(text)" }
  }

  static let samples = Shipped.pack.stages.frames.frames.flatMap { frame in
    frame.examples.map { Sample(frame: frame, example: $0) }
  }

  static let counterexamples = Shipped.pack.stages.frames.frames.flatMap { frame in
    frame.counterExamples.map {
      Counterexample(frame: frame.name, relation: frame.relation, text: $0.text)
    }
  }

  @Test("finds the relation with just these roles", arguments: samples)
  func findsExamples(_ sample: Sample) {
    let document = Shipped.process(sample.example.text)
    let relations = document.relations.filter { $0.type == sample.frame.relation }
    #expect(!relations.isEmpty)
    let marked = sample.example.roles
    // Examples need not mark the time and the number.
    let optional = Set([Role.time, .count]).subtracting(marked.map(\.role))
    let found = relations.flatMap { Self.roles(of: $0, in: document) }
      .filter { !optional.contains($0.role) }
    for role in marked {
      #expect(found.contains { Self.agree($0, role) }, "\(role.text) is no \(role.role)")
    }
    for role in found {
      #expect(marked.contains { Self.agree($0, role) }, "\(role.text) is \(role.role)")
    }
  }

  @Test("leaves these alone", arguments: counterexamples)
  func leavesAlone(_ sample: Counterexample) {
    let document = Shipped.process(sample.text)
    let found = document.relations.filter { $0.type == sample.relation }
    #expect(found.map { document.text[$0.trigger] } == [])
  }

  @Test("every frame has both kinds of examples")
  func hasExamples() {
    #expect(!Shipped.pack.stages.frames.frames.isEmpty)
    for frame in Shipped.pack.stages.frames.frames {
      #expect(!frame.examples.isEmpty && !frame.counterExamples.isEmpty, "\(frame.name)")
    }
  }

  private static func roles(of relation: Relation, in document: Document) -> [FrameExample.Marked] {
    func marked(_ role: Role, _ span: TextSpan) -> FrameExample.Marked {
      .init(role: role, text: document.text[span])
    }
    var roles = relation.roles.map { marked($0.role, document[$0.mention].span) }
    if let count = relation.count { roles.append(marked(.count, document.quantities[count].span)) }
    if let time = relation.time { roles.append(marked(.time, document.times[time].span)) }
    return roles
  }

  /// A name may be shorter than the phrase that is marked, and the other way round.
  private static func agree(_ one: FrameExample.Marked, _ other: FrameExample.Marked) -> Bool {
    one.role == other.role && (one.text.contains(other.text) || other.text.contains(one.text))
  }
}
