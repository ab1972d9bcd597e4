/// What a server answered, as a crawler kept it (RFC 9112).
struct HTTPResponse {
  let status: Int
  /// Without parameters, in small letters; empty where there is none.
  let contentType: String
  /// Unpacked, as far as the headers say how.
  let body: [UInt8]

  /// - Parameter limit: The most bytes that the body may unpack to.
  /// - Returns: nil where `bytes` are no answer.
  init?(_ bytes: [UInt8], limit: Int) {
    guard let header = HeaderFields(bytes, from: 0),
      header.firstLine.hasPrefix("HTTP/")
    else { return nil }
    let words = header.firstLine.split(separator: " ")
    status = words.count > 1 ? Int(words[1]) ?? 0 : 0
    let type = header["content-type"] ?? ""
    contentType = type.prefix { $0 != ";" }.trimmed.lowercased()
    var body = Array(bytes[header.end...])
    // Crawlers often unpack what they keep and leave the header as it was, so that only what
    // looks packed is.
    if header["transfer-encoding"]?.lowercased().contains("chunked") == true {
      body = Self.joinedChunks(body) ?? body
    }
    if header["content-encoding"] != nil, let compression = Compression(beginning: body) {
      let stream = UnpackedStream(EmptyStream(), beginning: body, compression)
      var unpacked: [UInt8] = []
      while unpacked.count <= limit, (try? stream.read(into: &unpacked)) == true {}
      body = unpacked
    }
    self.body = body
  }

  /// nil where the bytes do not lie in chunks.
  private static func joinedChunks(_ bytes: [UInt8]) -> [UInt8]? {
    var (joined, next) = ([UInt8](), 0)
    while let end = bytes[next...].firstIndex(of: 0x0A) {
      let size = String(decoding: bytes[next..<end], as: UTF8.self).prefix { $0 != ";" }.trimmed
      guard let count = Int(size, radix: 16), count >= 0, count <= bytes.count - end - 1 else {
        return nil
      }
      if count == 0 { return joined }
      joined += bytes[end + 1..<end + 1 + count]
      next = end + 1 + count
      if next < bytes.count, bytes[next] == 0x0D { next += 1 }
      if next < bytes.count, bytes[next] == 0x0A { next += 1 }
    }
    return nil
  }
}

/// A stream that has nothing: behind bytes that are there already.
private final class EmptyStream: ByteStream {
  func read(into bytes: inout [UInt8]) throws(StreamFault) -> Bool { false }
}

/// The lines that stand before a body, in HTTP and in WARC: one of its own kind, then
/// `Name: value` up to an empty line.
struct HeaderFields {
  private(set) var firstLine = ""
  private var fields: [String: String] = [:]
  /// Where the body begins.
  let end: Int

  /// - Returns: nil where no empty line ends the header.
  init?(_ bytes: [UInt8], from start: Int) {
    var (next, isFirst) = (start, true)
    while let lineEnd = bytes[next...].firstIndex(of: 0x0A) {
      let line = String(decoding: bytes[next..<lineEnd], as: UTF8.self).trimmed
      next = lineEnd + 1
      if line.isEmpty {
        end = next
        return
      }
      if isFirst {
        firstLine = line
        isFirst = false
      } else if let colon = line.firstIndex(of: ":") {
        fields[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmed
      }
    }
    return nil
  }

  /// The value of a field, named in small letters.
  subscript(name: String) -> String? { fields[name] }
}

extension StringProtocol {
  /// Without white space at its ends.
  var trimmed: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return String(text)
  }
}
