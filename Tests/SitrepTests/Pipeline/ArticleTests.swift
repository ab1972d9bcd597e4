import Testing

@testable import Sitrep

/// The article that lies beside the project, which is no part of it: what it says, in the
/// words of the facts alone.
@Suite(.enabled(if: Corpora.arePresent, "\(Corpora.absent)"))
struct ArticleTests {
  private let document: Document

  init() throws {
    document = Shipped.process(
      try SourceText(decoding: Corpora.bytes("articles/kursk-deployment.txt")),
      date: CalendarDate(year: 2024, month: 10, day: 27))
  }

  @Test("several thousand are in Kursk Oblast, and two parties say so")
  func findsDeployment() throws {
    let index = try #require(
      document.relations.firstIndex { count(of: $0)?.low == 3000 && $0.type == .deployedTo })
    let relation = document.relations[index]
    #expect(text(.deployer, relation) == "North Korea")
    #expect(text(.force, relation) == "several thousand troops")
    #expect(text(.destination, relation)?.contains("Kursk Oblast") == true)
    #expect((relation.status, relation.polarity) == (.actual, .positive))
    #expect(!sources(of: index).isEmpty)
    #expect(sources(of: index).allSatisfy { $0.stance == .states })
    #expect(sources(of: index).contains { $0.text.contains("officials") })
  }

  @Test("5,000 will be in position, an official estimates")
  func findsEstimate() throws {
    let index = try #require(document.relations.firstIndex { count(of: $0)?.low == 5000 })
    #expect(document.relations[index].status == .planned)
    #expect(sources(of: index).map(\.stance) == [.estimates])
    #expect(sources(of: index).first?.text.hasSuffix("Ukrainian official") == true)
  }

  @Test("50,000 were moved to the Kursk offensive, Syrskyi reports")
  func findsRelocation() throws {
    let index = try #require(document.relations.firstIndex { count(of: $0)?.low == 50_000 })
    #expect(text(.deployer, document.relations[index]) == "Russia")
    #expect(sources(of: index).first?.text.contains("Syrskyi") == true)
  }

  @Test("nothing is found in what the page puts around the article")
  func leavesResidue() throws {
    let start = try #require(
      document.sentenceSpans.first { document.text[$0.span].hasPrefix("Read more") }
    ).span.start
    #expect(document.mentions.filter { $0.span.end > start }.isEmpty)
    #expect(document.quantities.filter { $0.span.end > start }.isEmpty)
    #expect(document.times.filter { $0.span.end > start }.isEmpty)
    #expect(document.relations.filter { $0.trigger.end > start }.isEmpty)
  }

  @Test("every span cuts its text out, in every unit")
  func cutsSpans() {
    #expect(SpanCheck.faults(in: document) == [])
  }

  private func count(of relation: Relation) -> Quantity? {
    relation.count.map { document.quantities[$0] }
  }

  private func text(_ role: Role, _ relation: Relation) -> String? {
    relation.mention(role).map { document.text[document[$0].span] }
  }

  private func sources(of relation: Int) -> [(text: String, stance: Stance)] {
    document.confirmations.filter { $0.claim == relation }.map {
      (document.text[document[$0.source].span], $0.stance)
    }
  }
}
