/// A text with brackets around what must be found in it: `the [82nd Airborne] landed`.
///
/// Brackets do not nest; one that is not closed stands for itself.
struct MarkedExample: Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The text without its brackets.
  let text: String
  /// What stood in brackets, as byte offsets into `text`, in order.
  let spans: [TextSpan]
  /// The text as written.
  let description: String

  init(_ marked: String) {
    var bytes: [UInt8] = []
    var spans: [TextSpan] = []
    var rest = marked.utf8[...]
    while let open = rest.firstIndex(of: 0x5B), let close = rest[open...].firstIndex(of: 0x5D) {
      bytes.append(contentsOf: rest[..<open])
      let start = bytes.count
      bytes.append(contentsOf: rest[rest.index(after: open)..<close])
      spans.append(TextSpan(start..<bytes.count))
      rest = rest[rest.index(after: close)...]
    }
    bytes.append(contentsOf: rest)
    (text, self.spans) = (String(decoding: bytes, as: UTF8.self), spans)
    description = marked
  }

  init(stringLiteral marked: String) { self.init(marked) }
}
