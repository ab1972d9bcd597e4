import Testing

@testable import Sitrep

@Suite struct CountedNounTests {
  /// The number first, then the noun that it counts; none where that is not clear.
  @Test(
    "a count has the noun whose things it counts",
    arguments: [
      ("Pyongyang sent 5,000 North Korean soldiers to the front.", "soldiers"),
      ("Hundreds of the villagers fled.", "villagers"),
      ("Some 35 percent of voters stayed at home.", "voters"),
      ("At least 12 wounded civilians were flown out.", "civilians"),
      ("Forty police officers were hurt.", "officers"),
      ("One soldier died.", "soldier"),
      ("He led 300 snowploughs across the ice.", "snowploughs"),
      ("Another 12 Texas residents were hurt.", "residents"),
      ("Rebels killed 50 and wounded others.", nil),
      ("A 12-member team arrived.", nil),
      ("The toll rose to 40 on Monday.", nil),
      ("Shares fell 35 percent on Monday.", nil),
      ("The ship carries 2,000 tonnes of grain.", nil),
    ] as [(String, String?)])
  func counted(text: String, noun: String?) {
    var document = Document(id: "", text: SourceText(text))
    Pipeline(Shipped.pack).process(&document, through: .values)
    let quantity = document.quantities.first
    #expect(quantity != nil)
    #expect(quantity?.counted.map { document.text[$0] } == noun)
  }
}
