/// A text and the layers that the stages have laid over it.
public struct Document: Sendable {
  public let id: String
  /// The day it was written, from its metadata or given by the caller, never today; and how
  /// its dates are written.
  public let frame: TimeFrame
  public let text: SourceText

  var tokens = TokenTable()
  var sentences: [Sentence] = []
  /// In the order of the text; the outer before the inner.
  public internal(set) var mentions: [Mention] = []
  public internal(set) var quantities: [Quantity] = []
  /// Where `Pipeline.findNumbers` was asked for them.
  public internal(set) var numbers: [NumberExpression] = []
  /// Where `Pipeline.findTags` was asked for them: of each token of each sentence, in order.
  public internal(set) var tags: [WordTags] = []
  /// Where `Pipeline.findGroups` was asked for them, in the order of the text.
  public internal(set) var groups: [WordGroup] = []
  public internal(set) var times: [TimeExpression] = []
  public internal(set) var relations: [Relation] = []
  /// Who says so, of the relations.
  public internal(set) var confirmations: [Confirmation] = []
  /// What the text gives as somebody's words or thoughts, in the order of the cues of each
  /// sentence.
  public internal(set) var attributions: [Attribution] = []

  /// The rules that needed more steps in some sentence than they may, so that they did not read
  /// it to its end.
  public internal(set) var brokenOff: [String] = []

  /// Where names of places are known to stand: they are taken as they are, and only what they
  /// mean is left to find. For grading that alone.
  public var givenPlaces: [TextSpan] = []

  /// When to stop working on it; nil for never. What the layers hold then is not to be used.
  public var deadline: ContinuousClock.Instant?
  /// Whether work was stopped for the deadline.
  public private(set) var isOverdue = false

  /// The sentences that can hold what is written as a fact, as indices; nil where nobody looked.
  var candidates: [Int]?

  public init(id: String, date: CalendarDate? = nil, text: SourceText) {
    self.init(id: id, frame: TimeFrame(date: date), text: text)
  }

  public init(id: String, frame: TimeFrame, text: SourceText) {
    (self.id, self.frame, self.text) = (id, frame, text)
  }

  /// The day it was written.
  public var date: CalendarDate? { frame.date }

  /// Whether the deadline is over. Asked between sentences and between stages: both take time
  /// that is linear in their length, and a pattern has a limit for its steps.
  mutating func checkDeadline() -> Bool {
    guard let deadline else { return false }
    if !isOverdue, ContinuousClock.now >= deadline { isOverdue = true }
    return isOverdue
  }

  /// The mention with a number that a relation of this document names.
  public subscript(mention: MentionID) -> Mention { mentions[mention.value] }

  /// The spans and zones of the sentences, in order.
  public var sentenceSpans: [(span: TextSpan, zone: Zone)] {
    sentences.map { (tokens.span(of: $0.tokens), $0.zone) }
  }
}
