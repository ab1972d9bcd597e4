/// What a figure has to be for a build to pass: `deployed-to.f1>=0.80`, `deployed-to.ece<=5%`.
public struct Requirement: Equatable, Sendable, CustomStringConvertible {
  enum Comparison: String, CaseIterable, Sendable {
    // Those of two characters first, so that the reader finds them before their beginnings.
    case atLeast = ">="
    case atMost = "<="
    case more = ">"
    case less = "<"

    func holds(_ value: Double, _ bound: Double) -> Bool {
      switch self {
      case .atLeast: value >= bound
      case .atMost: value <= bound
      case .more: value > bound
      case .less: value < bound
      }
    }
  }

  /// Why a requirement cannot be read, with what to write instead.
  public struct SyntaxError: Error, CustomStringConvertible {
    public let description: String
  }

  /// How a requirement comes off.
  public enum Outcome: Equatable, Sendable {
    case met
    /// What the figure is, in words.
    case missed(String)
    /// There is no such figure; those whose names are nearest.
    case unknown([String])
  }

  public let figure: String
  let comparison: Comparison
  /// From 0 to 1.
  let bound: Double
  public let description: String

  /// Reads it as the user writes it: a figure, `>=`, `>`, `<=` or `<`, and a share, as a fraction
  /// from 0 to 1 or in per cent with its sign.
  public init(_ written: String) throws(SyntaxError) {
    let found = Comparison.allCases.compactMap { comparison in
      written.firstRange(of: comparison.rawValue).map { (comparison, $0) }
    }.min { ($0.1.lowerBound, $1.0.rawValue.count) < ($1.1.lowerBound, $0.0.rawValue.count) }
    let name = found.map { Self.trimmed(written[..<$0.1.lowerBound]) } ?? ""
    let isName = !name.isEmpty && !name.contains { "= ".contains($0) }
    guard let (comparison, range) = found, isName else {
      throw SyntaxError(
        description: "'\(written)': write a figure, one of >=, >, <= and <, and a value: "
          + "deployed-to.f1>=0.80")
    }
    figure = name
    self.comparison = comparison
    bound = try Self.share(Self.trimmed(written[range.upperBound...]), of: written)
    description = "\(figure)\(comparison.rawValue)\(Self.trimmed(written[range.upperBound...]))"
  }

  private static func share(_ word: String, of written: String) throws(SyntaxError) -> Double {
    let isPercent = word.hasSuffix("%")
    let digits = isPercent ? Self.trimmed(word.dropLast()) : word
    guard let number = Double(digits), number.isFinite, number >= 0 else {
      throw SyntaxError(
        description: "'\(written)': '\(word)' is no value; write 0.80 or 80%")
    }
    let value = isPercent ? number / 100 : number
    guard value <= 1 else {
      let advice = isPercent ? "no share is more than 100%" : "write a fraction, or \(digits)%"
      throw SyntaxError(description: "'\(written)': '\(word)' is more than all; \(advice)")
    }
    return value
  }

  private static func trimmed(_ part: Substring) -> String {
    String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  /// Whether `report` meets it. A figure that is not defined meets none.
  public func outcome(in report: EvaluationReport) -> Outcome {
    guard let found = report.figure(figure) else {
      return .unknown(nearestNames(to: figure, among: report.figures.map(\.name)))
    }
    guard let value = found.value else {
      return .missed("\(figure) is not defined: there was nothing to find, and nothing was found")
    }
    guard comparison.holds(value, bound) else {
      let short = abs(value - bound)
      let words = comparison == .atLeast || comparison == .more ? "short" : "too much"
      return .missed(
        "\(figure) is \(fixed(value * 100, decimals: 2)) %, \(words) by "
          + "\(fixed(short * 100, decimals: 2))")
    }
    return .met
  }
}
