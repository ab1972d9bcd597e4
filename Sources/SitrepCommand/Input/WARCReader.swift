/// Reads WARC (ISO 28500), which web archives keep what crawlers got in: pages as servers
/// answered them (`response`), files (`resource`), and texts made of pages (`conversion`, the
/// WET files of Common Crawl).
struct WARCReader {
  /// A record that holds a text.
  struct Record {
    /// The address that it was got from.
    var address: String
    /// When, as the record has it.
    var date: String
    var content: Content
  }

  enum Content {
    case page([UInt8])
    case text([UInt8])
    /// It has more bytes than a document may.
    case tooLong(Int)
    /// What is no text, or was no answer to be read, such as an image or a page not found.
    case passedOver
  }

  /// More than any header has, so that what is none cannot fill the memory.
  static let headerLimit = 256 << 10

  private let stream: any ByteStream
  private let limit: Int
  /// What was read and not given out, from `next` on.
  private var pending: [UInt8]
  private var next = 0

  /// - Parameter limit: The most bytes that a document may have.
  init(_ stream: any ByteStream, beginning: [UInt8], limit: Int) {
    (self.stream, pending, self.limit) = (stream, beginning, limit)
  }

  static func isArchive(beginning bytes: [UInt8]) -> Bool { bytes.starts(with: "WARC/1.".utf8) }

  /// The next record that holds what was got from the web; nil at the end. Requests, metadata
  /// and the like are left out.
  mutating func nextRecord() throws(StreamFault) -> Record? {
    while let header = try nextHeader() {
      guard let length = header["content-length"].flatMap({ Int($0) }), length >= 0 else {
        throw .corrupt("a WARC record does not say how long it is")
      }
      guard let kind = header["warc-type"]?.lowercased(),
        ["response", "resource", "conversion"].contains(kind)
      else {
        try pass(length)
        continue
      }
      // Some wrote the address in brackets, as an example in WARC 1.0 has it.
      let address = header["warc-target-uri"] ?? header["warc-record-id"] ?? "?"
      return Record(
        address: address.trimming("<", ">"), date: header["warc-date"] ?? "",
        content: try content(of: kind, header["content-type"] ?? "", length))
    }
    return nil
  }

  private mutating func content(
    of kind: String, _ type: String, _ length: Int
  ) throws(StreamFault) -> Content {
    let type = type.prefix { $0 != ";" }.trimmed.lowercased()
    // An answer may have a header besides.
    guard length <= limit || kind == "response" && length - Self.headerLimit <= limit else {
      try pass(length)
      return .tooLong(length)
    }
    let bytes = try take(length)
    switch kind {
    case "conversion": return .text(bytes)
    case "resource": return Self.content(bytes, type)
    default:
      guard let response = HTTPResponse(bytes, limit: limit), response.status == 200 else {
        return .passedOver
      }
      guard response.body.count <= limit else { return .tooLong(response.body.count) }
      return Self.content(response.body, response.contentType)
    }
  }

  private static func content(_ bytes: [UInt8], _ type: String) -> Content {
    switch type {
    case "text/html", "application/xhtml+xml": .page(bytes)
    case "text/plain": .text(bytes)
    default: .passedOver
    }
  }

  /// The header of the next record; nil at the end.
  private mutating func nextHeader() throws(StreamFault) -> HeaderFields? {
    // Two empty lines end a record; some writers leave more.
    while true {
      while next < pending.count, pending[next] == 0x0D || pending[next] == 0x0A { next += 1 }
      if next < pending.count { break }
      guard try refill() else { return nil }
    }
    while true {
      if let header = HeaderFields(pending, from: next) {
        guard header.firstLine.hasPrefix("WARC/") else {
          throw .corrupt("there is no WARC record where one has to begin")
        }
        next = header.end
        return header
      }
      guard pending.count - next < Self.headerLimit else {
        throw .corrupt("there is no WARC record where one has to begin")
      }
      guard try refill() else { throw .truncated("the WARC records") }
    }
  }

  private mutating func take(_ count: Int) throws(StreamFault) -> [UInt8] {
    while pending.count - next < count {
      guard try refill() else { throw .truncated("the WARC records") }
    }
    defer { next += count }
    return Array(pending[next..<next + count])
  }

  private mutating func pass(_ count: Int) throws(StreamFault) {
    var left = count
    while pending.count - next < left {
      left -= pending.count - next
      next = pending.count
      guard try refill() else { throw .truncated("the WARC records") }
    }
    next += left
  }

  private mutating func refill() throws(StreamFault) -> Bool {
    pending.removeFirst(next)
    next = 0
    return try stream.read(into: &pending)
  }
}

extension String {
  fileprivate func trimming(_ first: Character, _ last: Character) -> String {
    hasPrefix(String(first)) && hasSuffix(String(last)) ? String(dropFirst().dropLast()) : self
  }
}
