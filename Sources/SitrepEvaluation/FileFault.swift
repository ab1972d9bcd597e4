/// A fault in a gold or prediction file, told so that whoever wrote the line can mend it.
public struct FileFault: Error, Equatable, Sendable, CustomStringConvertible {
  public let file: String
  public let line: Int  // 1-based
  let fault: Fault

  /// What is wrong. `path` leads to the value as `jq` would write it: `facts[0].force`,
  /// counted from 0; it is empty for the line as a whole.
  enum Fault: Equatable, Sendable {
    case notJSON(JSONSyntaxError)
    case wrongKind(path: String, expected: String, found: String)
    case missing(path: String)
    case duplicateID(String, path: String, first: String)
    case emptySpan(path: String, start: Int, end: Int)
    case outside(path: String, start: Int, end: Int, length: Int, unit: OffsetUnit, remedy: String)
    case insideCharacter(path: String, offset: Int, unit: OffsetUnit)
    case otherText(path: String, expected: String, found: String, remedy: String)
    case unknownName(path: String, name: String, known: [String])
    case unknownID(path: String, id: String, kind: String)
    case crossedBounds(path: String, low: Double, high: Double)
    case outOfRange(path: String, value: Double, range: ClosedRange<Double>)
    case noPassage
    /// Of a format that is not Sitrep's own.
    case broken(what: String, remedy: String)
    case otherGold(id: String, isInScores: Bool)
    /// A document whose text is not that of the gold passage of its id.
    case otherDocument(String, TextDifference)
  }

  public var description: String {
    let (what, remedy) = fault.message
    return "\(file):\(line): error: \(what)\n  \(remedy)"
  }
}

extension FileFault.Fault {
  /// What is wrong, and what to do about it.
  var message: (what: String, remedy: String) {
    switch self {
    case .notJSON(let error):
      return (
        "not JSON: column \(error.column): \(error.what)",
        "write one JSON object on each line"
      )
    case .wrongKind(let path, let expected, let found):
      return ("\(Self.place(path))expected \(expected), found \(found)", "write \(expected) there")
    case .missing(let path):
      return ("there is no '\(path)'", "add it; this key may not be left out")
    case .duplicateID(let id, let path, let first):
      return (
        "\(Self.place(path))the id '\(id)' is taken, by \(first)",
        "give each an id of its own"
      )
    case .emptySpan(let path, let start, let end):
      let what = start == end ? "covers nothing" : "runs backwards"
      return (
        "\(Self.place(path))\(start)–\(end) \(what)",
        "'end' is the offset just past the last character, so it is greater than 'start'"
      )
    case .outside(let path, let start, let end, let length, let unit, let remedy):
      return (
        "\(Self.place(path))\(start)–\(end) lies outside the text, which has \(length) \(unit.words)",
        remedy
      )
    case .insideCharacter(let path, let offset, let unit):
      return (
        "\(Self.place(path))\(offset) \(unit.words) into the text is inside a character",
        "count whole characters, or correct 'offsets'"
      )
    case .otherText(let path, let expected, let found, let remedy):
      return ("\(Self.place(path))expected '\(expected)', found '\(found)'", remedy)
    case .unknownName(let path, let name, let known):
      let nearest = nearestName(to: name, among: known).map { "did you mean '\($0)'? " } ?? ""
      return (
        "\(Self.place(path))'\(name)' is unknown here",
        "\(nearest)use one of: \(known.joined(separator: ", "))"
      )
    case .unknownID(let path, let id, let kind):
      return (
        "\(Self.place(path))there is no \(kind) '\(id)' on this line",
        "name the id of one that is there, or leave the role out"
      )
    case .crossedBounds(let path, let low, let high):
      let (low, high) = (JSONValue.number(low).line, JSONValue.number(high).line)
      return (
        "\(Self.place(path))'low' is \(low), more than 'high', which is \(high)",
        "exchange them, or leave out the one that is open"
      )
    case .outOfRange(let path, let value, let range):
      let bounds = [range.lowerBound, range.upperBound].map { JSONValue.number($0).line }
      return (
        "\(Self.place(path))\(JSONValue.number(value).line) is no value from \(bounds[0]) to "
          + bounds[1], "write a share of one, or leave it out"
      )
    case .otherGold(let id, let isInScores):
      return (
        isInScores
          ? "the gold has no passage '\(id)', of which these are scores"
          : "there are no scores of the passage '\(id)'",
        "compare with scores that were made with the same gold"
      )
    case .otherDocument(let id, let difference):
      let sides = [difference.one, difference.other].map { $0.isEmpty ? "the end" : "'\($0)'" }
      return (
        "the text of the document '\(id)' is not that of the gold: line \(difference.line), "
          + "column \(difference.column) of it has \(sides[0]), the gold \(sides[1])",
        "read the text of the gold; white space and normalization alone may differ"
      )
    case .noPassage:
      return ("the file holds no passage", "give a gold file with one JSON object on each line")
    case .broken(let what, let remedy):
      return (what, remedy)
    }
  }

  private static func place(_ path: String) -> String {
    path.isEmpty ? "" : "\(path): "
  }
}

/// Every fault found in a file, in the order of its lines.
public struct FileFaults: Error, Equatable, Sendable, CustomStringConvertible {
  /// How many are kept. Whoever has more has most often made the same one on each line.
  public static let most = 20

  /// The first of them, at most `most`.
  public private(set) var faults: [FileFault] = []
  /// How many there are, the ones not kept included.
  public private(set) var count = 0

  mutating func append(_ fault: FileFault) {
    count += 1
    if faults.count < Self.most { faults.append(fault) }
  }

  /// Adds those of another file.
  mutating func append(_ others: FileFaults) {
    let hidden = others.count - others.faults.count
    for fault in others.faults { append(fault) }
    count += hidden
  }

  public var description: String {
    let rest = count - faults.count
    let lines = faults.map(\.description) + (rest > 0 ? ["… and \(rest) more"] : [])
    return lines.joined(separator: "\n")
  }
}

/// The one of `known` that `name` was most likely meant to be, or nil when none is near:
/// at most a third of its letters differ, capitals aside.
func nearestName(to name: String, among known: [String]) -> String? {
  let candidates = known.map { (name: $0, distance: editDistance(name.lowercased(), $0)) }
  guard let nearest = candidates.min(by: { $0.distance < $1.distance }),
    nearest.distance <= max(1, nearest.name.count / 3)
  else { return nil }
  return nearest.name
}

/// The names that `name` may have been meant to be, the nearest first: those whose parts it
/// shares or that are near in letters; all of `known` where none is.
func nearestNames(to name: String, among known: [String], most: Int = 3) -> [String] {
  let letters = name.lowercased()
  let parts = Set(letters.split(whereSeparator: { ".-_".contains($0) }))
  let near = known.map { name in
    (
      name: name, distance: editDistance(letters, name),
      shared: parts.intersection(name.split(whereSeparator: { ".-_".contains($0) })).count
    )
  }.filter { $0.shared > 0 || $0.distance <= max(2, $0.name.count / 3) }
    .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
  return near.isEmpty ? known : near.prefix(most).map(\.name)
}

/// How many letters have to be put in, taken out or exchanged (Levenshtein).
private func editDistance(_ one: String, _ other: String) -> Int {
  let other = Array(other)
  var row = Array(0...other.count)
  for (index, letter) in one.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for column in other.indices {
      let exchanged = diagonal + (letter == other[column] ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(exchanged, diagonal + 1, row[column] + 1)
    }
  }
  return row[other.count]
}
