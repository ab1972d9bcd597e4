import CPCRE2

/// A regular expression that PCRE2 has compiled to machine code.
///
/// White space and `#` comments in it mean nothing; a blank is written `\ ` or `\s`.
/// Letters, digits and borders are those of Unicode. It is tried at one place at a time, since
/// whoever has it knows where a match can begin.
///
/// `@unchecked Sendable`: code and limits are written in `init` and only read afterwards
/// (pcre2api, "Multithreading"); what a match writes lies in the caller's `PCRE2MatchData`.
/// A class, since an array holds no `~Copyable` values yet.
final class PCRE2Expression: @unchecked Sendable {
  private let code: OpaquePointer
  private let limits: OpaquePointer
  /// Whether there is machine code for it.
  private let isCompiled: Bool
  /// The groups that have a name, in the order of their numbers.
  let groups: [(name: String, number: Int)]
  /// How many groups there are, with or without a name.
  let groupCount: Int

  /// What a match came to.
  enum Outcome {
    case found, none
    /// The expression needed more steps than it is allowed, or more stack.
    case exhausted
  }

  /// - Parameter options: `PCRE2_CASELESS` and its like.
  init(_ expression: String, options: UInt32 = 0) throws(PCRE2Fault) {
    var (error, offset): (Int32, Int) = (0, 0)
    let bytes = Array(expression.utf8)
    let compiled = pcre2_compile_8(
      bytes, bytes.count, Self.options | options, &error, &offset, nil)
    guard let compiled else {
      throw PCRE2Fault(bytes, offset: offset, message: Self.message(of: error))
    }
    guard let limits = pcre2_match_context_create_8(nil) else {
      pcre2_code_free_8(compiled)
      throw PCRE2Fault(bytes, offset: 0, message: "out of memory")
    }
    // Where there is no JIT for the processor, PCRE2 interprets the same code.
    isCompiled = pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE) == 0
    pcre2_set_match_limit_8(limits, Self.matchLimit)
    pcre2_set_depth_limit_8(limits, Self.depthLimit)
    (code, self.limits) = (compiled, limits)
    groups = Self.names(in: compiled)
    groupCount = Int(Self.number(PCRE2_INFO_CAPTURECOUNT, of: compiled))
  }

  deinit {
    pcre2_match_context_free_8(limits)
    pcre2_code_free_8(code)
  }

  /// `\C` would let a match end inside a character. Several groups may have one name, as the
  /// forms in which a text can say one thing need.
  private static let options =
    UInt32(PCRE2_UTF) | UInt32(PCRE2_UCP) | UInt32(PCRE2_EXTENDED) | UInt32(PCRE2_ANCHORED)
    | UInt32(PCRE2_DUPNAMES) | UInt32(PCRE2_NEVER_BACKSLASH_C)

  /// Steps that one try may take. The shipped patterns need less than 2,000 anywhere in the
  /// news corpus; PCRE2's own limit, 10 million, is a tenth of a second.
  static let matchLimit: UInt32 = 50_000
  private static let depthLimit: UInt32 = 2_000
}

extension PCRE2Expression {
  /// Tries to match `text` from `start` on. The hot path.
  ///
  /// - Precondition: `text` is well-formed UTF-8, and `start` on the border of a character.
  func match(
    _ text: UnsafeBufferPointer<UInt8>, at start: Int, _ data: inout PCRE2MatchData
  ) -> Outcome {
    // `SourceText` has checked the UTF-8 already; the first of the two never does.
    let result =
      isCompiled
      ? pcre2_jit_match_8(code, text.baseAddress, text.count, start, 0, data.block, limits)
      : pcre2_match_8(
        code, text.baseAddress, text.count, start, UInt32(PCRE2_NO_UTF_CHECK), data.block, limits)
    return result >= 0 ? .found : result == PCRE2_ERROR_NOMATCH ? .none : .exhausted
  }

