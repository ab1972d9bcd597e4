import Foundation
import Testing

@testable import SitrepCommand

/// What lies packed or in archives, read as if it lay in folders.
@Suite struct ArchiveInputTests {
  private struct Read {
    var documents: [FileDocument] = []
    var lines: [UInt8] = []
    var failures: [Failure] = []
    var passedOver = 0
  }

  private func read(_ paths: [String], _ options: InputReader.Options = .init()) -> Read {
    var (reader, read) = (InputReader(paths, options), Read())
    while let batch = reader.next() {
      switch batch.content {
      case .documents(let documents): read.documents += documents
      case .lines(let block): read.lines += block.bytes
      case .failure(let failure): read.failures.append(failure)
      }
    }
    read.passedOver = reader.passedOver
    return read
  }

  @Test(
    "knows by its ending what is compressed",
    arguments: [
      ("a.txt.gz", Compression.gzip, "text"), ("a.html.zst", .zstd, "page"),
      ("a.jsonl.gz", .gzip, "lines"), ("a.ndjson.zst", .zstd, "lines"), ("a.gz", .gzip, "text"),
      ("a", .zstd, "text"),
    ] as [(String, Compression, String)])
  func readsCompressed(_ name: String, _ compression: Compression, _ form: String) throws {
    let folder = try TemporaryFolder()
    let content = Array("Troops arrived.\n".utf8)
    let path = try folder.write(name, compression.pack(content))
    let read = read([path])
    #expect(read.failures.isEmpty)
    switch form {
    case "lines": #expect(read.lines == content)
    default:
      #expect(read.documents.map(\.bytes) == [content])
      #expect(read.documents.map(\.form) == [form == "page" ? .page : .text])
    }
  }

