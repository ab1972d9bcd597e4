import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why output could not be written.
enum OutputError: Error, Equatable {
  /// Whoever read our output has closed it and wants no more.
  case closed
  case failed(path: String, Errno)
}

/// A file or stream that output goes to. Writes at once: what it is handed is a batch of
/// lines, large enough to be worth a system call, and whoever waits for them gets them.
struct OutputSink: Sendable {
  let path: String
  private let descriptor: FileDescriptor
  /// What file it is, to recognize it among the inputs; nil where it is none.
  let file: FileIdentity?

  static let standardOutput = OutputSink(path: "standard output", descriptor: .standardOutput)

  private init(path: String, descriptor: FileDescriptor) {
    (self.path, self.descriptor) = (path, descriptor)
    file = FileIdentity(descriptor)
  }

  /// Creates the file, or empties the one that is there.
  ///
  /// - Parameter inputs: Paths that are going to be read; the file must be none of them.
  init(creating path: String, inputs: [String]) throws(CommandError) {
    if let old = FileIdentity(path), inputs.contains(where: { FileIdentity($0) == old }) {
      throw CommandError(
        message: "sitrep: \(path): is an input of this run; write to another file",
        exitCode: .wrongUsage)
    }
    do {
      let descriptor = try FileDescriptor.open(
        FilePath(path), .writeOnly, options: [.create, .truncate],
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
      self.init(path: path, descriptor: descriptor)
    } catch {
      throw CommandError(
        message: "sitrep: \(path): cannot be written: \(error); name a file in a folder that is "
          + "there and writable", exitCode: .wrongUsage)
    }
  }

  /// Opens the file that another run has written to, and cuts off what is behind `offset`.
  init(reopening path: String, at offset: Int) throws(CommandError) {
    do {
      let descriptor = try FileDescriptor.open(FilePath(path), .readWrite, options: [])
      guard try descriptor.stat().size >= offset else {
        throw CommandError(
          message: "sitrep: \(path): is shorter than the run had written that --resume is to go on "
            + "with; leave out --resume to write it anew", exitCode: .wrongUsage)
      }
      try descriptor.resize(to: Int64(offset))
      try descriptor.seek(offset: 0, from: .end)
      self.init(path: path, descriptor: descriptor)
    } catch {
      throw error as? CommandError
        ?? CommandError(
          message: "sitrep: \(path): cannot be written on: \(error); leave out --resume to begin "
            + "anew", exitCode: .wrongUsage)
    }
  }

  /// How many bytes there are in the file; 0 where it is none.
  var offset: Int { (try? descriptor.seek(offset: 0, from: .current)).map(Int.init) ?? 0 }

  var isTerminal: Bool { isatty(descriptor.rawValue) != 0 }

  /// Returns when all that was written lies on the disk. What is no file has none.
  func synchronize() throws(OutputError) {
    guard file != nil, fsync(descriptor.rawValue) != 0 else { return }
    throw .failed(path: path, Errno(rawValue: errno))
  }

  func close() { try? descriptor.close() }

  func write(_ bytes: [UInt8]) throws(OutputError) {
    do {
      try descriptor.writeAll(bytes)
    } catch Errno.brokenPipe {
      throw .closed
    } catch {
      throw .failed(path: path, error as? Errno ?? .ioError)
    }
  }
}

/// What the system knows a regular file by, whatever path leads to it.
struct FileIdentity: Equatable, Sendable {
  private let device: DeviceID
  private let inode: Inode

  init?(_ path: String) {
    self.init(try? FilePath(path).stat())
  }

  init?(_ descriptor: FileDescriptor) {
    self.init(try? descriptor.stat())
  }

  /// How many bytes a regular file has; nil for what is none.
  static func size(of path: String) -> Int? {
    guard let status = try? FilePath(path).stat(), status.type == .regular else { return nil }
    return Int(status.size)
  }

  private init?(_ status: Stat?) {
    guard let status, status.type == .regular else { return nil }
    (device, inode) = (status.deviceID, status.inode)
  }
}
