import Testing

@testable import Sitrep

@Suite struct RelationFinderTests {
  /// Every role of every relation is marked, but for the count, which lies inside the force;
  /// a row without marks must find nothing.
  @Test(
    "finds who is deployed where",
    arguments: [
      "[Two destroyers]force left Norfolk and are heading to the [Gulf]destination.",
      "[About 2,000 U.S. troops]force, who have been based in [Niger]destination since"
        + " [2013]time, will leave.",
      "The [troops]force were flown from [Entebbe]origin to [Goma]destination on"
        + " [two planes]means.",
      "The [Pentagon]deployer announced the deployment of [3,000 soldiers]force to"
        + " [Poland]destination.",
      "Ethiopia has accused [Eritrea]deployer of sending [troops]force to [Tigray]destination.",
      "[Police]force and [soldiers]force have been stationed at the [airport]destination since"
        + " [Monday]time.",
      "Its [troops]force are stationed in [Kosovo]destination, [Mali]destination and"
        + " [Lebanon]destination.",
      "The [army]deployer sent [reinforcements]force to [Goma]destination, a town in the east.",
      "[France]deployer, which has [1,500 soldiers]force in [Niger]destination, said nothing.",
      "[400 police]force were sent by [Kenya]deployer to [Haiti]destination.",
      "[Police]force were deployed by the [ministry]deployer in [Goma]destination.",
      "[Troops]force from [Kenya]origin have arrived in [Haiti]destination.",
      "There were [about 300 troops]force in [Niger]destination.",
      "[Greece]deployer sent the [frigate Kanaris]force to the [Red Sea]destination.",
      "The [frigate Kanaris]force arrived in the [Red Sea]destination.",
      "[Georgia]deployer offered [850 troops]force to guard the [border]destination.",
      "[Kenya]deployer has pledged [400 police]force for [Haiti]destination.",
      "[Turkey]deployer deploys [troops]force to [Syria]destination.",
      "[Some 1,150 US Marines]force are stationed in [Norway]destination.",
      "[Police]force moved into [Haiti]destination.",
      "[Kenya]deployer sent [400 police]force to [Haiti]destination in [June]time.",
      "Kenya sent 400 police in June.",
      "The minister said on Monday that [Kenya]deployer would send [400 police]force to"
        + " [Haiti]destination.",
      "[French soldiers]force on duty in [Goma]destination said nothing.",
      "[Rwanda]deployer pulled its [tanks]force back to [Gisenyi]destination.",
      "[French armour]force rolls into [Bria]destination",
      "No [British troops]force for [Darfur]destination, says Hoon",
      "The army said that [1,200 men]force had been stationed in [Goma]destination.",
      "The bank said that 1,200 men had arrived in Goma.",
      "Troops arrived in June.",
      "A gunman moves to a church.",
      "A gunman entered Goma.",
      "An adviser arrived in Baghdad.",
      "[Some 200 American advisers]force arrived in [Baghdad]destination.",
      "The ship deployed countermeasures in the Gulf of Aden.",
      "Burundi will withdraw 1,000 troops from Somalia in December.",
      "Soldiers were killed in Mali.",
      "The minister flew to Mali with his wife.",
      "The [troops]force may later be moved to [Lagos]destination.",
      "It was sent to Malta, and [two destroyers]force that sailed with it were sent to"
        + " [Barbados]destination.",
      "[Kenya]deployer will send another [battalion]force [there]destination.",
      "[European troops]force are deployed [there]destination only in deference to Kenya.",
      "Uganda admitted that its [soldiers]force are in [South Sudan]destination.",
      "Uganda said that its [soldiers]force are in [South Sudan]destination.",
      "A [destroyer]force has been in [Haiti]destination since [Friday]time.",
      "The [hospital ship Mercy Bay]force arrived in [Haiti]destination.",
      "The [9th Lancers]force crossed the [border]destination.",
      "The [soldiers]force will stay [there]destination until [Monday]time.",
    ])
  func findsRoles(_ marked: String) { Self.check(LabelledText(marked)) }

