/// A noun group, or a verb with its auxiliaries, as it stands in the text.
public struct WordGroup: Hashable, Sendable {
  public let span: TextSpan
  /// The noun that the group is about, or the last verb.
  public let head: TextSpan
  public let kind: Kind

  public enum Kind: Hashable, Sendable {
    case noun
    case verb(Verb)
  }

  /// What the auxiliaries of a verb say.
  public struct Verb: Hashable, Sendable {
    public enum Form: String, Sendable {
      /// It has a tense or a modal, and a subject of its own.
      case finite
      /// A past form without auxiliary, which may be a participle: `troops deployed`.
      case bare
      case infinitive, gerund
    }
    /// Dictionary form of the main verb; nil where no list has it.
    public let lemma: String?
    public let form: Form
    /// `past` or `present`; nil behind a modal, and where the word does not tell.
    public let tense: String?
    /// `active` or `passive`; nil of a bare form, which may be either.
    public let voice: String?
    public let isPerfect: Bool
    public let isProgressive: Bool
    /// The modal as it stands, in small letters.
    public let modal: String?
    /// `is to deploy`, `has to leave`
    public let isArranged: Bool
    public let isNegated: Bool
  }
}
