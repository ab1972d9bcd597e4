import CArchive
import SystemPackage

/// Reads a tar archive (ustar, pax, GNU) from its beginning to its end, an entry at a time.
///
/// The archive is itself a stream, so that of a compressed one no more than a piece is held.
final class TarReader {
  /// Whether data begin as a tar archive: its magic number lies behind the fields of the first
  /// entry, as POSIX.1-1988 has it.
  static func isArchive(beginning bytes: [UInt8]) -> Bool {
    bytes.count >= 512 && bytes[257..<262].elementsEqual("ustar".utf8)
  }

  private let archive: OpaquePointer
  private let source: TarSource
  private var isOpen = false

  init(_ stream: any ByteStream, beginning: [UInt8]) {
    source = TarSource(stream, beginning)
    guard let archive = archive_read_new() else {
      preconditionFailure("libarchive has no memory")
    }
    self.archive = archive
  }

  deinit { archive_read_free(archive) }

  /// The name of the next entry that is a file, with its path; nil at the end. What others
  /// there are, such as folders and links, is passed over.
  ///
  /// What was left of the entry before is passed over too.
  func next() throws(StreamFault) -> String? {
    if !isOpen { try open() }
    while true {
      var entry: OpaquePointer?
      let code = archive_read_next_header(archive, &entry)
      if code == ARCHIVE_EOF { return nil }
      guard code == ARCHIVE_OK || code == ARCHIVE_WARN, let entry else { throw fault() }
      // S_IFREG, which the macro AE_IFREG casts to a type that Swift does not import.
      guard archive_entry_filetype(entry) == 0o100000, archive_entry_hardlink(entry) == nil else {
        continue
      }
      // Names that pax marks as UTF-8 are given as such; others are bytes as they stand there.
      let name = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
      return name.map { String(cString: $0) } ?? "?"
    }
  }

  /// The next piece of the entry.
  fileprivate func read(into bytes: inout [UInt8]) throws(StreamFault) -> Bool {
    var count = 0
    bytes.append(addingCapacity: FileStream.pieceSize) { span in
      span.withUnsafeMutableBufferPointer { buffer, initialized in
        count = archive_read_data(archive, buffer.baseAddress, buffer.count)
        initialized = max(0, count)
      }
    }
    guard count >= 0 else { throw fault() }
    return count > 0
  }

  private func open() throws(StreamFault) {
    isOpen = true
    archive_read_support_format_tar(archive)
    // The source lives as long as this object does, which frees the archive when it ends.
    let code = archive_read_open(
      archive, Unmanaged.passUnretained(source).toOpaque(), nil,
      { archive, source, piece in
        guard let source, let piece else { return -1 }
        let count = Unmanaged<TarSource>.fromOpaque(source).takeUnretainedValue().next(piece)
        return count
      }, nil)
    guard code == ARCHIVE_OK else { throw fault() }
  }

  private func fault() -> StreamFault {
    if let fault = source.fault { return fault }
    let reason = archive_error_string(archive).map { String(cString: $0) } ?? "it cannot be read"
    if reason.contains("Truncated") { return .truncated("the tar data") }
    return .corrupt(
      "the tar archive is damaged: \(reason.prefix(1).lowercased())\(reason.dropFirst())")
  }
}

/// What libarchive reads from.
private final class TarSource {
  private let stream: any ByteStream
  /// Holds the piece that libarchive was handed until it asks for the next one.
  private let buffer = UnsafeMutableRawBufferPointer.allocate(
    byteCount: FileStream.pieceSize, alignment: 1)
  private var pending: [UInt8]
  private(set) var fault: StreamFault?

  init(_ stream: any ByteStream, _ beginning: [UInt8]) {
    (self.stream, pending) = (stream, beginning)
  }

  deinit { buffer.deallocate() }

  /// Points `piece` at the next bytes and returns how many there are; 0 at the end, -1 where
  /// they cannot be read.
  func next(_ piece: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
    do throws(StreamFault) {
      if pending.isEmpty { _ = try stream.read(into: &pending) }
    } catch {
      fault = error
      return -1
    }
    let count = min(pending.count, buffer.count)
    pending.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<count]))
    }
    pending.removeFirst(count)
    piece.pointee = UnsafeRawPointer(buffer.baseAddress)
    return count
  }
}

/// The entry of an archive that its reader stands at.
final class TarEntryStream: ByteStream {
  private let reader: TarReader

  init(_ reader: TarReader) { self.reader = reader }

  func read(into bytes: inout [UInt8]) throws(StreamFault) -> Bool {
    try reader.read(into: &bytes)
  }
}