  /// How many steps a try takes, to within a sixteenth; nil where it is more than `limit`. The
  /// same on every machine, since it is counted without machine code. For those who look for
  /// expressions that can blow up.
  func steps(_ text: [UInt8], limit: UInt32) -> UInt32? {
    guard let context = pcre2_match_context_create_8(nil), let block = PCRE2MatchData.make()
    else { return nil }
    defer {
      pcre2_match_data_free_8(block)
      pcre2_match_context_free_8(context)
    }
    func isEnough(_ limit: UInt32) -> Bool {
      pcre2_set_match_limit_8(context, limit)
      let options = UInt32(PCRE2_NO_UTF_CHECK) | UInt32(PCRE2_NO_JIT)
      let result = pcre2_match_8(code, text, text.count, 0, options, block, context)
      return result >= 0 || result == PCRE2_ERROR_NOMATCH
    }
    var (few, enough) = (UInt32(0), UInt32(32))
    while !isEnough(enough) {
      guard enough < limit else { return nil }
      (few, enough) = (enough, min(limit, enough * 2))
    }
    while enough - few > max(1, enough / 16) {
      let middle = few + (enough - few) / 2
      if isEnough(middle) { enough = middle } else { few = middle }
    }
    return enough
  }

  private static func message(of error: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(error, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
  }

  private static func number(_ what: Int32, of code: OpaquePointer) -> UInt32 {
    var value: UInt32 = 0
    pcre2_pattern_info_8(code, UInt32(what), &value)
    return value
  }

  /// The table of names: rows of equal length, a number in two bytes, then the name and a
  /// zero (pcre2api, "PCRE2_INFO_NAMETABLE").
  private static func names(in code: OpaquePointer) -> [(name: String, number: Int)] {
    var table: UnsafePointer<UInt8>?
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
    let width = Int(number(PCRE2_INFO_NAMEENTRYSIZE, of: code))
    guard let table else { return [] }
    // The table lives as long as the code, which this function does not outlive.
    let rows = (0..<Int(number(PCRE2_INFO_NAMECOUNT, of: code))).map { row in
      let start = table + row * width
      let name = UnsafeBufferPointer(start: start + 2, count: width - 2).prefix { $0 != 0 }
      return (
        name: String(decoding: name, as: UTF8.self), number: Int(start[0]) << 8 | Int(start[1])
      )
    }
    return rows.sorted { $0.number < $1.number }
  }
}

/// What one match after another writes: the ends of the match and of its groups.
struct PCRE2MatchData: ~Copyable {
  /// The most groups that an expression may have.
  static let groupLimit = 63

  private var made: OpaquePointer?

  init() {}

  deinit { if let made { pcre2_match_data_free_8(made) } }

  /// Made when it is first needed: most documents set no pattern off.
  fileprivate var block: OpaquePointer {
    mutating get {
      if let made { return made }
      guard let new = Self.make() else { fatalError("out of memory for the ends of a match") }
      made = new
      return new
    }
  }

  fileprivate static func make() -> OpaquePointer? {
    pcre2_match_data_create_8(UInt32(groupLimit + 1), nil)
  }

  /// The range of a group in the last match, of the whole match for 0; nil where the group
  /// took no part in it.
  func range(of group: Int) -> Range<Int>? {
    guard let made, group <= Self.groupLimit, let ends = pcre2_get_ovector_pointer_8(made) else {
      return nil
    }
    let (start, end) = (ends[2 * group], ends[2 * group + 1])
    // PCRE2_UNSET is -1 here; `\K` in a lookahead can put the start behind the end.
    return start < 0 || start > end ? nil : start..<end
  }
}

/// Why an expression could not be compiled.
struct PCRE2Fault: Error, Equatable {
  /// How many characters of the expression come before the fault.
  let offset: Int
  /// PCRE2's own words.
  let message: String

  fileprivate init(_ expression: [UInt8], offset: Int, message: String) {
    self.offset = String(decoding: expression.prefix(offset), as: UTF8.self).count
    self.message = message
  }
}