  /// The destination is the part, in the country and without a point of its own; a part of a
  /// town is where the town is.
  @Test(
    "a part of a land lies in it, not in its middle",
    arguments: [
      ("Kenya sent 400 police to southern Iraq.", "southern Iraq", "IQ", false),
      ("Kenya sent 400 police to north-eastern Syria.", "north-eastern Syria", "SY", false),
      ("Kenya sent 400 police to the south of Somalia.", "south of Somalia", "SO", false),
      ("Two frigates were sent to the northern Red Sea.", "northern Red Sea", nil, false),
      ("Kenya sent 400 police to western Mosul.", "Mosul", "IQ", true),
      ("Kenya sent 400 police to Iraq.", "Iraq", "IQ", true),
    ] as [(String, String, String?, Bool)])
  func placesParts(
    _ text: String, _ name: String, _ country: String?, _ isPlaced: Bool
  ) throws {
    let document = Shipped.process(text)
    let relation = try #require(document.relations.first)
    let destination = document[try #require(relation.mention(.destination))]
    #expect(document.text[destination.span] == name)
    #expect(destination.country == country)
    let entry = destination.entry.map { Shipped.pack.lexicon[$0] }
    #expect((entry?.latitude != nil) == isPlaced)
    #expect((destination.canonical != nil) == isPlaced)
  }

  @Test(
    "does not yet find these right",
    arguments: [
      (
        "Uganda withdrew its troops and sent [them]force to the [Congo]destination.",
        "a pronoun cannot be a force yet"
      ),
      (
        "[5,000 troops]force from [India]origin and [Nepal]origin are serving in"
          + " [South Sudan]destination.",
        "a coordinated origin inside the phrase of the force hides the subject"
      ),
    ] as [(String, Comment)])
  func knownIssues(_ marked: String, _ reason: Comment) {
    withKnownIssue(reason) { Self.check(LabelledText(marked)) }
  }

  /// Texts without an end in sight: what is joined is never far apart, so that what is written
  /// grows with the text, and no list or nesting runs away.
  @Test(
    "reads a sentence of any length, nesting and list",
    arguments: [
      String(repeating: "Kenya sent 400 police to Haiti and ", count: 830) + "left.",
      String(repeating: "The minister said that ", count: 1_000) + "troops arrived in Goma.",
      "Troops from " + (0..<1_000).map { "Newtown\($0)" }.joined(separator: ", ")
        + " and Goma arrived in Kigali.",
      "Kenya sent " + (2..<1_002).map { "\($0) soldiers" }.joined(separator: ", ")
        + " and 5 police to Haiti, Mali and Goma.",
    ])
  func readsLongSentences(_ text: String) {
    let document = Shipped.process(text)
    let words = text.split(separator: " ").count
    #expect(document.relations.count <= words)
    #expect(document.confirmations.count <= 8 * words)
    #expect(document.mentions.count <= 2 * words)
  }

  @Test(
    "says what for, to the end of its clause",
    arguments: [
      ("Kenya sent 400 police to Haiti to guard the port, a minister said.", "to guard the port"),
      ("France deployed 200 troops to Mali as part of a mission.", "as part of a mission"),
      ("Police deployed in Goma to guard the palace were attacked.", "to guard the palace"),
      ("France deployed 200 troops to Mali for six months.", nil),
      ("Kenya sent 400 police to Haiti.", nil),
    ] as [(String, String?)])
  func findsPurpose(_ text: String, _ expected: String?) {
    let document = Shipped.process(text)
    let deployment = document.relations.first { $0.type == .deployedTo }
    #expect(deployment != nil)
    #expect(deployment?.purpose.map { document.text[$0] } == expected)
  }

  @Test("an adjective or a possessor before an attack is the attacker")
  func findsNamedAttackers() {
    for (text, attacker) in [
      ("An Israeli airstrike on Gaza City killed three people.", "Israeli"),
      ("Russia's attack on Kharkiv failed.", "Russia"),
    ] {
      let document = Shipped.process(text)
      let attack = document.relations.first { $0.type.name == "attacked" }
      #expect(
        attack?.mention("attacker").map { document.text[document[$0].span] } == attacker)
    }
  }

  private static func check(_ sample: LabelledText) {
    let document = Shipped.process(sample.text)
    var found: Set<LabelledText.Mark> = []
    for relation in document.relations where relation.type == .deployedTo {
      for (role, mention) in relation.roles {
        found.insert(mark(role, document[mention].span, document))
      }
      if let time = relation.time { found.insert(mark(.time, document.times[time].span, document)) }
    }
    #expect(Set(sample.marks).subtracting(found) == [], "missing")
    #expect(found.subtracting(sample.marks) == [], "too much")
  }

  private static func mark(
    _ role: Role, _ span: TextSpan, _ document: Document
  ) -> LabelledText.Mark {
    .init(span: span, label: role.rawValue, text: document.text[span])
  }
}
