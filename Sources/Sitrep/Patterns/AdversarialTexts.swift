/// Texts that nearly match a pattern and grow: a beginning of one of its examples, a piece again
/// and again, and an end that no pattern wants. The pieces are the words of the examples, and
/// the literals and classes of the expression.
struct AdversarialTexts {
  let pieces: [Pieces]

  /// A text with a piece that is repeated.
  struct Pieces {
    let start: String
    let piece: String
    let end: String

    func text(_ repeats: Int) -> String {
      start + String(repeating: piece, count: repeats) + end
    }

    func shown(_ repeats: Int) -> String { "\(start)(\(piece))×\(repeats)\(end)" }
  }

  /// At most so many of each sort.
  private static let most = 48

  init(_ pattern: Pattern) {
    let examples = pattern.examples.flatMap { example in
      example.text.spans.map { SourceText(example.text.text)[$0] }
    }
    let starts = Self.unique([""] + examples.flatMap(Self.beginnings)).prefix(Self.most)
    let words = examples.flatMap(Self.words)
    let literals = Self.literals(of: pattern.expression.source)
    let plain = ["a", "A", "1", "Aa", " ", "-", ".", ",", "'", "é", "A1", "A-", "Aa-"]
    let spaced = (literals.prefix(Self.most) + ["a", "A", "Aa", "1"]).map { $0 + " " }
    let repeated = Self.unique(
      plain + words + zip(words, words.dropFirst()).map { $0 + $1 } + spaced
        + literals.prefix(Self.most))
    pieces = starts.flatMap { start in
      repeated.prefix(3 * Self.most).flatMap { piece in
        // What a match needs stands behind, or PCRE2 would see at once that there is none.
        ["\u{1} ", " \u{1} "].map {
          Pieces(start: start, piece: piece, end: $0 + (examples.last ?? ""))
        }
      }
    }
  }

  private static func unique(_ texts: [String]) -> [String] {
    var known = Set<String>()
    return texts.filter { known.insert($0).inserted }
  }

  /// The text up to the end of each of its words, with the blank behind it and without.
  private static func beginnings(_ text: String) -> [String] {
    text.indices.filter { text[$0].isWhitespace }.flatMap { index in
      [String(text[..<index]), String(text[...index])]
    } + [text]
  }

  /// The words, each with a blank.
  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map { $0 + " " }
  }

  /// The letters and digits that stand in an expression for themselves, in classes too.
  private static func literals(of expression: String) -> [String] {
    var (literals, current) = ([String](), "")
    var rest = Array(expression)[...]
    func end() {
      if !current.isEmpty { literals.append(current) }
      current = ""
    }
    while let character = rest.popFirst() {
      switch character {
      case "\\":
        end()
        if let next = rest.popFirst(), next == "p" || next == "P", rest.first == "{" {
          rest = rest.drop { $0 != "}" }.dropFirst()
        }
      case "(" where rest.first == "?":
        // The name of a group, a call, or what kind of group it is.
        end()
        rest = rest.dropFirst().drop {
          $0 == "<" || $0 == "&" || $0.isLetter || $0 == "!" || $0 == "="
        }
      case "{":
        end()
        rest = rest.drop { $0 != "}" }
      case "#":
        end()
        rest = rest.drop { $0 != "\n" }
      case _ where character.isLetter || character.isNumber: current.append(character)
      default: end()
      }
    }
    end()
    return unique(literals)
  }
}
