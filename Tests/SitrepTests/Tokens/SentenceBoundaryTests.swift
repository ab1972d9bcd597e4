import Testing

@testable import Sitrep

/// Every kind of place where a sentence may end and does not, or ends and does not look it.
@Suite struct SentenceBoundaryTests {
  /// A bar marks where a sentence ends and another begins; a row without any is one sentence.
  @Test(
    "ends sentences where they end",
    arguments: [
      // plain
      "Water is short.| Bread is not.",
      "Is water short?| Bread is not.",
      "Fire!| Everybody ran.",
      "My name is Tomas E. Okoro.",
      "Please look up the date.",
      // abbreviations
      "Mrs. Adeyemi left with Dr. Costa and Prof. Lund.| They drove.",
      "The firm Nilo Bros. sold it.| Nobody asked.",
      "Messrs. Tate and Roy met Ms. Ito.",
      "She married Ivan Roth Jr. in May.",
      "He named his son Ivan Roth Jr.| The boy was born in Lima.",
      "Send it to Nilo Co. before Friday.",
      "Ask the Nilo Co. sales staff.",
      "Send it to Nilo Co.| They will pay.",
      "The Nilo Corp. board met.| It voted.",
      "Nilo Inc. and Roth Ltd. merged.",
      "It was bought by Roth Ltd.| The price was not told.",
      "They grow beans, maize, etc. on the slope.",
      "They grow beans, maize, etc.| Most of it is sold.",
      "Some tools, e.g. saws, i.e. the long ones, were lost.",
      "The river (cf. the map) is wide.",
      "See the map (approx. 3 km to the north).",
      "The case of Roth v. Ito was heard.",
      "The case of Roth vs. Ito was heard.| It was short.",
      "The team, incl. Dr. Lund, left.",
      "About 30 sq. km of forest burned.",
      "The road is 30 km. long.",
      "The road is 30 km.| It is not paved.",
      "The tank holds 20 gal.| The car needs more.",
      "The house is at 12 Elm St. near the park.",
      "She lives at 12 Elm St.| The house is red.",
      "They took Hwy. 5 to Mt. Elgon and St. Louis.",
      "The dept. of works closed.",
      "He was the asst. manager of the dept.| Nobody knew.",
      "Gov. Roth, Sen. Ito and Rep. Lund agreed.",
      "The Rev. Paul Ochieng spoke.| He was calm.",
      "Capt. Roth and Sgt. 1st Class Ito were hurt.",
      "Lt. Gen. Ito, Brig. Gen. Roth, Maj. Lund and Pvt. Cole landed.",
      "Adm. Lund told Vice Adm. Cole to wait.| He did.",
      "He served under Gen. Ito.| In 1990 he left.",
      "Rear Adm. Lund spoke on behalf of Lt. Col. Amy Roth.",
      "Supt. Cole and Insp. Roth saw it.",
      // months and days
      "It opened on Jan. 5 and closed on Feb. 9.",
      "It opened in Sept. and closed in Oct.| The shop is empty.",
      "They met on Mon. and Tue. of that week.",
      "On Aug. 3, 2019, it rained.",
      // initials
      "Then J. Roth met K. L. Ito.",
      "Then J.P. Roth met K.L.M. Ito at home.",
      "The book is by R. Roth.| It sold well.",
      "The thief was known as Mr. X.| The police had no name.",
      "We were told by A. Roth, B. Ito et al. that it failed.",
      "It was shown by Roth et al. in 2010.",
      "Roth et al. (2010) say so.",
      "They did it together, he and I.| Nobody else was there.",
      "Both of them were taller than I.| That hurt.",
      "She and I. Roth wrote the book.",
      "It was plan B.| Nobody had a plan C.",
      // U.S. and other initialisms
      "They moved to the U.S.| The house was sold.",
      "They moved to the U.S. in 1999.",
      "The U.S. Senate voted.",
      "The U.S. economy grew.| So did the U.K. economy.",
      "They sold it in the U.S. and the U.K. last year.",
      "What about the U.S.?| It is large.",
      "He left the U.S.S.R. for France.",
      "The E.U. and the U.N. agreed.",
      "She lives in Washington D.C. with a dog.",
      "She lives in Washington, D.C.| The dog is old.",
      "He holds a Ph.D. in law.",
      "He holds a Ph.D.| She does not.",
      "It was in the film E.T. by him.",
      "He works for the U.S. Government in Rome.",
      "I moved to the U.S. Two years ago, I left.",
      // times
      "It starts at 7 a.m. and ends at 9 p.m. each day.",
      "At 5 a.m. Mr. Roth went out.",
      "At 5 a.m. Roth went out.",
      "They opened at 8 p.m.| The doors were locked.",
      "They opened at 8 P.M.| It rained.",
      "It opens at 8:30 a.m. Eastern time.",
      "It opens at 8:30 a.m. Monday in Rome.",
      // numbers
      "It costs $5.50 or €4.20 a piece.| It is cheap.",
      "The value is .5 of the sum.",
      "It rose 3.5% to 4.25 points.| It fell later.",
      "She wants $5.| Nobody pays.",
      "She has $5.00.| Nobody knows.",
      "The number is 1,234.56.| Write it down.",
      "This is version 3.4.1 of the file.",
      "The spot is N°. 1022.133.441 on the map.",
      "Look at No. 7 and Nos. 8 to 10.",
      "See p. 12 and pp. 14-18 of the book.",
      "It is on p. 12.| The picture is large.",
      "See Vol. 3, Ch. 4, Sec. 2 and Fig. 1.",
      "The answer to it is no.| Another answer is yes.",
      "They are ranked no. 5 of the list.",
      "It happened in 1984.| He was two.",
      "It happened in the 1980s.| He was two.",
      "They won 3-2.| Nobody saw it.",
      "He scored 12.| She scored 13.",
      // ellipses
      "He waited ... and waited.",
      "He waited...and waited.",
      "He waited . . . and waited.",
      "He waited. . . .| The bus came.",
      "He waited . . . .| The bus came.",
      "I thought it was gone ....| She found it.",
      "I thought it was gone....| She found it.",
      "The law says: “The state shall not … take land.”",
      "One says that “the land . . . was never sold.”| It was.",
      "“I never …” he said.",
      // quotes
      "“The bus is late,” he said.| “It is always late.”",
      "\"The bus is late,\" he said.| \"It is always late.\"",
      "“The bus is late.”| He left.",
      "“The bus is late!” he said.| She left.",
      "“Is the bus late?” he asked.| She nodded.",
      "\"Is the bus late?\" he asked.| She nodded.",
      "‘Is the bus late?’ he asked.",
      "'The bus is late!' she said.",
      "She turned to him, “This is late.” she said.",
      "He yelled, “Stop.”| The bus stopped.",
      "He said, ‘It is “late.”’| They left.",
      "She asked \"Why?\"| He left.",
      "She asked \"Why?\" and left.",
      "The song “Why?” was played.",
      "The show \"Stop!\" was a hit.",
      "«The bus is late.»| He left.",
      "„The bus is late.“ he said.",
      // brackets
      "He taught law (he was good at it.)| He was young.",
      "He taught law (he was good at it).| He was young.",
      "He taught (very well!) and left.",
      "He taught (did he?) and left.",
      "(He taught law.)| He was young.",
      "He taught law.| (See the list.)| He was young.",
      "He was young [sic].| She was old.",
      "It was long (see Roth, p. 5).| It was good.",
      // multiple marks
      "Late!!| Again!!!",
      "Late??| Again?",
      "Late?!| Again!?",
      "Late!?!| Again.",
      "Late...?| Yes.",
      "Late?...| Yes.",
      // names with marks
      "He works at Yahoo! in Rome.",
      "He works at Yahoo! as a clerk.",
      "She watched Jeopardy! with him.",
      "The firm Yahoo! Inc. was sold.",
      // lists
      "1.) The first item| 2.) The second item",
      "1.) The first item.| 2.) The second item.",
      "1) The first item| 2) The second item",
      "1) The first item.| 2) The second item.",
      "1. The first item| 2. The second item",
      "1. The first item.| 2. The second item.",
      "• 9. The first item| • 10. The second item",
      "•9. The first item| •10. The second item",
      "• The first item| • The second item| • The third item",
      "⁃9. The first item| ⁃10. The second item",
      "a. The first item| b. The second item| c. The third item",
      "a) The first item| b) The second item| c) The third item",
      "(a) The first item.| (b) The second item.",
      "i. Wait here.| ii. Go home.| iii. Sleep.",
      "It has 1. fuel and 2. water.",
      // addresses
      "Her address is ada.roth@example.com.| Write to her.",
      "The page is http://www.example.com/path.html?x=1.| Go there.",
      "The page is www.example.com.| Go there.",
      "Go to example.com and read.",
      "Open the file notes.txt in /home.| Then close it.",
      "Write to .NET users.",
      // headlines, lines
      "Rains return to the south\n\n|The rain came late.",
      "Rains return to the south\n|The rain came late.",
      "RAINS RETURN\n|The rain came late.",
      "You are the best\ncook that I have met in\nthe whole of this town and\nthe next.",
      // run-on
      "Great place.|The food was good.",
      "Great place!|The food was good.",
      // newswire
      "LIMA, Peru (AP) — The bus came on Oct. 3.| It was late.",
      "ROME, Jan. 9 (Reuters) - Roth S.p.A. said on Monday it lost 3.4 million euros.| Its "
        + "shares fell 2.1 percent.",
      "Shares of Roth Inc. (RTH.N) rose 3 pct. on Friday.| Ito Co. fell.",
      "“We are late,” Gov. Roth said.| “But we are here.”",
      "The mayor, Dr. Ito, 54, said: “We are late.”| She left at 5 p.m. on Friday.",
      "Roth, Jr., of Mobile, Ala., was 52.| He had a dog.",
      "The 5th U.S. Circuit Court of Appeals in St. Paul, Minn., agreed.| It ruled on Sept. 9.",
      "The St. Louis Cardinals beat the L.A. Dodgers 5-4.| Roth hit one.",
      "Sales rose to 1.5 billion yen from 1.2 billion yen.| Net profit fell.",
      "The U.S. Food and Drug Administration said no.| It gave no reason.",
      "He plays for the U.S. Under-20 team.| He is 19.",
      "\"It's over,\" said Col. Ito.| \"We won.\"",
      "\"It's over.\"| Col. Ito left.",
      "President George W. Roth met Prime Minister A.B. Ito.| They ate.",
      "The bus left on Tuesday.|The train did not.",
      "The bus left on Tuesday.|Mr. Roth did not.",
      "He left the bank at 6 p.m.| Mr. Roth went home.",
      "At 6 p.m. Mr. Roth went home.",
      "He left at 6 p.m.| Then he slept.",
      "It sank off the U.S. East Coast.",
      "They gave it to the U.S.| However, nobody used it.",
      "P.S. The dog is well.",
      "They paid a fee. 8| Yet some left.",
      "They paid a fee. 8| Even some men left.",
      // without a stop
      "Figure 1.5| Residents meet in a hall.",
      "The meeting is at noon Please bring the reports.",
      "See you there :)| It will be fun.",
      "Ada Roth| 03/14/2001 10:56 AM| Please call me.",
      "Ada Roth said it will land at 10:56 AM Moscow time.",
      "Nairobi: The army left.",
      "The army left; the police stayed.",
      "The 2004 Formula One season began.",
      "They met in the South Hall and at the Old Mill.",
    ] as [String])
  func endsSentences(_ marked: String) {
    #expect(SentenceSplitterTests.sentences(of: marked) == SentenceSplitterTests.marked(marked))
  }

