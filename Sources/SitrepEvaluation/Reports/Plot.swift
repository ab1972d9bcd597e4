/// A plot of lines and marks as SVG, that says in words what it shows to those who cannot see it.
///
/// Series are told apart by colour, by the shape of their marks and by their dashes. Colours are
/// classes (`Templates/plot.css`), so that a page, or the picture itself, can be light or dark.
struct Plot: Sendable {
  struct Axis: Sendable {
    var title: String
    var range: ClosedRange<Double>
    var ticks: [(value: Double, label: String)]

    /// Shares from `low` to 1, in per cent, a tick at each tenth.
    static func shares(_ title: String, from low: Double = 0) -> Axis {
      let tenths = Array(Int((low * 10).rounded(.down))...10)
      return Axis(
        title: title, range: Double(tenths[0]) / 10...1,
        ticks: tenths.filter { $0 % 2 == 0 || tenths.count < 7 }
          .map { (Double($0) / 10, "\($0 * 10) %") })
    }
  }

  struct Series: Sendable {
    var name: String
    var points: [(x: Double, y: Double)]
  }

  /// In the units of the picture.
  static let (width, height) = (460.0, 320.0)
  private static let (left, right, top, bottom) = (64.0, 28.0, 12.0, 56.0)
  /// How many series have a colour and a mark of their own; what comes after begins again.
  static let styles = 6

  var title: String
  /// What it shows, in a sentence or two.
  var about: String
  var x: Axis
  var y: Axis
  /// A line to hold the others against.
  var reference: Series?
  var series: [Series]

  /// The picture, to stand in a page that has the style.
  var svg: String {
    "<svg class=\"plot\" viewBox=\"0 0 \(Self.number(Self.width)) \(Self.number(fullHeight))\" "
      + "role=\"img\" aria-label=\"\((title + ". " + about).markupEscaped)\">" + body + "</svg>"
  }

  /// The height with the key below.
  var fullHeight: Double { Self.height + Double(series.count) * 18 }

  /// What the picture is made of.
  var body: String {
    let lines = series.enumerated().map { line($1, style: $0 % Self.styles) }
    return grid + (reference.map { path($0.points, "reference") } ?? "") + lines.joined() + key
  }

  /// Several, one below the other, as a file of their own.
  static func file(_ plots: [Plot], title: String) -> String {
    let gap = 34.0
    let height = plots.reduce(0) { $0 + $1.fullHeight + gap }
    var top = 0.0
    let pictures = plots.map { plot -> String in
      let heading =
        "<text class=\"heading\" x=\"12\" y=\"\(number(top + 22))\">"
        + "\(plot.title.markupEscaped)</text>"
      let picture =
        "<g transform=\"translate(0 \(number(top + gap)))\" role=\"img\" "
        + "aria-label=\"\((plot.title + ". " + plot.about).markupEscaped)\">\(plot.body)</g>"
      top += plot.fullHeight + gap
      return heading + "\n" + picture + "\n"
    }
    let (width, whole) = (number(width), number(height))
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" width=\"\(width)\" "
      + "height=\"\(whole)\" viewBox=\"0 0 \(width) \(whole)\" "
      + "aria-label=\"\(title.markupEscaped)\">\n<title>\(title.markupEscaped)</title>\n"
      + "<style>\n\(Template.plotStyle)</style>\n"
      + "<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n"
      + pictures.joined() + "</svg>\n"
  }
}

// MARK: - Parts

extension Plot {
  private func place(_ point: (x: Double, y: Double)) -> (x: Double, y: Double) {
    let across = Self.share(point.x, of: x.range)
    let up = Self.share(point.y, of: y.range)
    return (
      Self.left + across * (Self.width - Self.left - Self.right),
      Self.height - Self.bottom - up * (Self.height - Self.top - Self.bottom)
    )
  }

  private static func share(_ value: Double, of range: ClosedRange<Double>) -> Double {
    let width = range.upperBound - range.lowerBound
    return width == 0 ? 0.5 : (value - range.lowerBound) / width
  }

