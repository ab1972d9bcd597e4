/// A JSON value, with the members of an object in the order they were written in.
///
/// Why not `JSONDecoder`: the one in FoundationEssentials (Swift 6.3, Linux) says of any
/// slip only that the data "was not valid JSON", even of `"start": 1.5`, without a place,
/// and ends at the first. Whoever annotates by hand needs the column, and all of them.
enum JSONValue: Equatable, Sendable {
  struct Member: Equatable, Sendable {
    var key: String
    var value: JSONValue
  }

  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// The member called `key`, or nil when there is none or it is `null`: sitrep/1 and the
  /// gold files leave out what is empty, and `null` says the same.
  subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self,
      let value = members.first(where: { $0.key == key })?.value, value != .null
    else { return nil }
    return value
  }

  /// What kind of value it is, for messages.
  var kind: String {
    switch self {
    case .null: "null"
    case .boolean: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

// MARK: - Writing

extension JSONValue {
  /// An object of those members that have a value, in the order given.
  static func members(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.compactMap { key, value in value.map { Member(key: key, value: $0) } })
  }

  static func integer(_ value: Int) -> JSONValue { .number(Double(value)) }

  /// The value on one line.
  var line: String {
    switch self {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .number(let value): Self.written(value)
    case .string(let value): Self.quoted(value)
    case .array(let values): "[\(values.map(\.line).joined(separator: ","))]"
    case .object(let members):
      "{\(members.map { "\(Self.quoted($0.key)):\($0.value.line)" }.joined(separator: ","))}"
    }
  }

  /// The value over several lines, indented by two spaces; an object or list that holds
  /// no other one stays on its line.
  func pretty(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .array(let values) where values.contains(where: \.isContainer):
      let lines = values.map { inner + $0.pretty(indent: inner) }
      return "[\n\(lines.joined(separator: ",\n"))\n\(indent)]"
    case .object(let members) where members.contains(where: \.value.isContainer):
      let lines = members.map {
        "\(inner)\(Self.quoted($0.key)): \($0.value.pretty(indent: inner))"
      }
      return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
    default: return line
    }
  }

  private var isContainer: Bool {
    switch self {
    case .array, .object: true
    default: false
    }
  }

  /// Whole numbers without a fraction, others rounded to six places: enough to tell any
  /// two scores apart that mean something, and the same on every machine.
  private static func written(_ value: Double) -> String {
    let rounded = abs(value) < 1e9 ? (value * 1e6).rounded() / 1e6 : value
    return Int(exactly: rounded).map(String.init) ?? "\(rounded)"
  }

  private static func quoted(_ string: String) -> String {
    var quoted = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
