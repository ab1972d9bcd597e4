/// Where each piece of what a page shows stands in the page.
///
/// The runs of a text without markup, whatever its length, come to one; look-ups search
/// them by halves.
struct SourceMap: Sendable {
  /// A piece of the text that came from one place. It reaches to the next one.
  struct Run: Sendable, Equatable {
    enum Kind: Sendable {
      /// Byte for byte as in the page, but for a single white space that became another.
      case copied
      /// Stands for something of another length: a character reference, white space, or
      /// the markup that separates two blocks.
      case replaced
    }

    /// Offset of its first byte in the text.
    let text: UInt32
    /// Offset in the page of what it came from.
    let original: UInt32
    /// How much of the page it stands for; of a copied one, that is its own length, and 0
    /// stands here.
    let originalLength: UInt32
    let kind: Kind
  }

  /// In order, in the text and in the page, and without overlap in either.
  private(set) var runs: [Run] = []

  /// Whether the text is its own source.
  var isIdentity: Bool { runs.isEmpty }

  mutating func append(_ run: Run) { runs.append(run) }

  /// Forgets the first `count` runs, and the `length` bytes of text that they made.
  mutating func removeFirst(_ count: Int, length: Int) {
    runs = runs.dropFirst(count).map { run in
      Run(
        text: run.text - UInt32(length), original: run.original,
        originalLength: run.originalLength, kind: run.kind)
    }
  }

  /// From the first byte that `span` came from to behind the last: what markup stands
  /// before it and behind it does not count, what stands in between does. O(log runs).
  func source(of span: TextSpan) -> TextSpan {
    if isIdentity { return span }
    let start = start(of: span.start)
    return TextSpan(start, span.start == span.end ? start : end(of: span.end))
  }

  private func start(of offset: UInt32) -> UInt32 {
    let run = runs[index(where: { $0 <= offset })]
    return run.kind == .copied ? run.original + (offset - run.text) : run.original
  }

  private func end(of offset: UInt32) -> UInt32 {
    let run = runs[index(where: { $0 < offset })]
    return run.kind == .copied
      ? run.original + (offset - run.text) : run.original + run.originalLength
  }

  /// The last run whose offset in the text fulfils `isBefore`; the first where none does.
  private func index(where isBefore: (UInt32) -> Bool) -> Int {
    var (low, high) = (1, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(runs[middle].text) { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }
}