  private var grid: String {
    let (floor, ceiling) = (y.range.lowerBound, y.range.upperBound)
    let (start, end) = (x.range.lowerBound, x.range.upperBound)
    let across = y.ticks.map { tick in
      let (from, to) = (place((start, tick.value)), place((end, tick.value)))
      return Self.line("grid", from, to)
        + Self.text(tick.label, at: (from.x - 8, from.y + 4), anchor: "end")
    }
    let up = x.ticks.map { tick in
      let (from, to) = (place((tick.value, floor)), place((tick.value, ceiling)))
      return Self.line("grid", from, to)
        + Self.tickText(tick.label, at: (from.x, from.y + 18))
    }
    let middle = place(((start + end) / 2, (floor + ceiling) / 2))
    let names =
      Self.text(x.title, at: (middle.x, Self.height - 14), anchor: "middle")
      + "<g transform=\"translate(16 \(Self.number(middle.y))) rotate(-90)\">"
      + Self.text(y.title, at: (0, 0), anchor: "middle") + "</g>"
    return across.joined() + up.joined() + names
  }

  private func line(_ series: Series, style: Int) -> String {
    path(series.points, "line s\(style)")
      + series.points.map { Self.mark(at: place($0), style: style) }.joined()
  }

  private func path(_ points: [(x: Double, y: Double)], _ style: String) -> String {
    guard points.count > 1 else { return "" }
    let places = points.map(place).map { "\(Self.number($0.x)),\(Self.number($0.y))" }
    return "<polyline class=\"\(style)\" points=\"\(places.joined(separator: " "))\"/>"
  }

  private var key: String {
    series.enumerated().map { index, series in
      let y = Self.height + Double(index) * 18 + 2
      let style = index % Self.styles
      return Self.line("line s\(style)", (Self.left, y), (Self.left + 28, y))
        + Self.mark(at: (Self.left + 14, y), style: style)
        + Self.text(series.name, at: (Self.left + 38, y + 4), anchor: "start")
    }.joined()
  }

  /// In the middle below its tick, unless it would run out of the picture: a letter is taken to
  /// be 7 wide, which few are.
  private static func tickText(_ words: String, at place: (x: Double, y: Double)) -> String {
    let isWide = place.x + Double(words.count) * 3.5 > width
    return text(
      words, at: (isWide ? width : place.x, place.y), anchor: isWide ? "end" : "middle")
  }

  private static func line(
    _ style: String, _ from: (x: Double, y: Double), _ to: (x: Double, y: Double)
  ) -> String {
    "<line class=\"\(style)\" x1=\"\(number(from.x))\" y1=\"\(number(from.y))\" "
      + "x2=\"\(number(to.x))\" y2=\"\(number(to.y))\"/>"
  }

  private static func text(
    _ words: String, at place: (x: Double, y: Double), anchor: String
  ) -> String {
    "<text x=\"\(number(place.x))\" y=\"\(number(place.y))\" text-anchor=\"\(anchor)\">"
      + "\(words.markupEscaped)</text>"
  }

  /// A circle, a square, a diamond or a triangle.
  private static func mark(at place: (x: Double, y: Double), style: Int) -> String {
    let (x, y) = place
    let corners: [(Double, Double)] =
      switch style % 4 {
      case 1: [(-3, -3), (3, -3), (3, 3), (-3, 3)]
      case 2: [(0, -4.5), (4.5, 0), (0, 4.5), (-4.5, 0)]
      case 3: [(0, -4.5), (4.2, 3), (-4.2, 3)]
      default: []
      }
    guard !corners.isEmpty else {
      return "<circle class=\"mark s\(style)\" cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"3.2\"/>"
    }
    let points = corners.map { "\(number(x + $0)),\(number(y + $1))" }.joined(separator: " ")
    return "<polygon class=\"mark s\(style)\" points=\"\(points)\"/>"
  }

  /// With one decimal, the same on every machine.
  private static func number(_ value: Double) -> String {
    fixed(value, decimals: 1)
  }
}

extension String {
  /// The string as text, or the value of an attribute, of HTML and XML. What XML cannot hold is
  /// replaced.
  var markupEscaped: String {
    var escaped = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\t", "\n", "\r": escaped.unicodeScalars.append(scalar)
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
