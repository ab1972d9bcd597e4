import Sitrep

/// Writes the manifest of a run: what made an output, so that it can be made again. One
/// JSON object, with a line for each input, written as the run goes on, so that it takes no
/// memory however many inputs there are.
///
/// No clock, no host name and no `--jobs`: runs that give equal outputs give equal
/// manifests.
struct ManifestWriter {
  /// The options that make a difference to the output.
  struct Options: Equatable, Sendable {
    var frame: TimeFrame
    var emit: Emit
    var offsets: OffsetUnit
    var format: InputFormat
    /// Whether names were found by learned weights too.
    var learned = true
    var keys = RecordKeys()
    var maxDocumentBytes: Int?
  }

  /// How far it has come.
  struct Mark: Equatable, Sendable, Codable {
    var offset: Int
    /// Whether no input has been written yet.
    var isFirst: Bool
  }

  private let sink: OutputSink
  private var isFirst = true

  /// Goes on with a manifest that another run began.
  init(_ sink: OutputSink, at mark: Mark) { (self.sink, isFirst) = (sink, mark.isFirst) }

  var mark: Mark { Mark(offset: sink.offset, isFirst: isFirst) }

  func synchronize() throws(OutputError) { try sink.synchronize() }

  init(_ sink: OutputSink, engine: Engine, options: Options) throws(OutputError) {
    self.sink = sink
    var json = JSONWriter()
    json.beginObject()
    json.member("sitrep", SitrepTool.version)
    json.member("schema", options.emit.schema)
    json.key("pack")
    json.beginObject()
    json.member("version", Pack.version)
    json.write(engine.origin)
    json.endObject()
    json.write(options)
    json.key("inputs")
    json.beginList()
    try sink.write(json.bytes)
  }

  mutating func add(_ inputs: [InputDigest]) throws(OutputError) {
    for input in inputs {
      var json = JSONWriter()
      json.beginObject()
      json.member("path", input.path)
      json.member("bytes", input.byteCount)
      json.member("sha256", input.sha256)
      json.endObject()
      try sink.write(Array((isFirst ? "\n" : ",\n").utf8) + json.bytes)
      isFirst = false
    }
  }

  /// - Parameter brokenOff: The rules that reached a limit in some document.
  func finish(documents: Int, failures: Int, brokenOff: [String]) throws(OutputError) {
    let counts = "\"documents\":\(documents),\"failures\":\(failures)"
    var rules = JSONWriter()
    if !brokenOff.isEmpty {
      rules.beginList()
      for rule in brokenOff { rules.string(rule) }
      rules.endList()
    }
    let list = brokenOff.isEmpty ? [] : Array(",\"broken_off\":".utf8) + rules.bytes
    try sink.write(Array("\n],\(counts)".utf8) + list + Array("}\n".utf8))
  }
}

extension JSONWriter {
  /// Every file with its licence, and one checksum for all of them.
  fileprivate mutating func write(_ origin: Engine.Origin) {
    let files = origin.listing.split(separator: "\n")
    member("files", files.count)
    member("sha256", Resources.checksum(of: origin.listing))
    key("resources")
    beginList()
    for (file, licence) in zip(files, origin.licences) {
      // A line of `sha256sum`: 64 digits, two blanks, the path.
      beginObject()
      member("path", String(file.dropFirst(66)))
      member("sha256", String(file.prefix(64)))
      member("licence", licence.isEmpty ? nil : licence)
      endObject()
    }
    endList()
  }

  fileprivate mutating func write(_ options: ManifestWriter.Options) {
    key("options")
    beginObject()
    member("date", options.frame.description)
    if options.frame.isDayFirst { member("day_first", true) }
    member("emit", options.emit.rawValue)
    member("offsets", options.offsets.rawValue)
    member("format", options.format.rawValue)
    member("learned", options.learned)
    if options.keys != RecordKeys() {
      member("text_key", options.keys.text)
      member("id_key", options.keys.id)
      member("date_key", options.keys.date)
    }
    member("max_document_bytes", options.maxDocumentBytes)
    endObject()
  }
}
