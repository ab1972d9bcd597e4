/// How a tag for each word says where entities begin and end.
enum TagScheme: Sendable {
  /// `B-` only where an entity follows one of the same type (CoNLL-2003).
  case iob1
  /// `B-` at each beginning; also called BIO.
  case iob2
  /// `L-` at the last word, `U-` on the only one.
  case bilou

  /// A tag as it is written, and where.
  struct Tag: Equatable, Sendable {
    /// B, I, L, U, or O; E and S are read as L and U.
    var prefix: Character
    /// Empty for O.
    var type: String
    var line: Int

    /// Nil for what is no tag.
    init?(_ written: Substring, line: Int) {
      self.line = line
      if written == "O" {
        (prefix, type) = ("O", "")
        return
      }
      guard let first = written.first, written.dropFirst().first == "-", written.count > 2 else {
        return nil
      }
      switch first {
      case "B", "I", "L", "U": prefix = first
      case "E": prefix = "L"
      case "S": prefix = "U"
      default: return nil
      }
      type = String(written.dropFirst(2))
    }
  }

  /// An entity in words: from `first` to `last`.
  struct Chunk: Equatable, Sendable {
    var first: Int
    var last: Int
    var type: String
  }

  /// Where a sequence is broken, and how.
  struct Break: Equatable, Sendable {
    var line: Int
    var what: String
    var remedy: String
  }

  /// The entities of one sentence, and everything that is broken in its tags.
  func chunks(_ tags: [Tag]) -> (chunks: [Chunk], breaks: [Break]) {
    var chunks: [Chunk] = []
    var breaks: [Break] = []
    var open: Chunk?
    func close() {
      if let chunk = open { chunks.append(chunk) }
      open = nil
    }
    for (index, tag) in tags.enumerated() {
      let goesOn = open?.type == tag.type && "IL".contains(tag.prefix)
      if let chunk = open, !goesOn, self == .bilou {
        breaks.append(unfinished(chunk, tags[index - 1], before: tag.line))
      }
      if goesOn { open?.last = index } else { close() }
      switch tag.prefix {
      case "O": break
      case "I" where !goesOn && self == .iob1, "B":
        open = Chunk(first: index, last: index, type: tag.type)
      case "U":
        chunks.append(Chunk(first: index, last: index, type: tag.type))
      case _ where !goesOn:
        breaks.append(
          Break(
            line: tag.line,
            what: "'\(tag.prefix)-\(tag.type)' goes on with an entity that no tag before it began",
            remedy:
              "write \(self == .bilou ? "B- or U-" : "B-") where an entity begins, or correct the tag before"
          ))
      case "L": close()
      default: break
      }
    }
    if let chunk = open, self == .bilou, let last = tags.last {
      breaks.append(unfinished(chunk, last, before: last.line))
    }
    close()
    return (chunks, breaks)
  }

  private func unfinished(_ chunk: Chunk, _ tag: Tag, before line: Int) -> Break {
    Break(
      line: tag.line, what: "the entity of type '\(chunk.type)' has no end",
      remedy: "write L- on its last word, U- where it has one only")
  }

  /// The tags of `count` words with those entities, none overlapping.
  func tags(_ chunks: [Chunk], count: Int) -> [String] {
    var tags = Array(repeating: "O", count: count)
    for chunk in chunks {
      for index in chunk.first...chunk.last { tags[index] = "I-\(chunk.type)" }
      let isAlone = chunk.first == chunk.last
      tags[chunk.first] = "\(self == .bilou && isAlone ? "U" : "B")-\(chunk.type)"
      if self == .bilou && !isAlone { tags[chunk.last] = "L-\(chunk.type)" }
    }
    return tags
  }
}

extension CorpusDocument {
  /// The mentions that tags can say, the outermost ones, and the number of the others.
  func flatMentions() -> (mentions: [Mention], nested: Int) {
    let sorted = mentions.sorted { one, other in
      (one.span.start, -one.span.end, one.type) < (other.span.start, -other.span.end, other.type)
    }
    var flat: [Mention] = []
    for mention in sorted where mention.span.start >= flat.last?.span.end ?? 0 {
      flat.append(mention)
    }
    return (flat, mentions.count - flat.count)
  }
}
