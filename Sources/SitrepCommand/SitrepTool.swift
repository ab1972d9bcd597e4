import ArgumentParser
import Sitrep

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The command `sitrep`. Its subcommands do the work; here is what they have in common.
@main
struct SitrepTool: AsyncParsableCommand {
  static let version = Pack.version

  static let configuration = CommandConfiguration(
    commandName: "sitrep",
    abstract: "Reads news text and writes auditable facts as JSON Lines.",
    discussion: """
      Who is deployed where, how many, since when, and who says so. Rules and lexicons, \
      not a language model: the same input gives the same bytes, and every fact cites the \
      characters it stands on and the rule and lexicon entries that made it.

      EXIT CODES
        0  all was read
        1  some documents failed; each is named on standard error with the reason
        2  wrong usage, or an output that cannot be written
        3  a lexicon, model or rule file is missing or has faults; all are named
      """,
    version: version,
    subcommands: [
      ExtractCommand.self, EvaluateCommand.self, ConvertCommand.self, ExplainCommand.self,
      RulesCommand.self,
      LexiconCommand.self, PatternsCommand.self,
      CompileCommand.self,
      TrainCommand.self, SchemaCommand.self, ScoresCommand.self, BenchmarkCommand.self,
    ])

  static func main() async {
    // A reader that has enough closes its end: then writing fails, and we end quietly.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try await asyncParseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      end(with: error)
    }
  }

  /// Ends the process with the code that fits the error. Help and version, which arrive as
  /// errors too, end well.
  private static func end(with error: any Error) -> Never {
    switch error {
    case let error as CommandError: error.end()
    case OutputError.closed: exit(withError: ExitCode.success)
    case OutputError.failed(let path, let error):
      CommandError(
        message: "sitrep: \(path): writing stopped: \(error); what is there is not complete, call "
          + "it again when it can be written",
        exitCode: .wrongUsage
      ).end()
    default: break
    }
    // ArgumentParser says 64, EX_USAGE of sysexits.h, where our users are promised 2.
    guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
    StandardError.write(fullMessage(for: error))
    exit(withError: ExitCode.wrongUsage)
  }
}

extension ExitCode {
  static let someFailed = ExitCode(1)
  static let wrongUsage = ExitCode(2)
  static let badResources = ExitCode(3)
}

/// What ends a run at once, told to the user without further ado.
struct CommandError: Error {
  let message: String
  let exitCode: ExitCode

  fileprivate func end() -> Never {
    StandardError.write(message)
    SitrepTool.exit(withError: exitCode)
  }
}
