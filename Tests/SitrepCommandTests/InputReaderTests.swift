import SystemPackage
import Testing

@testable import SitrepCommand

@Suite struct InputWalkerTests {
  @Test("finds what is to be read, in the order of the whole paths")
  func ordersPaths() throws {
    let folder = try TemporaryFolder()
    let names = ["a.txt", "a/z.jsonl", "a-b/x.TXT", "B/one.ndjson", "a/é.txt", "a/deep/er/1.txt"]
    for name in names { try folder.write(name, "x") }
    for name in [".hidden.txt", ".git/x.txt", "a/notes.md", "README"] {
      try folder.write(name, "x")
    }
    var walker = InputWalker([folder.path])
    let found = try rest(of: &walker)
    // As `find -type f | LC_ALL=C sort` has them: a stroke sorts behind a hyphen and a stop.
    let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(found.map(\.name) == sorted)
    #expect(found.map(\.path) == sorted.map { folder($0) })
    #expect(walker.passedOver == 2)
  }

  @Test("is not caught in a circle of links, and reads links to files")
  func survivesLinks() throws {
    let folder = try TemporaryFolder()
    try folder.write("real/a.txt", "x")
    try folder.link("real/up", to: "..")
    try folder.link("real/self.txt", to: "self.txt")
    try folder.link("b.txt", to: "real/a.txt")
    var walker = InputWalker([folder.path])
    // The link that leads to itself is a file that cannot be opened: told when it is read.
    #expect(try rest(of: &walker).map(\.name) == ["b.txt", "real/a.txt", "real/self.txt"])
    #expect(walker.passedOver == 1)
  }

  @Test("takes paths in the order given, and what is named whatever its ending")
  func takesNamedFiles() throws {
    let folder = try TemporaryFolder()
    let (page, text) = (try folder.write("z.html", ""), try folder.write("a.txt", ""))
    var walker = InputWalker([page, "-", text])
    #expect(try rest(of: &walker).map(\.path) == [page, "-", text])
  }

  @Test("says what is wrong with a path, and goes on")
  func tellsFailures() throws {
    let folder = try TemporaryFolder()
    try folder.write("only/notes.md", "x")
    let last = try folder.write("last.txt", "x")
    var walker = InputWalker([folder("missing"), folder("only"), last])
    #expect(failure(walker.next())?.reason == "no such file or directory")
    #expect(failure(walker.next())?.reason == "no text in this folder")
    #expect(try walker.next()?.get().path == last)
    #expect(walker.next() == nil)
  }

  private func rest(of walker: inout InputWalker) throws -> [Input] {
    var inputs: [Input] = []
    while let next = walker.next() { inputs.append(try next.get()) }
    return inputs
  }

  private func failure(_ result: Result<Input, Failure>?) -> Failure? {
    if case .failure(let failure) = result { failure } else { nil }
  }
}

@Suite struct LineReaderTests {
  /// The pieces come as a pipe or a file gives them; the lines must not show it.
  @Test("cuts any text into whole lines", arguments: UInt64(0)..<20)
  func cutsLines(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var text: [UInt8] = []
    for _ in 0..<Int.random(in: 0...40, using: &random) {
      let length = Bool.random(using: &random) ? Int.random(in: 0...60_000, using: &random) : 0
      text += Array(repeating: UInt8(ascii: "x"), count: length) + [0x0A]
    }
    if Bool.random(using: &random) { text += Array("no end".utf8) }
    let folder = try TemporaryFolder()
    let path = try folder.write("lines", text)
    var reader = LineReader(
      FileStream(try FileDescriptor.open(FilePath(path), .readOnly), isHashed: false))
    var read: [UInt8] = []
    while let block = try reader.next() {
      #expect(block.firstLine == read.count { $0 == 0x0A } + 1)
      read += block.bytes
      #expect(block.bytes.last == 0x0A || read.count == text.count)
      #expect(block.bytes.isEmpty == false)
    }
    #expect(read == text)
  }
}

