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
  /// The address of the compiled expression, retained; 0 until it is needed. Not an
  /// `AtomicLazyReference`: its `load` is not specialized, and took longer than many a try.
  private let compiled = Atomic<UInt>(0)

  init(_ text: String, _ definitions: [String: String], options: UInt32) {
    (source, self.definitions, self.options) = (text, definitions, options)
  }

  deinit { Self.reference(compiled.load(ordering: .acquiring))?.release() }

  /// The expression, ready to be matched; nil where it cannot be compiled, which for one that
  /// was read from its file has been found out already. The hot path.
  var ready: PCRE2Expression? {
    Self.reference(compiled.load(ordering: .acquiring))?.takeUnretainedValue() ?? (try? compile())
  }

  /// Compiles the expression. Its definitions stand behind it, so that the offset of a fault in
  /// it needs no correction. Putting them in their places instead was tried: the news corpus
  /// was read no faster, since the JIT compiles calls well.
  @discardableResult
  func compile() throws(PCRE2Fault) -> PCRE2Expression {
    let new = Unmanaged.passRetained(try PCRE2Expression(source + called, options: options))
    // Where two tasks come here at once, the first to finish wins.
    let (isStored, known) = compiled.compareExchange(
      expected: 0, desired: UInt(bitPattern: new.toOpaque()), ordering: .acquiringAndReleasing)
    guard !isStored, let first = Self.reference(known) else { return new.takeUnretainedValue() }
    new.release()
    return first.takeUnretainedValue()
  }

  private static func reference(_ address: UInt) -> Unmanaged<PCRE2Expression>? {
    UnsafeRawPointer(bitPattern: address).map { Unmanaged.fromOpaque($0) }
  }

  /// The definitions that an expression calls, directly or through others, by their names.
  private var called: String {
    var (found, pending) = ([String: String](), [source])
    while let next = pending.popLast() {
      for name in Self.calls(in: next) where found[name] == nil {
        guard let definition = definitions[name] else { continue }
        found[name] = definition
        pending.append(definition)
      }
    }
    // The line break ends a comment that may stand last.
    return found.sorted { $0.key < $1.key }
      .map { "\n(?(DEFINE)(?<\($0.key)>\($0.value)\n))" }.joined()
  }

  /// What stands between `(?&` and the bracket that ends it.
  private static func calls(in text: String) -> [String] {
    let bytes = Array(text.utf8)
    var (names, next) = ([String](), 0)
    while next + 3 < bytes.count {
      if bytes[next] == 0x28, bytes[next + 1] == 0x3F, bytes[next + 2] == 0x26 {
        let name = bytes[(next + 3)...].prefix { $0 != 0x29 }
        names.append(String(decoding: name, as: UTF8.self))
        next = name.endIndex
      } else {
        next += 1
      }
    }
    return names
  }
}
