/// How many were right, missed and spurious, and what follows from it.
struct Tally: AdditiveArithmetic, Sendable {
  var right = 0
  var missed = 0
  var spurious = 0

  /// How many there are in gold.
  var gold: Int { right + missed }

  /// How many were predicted.
  var found: Int { right + spurious }

  /// Of those predicted, the share that is right; nil when nothing was predicted.
  var precision: Double? { Share(right: right, of: found).value }

  /// Of those in gold, the share that was found; nil when there are none.
  var recall: Double? { Share(right: right, of: gold).value }

  /// The harmonic mean of precision and recall; nil when there was nothing to find and
  /// nothing was found.
  var f1: Double? { Share(right: 2 * right, of: gold + found).value }

  /// How many of those in gold are right.
  var share: Share { Share(right: right, of: gold) }

  static func + (one: Tally, other: Tally) -> Tally {
    Tally(
      right: one.right + other.right, missed: one.missed + other.missed,
      spurious: one.spurious + other.spurious)
  }

  static func - (one: Tally, other: Tally) -> Tally {
    Tally(
      right: one.right - other.right, missed: one.missed - other.missed,
      spurious: one.spurious - other.spurious)
  }

  static let zero = Tally()

  static func += (one: inout Tally, other: Tally) {
    one = one + other
  }
}

/// How many of so many.
struct Share: Equatable, Sendable {
  var right = 0
  var of = 0

  /// From 0 to 1, or nil for none of none.
  var value: Double? { of == 0 ? nil : Double(right) / Double(of) }

  mutating func count(_ isRight: Bool) {
    of += 1
    if isRight { right += 1 }
  }
}
