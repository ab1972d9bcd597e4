/// Translates byte offsets of one text into offsets of its input, in the unit of the output.
///
/// Keeps a mark every `stride` bytes, so that a look-up counts at most that many. Costs
/// nothing for ASCII, the usual case.
public struct OffsetMap: Sendable {
  private static let stride = 256

  /// How an offset in the decoded input becomes one of the output.
  private enum Measure {
    /// It is the same.
    case same
    /// What replacing ill-formed bytes has added is taken back.
    case repaired
    /// Code points are counted.
    case codePoints
    /// UTF-16 code units are counted, each for `scale`.
    case utf16(scale: UInt32)
  }

  private let input: DecodedInput
  private let map: SourceMap
  private let measure: Measure
  /// How much is counted up to byte `index * stride`; empty where nothing has to be counted.
  private var marks: [UInt32] = []

  /// O(bytes) unless the text is ASCII, or its bytes are wanted and it is UTF-8.
  public init(_ text: SourceText, unit: OffsetUnit) {
    (input, map) = (text.input, text.map)
    measure = Self.measure(of: text.input, unit)
    switch measure {
    case .same, .repaired: return
    case .codePoints, .utf16: break
    }
    marks.reserveCapacity(input.bytes.count / Self.stride + 1)
    var count: UInt32 = 0
    for start in Swift.stride(from: 0, through: input.bytes.count, by: Self.stride) {
      marks.append(count)
      count += width(of: start..<min(start + Self.stride, input.bytes.count))
    }
  }

  /// The bytes of an input that was not UTF-8 follow from what can be counted: Windows-1252
  /// has one for each character, UTF-16 two for each code unit.
  private static func measure(of input: DecodedInput, _ unit: OffsetUnit) -> Measure {
    if input.isASCII { return .same }
    switch (unit, input.encoding) {
    case (.codepoints, _): return .codePoints
    case (.utf16, _): return .utf16(scale: 1)
    case (.utf8, .utf8): return input.repairs.isEmpty ? .same : .repaired
    case (.utf8, .windows1252): return .codePoints
    case (.utf8, .utf16LittleEndian), (.utf8, .utf16BigEndian): return .utf16(scale: 2)
    }
  }

  /// Where `span` begins and ends in the input, in the output's unit. Its ends must lie on
  /// character borders.
  public func callAsFunction(_ span: TextSpan) -> (start: UInt32, end: UInt32) {
    let source = map.source(of: span)
    return (counted(source.start), counted(source.end))
  }

  /// The offset in the output's unit for an offset in the decoded input.
  private func counted(_ offset: UInt32) -> UInt32 {
    switch measure {
    case .same: return offset
    case .repaired: return originalOffset(offset)
    case .codePoints: return count(upTo: offset)
    // An odd byte at the end of the input is a character without being a code unit. No count
    // of anything else comes to more than there are bytes.
    case .utf16(let scale): return min(count(upTo: offset) * scale, UInt32(input.byteCount))
    }
  }

  private func count(upTo offset: UInt32) -> UInt32 {
    let mark = Int(offset) / Self.stride
    return marks[mark] + width(of: (mark * Self.stride)..<Int(offset))
  }

  /// How much some bytes add: a character is counted at its first byte, eight bytes at a time.
  private func width(of range: Range<Int>) -> UInt32 {
    let bytes = input.bytes.span
    let isUTF16 = if case .utf16 = measure { true } else { false }
    var width = range.count
    for next in Swift.stride(from: range.lowerBound, to: range.upperBound, by: 8) {
      let bits = ByteBlock(bytes, at: next).prefix(range.upperBound - next).bits
      // 10xxxxxx goes on with a character, 11110xxx begins one of two code units.
      width -= (bits & ~(bits << 1) & ByteMarks.all).nonzeroBitCount
      if isUTF16 {
        let long = bits & bits << 1 & bits << 2 & bits << 3 & ByteMarks.all
        width += long.nonzeroBitCount
      }
    }
    return UInt32(truncatingIfNeeded: width)
  }

  /// Takes back what replacing ill-formed bytes by the three of U+FFFD has added.
  private func originalOffset(_ offset: UInt32) -> UInt32 {
    var (low, high) = (0, input.repairs.count)
    while low < high {
      let middle = (low + high) / 2
      if input.repairs[middle].offset < offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return offset }
    let repair = input.repairs[low - 1]
    return repair.original + repair.length + (offset - repair.offset - 3)
  }
}
