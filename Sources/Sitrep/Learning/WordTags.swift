/// A token with its part of speech and its dictionary form.
public struct WordTags: Sendable {
  public let span: TextSpan
  let partOfSpeech: PartOfSpeech
  /// As Universal Dependencies has it.
  public let lemma: String

  /// Of Universal Dependencies: `PROPN`.
  public var universal: String { partOfSpeech.universal }
  /// Of the Penn Treebank: `NNP`.
  public var penn: String { partOfSpeech.penn }
}
