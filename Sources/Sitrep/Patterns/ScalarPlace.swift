/// Where a character of a scalar's value stands in the file: both 1-based.
///
/// YAML folds lines, cuts indentation and, in quotes, has escapes. Value and file are walked
/// along together; white space in either means nothing, all else has to be the same.
struct ScalarPlace {
  private(set) var line: Int
  private(set) var column: Int

  private enum Style { case plain, single, double }

  /// - Parameters:
  ///   - offset: Characters of the value before the one in question; that behind the last is
  ///     just behind the last that is no white space.
  ///   - lines: Those of the file.
  /// - Returns: nil where the file does not read as the value does.
  init?(of offset: Int, in node: YAMLNode, _ lines: [Substring]) {
    guard let value = node.text, node.line > 0 else { return nil }
    (line, column) = (node.line, node.column)
    var walk = Walk(lines: lines, line: node.line - 1, column: node.column - 1)
    let style: Style =
      switch walk.character {
      case "'": .single
      case "\"": .double
      default: .plain
      }
    if walk.character == "|" || walk.character == ">" {
      walk.nextLine()
    } else if style != .plain {
      walk.step()
    }
    let characters = Array(value)
    for character in characters.prefix(offset) where !character.isWhitespace {
      walk.passWhitespace()
      guard Self.take(character, style, &walk) else { return nil }
    }
    if offset < characters.count, !characters[offset].isWhitespace { walk.passWhitespace() }
    (line, column) = (walk.line + 1, walk.column + 1)
  }

  /// Passes over one character of the value, however the file writes it.
  private static func take(
    _ character: Character, _ style: Style, _ walk: inout Walk
  ) -> Bool {
    let isEscaped = style == .double && walk.character == "\\"
    let isDoubled = style == .single && walk.character == "'"
    if isEscaped || isDoubled { walk.step() }
    guard walk.character == character else { return false }
    walk.step()
    return true
  }

  /// A place in the file, both from 0.
  private struct Walk {
    let lines: [Substring]
    var line: Int
    var column: Int
    private var characters: [Character]

    init(lines: [Substring], line: Int, column: Int) {
      (self.lines, self.line, self.column) = (lines, line, column)
      characters = lines.indices.contains(line) ? Array(lines[line]) : []
    }

    /// nil at the end of a line.
    var character: Character? { column < characters.count ? characters[column] : nil }

    mutating func step() { column += 1 }

    mutating func nextLine() {
      line += 1
      (column, characters) = (0, lines.indices.contains(line) ? Array(lines[line]) : [])
    }

    mutating func passWhitespace() {
      while line < lines.count, character?.isWhitespace ?? true {
        if character == nil { nextLine() } else { step() }
      }
    }
  }
}
