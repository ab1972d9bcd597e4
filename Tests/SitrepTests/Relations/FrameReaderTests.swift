import Testing

@testable import Sitrep

@Suite struct FrameReaderTests {
  /// A file with one fault, and what must be said about it, word for word.
  @Test(
    "says what is wrong in a file of frames",
    arguments: [
      // an unknown key
      (
        """
        - frame: deploy
          relation: deployed-to
          about: somebody sends
          verb: [send]
          verbs: [send]
          roles: { force: { theme: [FORCE] } }
          examples: ["They sent [troops]force."]
        """,
        """
        f.yaml:4:3: error: no key 'verb' here
            verb: [send]
            ^
          remedy: did you mean 'verbs'?
        """
      ),
      // a required key
      (
        """
        - frame: deploy
          relation: deployed-to
          verbs: [send]
          roles: { force: { theme: [FORCE] } }
          examples: ["They sent [troops]force."]
        """,
        """
        f.yaml:1:3: error: this entry has no 'about'
          - frame: deploy
            ^
          remedy: add 'about: …' to it
        """
      ),
      // an unknown role
      (
        """
        - frame: deploy
          relation: deployed-to
          about: somebody sends
          verbs: [send]
          roles:
            force: { theme: [FORCE], required: true }
            destinaton: { prepositions: [to], types: [GPE] }
          examples: ["They sent [troops]force."]
        """,
        """
        f.yaml:7:5: error: no role 'destinaton' in this relation
              destinaton: { prepositions: [to], types: [GPE] }
              ^
          remedy: did you mean 'destination'?
        """
      ),
      // a role without a place
      (
        """
        - frame: deploy
          relation: deployed-to
          about: somebody sends
          verbs: [send]
          roles:
            force: { required: true }
          examples: ["They sent [troops]force."]
        """,
        """
        f.yaml:6:5: error: role 'force' does not say where it stands
              force: { required: true }
              ^
          remedy: give it agent: [types], theme: [types], or prepositions: […] and types: […]
        """
      ),
      // an unknown key of a role
      (
        """
        - frame: deploy
          relation: deployed-to
          about: somebody sends
          verbs: [send]
          roles:
            force: { them: [FORCE] }
          examples: ["They sent [troops]force."]
        """,
        """
        f.yaml:6:14: error: no key 'them' here
              force: { them: [FORCE] }
                       ^
          remedy: did you mean 'theme'?
        """
      ),
      // an unknown type
      (
        """
        - frame: deploy
          relation: deployed-to
          about: somebody sends
          verbs: [send]
          roles:
            force: { theme: [FORSE] }
          examples: ["They sent [troops]force."]
        """,
        """
        f.yaml:6:22: error: no entity type 'FORSE'
              force: { theme: [FORSE] }
                               ^
          remedy: did you mean 'FORCE'?
        """
      ),
      // no examples
      (
        """
        - frame: deploy
          relation: deployed-to
          about: somebody sends
          verbs: [send]
          roles: { force: { theme: [FORCE] } }
          examples: []
        """,
        """
        f.yaml:1:3: error: frame 'deploy' has no examples
          - frame: deploy
            ^
          remedy: add a sentence it must match, and under 'not' one it must leave alone
        """
      ),
      // brackets without a role
      (
        """
        - frame: deploy
          relation: deployed-to
          about: somebody sends
          verbs: [send]
          roles: { force: { theme: [FORCE] } }
          examples:
            - "They sent [troops]."
        """,
        """
        f.yaml:7:7: error: an example whose brackets do not name roles
              - "They sent [troops]."
                ^
          remedy: write [words]role; the roles are force, destination, deployer, count, origin, \
        time, means
        """
      ),
      // an unknown relation
      (
        """
        - frame: deploy
          relation: deploid-to
          about: somebody sends
          verbs: [send]
          roles: { force: { theme: [FORCE] } }
          examples: ["They sent [troops]force."]
        """,
        """
        f.yaml:2:13: error: no relation 'deploid-to'
            relation: deploid-to
                      ^
          remedy: did you mean 'deployed-to'?
        """
      ),
      // neither yes nor no
      (
        """
        - frame: deploy
          relation: deployed-to
          about: somebody sends
          verbs: [send]
          roles: { force: { theme: [FORCE], required: maybe } }
          examples: ["They sent [troops]force."]
        """,
        """
        f.yaml:5:47: error: 'required: maybe' is neither yes nor no
            roles: { force: { theme: [FORCE], required: maybe } }
                                                        ^
          remedy: write true or false
        """
      ),
      (
        """
        - frame: deploy
          relation: deployed-to
          about: somebody sends
          verbs: [send]
          needsCount: maybe
          roles: { force: { theme: [FORCE] } }
          examples: ["They sent [troops]force."]
        """,
        """
        f.yaml:5:15: error: 'needsCount: maybe' is neither yes nor no
            needsCount: maybe
                        ^
          remedy: write true or false
        """
      ),
      // bad status
      (
        """
        - frame: deploy
          relation: deployed-to
          about: somebody sends
          verbs: [send]
          status: maybe
          roles: { force: { theme: [FORCE] } }
          examples: ["They sent [troops]force."]
        """,
        """
        f.yaml:5:11: error: no status 'maybe'
            status: maybe
                    ^
          remedy: use actual, planned or possible
        """
      ),
      // bad confidence
      (
        """
        - frame: deploy
          relation: deployed-to
          about: somebody sends
          verbs: [send]
          confidence: 80
          roles: { force: { theme: [FORCE] } }
          examples: ["They sent [troops]force."]
        """,
        """
        f.yaml:5:15: error: 'confidence' is no share
            confidence: 80
                        ^
          remedy: give a number from 0 to 1
        """
      ),
      // no words
      (
        """
        - frame: deploy
          relation: deployed-to
          about: somebody sends
          roles: { force: { theme: [FORCE] } }
          examples: ["They sent [troops]force."]
        """,
        """
        f.yaml:1:10: error: frame 'deploy' has no words that bring it up
          - frame: deploy
                   ^
          remedy: add 'verbs:', 'nouns:' or 'predicates:' with a list
        """
      ),
      // two of one name
      (
        """
        - { frame: a, relation: deployed-to, about: x, verbs: [send], roles: {},
            examples: ["[They]force."] }
        - { frame: a, relation: deployed-to, about: x, verbs: [send], roles: {},
            examples: ["[They]force."] }
        """,
        """
        f.yaml:3:12: error: a second frame 'a'
          - { frame: a, relation: deployed-to, about: x, verbs: [send], roles: {},
                     ^
          remedy: rename one of them
        """
      ),
      // the form of the file
      (
        "frame: deploy\n",
        """
        f.yaml:1:1: error: not a list
          frame: deploy
          ^
          remedy: begin each entry with '- ' at the line's start
        """
      ),
      (
        "- deploy\n",
        """
        f.yaml:1:3: error: not an entry
          - deploy
            ^
          remedy: write its keys and values as 'key: value'
        """
      ),
      (
        "- frame: deploy\n  verbs: [send\n  about: x\n",
        """
        f.yaml:3:8: error: did not find expected ',' or ']'
            about: x
                 ^
          remedy: mend the YAML here, or just above: indentation, quotes and colons
        """
      ),
    ])
  func tellsFaults(_ text: String, _ message: String) {
    #expect(Self.read(text).faults.map(\.description) == [message])
  }

