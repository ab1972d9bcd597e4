/// Translates byte offsets of one text into the unit of the output.
///
/// Keeps a mark every `stride` bytes, so that a look-up counts at most that many.
/// Costs nothing for ASCII, the usual case.
public struct OffsetMap: Sendable {
  private static let stride = 256

  private let text: SourceText
  private let unit: OffsetUnit
  /// Offset in the output's unit at byte `index * stride`; empty where the two agree.
  private var marks: [UInt32] = []

  /// O(bytes) unless the text is ASCII, or its bytes are wanted and none was replaced.
  public init(_ text: SourceText, unit: OffsetUnit) {
    (self.text, self.unit) = (text, unit)
    guard !text.isASCII, unit != .utf8 || text.replacements > 0 else { return }
    if unit == .utf8 { return }
    marks.reserveCapacity(text.bytes.count / Self.stride + 1)
    var count: UInt32 = 0
    for (index, byte) in text.bytes.enumerated() {
      if index % Self.stride == 0 { marks.append(count) }
      count += Self.width(of: byte, unit)
    }
    if text.bytes.count % Self.stride == 0 { marks.append(count) }
  }

  /// The offset in the output's unit for a byte offset that lies on a character border.
  public func callAsFunction(_ offset: UInt32) -> UInt32 {
    if text.isASCII { return offset }
    if unit == .utf8 { return originalOffset(offset) }
    let mark = Int(offset) / Self.stride
    var count = marks[mark]
    for byte in text.bytes[(mark * Self.stride)..<Int(offset)] {
      count += Self.width(of: byte, unit)
    }
    return count
  }

  /// How many units the byte adds: a character is counted at its first byte.
  private static func width(of byte: UInt8, _ unit: OffsetUnit) -> UInt32 {
    if byte & 0xC0 == 0x80 { return 0 }
    return unit == .utf16 && byte >= 0xF0 ? 2 : 1
  }

  /// Takes back what replacing ill-formed bytes by the three of U+FFFD has added.
  private func originalOffset(_ offset: UInt32) -> UInt32 {
    var (low, high) = (0, text.repairs.count)
    while low < high {
      let middle = (low + high) / 2
      if text.repairs[middle].offset < offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return offset }
    let repair = text.repairs[low - 1]
    return repair.original + repair.length + (offset - repair.offset - 3)
  }
}
