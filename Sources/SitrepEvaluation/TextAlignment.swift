/// Where the characters of one text stand in another that differs from it in white space and
/// normalization alone: line ends, blanks put in or left out, composed and decomposed accents,
/// and what cannot be seen (byte order mark, soft hyphen, zero-width space).
///
/// Whatever else differs is no difference of two copies of one text. Compatibility (`ﬁ` and
/// `fi`, full width) counts as such a difference, for the two need not mean the same.
struct TextAlignment: Sendable {
  /// For each offset of the first text where a span that begins there begins in the second.
  private let starts: [Int]
  /// And where one that ends there ends.
  private let ends: [Int]

  /// A character as it is seen, and the code points that it has.
  private struct Unit {
    let character: Character
    let start: Int
    let end: Int
  }

  /// - Throws: the first difference that is neither white space nor normalization.
  init(from one: PassageText, to other: PassageText) throws(TextMismatch) {
    let (units, others) = (Self.units(of: one), Self.units(of: other))
    let shared = zip(units, others).prefix { $0.character == $1.character }.count
    guard shared == units.count && shared == others.count else {
      throw TextMismatch(
        difference: TextDifference(
          one, shared < units.count ? units[shared].start : one.scalars.count,
          other, shared < others.count ? others[shared].start : other.scalars.count))
    }
    var starts = Array(repeating: other.scalars.count, count: one.scalars.count + 1)
    var ends = Array(repeating: 0, count: one.scalars.count + 1)
    var next = 0
    for (unit, match) in zip(units, others) {
      // Up to here a span that begins begins with this character.
      let isPlain = unit.end - unit.start == match.end - match.start
      while next <= unit.start {
        starts[next] = match.start
        next += 1
      }
      while next < unit.end {
        starts[next] = isPlain ? match.start + next - unit.start : match.start
        next += 1
      }
    }
    var last = 0
    var index = 0
    for (unit, match) in zip(units, others) {
      while index <= unit.start {
        ends[index] = last
        index += 1
      }
      let isPlain = unit.end - unit.start == match.end - match.start
      while index <= unit.end {
        ends[index] = isPlain ? match.start + index - unit.start : match.end
        index += 1
      }
      last = match.end
    }
    while index < ends.count {
      ends[index] = last
      index += 1
    }
    (self.starts, self.ends) = (starts, ends)
  }

  /// The span in the second text, or nil where it has none of its characters.
  func span(_ span: CodePointSpan) -> CodePointSpan? {
    guard span.end < ends.count else { return nil }
    let (start, end) = (starts[span.start], ends[span.end])
    return start < end ? CodePointSpan(start, end) : nil
  }

  private static func units(of text: PassageText) -> [Unit] {
    var string = String.UnicodeScalarView()
    string.append(contentsOf: text.scalars)
    var units: [Unit] = []
    var start = 0
    for character in String(string) {
      let end = start + character.unicodeScalars.count
      let isSeen = character.unicodeScalars.contains { scalar in
        !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint
      }
      if isSeen { units.append(Unit(character: character, start: start, end: end)) }
      start = end
    }
    return units
  }
}

/// Two texts that are not one.
struct TextMismatch: Error, Equatable {
  let difference: TextDifference
}
