// Noun and verb groups.

extension JSONWriter {
  mutating func groups(of written: WrittenDocument) {
    guard !written.document.groups.isEmpty else { return }
    key("groups")
    beginList()
    for group in written.document.groups {
      beginObject()
      switch group.kind {
      case .noun: member("kind", "noun")
      case .verb: member("kind", "verb")
      }
      cut(group.span, of: written)
      member("head", cut: group.head, of: written)
      if case .verb(let verb) = group.kind { traits(of: verb) }
      endObject()
    }
    endList()
  }

  private mutating func traits(of verb: WordGroup.Verb) {
    member("lemma", verb.lemma)
    member("form", verb.form.rawValue)
    member("tense", verb.tense)
    member("voice", verb.voice)
    member("modal", verb.modal)
    let traits = [
      (verb.isPerfect, "perfect"), (verb.isProgressive, "progressive"),
      (verb.isArranged, "arranged"), (verb.isNegated, "negated"),
    ]
    guard traits.contains(where: \.0) else { return }
    key("traits")
    beginList()
    for (holds, name) in traits where holds { string(name) }
    endList()
  }
}
