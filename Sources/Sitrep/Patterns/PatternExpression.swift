import Synchronization

/// The expression of a pattern with the definitions it calls, compiled when it is first
/// needed: few texts bring up every pattern, and compiling them all takes longer than the rest
/// of a start.
final class PatternExpression: Sendable {
  /// As written, without the definitions.
  let source: String
  /// All that are known, by name.
  private let definitions: [String: String]
  private let options: UInt32
  private let compiled = AtomicLazyReference<PCRE2Expression>()

  init(_ text: String, _ definitions: [String: String], options: UInt32) {
    (source, self.definitions, self.options) = (text, definitions, options)
  }

  /// The expression, ready to be matched; nil where it cannot be compiled, which for one that
  /// was read from its file has been found out already. The hot path.
  var ready: PCRE2Expression? { compiled.load() ?? (try? compile()) }

  /// Compiles the expression. Its definitions stand behind it, so that the offset of a fault in
  /// it needs no correction. Putting them in their places instead was tried: the news corpus
  /// was read no faster, since the JIT compiles calls well.
  @discardableResult
  func compile() throws(PCRE2Fault) -> PCRE2Expression {
    // Where two tasks come here at once, the first to finish wins.
    compiled.storeIfNil(try PCRE2Expression(source + called, options: options))
  }

  /// The definitions that an expression calls, directly or through others.
  private var called: String {
    var (result, pending, done) = ("", [source], Set<String>())
    while let next = pending.popLast() {
      for (name, expression) in definitions.sorted(by: { $0.key < $1.key })
      where Self.contains(next, "(?&\(name))") && done.insert(name).inserted {
        // The line break ends a comment that may stand last.
        result += "\n(?(DEFINE)(?<\(name)>\(expression)\n))"
        pending.append(expression)
      }
    }
    return result
  }

  private static func contains(_ text: String, _ part: String) -> Bool {
    let (text, part) = (Array(text.utf8), Array(part.utf8))
    guard part.count <= text.count else { return false }
    return (0...(text.count - part.count)).contains { start in
      text[start..<(start + part.count)] == part[...]
    }
  }
}
