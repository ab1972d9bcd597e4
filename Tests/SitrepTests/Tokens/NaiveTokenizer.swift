@testable import Sitrep

/// The slow twin of `Tokenizer`: every word is read letter by letter, folded into an array
/// and looked up in a dictionary; no block is longer than a step.
struct NaiveTokenizer {
  let vocabulary: [[UInt8]: WordID]

  func tokenize(_ bytes: [UInt8], into tokens: inout TokenTable) {
    let text = bytes.span
    var cursor = TokenCursor()
    while cursor.next < bytes.count {
      var block = TokenBlock()
      if isLetter(bytes[cursor.next]) {
        cursor.takeWord(text, into: &block)
      } else {
        cursor.takeOther(text, into: &block, behind: &tokens)
      }
      for token in 0..<block.count {
        var folded: [UInt8] = []
        Folding.append(text, block.spans[token].range, to: &folded)
        tokens.append(
          block.spans[token], block.kinds[token], block.flags[token],
          vocabulary[folded] ?? .unknown)
      }
    }
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    Unicode.Scalar(byte).isASCII && Unicode.Scalar(byte).properties.isAlphabetic
  }
}
