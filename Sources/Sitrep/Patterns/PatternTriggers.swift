/// Says which patterns a token sets off.
///
/// Each word has the number of a list in two bytes, and so has each shape. Nearly all tokens
/// have list 0, which is empty, so that what a token costs does not depend on how many patterns
/// there are.
struct PatternTriggers: Sendable {
  /// By word, the list; words behind the last have list 0.
  private(set) var words: [UInt16] = []
  /// By shape, the list.
  private(set) var shapes = [UInt16](repeating: 0, count: TokenShape.count)
  /// Where each list begins in `patterns`; the last ends at its end.
  private var starts: [UInt32] = [0, 0]
  private var patterns: [UInt16] = []

  init() {}

  /// The triggers of patterns, in the order of their set. O(triggers).
  init(_ patterns: [Pattern]) {
    var (byWord, byShape) = ([UInt32: [UInt16]](), [UInt8: [UInt16]]())
    for (index, pattern) in patterns.enumerated() {
      for trigger in pattern.triggers {
        switch trigger.what {
        case .word(let word): byWord[word.value, default: []].append(UInt16(index))
        case .shape(let shape): byShape[shape.rawValue, default: []].append(UInt16(index))
        }
      }
    }
    var lists: [[UInt16]: UInt16] = [:]
    words = Array(repeating: 0, count: Int(byWord.keys.max().map { $0 + 1 } ?? 0))
    for (word, list) in byWord.sorted(by: { $0.key < $1.key }) {
      words[Int(word)] = add(list, &lists)
    }
    for (shape, list) in byShape.sorted(by: { $0.key < $1.key }) {
      shapes[Int(shape)] = add(list, &lists)
    }
  }

  private mutating func add(_ list: [UInt16], _ lists: inout [[UInt16]: UInt16]) -> UInt16 {
    if let known = lists[list] { return known }
    precondition(starts.count <= UInt16.max, "more lists of patterns than two bytes can name")
    let new = UInt16(starts.count - 1)
    lists[list] = new
    patterns += list
    starts.append(UInt32(patterns.count))
    return new
  }

  /// Whether a token sets any pattern off.
  func isSetOff(by token: TokenID, _ tokens: TokenTable, _ bytes: [UInt8]) -> Bool {
    let word = Int(tokens.words[token].value)
    if word < words.count, words[word] != 0 { return true }
    let shape = tokens.isCode(token, bytes) ? TokenShape.code : TokenShape(tokens.kinds[token])
    return shapes[Int(shape.rawValue)] != 0
  }

  /// The places of a list's patterns.
  @inline(__always)
  func places(of list: UInt16) -> Range<Int> {
    Int(starts[Int(list)])..<Int(starts[Int(list) + 1])
  }

  /// The pattern at a place of a list.
  @inline(__always)
  subscript(place: Int) -> Int { Int(patterns[place]) }
}
