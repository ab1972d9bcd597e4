/// Finds what the author of a file most likely meant by a name that is not known.
enum NearestName {
  /// The known name that differs from `name` in the fewest letters; nil where none is
  /// close: more than a third of the letters differ, and more than two. O(letters²) for
  /// each known name; for messages only.
  static func of(_ name: String, among known: [String]) -> String? {
    let small = Array(name.lowercased())
    let ranked = known.map {
      (name: $0, distance: distance(from: small, to: Array($0.lowercased())))
    }
    guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(2, name.count / 3) ? best.name : nil
  }

  /// What to do about an unknown name: the nearest known one, or all of them.
  static func remedy(for name: String, among known: [String]) -> String {
    if let near = of(name, among: known) { return "did you mean '\(near)'?" }
    return "use one of: \(known.joined(separator: ", "))"
  }

  /// Levenshtein's distance. O(letters²).
  static func distance<Letter: Equatable>(from one: [Letter], to other: [Letter]) -> Int {
    var row = Array(0...other.count)
    for (index, letter) in one.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in other.indices {
        let kept = diagonal + (letter == other[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(kept, diagonal + 1, row[column] + 1)
      }
    }
    return row[other.count]
  }
}
