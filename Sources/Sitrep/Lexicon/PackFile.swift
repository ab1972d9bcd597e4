/// A pack as it lies in memory: a header, a table of sections, and the sections, each a row of
/// plain values in the machine's own byte order that begins at a multiple of 64 bytes, as what memory
/// hands over together does.
///
///     header     64 bytes: magic, byte order, format, version, size, sections, checksum
///     table      64 bytes a section: name, stride, offset, count, checksum
///     sections   in the order of the table
///
/// Header and table are always verified against their checksum, a section when it is opened, as
/// far as it is small: a large one would have to be read from disk to its end, for which a start
/// has no time, and one that is not opened is not read at all. What is read from a column is bounds-safe whatever it says, so
/// that damage there gives wrong answers at worst; `verify` finds it.
struct PackFile {
  /// How header and table are laid out: raised with every change. What the sections hold is
  /// the version's business.
  static let format: UInt32 = 3
  static let headerSize = 64
  static let entrySize = 64
  static let alignment = 64
  static let magic = Array("SITREPAK".utf8)
  static let byteOrder: UInt32 = 0x0A0B_0C0D
  static let nameSize = 24

  /// Sections up to this size are verified when they are opened: all of a shipped pack.
  private static let verifiedSize = 16 << 20

  /// A section as the table has it.
  struct Section {
    let name: String
    /// Bytes of an element.
    let stride: Int
    /// Where it begins in the file.
    let offset: Int
    /// How many elements it has.
    let count: Int
    let checksum: UInt64

    var byteCount: Int { stride * count }
  }

  /// What it is called in messages.
  let name: String
  let sections: [Section]
  private let bytes: UnsafeRawBufferPointer
  private let owner: AnyObject
  private let isTrusted: Bool

  /// Opens a pack.
  ///
  /// - Parameters:
  ///   - bytes: The whole file, at an address that is a multiple of 16.
  ///   - owner: Keeps the bytes as they are for as long as it lives.
  ///   - version: What wrote it.
  ///   - isTrusted: Whether damage is not looked for in the sections; for tests of what it
  ///     does.
  init(
    name: String, _ bytes: UnsafeRawBufferPointer, owner: AnyObject,
    version: String = Pack.stamp, isTrusted: Bool = false
  ) throws(PackError) {
    (self.name, self.bytes, self.owner) = (name, bytes, owner)
    self.isTrusted = isTrusted
    sections = try Self.table(of: bytes, name, version)
  }

  /// Verifies every section, however large.
  func verify() throws(PackError) {
    for section in sections { try verify(section) }
  }

  private func verify(_ section: Section) throws(PackError) {
    guard Checksum.of(bytes(of: section)) == section.checksum else {
      throw PackError(name, .corrupt(section.name))
    }
  }

  private func bytes(of section: Section) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      rebasing: bytes[section.offset..<(section.offset + section.byteCount)])
  }

  /// Whether there is a section of a name.
  func has(_ name: String) -> Bool { sections.contains { $0.name == name } }

  /// The elements of a section, read where they lie. O(bytes), up to the size that is verified.
  func column<Element: BitwiseCopyable & Sendable>(
    _ name: String, of: Element.Type = Element.self
  ) throws(PackError) -> Column<Element> {
    guard let section = sections.first(where: { $0.name == name }),
      section.stride == MemoryLayout<Element>.stride
    else { throw PackError(self.name, .corrupt(name)) }
    if !isTrusted, section.byteCount <= Self.verifiedSize { try verify(section) }
    guard section.count > 0 else { return Column() }
    return Column(
      UnsafeBufferPointer(
        start: bytes(of: section).baseAddress?.assumingMemoryBound(to: Element.self),
        count: section.count), owner: owner)
  }
}

extension PackFile {
  /// The lines of a section that holds texts.
  func lines(_ name: String) throws(PackError) -> [String] {
    let column: Column<UInt8> = try column(name)
    return column.values.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}

/// Texts of a section that are made into strings only where they are asked for: a start that
/// needs none of them does not pay for any.
struct PackedLines: Sendable {
  let bytes: Column<UInt8>

