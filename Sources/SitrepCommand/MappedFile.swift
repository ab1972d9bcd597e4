import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file mapped into memory: read from disk where it is touched, and shared by all processes
/// that map it.
///
/// `Sendable`: nobody writes to it.
final class MappedFile: Sendable {
  /// At the beginning of a page; empty where the file is.
  nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

  init(_ path: String) throws(Errno) {
    do {
      let descriptor = try FileDescriptor.open(FilePath(path), .readOnly)
      defer { try? descriptor.close() }
      let status = try descriptor.stat()
      guard status.type == .regular else { throw Errno.invalidArgument }
      let size = Int(status.size)
      guard size > 0 else {
        bytes = UnsafeRawBufferPointer(start: nil, count: 0)
        return
      }
      guard let start = mmap(nil, size, PROT_READ, MAP_SHARED, descriptor.rawValue, 0),
        start != MAP_FAILED
      else { throw Errno(rawValue: errno) }
      bytes = UnsafeRawBufferPointer(start: start, count: size)
    } catch {
      throw error as? Errno ?? .ioError
    }
  }

  deinit {
    if let start = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
  }
}
