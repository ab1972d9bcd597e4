/// What a page shows, as it is put together from its pieces.
///
/// White space and breaks are held back until something visible follows: a text neither
/// begins nor ends with them, and of several that meet only the strongest is written.
struct VisibleText {
  /// What separates two pieces, the weaker before the stronger.
  enum Gap: Int, Comparable {
    case none, space, line, paragraph

    static func < (one: Gap, other: Gap) -> Bool { one.rawValue < other.rawValue }

    fileprivate var bytes: [UInt8] {
      switch self {
      case .none: []
      case .space: [0x20]
      case .line: [0x0A]
      case .paragraph: [0x0A, 0x0A]
      }
    }
  }

  private(set) var bytes: [UInt8] = []
  private(set) var map = SourceMap()
  private var gap = Gap.none
  /// Offset in the page behind the last piece that was visible.
  private var pageEnd = 0

  mutating func separate(by gap: Gap) { self.gap = max(self.gap, gap) }

  /// A line ends. Two in a row make an empty line, as old pages mark their paragraphs.
  mutating func breakLine() { gap = gap >= .line ? .paragraph : .line }

  /// Adds a piece of the page as it stands there.
  mutating func copy(_ range: Range<Int>, of page: [UInt8]) {
    guard !range.isEmpty else { return }
    close(upTo: range.lowerBound)
    continueCopying(at: range.lowerBound)
    bytes.append(contentsOf: page[range])
    pageEnd = range.upperBound
  }

  /// Adds what a piece of the page stands for.
  mutating func append(_ replacement: [UInt8], for range: Range<Int>) {
    close(upTo: range.lowerBound)
    replace(range, by: replacement)
    pageEnd = range.upperBound
  }

  /// Forgets the beginning of the text, up to and with the gap behind byte `end`, of which
  /// `runs` runs of the map tell. Nothing where no gap was written there.
  mutating func removeFirst(_ end: Int, runs: Int) {
    guard bytes.count > end else { return }
    let length = end + Gap.paragraph.bytes.count
    bytes.removeFirst(length)
    map.removeFirst(runs + 1, length: length)
  }

  private mutating func close(upTo offset: Int) {
    if !bytes.isEmpty, gap != .none {
      if gap == .space, offset == pageEnd + 1 {
        continueCopying(at: pageEnd)
        bytes.append(0x20)
      } else {
        replace(pageEnd..<offset, by: gap.bytes)
      }
    }
    gap = .none
  }

  private mutating func replace(_ range: Range<Int>, by replacement: [UInt8]) {
    map.append(
      .init(
        text: UInt32(bytes.count), original: UInt32(range.lowerBound),
        originalLength: UInt32(range.count), kind: .replaced))
    bytes.append(contentsOf: replacement)
  }

  /// Begins a run unless the last one goes on at `offset` of the page.
  private mutating func continueCopying(at offset: Int) {
    if let run = map.runs.last, run.kind == .copied,
      Int(run.original) + bytes.count - Int(run.text) == offset
    {
      return
    }
    map.append(
      .init(
        text: UInt32(bytes.count), original: UInt32(offset), originalLength: 0, kind: .copied))
  }
}