  init(_ lines: [String]) { bytes = Column(lines.joined(separator: "\n").utf8) }

  init(_ pack: PackFile, _ name: String) throws(PackError) { bytes = try pack.column(name) }

  /// O(their bytes).
  var texts: [String] {
    bytes.values.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
  }
}

// MARK: - Header and table

extension PackFile {
  private static func table(
    of bytes: UnsafeRawBufferPointer, _ name: String, _ expected: String
  ) throws(PackError) -> [Section] {
    func number<Number: FixedWidthInteger & BitwiseCopyable>(_ offset: Int) -> Number {
      bytes.loadUnaligned(fromByteOffset: offset, as: Number.self)
    }
    func text(_ offset: Int, _ size: Int) -> String {
      String(decoding: bytes[offset..<(offset + size)].prefix { $0 != 0 }, as: UTF8.self)
    }
    guard bytes.count >= magic.count, bytes.starts(with: magic) else {
      throw PackError(name, bytes.isEmpty ? .truncated : .noPack)
    }
    guard bytes.count >= headerSize else { throw PackError(name, .truncated) }
    let mark: UInt32 = number(8)
    guard mark == byteOrder else {
      throw PackError(name, mark == byteOrder.byteSwapped ? .byteOrder : .corrupt("header"))
    }
    let (format, version): (UInt32, String) = (number(12), text(16, 16))
    guard format == Self.format, version == expected else {
      throw PackError(name, .version(version, format: format))
    }
    let size: UInt64 = number(32)
    let count = Int(number(40) as UInt32)
    let end = headerSize + count * entrySize
    guard UInt64(bytes.count) >= size, bytes.count >= end else {
      throw PackError(name, .truncated)
    }
    guard UInt64(bytes.count) == size,
      number(48) == checksum(ofHeader: UnsafeRawBufferPointer(rebasing: bytes[..<end]))
    else { throw PackError(name, .corrupt("header")) }
    return try (0..<count).map { index throws(PackError) in
      let start = headerSize + index * entrySize
      let section = Section(
        name: text(start, nameSize), stride: Int(number(start + 24) as UInt32),
        offset: Int(truncatingIfNeeded: number(start + 32) as UInt64),
        count: Int(truncatingIfNeeded: number(start + 40) as UInt64),
        checksum: number(start + 48))
      // Messages name sections: what no section is called is not repeated.
      guard section.name.utf8.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 || $0 == 0x2E }) else {
        throw PackError(name, .corrupt("header"))
      }
      let (length, overflows) = section.count.multipliedReportingOverflow(by: section.stride)
      guard !overflows, section.offset >= end, section.count >= 0, section.stride > 0,
        section.offset % alignment == 0, length <= bytes.count - section.offset
      else { throw PackError(name, .corrupt(section.name)) }
      return section
    }
  }

  /// Of a header with its table; the place of the checksum itself counts as zero.
  static func checksum(ofHeader bytes: UnsafeRawBufferPointer) -> UInt64 {
    var copy = Array(bytes)
    for index in 48..<56 { copy[index] = 0 }
    return copy.withUnsafeBytes(Checksum.of)
  }
}

/// Why a pack cannot be used.
public struct PackError: Error, Equatable, Sendable, CustomStringConvertible {
  enum Fault: Equatable {
    case noPack, truncated, byteOrder
    /// Of another version of Sitrep, or in another form.
    case version(String, format: UInt32)
    /// Its header, or the section with the name, is not what was written.
    case corrupt(String)
  }

  let name: String
  let fault: Fault

  init(_ name: String, _ fault: Fault) { (self.name, self.fault) = (name, fault) }

  public var description: String {
    let problem =
      switch fault {
      case .noPack: "is no pack of Sitrep"
      case .truncated: "is truncated"
      case .byteOrder: "was compiled on a machine with another byte order"
      case .version(let version, let format):
        "was compiled by another Sitrep (\(version), format \(format)), this is "
          + "\(Pack.stamp), format \(PackFile.format)"
      case .corrupt(let part): "is corrupt in its \(part)"
      }
    return "\(name): the pack \(problem); compile it anew with 'sitrep compile'"
  }
}
