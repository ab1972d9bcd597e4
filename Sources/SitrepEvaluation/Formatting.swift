// Numbers as reports write them, by hand: there is no `String(format:)` without Foundation.

/// In per cent with one decimal; a dash for one that is not defined.
func percent(_ value: Double?) -> String {
  value.map { fixed($0 * 100, decimals: 1) } ?? "–"
}

/// In per cent with its sign, for a difference: `+1.2`, `−0.3`, `0.0`.
func signedPercent(_ value: Double?) -> String {
  guard let value else { return "–" }
  let written = percent(abs(value))
  if written == percent(0) { return written }
  return (value < 0 ? "−" : "+") + written
}

/// With so many decimals, rounded.
func fixed(_ value: Double, decimals: Int) -> String {
  let factor = (0..<decimals).reduce(1) { product, _ in product * 10 }
  let rounded = Int((abs(value) * Double(factor)).rounded())
  let sign = value < 0 && rounded > 0 ? "-" : ""
  guard decimals > 0 else { return "\(sign)\(rounded)" }
  let fraction = String(rounded % factor)
  let zeros = String(repeating: "0", count: decimals - fraction.count)
  return "\(sign)\(rounded / factor).\(zeros)\(fraction)"
}

/// A p value: three decimals, and never 0, for chance is never ruled out.
func written(p: Double?) -> String {
  guard let p else { return "–" }
  return p < 0.001 ? "<0.001" : fixed(p, decimals: 3)
}

extension String {
  /// The string itself, or its beginning with an ellipsis when it has more than `width`
  /// characters.
  func shortened(to width: Int) -> String {
    count <= width ? self : prefix(width - 1) + "…"
  }
}
