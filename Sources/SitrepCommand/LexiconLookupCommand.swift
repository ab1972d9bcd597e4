import ArgumentParser
import Sitrep

/// `sitrep lexicon lookup`: what terms can mean.
struct LexiconLookupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup",
    abstract: "Tells what a term can mean: entries with type, place and file, word classes.",
    discussion: """
      Accents, hyphens and case are seen through, as in a text; an entry that wants other \
      capitals than were typed says so. Of a term that nothing has, the nearest name is told.

      EXIT CODES
        0  every term is known
        1  a term is not
        2  wrong usage
        3  a lexicon, model or rule file is missing or has faults; all are named
      """)

  @Argument(help: ArgumentHelp("A name or a word; several words in quotes.", valueName: "term"))
  var terms: [String]

  @Flag(help: "Write JSON Lines, one for each term.")
  var json = false

  @OptionGroup var resources: ResourceOptions

  func run() throws {
    let pack = try resources.load().pack
    let found = terms.map(pack.lookUp)
    let bytes = json ? Self.lines(found) : Array(found.map(Self.text).joined().utf8)
    try OutputSink.standardOutput.write(bytes)
    if found.contains(where: { $0.readings.isEmpty && $0.wordClasses.isEmpty }) {
      throw ExitCode.someFailed
    }
  }

  static func text(_ lookup: LexiconLookup) -> String {
    var lines = [lookup.term]
    for reading in lookup.readings {
      lines.append("  \(reading.type.rawValue) \(reading.level.rawValue)  \(reading.name)")
      lines.append("    " + details(reading).joined(separator: " · "))
      lines.append("    \(reading.file):\(reading.line) \(reading.id)")
    }
    if !lookup.wordClasses.isEmpty {
      lines.append("  word: " + lookup.wordClasses.joined(separator: ", "))
    }
    if lookup.readings.isEmpty, lookup.wordClasses.isEmpty {
      let nearest = lookup.nearest.map { "; did you mean '\($0)'?" } ?? ""
      lines.append("  no lexicon has it\(nearest)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func details(_ reading: LexiconLookup.Reading) -> [String] {
    var details = [reading.division.isEmpty ? reading.country : reading.division, reading.kind]
    if let latitude = reading.latitude, let longitude = reading.longitude {
      details.append("\(latitude), \(longitude)")
    }
    if reading.population > 0 { details.append("population \(reading.population)") }
    details += reading.options
    if !reading.isAsTyped { details.append("in other capitals") }
    return details.filter { !$0.isEmpty }
  }

  static func lines(_ lookups: [LexiconLookup]) -> [UInt8] {
    var json = JSONWriter()
    for lookup in lookups {
      json.beginObject()
      json.member("term", lookup.term)
      json.key("readings")
      json.beginList()
      for reading in lookup.readings { json.write(reading) }
      json.endList()
      json.key("word")
      json.beginList()
      for wordClass in lookup.wordClasses { json.string(wordClass) }
      json.endList()
      json.member("nearest", lookup.nearest)
      json.endObject()
      json.endLine()
    }
    return json.bytes
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ reading: LexiconLookup.Reading) {
    beginObject()
    member("id", reading.id)
    member("type", reading.type.rawValue)
    member("level", reading.level.rawValue)
    member("name", reading.name)
    member("country", reading.country)
    member("admin1", reading.division)
    member("latitude", reading.latitude)
    member("longitude", reading.longitude)
    if reading.population > 0 { member("population", reading.population) }
    member("class", reading.kind)
    key("options")
    beginList()
    for option in reading.options { string(option) }
    endList()
    member("file", reading.file)
    member("line", reading.line)
    member("as_typed", reading.isAsTyped)
    endObject()
  }
}
