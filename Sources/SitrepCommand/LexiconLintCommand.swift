import ArgumentParser
import FoundationEssentials
import Sitrep
import SystemPackage

/// `sitrep lexicon lint`: what is wrong in the tables, and what is to be doubted.
struct LexiconLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Tells what is wrong in lexicons, with file, line, column and remedy.",
    discussion: """
      Errors are what no run would take, and what cannot be meant: repeated ids and rows, \
      unknown types, levels, classes, options and country codes, coordinates out of range, \
      wrong numbers of fields, bytes that are no text. Warnings are names that are common \
      words without an option that guards them, repeated aliases, rows out of order, and \
      blanks where none belong.

      EXIT CODES
        0  no errors; with --strict, no warnings either
        2  wrong usage
        3  a lexicon cannot be read or has errors
      """)

  @Argument(
    help: ArgumentHelp(
      "Tables to check, and folders with .tsv files. (default: those of the resources)",
      valueName: "path"),
    completion: .file())
  var paths: [String] = []

  @Flag(help: "Take warnings for errors.")
  var strict = false

  @OptionGroup var resources: ResourceOptions

  func run() throws {
    let resources = try resources.read()
    let files =
      paths.isEmpty
      ? resources.files.filter { $0.path.hasSuffix(".tsv") } : try paths.flatMap(Self.files)
    let faults = LexiconLint(resources.files).faults(in: files)
    let report = faults.map { "\($0)\n" }.joined()
    if !report.isEmpty { try OutputSink.standardOutput.write(Array(report.utf8)) }
    let errors = faults.count { $0.severity == .error }
    let warnings = faults.count - errors
    let summary =
      "sitrep: \(files.count) lexicons: \(Self.count(errors, "error")), "
      + Self.count(warnings, "warning")
    guard errors == 0, !strict || warnings == 0 else {
      throw CommandError(message: summary, exitCode: .badResources)
    }
    StandardError.write(summary)
  }

  private static func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }

  /// The file of a name, or all tables below a folder, sorted by path.
  private static func files(_ path: String) throws(CommandError) -> [ResourceFile] {
    do {
      guard try FilePath(path).stat().type == .directory else {
        return [ResourceFile(path: path, bytes: try FileStream.contents(of: path))]
      }
      return try FileManager.default.subpathsOfDirectory(atPath: path)
        .filter { $0.hasSuffix(".tsv") }.sorted().map { name in
          let whole = FilePath(path).appending(name).string
          return ResourceFile(path: whole, bytes: try FileStream.contents(of: whole))
        }
    } catch {
      throw CommandError(
        message: "sitrep: \(path): \(error); name a table or a folder that can be read",
        exitCode: .badResources)
    }
  }
}