@Suite struct InputReaderTests {
  @Test(
    "knows text from JSON Lines",
    arguments: [
      ("a.txt", #"{"text":""}"#, .auto, true),
      ("a.xml", #"{"text":""}"#, .auto, true),
      ("a.jsonl", "no JSON", .auto, false),
      ("a.NDJSON", "{}", .auto, false),
      ("a", " \n{}", .auto, false),
      ("a", "\u{FEFF}{}", .auto, false),
      ("a", "Troops", .auto, true),
      ("a.txt", "{}", .jsonl, false),
      ("a.jsonl", "{}", .text, true),
    ] as [(String, String, InputFormat, Bool)])
  func knowsFormats(
    _ name: String, _ content: String, _ format: InputFormat, _ isText: Bool
  ) throws {
    let folder = try TemporaryFolder()
    var reader = InputReader([try folder.write(name, content)], .init(format: format))
    var (text, lines): ([UInt8]?, [UInt8]) = (nil, [])
    while let batch = reader.next() {
      switch batch.content {
      case .documents(let documents):
        #expect(documents.map(\.form) == [.text])
        text = documents[0].bytes
      case .lines(let block): lines += block.bytes
      case .failure(let failure): Issue.record("\(failure)")
      }
    }
    #expect(text == (isText ? Array(content.utf8) : nil))
    #expect(lines == (isText ? [] : Array(content.utf8)))
  }

  @Test(
    "knows pages",
    arguments: [("a.html", .auto), ("a.HTM", .auto), ("a", .html), ("a.txt", .html)]
      as [(String, InputFormat)])
  func knowsPages(_ name: String, _ format: InputFormat) throws {
    let folder = try TemporaryFolder()
    var reader = InputReader([try folder.write(name, "<p>{}")], .init(format: format))
    guard case .documents(let documents) = reader.next()?.content else {
      Issue.record("not read as a page")
      return
    }
    #expect(documents.map(\.form) == [.page])
    #expect(documents[0].bytes == Array("<p>{}".utf8))
    #expect(reader.next() == nil)
  }

  /// Content, and whether it is refused as an unreadable file.
  @Test(
    "knows a binary file from UTF-16",
    arguments: [
      ("a.txt", [0x61, 0x00], true),
      ("a.txt", [0xFF, 0xFE, 0x61, 0x00, 0x00, 0x01], false),
      ("a.txt", [0xFE, 0xFF, 0x00, 0x61], false),
      ("a.txt", [0xFE, 0xFF, 0x00, 0x61, 0x00], false),
      ("a.txt", [0xFF, 0xFE, 0x61, 0x00, 0x00, 0x00], true),
      ("a.txt", [0xFF, 0xFE, 0x00, 0x00, 0x61, 0x00, 0x00, 0x00], true),  // UTF-32
      ("a.jsonl", [0xFF, 0xFE, 0x7B, 0x00], true),
    ] as [(String, [UInt8], Bool)])
  func knowsBinary(_ name: String, _ content: [UInt8], _ isRefused: Bool) throws {
    let folder = try TemporaryFolder()
    var reader = InputReader([try folder.write(name, content)])
    guard case .failure(let failure) = reader.next()?.content else {
      #expect(!isRefused)
      return
    }
    #expect(isRefused, "\(failure)")
  }

  @Test("numbers batches through, and knows afterwards what it has read")
  func digestsInputs() throws {
    let folder = try TemporaryFolder()
    let paths = try [
      folder.write("a.txt", "abc"), folder.write("b.jsonl", ""), folder("missing"),
      folder.write("c.jsonl", "{}\n"),
    ]
    var reader = InputReader(paths, .init(isHashed: true))
    var (numbers, digests): ([Int], [InputDigest]) = ([], [])
    while let batch = reader.next() {
      numbers.append(batch.number)
      digests += batch.digests
    }
    #expect(numbers == [0, 1, 2])  // what failed has its turn as well
    #expect(
      digests + reader.takeDigests() == [
        // As sha256sum has them.
        InputDigest(
          path: paths[0], byteCount: 3,
          sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        InputDigest(
          path: paths[1], byteCount: 0,
          sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        InputDigest(
          path: paths[3], byteCount: 3,
          sha256: "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356"),
      ])
  }
}
