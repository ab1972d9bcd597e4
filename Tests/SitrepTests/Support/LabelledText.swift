@testable import Sitrep

/// A text with labelled brackets around what must be found in it:
/// `[Omar Bashir]PERSON spoke in [Khartoum]GPE`.
///
/// A label is the run of letters, digits and hyphens behind the bracket; brackets do not
/// nest.
struct LabelledText: Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  struct Mark: Hashable, Sendable, CustomStringConvertible {
    let span: TextSpan
    let label: String
    let text: String

    var description: String { "[\(text)]\(label)" }
  }

  /// The text without brackets and labels.
  let text: String
  /// What stood in brackets, in order.
  let marks: [Mark]
  /// The text as written.
  let description: String

  init(_ marked: String) {
    var text = ""
    var marks: [Mark] = []
    var rest = Substring(marked)
    while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
      text += rest[..<open]
      let start = text.utf8.count
      let inside = rest[rest.index(after: open)..<close]
      text += inside
      rest = rest[rest.index(after: close)...]
      let label = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
      rest = rest[label.endIndex...]
      marks.append(
        Mark(
          span: TextSpan(start..<text.utf8.count), label: String(label), text: String(inside)))
    }
    self.text = text + rest
    self.marks = marks
    description = marked
  }

  init(stringLiteral marked: String) { self.init(marked) }

  /// The words with a label, in order.
  func texts(_ label: String) -> [String] {
    marks.filter { $0.label == label }.map(\.text)
  }
}
