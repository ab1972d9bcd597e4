/// A point on the earth, in degrees of WGS 84.
public struct Coordinates: Hashable, Sendable {
  /// -90 to 90, north positive.
  public let latitude: Double
  /// -180 to 180, east positive.
  public let longitude: Double

  /// - Returns: nil where either is out of range.
  init?(latitude: Double, longitude: Double) {
    guard abs(latitude) <= 90, abs(longitude) <= 180 else { return nil }
    (self.latitude, self.longitude) = (Self.rounded(latitude), Self.rounded(longitude))
  }

  /// As a text writes them: `48.5123`, `48°30'15"N`, `S 12° 4.5'`, `37.1 degrees east`.
  ///
  /// - Returns: nil where either is no angle, is out of range, or names the other's hemisphere.
  init?(latitude: String, longitude: String) {
    guard let latitude = Self.degrees(latitude, positive: "N", negative: "S"),
      let longitude = Self.degrees(longitude, positive: "E", negative: "W")
    else { return nil }
    self.init(latitude: latitude, longitude: longitude)
  }

  /// To seven digits, which is a centimetre: more than any text says.
  private static func rounded(_ degrees: Double) -> Double { (degrees * 1e7).rounded() / 1e7 }

  /// Up to three numbers (degrees, minutes, seconds), and at most one letter for the
  /// hemisphere, at either end; words such as `degrees` between them mean nothing.
  private static func degrees(_ text: String, positive: Character, negative: Character) -> Double? {
    var (numbers, hemisphere, isNegative) = ([Double](), Character?.none, false)
    var rest = text[...]
    while let first = rest.first {
      if first.isASCII, first.isNumber {
        let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        rest = rest.dropFirst(number.count)
        guard let value = Double(number.hasSuffix(".") ? number.dropLast() : number) else {
          return nil
        }
        numbers.append(value)
      } else if first.isLetter {
        let word = rest.prefix { $0.isLetter }
        rest = rest.dropFirst(word.count)
        guard let letter = letter(word) else { continue }
        guard hemisphere == nil else { return nil }
        hemisphere = letter
      } else {
        if numbers.isEmpty, first == "-" || first == "−" || first == "–" { isNegative = true }
        rest = rest.dropFirst()
      }
    }
    guard let degrees = numbers.first, numbers.count <= 3,
      numbers.dropFirst().allSatisfy({ $0 < 60 }), hemisphere == nil || !isNegative
    else { return nil }
    if let hemisphere, hemisphere != positive, hemisphere != negative { return nil }
    let value =
      degrees + (numbers.count > 1 ? numbers[1] / 60 : 0)
      + (numbers.count > 2 ? numbers[2] / 3600 : 0)
    return isNegative || hemisphere == negative ? -value : value
  }

  /// The hemisphere that a word names: `N`, `north`, `South`.
  private static func letter(_ word: Substring) -> Character? {
    switch word.lowercased() {
    case "n", "north": "N"
    case "s", "south": "S"
    case "e", "east": "E"
    case "w", "west": "W"
    default: nil
    }
  }
}
