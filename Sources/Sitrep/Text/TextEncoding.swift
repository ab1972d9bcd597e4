/// How the characters of an input were written as bytes. The raw value is the name that the
/// IANA has registered, and what the output says.
public enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case windows1252 = "windows-1252"

  /// The name as people write it.
  public var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
    case .windows1252: "Windows-1252"
    }
  }

  /// The encoding that a byte order mark at the beginning of `input` names; nil without one.
  public init?(markOf input: [UInt8]) {
    if input.starts(with: [0xEF, 0xBB, 0xBF]) {
      self = .utf8
    } else if input.starts(with: [0xFF, 0xFE]) {
      self = .utf16LittleEndian
    } else if input.starts(with: [0xFE, 0xFF]) {
      self = .utf16BigEndian
    } else {
      return nil
    }
  }
}
