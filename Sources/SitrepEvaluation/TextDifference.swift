/// Where two texts that should be one first differ.
struct TextDifference: Equatable, Sendable {
  /// In the first text.
  var line: Int  // 1-based
  var column: Int  // 1-based, in code points
  /// What stands there in each, up to 20 characters of its line; empty at the end of it.
  var one: String
  var other: String

  /// Nil where the two are the same, code point by code point.
  init?(_ one: PassageText, _ other: PassageText) {
    let shared = zip(one.scalars, other.scalars).prefix { $0 == $1 }.count
    guard shared < max(one.scalars.count, other.scalars.count) else { return nil }
    self.init(one, shared, other, shared)
  }

  /// The difference that begins at those offsets.
  init(_ one: PassageText, _ place: Int, _ other: PassageText, _ otherPlace: Int) {
    let before = one.scalars[..<place]
    line = before.count { $0 == "\n" } + 1
    column = place - (before.lastIndex(of: "\n").map { $0 + 1 } ?? 0) + 1
    self.one = Self.words(of: one, from: place)
    self.other = Self.words(of: other, from: otherPlace)
  }

  private static func words(of text: PassageText, from start: Int) -> String {
    let line = text.scalars[start...].prefix(20).prefix { $0 != "\n" }
    return line.isEmpty && start < text.scalars.count
      ? "\\n" : String(String.UnicodeScalarView(line))
  }
}
