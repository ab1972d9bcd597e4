import Testing

@testable import Sitrep

@Suite struct RoleFinderTests {
  /// The person marked, the role and the country.
  @Test(
    "reads the office of a person off the words around the name",
    arguments: [
      ("US Defense Secretary [Pedro Ruiz] spoke.", "defense secretary", "US"),
      ("South Korean President [Daniel Mwangi] spoke.", "president", "KR"),
      ("General [Pedro Ruiz] spoke.", "General", nil),
      ("[Pedro Ruiz], the US defense secretary, spoke.", "defense secretary", "US"),
      ("[Pedro Ruiz], the president of Kenya, spoke.", "president", "KE"),
      ("[Pedro Ruiz], Kenya's foreign minister, spoke.", "foreign minister", "KE"),
      ("The Kenyan foreign minister, [Pedro Ruiz], spoke.", "foreign minister", "KE"),
      ("[Pedro Ruiz] spoke.", nil, nil),
      ("Mr. [Pedro Ruiz] spoke.", nil, nil),
      // Another person's title, and a noun that goes on.
      ("[Pedro Ruiz], Kenyan President Daniel Mwangi and others spoke.", nil, nil),
      ("After he met [Pedro Ruiz], the president left.", nil, nil),
      ("A driver, a general and [Pedro Ruiz], spoke.", nil, nil),
    ] as [(MarkedExample, String?, String?)])
  func readsRoles(_ sample: MarkedExample, _ role: String?, _ country: String?) throws {
    let document = Shipped.process(sample.text)
    let person = try #require(document.mentions.first { $0.span == sample.spans[0] })
    #expect(person.attributes.first { $0.name == "role" }?.value == role)
    #expect(person.country == country)
  }
}
