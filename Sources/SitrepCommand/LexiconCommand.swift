import ArgumentParser

/// `sitrep lexicon`: what helps those who write the tables of `Lexicons/`.
struct LexiconCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon",
    abstract: "Checks lexicons, looks terms up, brings in tables and finds names to add.",
    subcommands: [
      LexiconLintCommand.self, LexiconLookupCommand.self, LexiconImportCommand.self,
      LexiconMineCommand.self,
    ])
}
