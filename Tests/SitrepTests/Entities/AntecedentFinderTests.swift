import Testing

@testable import Sitrep

@Suite struct AntecedentFinderTests {
  /// What the force of each relation is called.
  private func forces(_ text: String) -> [String] {
    let document = Shipped.process(text)
    return document.relations.compactMap { $0.mention(.force) }.map {
      document[$0].canonical ?? document.text[document[$0].span]
    }
  }

  @Test(
    "a pronoun or a bare noun is the force that it stands for",
    arguments: [
      ("Some 150 French marines rested. They will move to Kibuye.", "French marines"),
      ("The 58th Army was on exercise. On Friday it moved into South Ossetia.", "58th Army"),
      ("A Russian frigate left. It will arrive off Haiti on Monday.", "Russian frigate"),
      ("Soviet paratroopers slept. By noon they were stationed in Kabul.", "Soviet paratroopers"),
      ("Italy has 3,000 soldiers. Some of them would be stationed in Tyre.", "3,000 soldiers"),
      ("Syrian fighters slept in tents. The men were flown to Misrata.", "Syrian fighters"),
      ("The British contingent ate. The rest will be kept in Split.", "British contingent"),
      ("The frigate Vigilant is old. The frigate will be stationed off Malta.", "frigate Vigilant"),
      ("Kenya has 650 commandos. Two planes carried them to Luanda.", "650 commandos"),
      ("French marines ate. “They will be based in Goma,” he said.", "French marines"),
      ("The Golden Brigade slept. The brigade is to stay in Bartella.", "Golden Brigade"),
      ("The 2nd Tank Brigade ate. The regiment was sent to Karbala.", "2nd Tank Brigade"),
      ("Italy has 3,000 soldiers. 800 of them will be based in Tyre.", "3,000 soldiers"),
      ("Italy hired soldiers, most of whom were sent to Tyre.", "soldiers"),
      ("French marines slept. Most arrived in Goma on Friday.", "French marines"),
      ("French marines slept. The majority will be flown to Goma.", "French marines"),
      ("Two frigates left. The ships will stay off Bergen.", "Two frigates"),
      (
        "Turkish troops, backed by Chadian tanks, won. The troops will remain in Sake.",
        "Turkish troops"
      ),
    ])
  func findsForces(_ text: String, _ force: String) {
    #expect(forces(text) == [force])
  }

  @Test(
    "finds none where another could be meant",
    arguments: [
      "Refugees left the camp. They crossed into Chad.",
      "Police fired at the marching farmers as they entered Haryana.",
      "Rwandan troops met Ugandan soldiers. They entered Goma.",
      "Guards fired at migrants to keep them from entering Hungary.",
      "The ministry has a new brigade. Its minister, 45, arrived in Goma.",
      "Thousands of people marched. They arrived in Kabul.",
      "Thousands of people marched. Most arrived in Kabul.",
      "Kenyan troops slept. All those sanctioned may not enter Goma.",
      "Refugees, most of whom were sent to Tyre, saw soldiers.",
    ])
  func findsNone(_ text: String) {
    #expect(forces(text) == [])
  }
}
