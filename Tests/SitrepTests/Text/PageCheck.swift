@testable import Sitrep

/// What always holds between a page and what it shows.
enum PageCheck {
  /// What is wrong, a line for each; empty where nothing is.
  static func faults(in source: SourceText) -> [String] {
    var faults: [String] = []
    let (text, page, runs) = (source.bytes, source.input.bytes, source.map.runs)
    if String(validating: text, as: UTF8.self) == nil { faults.append("no UTF-8") }
    var (textEnd, pageEnd) = (0, 0)
    for (index, run) in runs.enumerated() {
      let end = index + 1 < runs.count ? Int(runs[index + 1].text) : text.count
      let (start, original) = (Int(run.text), Int(run.original))
      if start != textEnd || end <= start { faults.append("run \(index) leaves a hole") }
      if original < pageEnd { faults.append("run \(index) runs back") }
      textEnd = end
      pageEnd = original + (run.kind == .copied ? end - start : Int(run.originalLength))
      guard pageEnd <= page.count else { return faults + ["run \(index) ends outside"] }
      guard run.kind == .copied else { continue }
      let isSame = zip(text[start..<end], page[original..<pageEnd]).allSatisfy { one, other in
        one == other || one == 0x20 && HTMLTag.isSpace(other)
      }
      if !isSame { faults.append("run \(index) is no copy") }
    }
    if textEnd != text.count { faults.append("the runs end before the text") }
    return faults
  }

  /// What a span of the text cuts out of the page, as it was read, in each unit.
  static func cut(_ span: TextSpan, of source: SourceText, _ page: String) -> [String?] {
    OffsetUnit.allCases.map { unit in
      let (start, end) = OffsetMap(source, unit: unit)(span)
      let range = Int(start)..<Int(end)
      switch unit {
      case .codepoints:
        var view = String.UnicodeScalarView()
        view.append(contentsOf: Array(page.unicodeScalars)[range])
        return String(view)
      case .utf8: return String(validating: Array(page.utf8)[range], as: UTF8.self)
      case .utf16: return String(validating: Array(page.utf16)[range], as: UTF16.self)
      }
    }
  }
}