  /// What a file of sentences makes of a model, and the model of a text.
  @Test("learns the same weights from the same texts, and they split as the texts do")
  func learns() throws {
    func weights() -> String {
      var trainer = SentenceTrainer(Shipped.pack)
      for _ in 0..<20 {
        trainer.add("the bus was late It came at ten", ends: [16, 31])
        trainer.add("the bus of The Hague was late", ends: [29])
      }
      return trainer.train()
    }
    let rows = weights()
    #expect(rows == weights())
    var (vocabulary, faults) = (Shipped.pack.vocabulary, [ResourceFault]())
    let table = LexiconTable(
      ResourceFile(path: "Models/sentences.tsv", bytes: Array(rows.utf8)), faults: &faults)
    let splitter = SentenceSplitter(
      nil, markers: nil, model: table, Shipped.pack.classes, speechVerbs: [], &vocabulary,
      faults: &faults)
    #expect(faults.isEmpty)
    func count(_ text: String) -> Int {
      var (tokens, sentences) = (TokenTable(), [Sentence]())
      Tokenizer().tokenize(Array(text.utf8), vocabulary, into: &tokens)
      splitter.split(tokens, into: &sentences)
      return sentences.count
    }
    #expect(count("the bus was late It came at ten") == 2)
    #expect(count("the bus of The Hague was late") == 1)
  }

