/// What part of a page a sentence belongs to.
public enum Zone: String, Sendable {
  case headline, body
  /// Share links, appeals, notices: found, and kept out of facts.
  case boilerplate
}
