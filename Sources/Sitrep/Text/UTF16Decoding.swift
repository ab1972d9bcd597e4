extension UTF16 {
  /// The text as UTF-8, its byte order mark included. A surrogate that stands alone, and an
  /// odd byte at the end, become U+FFFD and are counted. O(bytes).
  static func decode(
    _ input: [UInt8], isBigEndian: Bool
  ) -> (bytes: [UInt8], replacements: Int) {
    let units = input.count / 2
    func unit(_ index: Int) -> UInt32 {
      let (first, second) = (UInt32(input[index * 2]), UInt32(input[index * 2 + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    var (bytes, replacements): ([UInt8], Int) = ([], input.count % 2)
    bytes.reserveCapacity(units + units / 8)
    var next = 0
    while next < units {
      let lead = unit(next)
      next += 1
      guard 0xD800..<0xE000 ~= lead else {
        bytes.append(codePoint: lead)
        continue
      }
      if lead < 0xDC00, next < units, case let trail = unit(next), 0xDC00..<0xE000 ~= trail {
        bytes.append(codePoint: 0x10000 + (lead - 0xD800) << 10 + (trail - 0xDC00))
        next += 1
      } else {
        bytes.append(codePoint: 0xFFFD)
        replacements += 1
      }
    }
    if input.count % 2 == 1 { bytes.append(codePoint: 0xFFFD) }
    return (bytes, replacements)
  }
}
