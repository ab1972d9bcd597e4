import Testing

@testable import Sitrep

@Suite struct ModalityTests {
  /// A sentence with one fact, its status and its polarity.
  @Test(
    "reads whether it is so",
    arguments: [
      // actual
      ("Kenya sent 400 police to Haiti.", .actual, .positive),
      ("Kenya has sent 400 police to Haiti.", .actual, .positive),
      ("Kenya is sending 400 police to Haiti.", .actual, .positive),
      ("400 police were sent to Haiti by Kenya.", .actual, .positive),
      ("400 police have been deployed in Haiti.", .actual, .positive),
      ("The 300 soldiers stationed in Kosovo slept.", .actual, .positive),
      ("Italy has 1,100 troops in Lebanon.", .actual, .positive),
      ("Kenya began sending police to Haiti.", .actual, .positive),
      ("Troops arrived in Goma.", .actual, .positive),
      ("Police moved into Haiti.", .actual, .positive),
      ("There are 5,000 soldiers in Sulu.", .actual, .positive),
      // planned
      ("Kenya will send 400 police to Haiti.", .planned, .positive),
      ("Kenya would send 400 police to Haiti.", .planned, .positive),
      ("Kenya plans to send 400 police to Haiti.", .planned, .positive),
      ("Kenya is to send 400 police to Haiti.", .planned, .positive),
      ("Kenya is due to send 400 police to Haiti.", .planned, .positive),
      ("Kenya pledged to send 400 police to Haiti.", .planned, .positive),
      ("Kenya agreed to send 400 police to Haiti.", .planned, .positive),
      ("Kenya decided to send 400 police to Haiti.", .planned, .positive),
      ("Kenya is preparing to send 400 police to Haiti.", .planned, .positive),
      ("Kenya's plan to send 400 police to Haiti was criticised.", .planned, .positive),
      ("400 police will be sent to Haiti.", .planned, .positive),
      ("400 police are to be sent to Haiti.", .planned, .positive),
      ("Parliament approved the deployment of 200 troops to Mali.", .planned, .positive),
      ("Rebels tried to enter Goma.", .planned, .positive),
      ("400 police are expected to arrive in Haiti.", .planned, .positive),
      ("The president ordered 400 troops to deploy to Mali.", .planned, .positive),
      // possible
      ("Kenya may send 400 police to Haiti.", .possible, .positive),
      ("Kenya could send 400 police to Haiti.", .possible, .positive),
      ("Kenya might send 400 police to Haiti.", .possible, .positive),
      ("Kenya is considering sending 400 police to Haiti.", .possible, .positive),
      ("Kenya offered to send 400 police to Haiti.", .possible, .positive),
      ("Haiti asked Kenya to send 400 police to Haiti.", .possible, .positive),
      ("Haiti urged the deployment of 400 police to Haiti.", .possible, .positive),
      ("If Kenya sends 400 police to Haiti, all will be well.", .possible, .positive),
      ("Kenya threatened to send 400 police to Haiti.", .possible, .positive),
      ("400 police may be sent to Haiti.", .possible, .positive),
      ("Mali will send troops to Niger if the talks fail.", .possible, .positive),
      ("Mali will send troops to Niger unless the talks succeed.", .possible, .positive),
      ("Georgia offered 850 troops to guard the border.", .possible, .positive),
      ("Kenya has pledged 400 police for Haiti.", .possible, .positive),
      // negative
      ("Kenya did not send 400 police to Haiti.", .actual, .negative),
      ("Kenya has never sent troops to Haiti.", .actual, .negative),
      ("Kenya will not send 400 police to Haiti.", .planned, .negative),
      ("Kenya refused to send 400 police to Haiti.", .planned, .negative),
      ("Kenya has no troops stationed in Haiti.", .actual, .negative),
      ("Kenya denied that 400 police had entered Haiti.", .actual, .negative),
      ("No troops were sent to Haiti.", .actual, .negative),
      ("Kenya won't send troops to Haiti.", .planned, .negative),
      ("Kenya rejected a decision to send troops to Haiti.", .planned, .negative),
      ("Neither Kenya nor Chad has sent troops to Haiti.", .actual, .negative),
      ("Neither France nor Germany will send troops to Niger.", .planned, .negative),
      ("Kenya decided against sending troops to Niger.", .planned, .negative),
      ("Not one soldier will stay in Mali.", .planned, .negative),
      ("Not one soldier was sent to Mali.", .actual, .negative),
    ] as [(String, RelationStatus, Polarity)])
  func readsStatus(_ text: String, _ status: RelationStatus, _ polarity: Polarity) {
    let relations = Shipped.process(text).relations
    #expect(relations.map(\.status) == [status])
    #expect(relations.map(\.polarity) == [polarity])
  }

  @Test(
    "says what is wrong in the file",
    arguments: [
      (
        "- modality: may\n  about: x\n  modals: [may]\n  status: maybe\n",
        """
        m.yaml:4:11: error: no status 'maybe'
            status: maybe
                    ^
          remedy: use actual, planned or possible
        """
      ),
      (
        "- modality: may\n  about: x\n  modals: [may]\n  polarity: neutral\n",
        """
        m.yaml:4:13: error: no polarity 'neutral'
            polarity: neutral
                      ^
          remedy: use positive or negative
        """
      ),
      (
        "- modality: may\n  about: x\n  modal: [may]\n",
        """
        m.yaml:3:3: error: no key 'modal' here
            modal: [may]
            ^
          remedy: did you mean 'modals'?
        """
      ),
    ])
  func tellsFaults(_ text: String, _ message: String) {
    var (table, vocabulary, classes) = (ModalityTable(), Vocabulary(), WordClasses())
    var faults: [ResourceFault] = []
    table.read(
      YAMLFile(ResourceFile(path: "m.yaml", bytes: Array(text.utf8))), &vocabulary, &classes,
      faults: &faults)
    #expect(faults.map(\.description) == [message])
  }
}
