/// What the named groups of a match say.
///
/// Most become attributes as they are, or as the pattern's `values` have them. Some names mean
/// more: `latitude` and `longitude` are read as degrees, `mgrs` as a place of the military
/// grid, and `country` is that of the mention.
struct PatternGroups {
  private let pattern: Pattern
  private(set) var attributes: [Attribute]
  private(set) var country: String?
  private(set) var coordinates: Coordinates?
  private var latitude: String?
  private var longitude: String?
  private var isGridSound = true

  /// The group that says the country.
  static let country = "country"
  /// The keys that mentions have for other things.
  static let reserved = ["division", "title"]

  init(_ pattern: Pattern) {
    (self.pattern, attributes) = (pattern, pattern.attributes)
  }

  mutating func add(_ name: String, _ text: String) {
    let value = value(of: name, text)
    switch name {
    case Self.country: country = country ?? value
    case "latitude": setDegrees(value, longitude)
    case "longitude": setDegrees(latitude, value)
    case "mgrs":
      coordinates = MilitaryGrid.coordinates(value)
      isGridSound = coordinates != nil
      attributes.append(Attribute(name: name, value: value.filter { !$0.isWhitespace }))
    case _ where attributes.contains { $0.name == name }: break
    default: attributes.append(Attribute(name: name, value: value))
    }
  }

  /// Whether degrees and places of the grid are such as there are.
  var areSound: Bool {
    isGridSound && (latitude == nil) == (longitude == nil)
      && (latitude == nil || coordinates != nil)
  }

  private mutating func setDegrees(_ latitude: String?, _ longitude: String?) {
    (self.latitude, self.longitude) = (latitude, longitude)
    if let latitude, let longitude {
      coordinates = Coordinates(latitude: latitude, longitude: longitude)
    }
  }

  /// The text of a group on one line, or what the pattern has in its place.
  private func value(of group: String, _ text: String) -> String {
    let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return pattern.values[group]?[text.lowercased()] ?? text
  }
}