  @Test("reads the files of an archive, packed or not, and finds it in a folder")
  func readsTar() throws {
    let archive = Archives.tar([
      ("a.txt", "First."), ("sub/é.jsonl", "{\"text\":\"x\"}\n"), ("sub/c.html", "<p>Third."),
      ("notes.md", "no"), (".hidden.txt", "no"), ("last.txt", ""),
    ])
    for (name, bytes) in [
      ("x.tar", archive), ("x.tar.gz", Compression.gzip.pack(archive)),
      ("x.tgz", Compression.gzip.pack(archive)), ("x.tar.zst", Compression.zstd.pack(archive)),
    ] {
      let folder = try TemporaryFolder()
      try folder.write("in/\(name)", bytes)
      let read = read([folder("in")])
      #expect(read.failures.isEmpty)
      #expect(
        read.documents.map(\.input.name)
          == ["a.txt", "sub/c.html", "last.txt"].map { "\(name)/\($0)" })
      #expect(read.documents[0].input.path == folder("in/\(name)/a.txt"))
      #expect(read.documents.map(\.form) == [.text, .page, .text])
      #expect(read.lines == Array("{\"text\":\"x\"}\n".utf8))
      #expect(read.passedOver == 2)
    }
  }

  @Test("an archive that breaks off gives what stands before")
  func readsTruncatedTar() throws {
    let folder = try TemporaryFolder()
    let archive = Archives.tar([
      ("a.txt", "First."), ("b.txt", (0..<3000).map { "\($0 &* 7919 % 10_007) " }.joined()),
    ])
    let cut = try folder.write("x.tar", archive[..<3000])
    let packed = try folder.write("y.tar.gz", Compression.gzip.pack(archive).dropLast(2000))
    for path in [cut, packed] {
      let read = read([path, try folder.write("z.txt", "Rest.")])
      #expect(read.documents.first?.bytes == Array("First.".utf8))
      #expect(read.documents.last?.bytes == Array("Rest.".utf8))
      #expect(read.failures.contains { $0.kind == .truncated })
    }
  }

  @Test("reads pages and texts of web archives")
  func readsWARC() throws {
    let page = "<p>Troops arrived.</p>"
    let chunks = "5\r\n<p>Tr\r\n11\r\noops arrived.</p>\r\n0\r\n\r\n"
    let html = ["Content-Type: text/html; charset=utf-8"]
    var archive = Archives.record("warcinfo", "", "software: x")
    archive += Archives.record("request", "https://a.example/", "GET / HTTP/1.1\r\n\r\n")
    for (address, answer) in [
      ("https://a.example/", Archives.answer(page, fields: html)),
      ("https://b.example/", Archives.answer("gone", status: 404, fields: html)),
      ("https://c.example/", Archives.answer("PNG", fields: ["Content-Type: image/png"])),
      (
        "https://d.example/", Archives.answer(chunks, fields: html + ["Transfer-Encoding: chunked"])
      ),
      ("https://e.example/", Archives.answer("Plain.", fields: ["content-type: text/plain"])),
    ] {
      archive += Archives.record("response", address, answer)
    }
    archive += Archives.record("conversion", "https://f.example/", "A text\r\n\r\nof a page.")
    let folder = try TemporaryFolder()
    let half = archive.count / 2
    let packed =
      Compression.gzip.pack(Array(archive[..<half]))
      + Compression.gzip.pack(Array(archive[half...]))
    for path in [
      try folder.write("x.warc", archive), try folder.write("x.warc.gz", packed),
      try folder.write("x", archive),
    ] {
      let read = read([path])
      #expect(read.failures.isEmpty)
      #expect(
        read.documents.map(\.input.name) == ["a", "d", "e", "f"].map { "https://\($0).example/" })
      #expect(read.documents.map(\.form) == [.page, .page, .text, .text])
      #expect(read.documents[1].bytes == Array(page.utf8))
      #expect(read.documents[3].bytes == Array("A text\r\n\r\nof a page.".utf8))
      #expect(read.documents.allSatisfy { $0.frame?.description == "2024-10-27" })
      #expect(read.passedOver == 2)
    }
    let cut = read([try folder.write("y.warc", archive.dropLast(20))])
    #expect(cut.documents.count == 3 && cut.failures.map(\.kind) == [.truncated])
    let damaged = read([try folder.write("z.warc", archive + Array("no record\r\n\r\n".utf8))])
    #expect(damaged.documents.count == 4 && damaged.failures.map(\.kind) == [.corrupt])
  }

  @Test("documents and lines over the limit are told, and the rest is read")
  func limitsDocuments() throws {
    let folder = try TemporaryFolder()
    let long = String(repeating: "x", count: 3 << 20)
    let lines = Array("{\"text\":\"a\"}\n\(long)\n{\"text\":\"b\"}\n".utf8)
    let path = try folder.write("a.jsonl.gz", Compression.gzip.pack(lines))
    let archive = try folder.write("b.tar", Archives.tar([("long.txt", long), ("c.txt", "c")]))
    let web = try folder.write(
      "c.warc", Archives.record("conversion", "u", long) + Archives.record("conversion", "v", "d"))
    let read = read([path, archive, web], .init(maxDocumentBytes: 1000))
    #expect(read.lines == Array("{\"text\":\"a\"}\n{\"text\":\"b\"}\n".utf8))
    #expect(read.documents.map(\.bytes) == [[0x63], [0x64]])
    #expect(read.failures.map(\.kind) == [.size, .size, .size])
    #expect(read.failures[0].line == 2 && read.failures[2].id == "u")
  }

  /// Wherever a run stopped, the reader that goes on gives what was left.
  @Test("goes on where another reader stood", arguments: [false, true])
  func resumes(isHashed: Bool) throws {
    let folder = try TemporaryFolder()
    let line = "{\"text\":\"\(String(repeating: "y", count: 900))\"}\n"
    let lines = Array(String(repeating: line, count: 800).utf8)
    try folder.write("in/a.txt", "a")
    try folder.write("in/b.jsonl", lines)
    try folder.write("in/c.jsonl.gz", Compression.gzip.pack(lines))
    try folder.write(
      "in/d.tar",
      Archives.tar([
        ("1.txt", "1"), ("2.jsonl", String(decoding: lines, as: UTF8.self)), ("3.txt", "3"),
      ]))
    try folder.write("in/e.txt", [0, 0])
    try folder.write(
      "in/f.warc", (0..<3).flatMap { Archives.record("conversion", "u\($0)", "text \($0)") })
    let options = InputReader.Options(isHashed: isHashed)
    var reader = InputReader([folder("in")], options)
    var pieces: [(content: [UInt8], end: Milestone)] = []
    while let batch = reader.next() { pieces.append((bytes(of: batch), batch.end)) }
    #expect(pieces.count > 10)
    for (index, piece) in pieces.enumerated() {
      var other = InputReader([folder("in")], options)
      let isSame = other.resume(at: piece.end, trail: piece.end.trail.finalize().hexadecimal)
      #expect(isSame)
      var rest: [UInt8] = []
      while let batch = other.next() { rest += bytes(of: batch) }
      #expect(rest == pieces[(index + 1)...].flatMap(\.content))
      #expect(other.passedOver == reader.passedOver)
    }
    let last = pieces[pieces.count - 1].end
    try folder.write("in/b.jsonl", lines + [0x0A])
    var other = InputReader([folder("in")], options)
    let isSame = other.resume(at: last, trail: last.trail.finalize().hexadecimal)
    #expect(!isSame)
  }

  private func bytes(of batch: Batch) -> [UInt8] {
    switch batch.content {
    case .lines(let block): block.bytes
    case .documents(let documents): documents.flatMap { Array($0.input.name.utf8) + $0.bytes }
    case .failure(let failure): Array(failure.message.utf8)
    }
  }
}

