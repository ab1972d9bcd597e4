import Foundation

@testable import SitrepCommand

/// Archives for tests, made byte by byte.
enum Archives {
  /// A tar archive as POSIX.1-1988 has it.
  static func tar(_ files: [(name: String, content: String)]) -> [UInt8] {
    files.flatMap { entry($0.name, Array($0.content.utf8)) } + [UInt8](repeating: 0, count: 1024)
  }

  private static func entry(_ name: String, _ content: [UInt8]) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at offset: Int) {
      header.replaceSubrange(offset..<offset + text.utf8.count, with: Array(text.utf8))
    }
    put(name, at: 0)
    put("0000644", at: 100)
    put(String(format: "%011o", content.count), at: 124)
    put("00000000000", at: 136)
    put("        0", at: 148)
    put("ustar\u{0}00", at: 257)
    put(String(format: "%06o", header.reduce(0) { $0 + Int($1) }) + "\u{0} ", at: 148)
    return header + content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  }

  /// A record of a web archive.
  static func record(_ type: String, _ address: String, _ content: String) -> [UInt8] {
    let header = [
      "WARC/1.0", "WARC-Type: \(type)", "WARC-Target-URI: \(address)",
      "WARC-Date: 2024-10-27T10:30:00Z",
      "Content-Type: " + (type == "response" ? "application/http; msgtype=response" : "text/plain"),
      "Content-Length: \(content.utf8.count)",
    ]
    return Array((header.joined(separator: "\r\n") + "\r\n\r\n\(content)\r\n\r\n").utf8)
  }

  /// What a server answers.
  static func answer(_ body: String, status: Int = 200, fields: [String] = []) -> String {
    (["HTTP/1.1 \(status) X"] + fields + ["", body]).joined(separator: "\r\n")
  }
}