  @Test("each feature is found by its name")
  func findsFeatures() {
    var vocabulary = Vocabulary()
    let features = SentenceFeatures(words: [",", "thanks"], WordClasses(), &vocabulary)
    let numbers = SentenceFeatures.Numbers(features)
    #expect(features.names.count == features.count)
    #expect(features.names.map { numbers[$0[...]] } == Array(0..<features.count))
    for name in ["", "bias", "bias=no", "kinds=word", "kinds=word,word,word", "beforeWord=of"] {
      #expect(numbers[name[...]] == nil)
    }
  }

  @Test("a file of weights says what is wrong in it")
  func tellsFaults() {
    var (vocabulary, faults) = (Vocabulary(), [ResourceFault]())
    let text = "feature\tweight\nbias=\tmuch\nlooks=good\t1.0\n"
    let table = LexiconTable(
      ResourceFile(path: "s.tsv", bytes: Array(text.utf8)), faults: &faults)
    _ = SentenceModel(table, WordClasses(), &vocabulary, faults: &faults)
    #expect(
      faults.map(\.description) == [
        """
        s.tsv:2: error: 'much' is no weight
          bias=\tmuch
          remedy: write a number: -0.25
        """,
        """
        s.tsv:3: error: no feature 'looks=good'
          looks=good
          remedy: train the weights anew with 'sitrep train sentences'
        """,
      ])
  }
}
