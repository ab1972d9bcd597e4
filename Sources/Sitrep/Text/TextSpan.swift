/// A half-open range of byte offsets into the UTF-8 of one `SourceText`.
///
/// The text is never cleaned or shortened, so a span can always be cut back out of
/// it. Two 32-bit fields: `SourceText` refuses more than 4 GiB once, and no stage
/// has to ask again.
public struct TextSpan: Hashable, Sendable {
  /// Offset of the first byte.
  public let start: UInt32
  /// Offset just past the last byte; never less than `start`.
  public let end: UInt32

  /// - Precondition: `start <= end`.
  public init(_ start: UInt32, _ end: UInt32) {
    precondition(start <= end, "span runs backwards: \(start)..<\(end)")
    (self.start, self.end) = (start, end)
  }

  init(_ range: Range<Int>) {
    self.init(UInt32(range.lowerBound), UInt32(range.upperBound))
  }

  /// The same range as indices into an array of bytes.
  public var range: Range<Int> { Int(start)..<Int(end) }

  /// How many bytes it covers.
  public var count: Int { Int(end - start) }

  /// Whether the two share at least one byte; an empty span shares none. O(1).
  public func overlaps(_ other: TextSpan) -> Bool {
    max(start, other.start) < min(end, other.end)
  }

  /// Whether every byte of `other` lies in this span. O(1).
  public func contains(_ other: TextSpan) -> Bool {
    start <= other.start && other.end <= end
  }

  /// The smallest span that covers both.
  func union(_ other: TextSpan) -> TextSpan {
    TextSpan(min(start, other.start), max(end, other.end))
  }
}

/// What an offset in the output counts.
public enum OffsetUnit: String, Sendable, CaseIterable {
  /// Unicode scalar values: what brat, spaCy and Python count. The default.
  case codepoints
  /// Bytes of the input as it was read, whatever its encoding.
  case utf8
  /// UTF-16 code units: what JavaScript, Java and NSString count.
  case utf16
}

extension TextSpan {
  /// The bytes of some ranges of code points, in their order; those that leave the text are
  /// left out. O(bytes + ranges log ranges).
  public static func spans(ofCodePoints ranges: [Range<Int>], in bytes: [UInt8]) -> [TextSpan] {
    var offsets: [Int: UInt32] = [:]
    let wanted = Set(ranges.flatMap { [$0.lowerBound, $0.upperBound] })
    var point = 0
    for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      if wanted.contains(point) { offsets[point] = UInt32(offset) }
      point += 1
    }
    if wanted.contains(point) { offsets[point] = UInt32(bytes.count) }
    return ranges.compactMap { range in
      guard let start = offsets[range.lowerBound], let end = offsets[range.upperBound]
      else { return nil }
      return TextSpan(start, end)
    }
  }
}