  @Test("reports every fault of a file")
  func tellsAllFaults() {
    let made = Self.read(
      """
      - frame: one
        relation: deployed-to
        about: x
        verbs: [send]
        confidence: many
        roles: { fors: { theme: [FORCE] }, force: { theme: [TROOPS] } }
        examples: ["They sent [troops]."]
      - frame: two
        relation: deployed-to
      """)
    #expect(
      made.faults.map(\.problem).sorted() == [
        "'confidence' is no share", "an example whose brackets do not name roles",
        "no entity type 'TROOPS'", "no role 'fors' in this relation", "this entry has no 'about'",
        "this entry has no 'examples'", "this entry has no 'roles'",
      ])
    #expect(made.faults.allSatisfy { $0.line > 0 && $0.column > 0 && !$0.remedy.isEmpty })
  }

  @Test("reads a frame")
  func readsFrames() throws {
    let made = Self.read(
      """
      - frame: zap
        relation: deployed-to
        about: somebody zaps
        verbs: [zap]
        nouns: [zapping]
        needsCount: true
        confidence: 0.25
        roles:
          deployer: { agent: [GPE, ORG] }
          force: { theme: [FORCE, EQUIPMENT:vessel], required: true }
          destination: { prepositions: [to, into], types: [GPE], required: true }
        examples:
          - "[Kenya]deployer zapped [police]force to [Haiti]destination."
        not: ["Kenya zapped a fly."]
      """)
    #expect(made.faults == [])
    let frame = try #require(made.frames.first)
    let words = made.vocabulary
    #expect((frame.name, frame.relation, frame.needsCount) == ("zap", .deployedTo, true))
    #expect(frame.confidence == 0.25)
    #expect(frame.verbs == [words.id(of: "zap")] && frame.nouns == [words.id(of: "zapping")])
    #expect(frame.filler(of: .deployer)?.place == .agent)
    #expect(frame.filler(of: .deployer)?.isRequired == false)
    #expect(
      frame.filler(of: .force)?.types
        == [EntityClass("FORCE"), EntityClass("EQUIPMENT:vessel")].compactMap(\.self))
    #expect(
      frame.filler(of: .destination)?.place
        == .prepositions([words.id(of: "to"), words.id(of: "into")]))
    #expect(frame.filler(of: .origin) == nil)
    #expect(frame.examples.map(\.text) == ["Kenya zapped police to Haiti."])
    #expect(frame.examples.first?.roles.map(\.text) == ["Kenya", "police", "Haiti"])
    #expect(frame.counterExamples.map(\.text) == ["Kenya zapped a fly."])
    #expect(made.classes.lemma(of: words.id(of: "zaped")) == words.id(of: "zap"))
  }

  @Test(
    "reads the marks of an example",
    arguments: [
      ("They sent [troops]force.", "They sent troops.", ["force troops"]),
      ("[A]force, [B]count", "A, B", ["force A", "count B"]),
      ("no marks", "no marks", []),
    ])
  func readsExamples(_ marked: String, _ text: String, _ roles: [String]) throws {
    let example = try #require(FrameExample(marked, roles: [.force, .count]))
    #expect(example.text == text)
    #expect(example.roles.map { "\($0.role.rawValue) \($0.text)" } == roles)
  }

  @Test("refuses marks without a role", arguments: ["[troops] left", "[troops]forces left"])
  func refusesExamples(_ marked: String) {
    #expect(FrameExample(marked, roles: [.force, .count]) == nil)
  }

  private struct Made {
    var frames: [Frame] = []
    var vocabulary = Vocabulary()
    var classes = WordClasses()
    var faults: [ResourceFault] = []
  }

  private static func read(_ text: String) -> Made {
    var (made, reader) = (Made(), FrameReader())
    let declaration = """
      - relation: deployed-to
        about: a force is sent to a place
        roles: [force, destination, deployer, count, origin, time, means]
        core: [force, destination]
        actor: deployer
      """
    let files = [("f.yaml", text), ("relations.yaml", declaration)].map {
      YAMLFile(ResourceFile(path: $0.0, bytes: Array($0.1.utf8)))
    }
    reader.read(files, &made.vocabulary, &made.classes, faults: &made.faults)
    made.frames = reader.frames
    return made
  }
}
