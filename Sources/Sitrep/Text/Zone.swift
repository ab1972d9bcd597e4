/// What part of a page a sentence belongs to.
public enum Zone: String, Sendable {
  case headline, body
  /// Who wrote it: `By Ada Oyelaran in Oran`.
  case byline
  /// An item of a list, told by its bullet or number.
  case list
  /// What somebody else wrote or said, set apart from the report: a `<blockquote>`, lines
  /// behind `>`, a paragraph that is indented beside others that are not.
  case quote
  /// Outlets in brackets behind the report they are cited for: `(Reuters) (BBC)`.
  case credit
  /// Share links, appeals, notices: found, and kept out of facts.
  case boilerplate
}
