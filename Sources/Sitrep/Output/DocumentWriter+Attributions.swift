extension JSONWriter {
  mutating func attributions(of written: WrittenDocument) {
    guard !written.document.attributions.isEmpty else { return }
    key("attributions")
    beginList()
    for attribution in written.document.attributions {
      self.attribution(attribution, of: written)
    }
    endList()
  }

  private mutating func attribution(_ attribution: Attribution, of written: WrittenDocument) {
    beginObject()
    key("sentence")
    id("s", attribution.sentence + 1)
    member("cue", cut: attribution.cue, of: written)
    member("source", cut: attribution.source, of: written)
    if let mention = attribution.mention {
      key("entity")
      id("e", mention.value + 1)
    }
    key("content")
    beginList()
    for span in attribution.content {
      beginObject()
      cut(span, of: written)
      endObject()
    }
    endList()
    member("stance", attribution.stance?.rawValue)
    member("polarity", attribution.polarity.rawValue)
    member("rule", attribution.rule)
    endObject()
  }
}
