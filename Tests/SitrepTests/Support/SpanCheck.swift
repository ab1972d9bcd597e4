import Foundation

@testable import Sitrep

/// Whether the spans of all layers of a document lie inside its text, on character borders,
/// and cut out in each unit what they cut out in bytes.
enum SpanCheck {
  /// What is wrong, a line for each; empty where nothing is.
  static func faults(in document: Document) -> [String] {
    faults(in: document, units(of: document.text))
  }

  private typealias Cut = (name: String, text: (TextSpan) -> String?)

  private static func faults(in document: Document, _ units: [Cut]) -> [String] {
    var faults: [String] = []
    for (layer, span) in spans(of: document) {
      guard Int(span.end) <= document.text.bytes.count, isBorder(span.start, document.text),
        isBorder(span.end, document.text)
      else {
        faults.append("\(layer) \(span) is not on borders of the text")
        continue
      }
      let text = document.text[span]
      for unit in units where unit.text(span) != text {
        faults.append("\(layer) '\(text)' is not that in \(unit.name)")
      }
    }
    return faults + orderFaults(in: document)
  }

  /// Every span of every layer, with the layer's name.
  private static func spans(of document: Document) -> [(String, TextSpan)] {
    document.tokens.spans.map { ("token", $0) }
      + document.sentenceSpans.map { ("sentence", $0.span) }
      + document.mentions.map { ("mention", $0.span) }
      + document.quantities.map { ("quantity", $0.span) }
      + document.times.map { ("time", $0.span) }
      + document.relations.map { ("trigger", $0.trigger) }
      + document.confirmations.map { ("cue", $0.cue) }
      + document.attributions.map { ("cue", $0.cue) }
      + document.attributions.compactMap { $0.source.map { ("source", $0) } }
      + document.attributions.flatMap { $0.content.map { ("content", $0) } }
  }

  /// Layers out of order, and numbers that name nothing.
  private static func orderFaults(in document: Document) -> [String] {
    var faults: [String] = []
    for (one, other) in zip(document.mentions, document.mentions.dropFirst())
    where (one.span.start, other.span.end) > (other.span.start, one.span.end) {
      faults.append("mention '\(document.text[other.span])' is out of order")
    }
    for relation in document.relations {
      let known = relation.roles.allSatisfy { document.mentions.indices.contains($0.mention.value) }
      if !known { faults.append("relation \(relation.id) names no mention") }
      if let count = relation.count, !document.quantities.indices.contains(count) {
        faults.append("relation \(relation.id) names no quantity")
      }
      if let time = relation.time, !document.times.indices.contains(time) {
        faults.append("relation \(relation.id) names no time")
      }
    }
    for attribution in document.confirmations {
      if !document.mentions.indices.contains(attribution.source.value)
        || !document.relations.indices.contains(attribution.claim)
      {
        faults.append("attribution \(attribution.id) names nothing")
      }
    }
    if Set(document.relations.map(\.id)).count != document.relations.count {
      faults.append("two relations share an id")
    }
    return faults
  }

  private static func isBorder(_ offset: UInt32, _ text: SourceText) -> Bool {
    Int(offset) == text.bytes.count || text.bytes[Int(offset)] & 0xC0 != 0x80
  }

  /// For each unit how a span is cut out of the text as a reader of that unit has it: an
  /// array of scalars, of UTF-16, or the bytes of the input with what was ill-formed in them.
  private static func units(of text: SourceText) -> [Cut] {
    let string = String(decoding: text.bytes, as: UTF8.self)
    let (scalars, utf16) = (Array(string.unicodeScalars), Array(string.utf16))
    func cut(_ unit: OffsetUnit, _ make: @escaping (Range<Int>) -> String?) -> Cut {
      let map = OffsetMap(text, unit: unit)
      return (
        unit.rawValue,
        {
          let (start, end) = map($0)
          return make(Int(start)..<Int(end))
        }
      )
    }
    var units = [
      cut(.codepoints) { range in
        guard range.upperBound <= scalars.count else { return nil }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
      },
      cut(.utf16) { range in
        range.upperBound <= utf16.count ? String(decoding: utf16[range], as: UTF16.self) : nil
      },
    ]
    let original = self.original(text)
    units.append(
      cut(.utf8) { range in
        range.upperBound <= original.count
          ? String(decoding: original[range], as: UTF8.self) : nil
      })
    return units
  }

  /// The bytes of the input again; an ill-formed sequence, of which only the length is
  /// kept, stands as that many bytes of a kind that gives one U+FFFD.
  private static func original(_ text: SourceText) -> [UInt8] {
    let stands: [[UInt8]] = [[], [0xFF], [0xE2, 0x80], [0xF0, 0x9F, 0x91]]
    var (bytes, next): ([UInt8], Int) = ([], 0)
    for repair in text.input.repairs {
      bytes += text.bytes[next..<Int(repair.offset)] + stands[Int(repair.length)]
      next = Int(repair.offset) + 3
    }
    return bytes + text.bytes[next...]
  }
}