@Suite struct PathPatternTests {
  @Test(
    "finds what a shell would",
    arguments: [
      ("*.txt", ["a.txt", "b.txt"]), ("**/*.txt", ["a.txt", "b.txt", "d/e/f.txt", "d/g.txt"]),
      ("d/**/*.txt", ["d/e/f.txt", "d/g.txt"]), ("[ab].txt", ["a.txt", "b.txt"]),
      ("d/?.txt", ["d/g.txt"]), ("*/e/*", ["d/e/f.txt", "d/e/x.dat"]), ("d/e*", ["d/e/f.txt"]),
    ] as [(String, [String])])
  func matches(_ pattern: String, _ expected: [String]) throws {
    let folder = try TemporaryFolder()
    for name in [
      "a.txt", "b.txt", "c.md", "d/g.txt", "d/e/f.txt", "d/e/x.dat", ".h.txt", ".d/x.txt",
    ] {
      try folder.write(name, "x")
    }
    var walker = InputWalker([folder(pattern)])
    var found: [Input] = []
    while let next = walker.next() { found.append(try next.get()) }
    #expect(found.map(\.path) == expected.map { folder($0) })
    #expect(found.map(\.name) == found.map { $0.path })
  }

  @Test("tells a pattern that nothing is like, and takes a file of that name")
  func tellsNone() throws {
    let folder = try TemporaryFolder()
    try folder.write("a[1].txt", "x")
    var walker = InputWalker([folder("a[1].txt"), folder("*.html"), folder("no*/x.txt")])
    #expect(try walker.next()?.get().path == folder("a[1].txt"))
    for _ in 0..<2 {
      guard case .failure(let failure) = walker.next() else {
        Issue.record("there is nothing to be found")
        return
      }
      #expect(failure.reason == "no file has a name like this")
    }
    #expect(walker.next() == nil)
    var gone = InputWalker([folder("nowhere/*.txt")])
    guard case .failure(let failure) = gone.next() else {
      Issue.record("the folder is not there")
      return
    }
    #expect(failure.message == "\(folder("nowhere")): no such file or directory; check the path")
    #expect(gone.next() == nil)
  }
}
