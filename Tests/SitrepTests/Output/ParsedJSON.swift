import Foundation

/// JSON, taken apart to be looked at in tests.
enum ParsedJSON: Decodable, Equatable {
  case null
  case boolean(Bool)
  case number(Double)
  case text(String)
  case list([ParsedJSON])
  case object([String: ParsedJSON])

  init(_ bytes: some Sequence<UInt8>) throws {
    self = try JSONDecoder().decode(ParsedJSON.self, from: Data(bytes))
  }

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let boolean = try? value.decode(Bool.self) {
      self = .boolean(boolean)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([ParsedJSON].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: ParsedJSON].self))
    }
  }

  subscript(key: String) -> ParsedJSON? { members[key] }

  /// Empty where it is no object.
  var members: [String: ParsedJSON] {
    if case .object(let members) = self { members } else { [:] }
  }

  /// Empty where it is no list.
  var elements: [ParsedJSON] {
    if case .list(let elements) = self { elements } else { [] }
  }

  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  var number: Double? {
    if case .number(let number) = self { number } else { nil }
  }

  /// What JSON Schema calls its type.
  var type: String {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .number(let number): number == number.rounded() ? "integer" : "number"
    case .text: "string"
    case .list: "array"
    case .object: "object"
    }
  }
}
