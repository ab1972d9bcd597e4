import Sitrep
import SystemPackage

/// Why a document, or a whole input, could not be read.
struct Failure: Error, Equatable, Sendable {
  /// What sort of fault it is, for programs.
  enum Kind: String, CaseIterable, Sendable {
    /// The system does not let us read it, or there is nothing to be read.
    case unreadable
    /// It is no text.
    case binary
    /// A line is no document: not JSON, or a field is missing or of the wrong type.
    case record
    /// It is larger than documents may be.
    case size
    case truncated, corrupt
    /// It unpacks to much more than its size.
    case expansion
    /// It took longer than documents may.
    case timeout
  }

  /// As the user can open it; `-` for standard input.
  var path: String
  /// 1-based, where the input has a line for each document.
  var line: Int?
  /// The document's id, as far as it could be read.
  var id: String?
  var kind: Kind
  /// What is wrong.
  var reason: String
  /// What to do about it.
  var remedy: String

  /// `FILE:LINE: what is wrong; remedy`
  var message: String {
    let place = line.map { "\(path):\($0)" } ?? path
    return "\(place): \(reason); \(remedy)"
  }

  /// A file that the system does not let us read.
  init(path: String, _ error: Errno) {
    let remedy =
      switch error {
      case .noSuchFileOrDirectory: "check the path"
      case .permissionDenied: "make it readable, or leave it out"
      case .tooManySymbolicLinkLevels: "mend the link"
      default: "check that it can be read"
      }
    self.init(
      path: path, kind: .unreadable, reason: error.description.lowercasedFirst, remedy: remedy)
  }

  init(
    path: String, line: Int? = nil, id: String? = nil, kind: Kind = .record, reason: String,
    remedy: String
  ) {
    (self.path, self.line, self.id, self.kind) = (path, line, id, kind)
    (self.reason, self.remedy) = (reason, remedy)
  }
}

/// What the run has to say of one document.
enum Notice: Equatable, Sendable {
  /// It was not read.
  case failure(Failure)
  /// It was read, with something made good.
  case warning(String)
  /// A rule of that name needed more steps than it may, in a document at that place.
  case brokenOff(rule: String, place: String)
}

/// Tells the user what went wrong, as it happens, and keeps count.
struct Diagnostics {
  /// Whether warnings and notes are left out. Failures are always told.
  let isQuiet: Bool
  /// Where failures go as JSON Lines, besides.
  let errors: OutputSink?
  /// Says a line to the user.
  let say: (String) -> Void
  var failures: Int { failuresByKind.values.reduce(0, +) }
  /// How many there were of each kind.
  private(set) var failuresByKind: [Failure.Kind: Int]
  /// The rules that were broken off somewhere, in the order in which they first were.
  private(set) var brokenOff: [String]

  /// - Parameters:
  ///   - before: The failures of the run that this one goes on with.
  ///   - brokenOff: Its rules that were broken off.
  init(
    isQuiet: Bool = false, errors: OutputSink? = nil, before: [Failure.Kind: Int] = [:],
    brokenOff: [String] = [], say: @escaping (String) -> Void = StandardError.write
  ) {
    (self.isQuiet, self.errors, self.say) = (isQuiet, errors, say)
    (failuresByKind, self.brokenOff) = (before, brokenOff)
  }

  mutating func report(_ notice: Notice) throws(OutputError) {
    switch notice {
    case .failure(let failure): try report(failure)
    case .warning(let message): note("warning: \(message)")
    case .brokenOff(let rule, let place): report(brokenOff: rule, at: place)
    }
  }

  /// Something worth knowing that is nobody's fault.
  func note(_ message: String) {
    if !isQuiet { say("sitrep: \(message)") }
  }

  /// Once for each rule, however often it happens.
  private mutating func report(brokenOff rule: String, at place: String) {
    guard !brokenOff.contains(rule) else { return }
    brokenOff.append(rule)
    say(
      "sitrep: \(place): \(rule) was broken off: it needs more steps than a pattern may; what it "
        + "would have found there is missing. 'sitrep patterns lint' tells why; told once for "
        + "each pattern")
  }

  private mutating func report(_ failure: Failure) throws(OutputError) {
    failuresByKind[failure.kind, default: 0] += 1
    say("sitrep: \(failure.message)")
    guard let errors else { return }
    var json = JSONWriter()
    json.write(failure)
    try errors.write(json.bytes)
  }
}

extension JSONWriter {
  /// A failure as a line of `--errors`.
  mutating func write(_ failure: Failure) {
    beginObject()
    member("path", failure.path)
    member("line", failure.line)
    member("id", failure.id)
    member("kind", failure.kind.rawValue)
    member("reason", failure.reason)
    member("remedy", failure.remedy)
    endObject()
    endLine()
  }
}

/// Standard error, a line at a time.
enum StandardError {
  static func write(_ line: String) { writePart(line + "\n") }

  /// Writes a piece of a line.
  static func writePart(_ part: String) {
    // There is nowhere left to tell that this failed.
    _ = try? FileDescriptor.standardError.writeAll(part.utf8)
  }
}

extension String {
  /// With a small first letter, to stand in the middle of a message.
  fileprivate var lowercasedFirst: String {
    prefix(1).lowercased() + dropFirst()
  }
}
