/// Puts a pack together: what `PackFile` reads. Equal columns give equal bytes.
struct PackWriter {
  private var sections: [(section: PackFile.Section, bytes: UnsafeRawBufferPointer)] = []
  /// Keep the bytes of the sections where they are.
  private var columns: [any Sendable] = []
  private var end = 0

  /// Adds a section. Copies nothing.
  mutating func add<Element>(_ name: String, _ column: Column<Element>) {
    precondition(name.utf8.count < PackFile.nameSize, "'\(name)' is too long for a section")
    let section = PackFile.Section(
      name: name, stride: MemoryLayout<Element>.stride, offset: end, count: column.count,
      checksum: Checksum.of(column.bytes))
    sections.append((section, column.bytes))
    columns.append(column)
    end = Self.aligned(end + section.byteCount)
  }

  /// Adds texts that have no line breaks, a line for each.
  mutating func add(_ name: String, lines: [String]) {
    add(name, Column(lines.joined(separator: "\n").utf8))
  }

  /// The sections so far, in their order: names, numbers of elements and of bytes.
  var contents: [(name: String, count: Int, byteCount: Int)] {
    sections.map { ($0.section.name, $0.section.count, $0.section.byteCount) }
  }

  /// Hands over the file, piece by piece.
  ///
  /// - Parameter version: Of what reads it.
  func write<Failure: Error>(
    version: String = Pack.stamp,
    to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    let start = PackFile.headerSize + sections.count * PackFile.entrySize
    let header = header(size: start + end, version)
    try Self.write(header, to: sink)
    var written = 0
    for (section, bytes) in sections {
      try Self.write([UInt8](repeating: 0, count: section.offset - written), to: sink)
      try sink(bytes)
      written = section.offset + section.byteCount
    }
    try Self.write([UInt8](repeating: 0, count: end - written), to: sink)
  }

  private static func write<Failure: Error>(
    _ bytes: [UInt8], to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    var failure: Failure?
    bytes.withUnsafeBytes { bytes in
      do throws(Failure) { try sink(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  private func header(size: Int, _ version: String) -> [UInt8] {
    let start = PackFile.headerSize + sections.count * PackFile.entrySize
    var header = [UInt8](repeating: 0, count: start)
    header.withUnsafeMutableBytes { header in
      header.copyBytes(from: PackFile.magic)
      header.storeBytes(of: PackFile.byteOrder, toByteOffset: 8, as: UInt32.self)
      header.storeBytes(of: PackFile.format, toByteOffset: 12, as: UInt32.self)
      Self.store(version, in: header, at: 16, size: 16)
      header.storeBytes(of: UInt64(size), toByteOffset: 32, as: UInt64.self)
      header.storeBytes(of: UInt32(sections.count), toByteOffset: 40, as: UInt32.self)
      for (index, (section, _)) in sections.enumerated() {
        let entry = PackFile.headerSize + index * PackFile.entrySize
        Self.store(section.name, in: header, at: entry, size: PackFile.nameSize)
        header.storeBytes(of: UInt32(section.stride), toByteOffset: entry + 24, as: UInt32.self)
        header.storeBytes(
          of: UInt64(start + section.offset), toByteOffset: entry + 32, as: UInt64.self)
        header.storeBytes(of: UInt64(section.count), toByteOffset: entry + 40, as: UInt64.self)
        header.storeBytes(of: section.checksum, toByteOffset: entry + 48, as: UInt64.self)
      }
      let checksum = PackFile.checksum(ofHeader: UnsafeRawBufferPointer(header))
      header.storeBytes(of: checksum, toByteOffset: 48, as: UInt64.self)
    }
    return header
  }

  private static func store(
    _ text: String, in header: UnsafeMutableRawBufferPointer, at offset: Int, size: Int
  ) {
    for (index, byte) in text.utf8.prefix(size).enumerated() { header[offset + index] = byte }
  }

  private static func aligned(_ offset: Int) -> Int {
    (offset + PackFile.alignment - 1) / PackFile.alignment * PackFile.alignment
  }
}
