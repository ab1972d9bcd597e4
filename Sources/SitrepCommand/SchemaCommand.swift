import ArgumentParser
import Sitrep

/// `sitrep schema`: what a line of output looks like, told to programs.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema (draft-07) that every line of output keeps to.")

  @Argument(
    help: "Of the lines of 'extract' with this --emit; of features of GeoJSON, their properties.")
  var lines: Emit = .documents

  func run() throws {
    let schema: OutputSchema =
      switch lines {
      case .documents, .sentences, .tags, .groups, .values: .documents
      case .facts, .geojson: .facts
      case .entities: .entities
      }
    try OutputSink.standardOutput.write(schema.json)
  }
}
