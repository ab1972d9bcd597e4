/// Numbers and texts one behind the other: how a pack holds what is small and has no columns.
struct PackedBytes {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ number: UInt32) {
    withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ text: some Collection<UInt8>) {
    append(UInt32(text.count))
    bytes.append(contentsOf: text)
  }

  mutating func append(_ text: String) { append(text.utf8) }

  /// Reads them in the same order; nil past the end, or where a length runs past it.
  struct Reader {
    private let bytes: Column<UInt8>
    private var next = 0

    init(_ bytes: Column<UInt8>) { self.bytes = bytes }

    mutating func number() -> UInt32? {
      guard bytes.count - next >= 4 else { return nil }
      defer { next += 4 }
      return bytes.bytes.loadUnaligned(fromByteOffset: next, as: UInt32.self)
    }

    mutating func run() -> UnsafeBufferPointer<UInt8>.SubSequence? {
      guard let count = number(), Int(count) <= bytes.count - next else { return nil }
      defer { next += Int(count) }
      return bytes.values[next..<(next + Int(count))]
    }

    mutating func text() -> String? { run().map { String(decoding: $0, as: UTF8.self) } }
  }
}
