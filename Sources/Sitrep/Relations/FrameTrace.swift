/// What the frames tried on a text, and how far each came: for those who write rules, and
/// those who ask why something was found or was not.
///
/// Written by the very code that finds relations, where somebody asks for it.
final class FrameTrace {
  /// The first step at which a frame ended.
  enum Outcome: Equatable {
    case found
    /// Nothing fits a role of the core; what stood in its place.
    case unfilled(Role, stood: [Stood])
    /// The one who moves acts on something, and so does not move itself.
    case actsOn([TextSpan])
    /// Another role that the frame requires is not there.
    case incomplete(Role)
    /// The frame wants a number.
    case uncounted
    /// Another frame found the same before.
    case known
  }

  /// Words where a role is looked for, and what they are taken for: `FORCE:people`; nil where
  /// no list and no rule knows.
  struct Stood: Equatable {
    let span: TextSpan
    let kind: String?
  }

  /// One frame at one word, in one of its readings.
  struct Attempt: Equatable {
    /// Frame and variant: `send/passive`.
    let rule: String
    let relation: RelationType
    let trigger: TextSpan
    /// Index of the sentence.
    let sentence: Int
    let outcome: Outcome
  }

  /// In the order in which they were made.
  private(set) var attempts: [Attempt] = []
  /// What the frames took, by their names.
  private(set) var times: [String: Duration] = [:]
  /// The sentence that is being read.
  var sentence = 0
  private let clock = ContinuousClock()

  func note(
    _ outcome: Outcome, _ variant: String, of frame: Frame, at trigger: Int, _ clause: ClauseReader
  ) {
    attempts.append(
      Attempt(
        rule: "\(frame.name)/\(variant)", relation: frame.relation,
        trigger: clause.tokens.spans[clause.chunks[trigger].head], sentence: sentence,
        outcome: outcome))
  }

  func time(_ frame: Frame, _ work: () -> Void) {
    times[frame.name, default: .zero] += clock.measure(work)
  }
}
