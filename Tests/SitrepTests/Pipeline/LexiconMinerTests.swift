import Testing

@testable import Sitrep

@Suite struct LexiconMinerTests {
  @Test("counts new names, joins their spellings, and leaves known ones out")
  func minesNames() throws {
    let names = Self.mine([
      "Troops camped in Zzyzxburg near Kabul. They left Zzyzxburg on Monday.",
      "Shells fell in Zzyzxbürg, Ukraine.", "Fighters of the Vexhall Liberation Army fled.",
    ])
    let town = try #require(names.first)
    #expect((town.name, town.aliases, town.type) == ("Zzyzxburg", ["Zzyzxbürg"], .politicalPlace))
    #expect((town.count, town.documents) == (3, 2))
    #expect(town.contexts.count == 2 && town.contexts[0].hasPrefix("Troops camped in Zzyzxburg"))
    #expect(names.contains { $0.name == "Vexhall Liberation Army" && $0.type == .force })
    #expect(!names.contains { ["Kabul", "Ukraine", "Troops", "Monday"].contains($0.name) })
  }

  @Test("finds capitalised words that no rule took, and guesses what they are")
  func minesRuns() throws {
    let names = Self.mine(["The villagers of Quorlheim and Bexleyheath thanked the Drovnik."])
    #expect(names.contains { $0.name == "Drovnik" && $0.type == .organization })
    #expect(names.contains { $0.rules.contains("slot") })
  }

  @Test("says nothing of titles in capitals or words that begin a sentence")
  func leavesCapitals() {
    #expect(Self.mine(["Zzyzx is here."]).isEmpty)
    #expect(Self.mine(["Yesterday Everything Went Wrong Everywhere Again."]).isEmpty)
  }

  private static func mine(_ texts: [String]) -> [MinedName] {
    var miner = LexiconMiner(Shipped.pack)
    for text in texts { miner.add(Shipped.process(text)) }
    return miner.names(atLeast: 1)
  }
}
