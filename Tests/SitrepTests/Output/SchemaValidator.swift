/// As much of JSON Schema (draft-07) as Sitrep's schemas use. A keyword that it does not
/// know is an error, so that no part of a schema goes unchecked.
struct SchemaValidator {
  private let root: ParsedJSON

  struct UnknownKeyword: Error {
    var keyword: String
  }

  init(_ schema: [UInt8]) throws {
    root = try ParsedJSON(schema)
  }

  /// What is wrong with `line`; empty where nothing is.
  func faults(in line: some Sequence<UInt8>) throws -> [String] {
    try faults(in: ParsedJSON(line), root, path: "")
  }

  private func faults(
    in value: ParsedJSON, _ schema: ParsedJSON, path: String
  ) throws -> [String] {
    // In draft-07 whatever stands beside a reference is ignored.
    if let reference = schema["$ref"]?.text {
      let name = reference.split(separator: "/").last.map(String.init) ?? ""
      guard let target = root["definitions"]?[name] else {
        throw UnknownKeyword(keyword: reference)
      }
      return try faults(in: value, target, path: path)
    }
    let own = try schema.members.sorted { $0.key < $1.key }.flatMap { keyword, rule in
      try check(value, keyword, rule, schema).map { "\(path): \($0)" }
    }
    return try own + faultsInside(value, schema, path)
  }

  /// What is wrong with the members and elements of `value`.
  private func faultsInside(
    _ value: ParsedJSON, _ schema: ParsedJSON, _ path: String
  ) throws -> [String] {
    let others = schema["additionalProperties"].flatMap { $0.type == "object" ? $0 : nil }
    let members = try value.members.sorted { $0.key < $1.key }.flatMap { key, member in
      try (schema["properties"]?[key] ?? others).map {
        try faults(in: member, $0, path: "\(path).\(key)")
      } ?? []
    }
    let elements = try value.elements.enumerated().flatMap { index, element in
      try schema["items"].map { try faults(in: element, $0, path: "\(path)[\(index)]") } ?? []
    }
    return members + elements
  }

  /// What one keyword finds wrong with `value`.
  private func check(
    _ value: ParsedJSON, _ keyword: String, _ rule: ParsedJSON, _ schema: ParsedJSON
  ) throws -> [String] {
    func fault(_ message: String, unless isRight: Bool) -> [String] {
      isRight ? [] : [message]
    }
    switch keyword {
    case "$schema", "$id", "title", "description", "definitions", "properties", "items":
      return []
    case "type":
      let isRight = value.type == rule.text || value.type == "integer" && rule.text == "number"
      return fault("is of type \(value.type)", unless: isRight)
    case "const":
      return fault("is \(value), not \(rule)", unless: value == rule)
    case "enum":
      return fault("is \(value), none of \(rule)", unless: rule.elements.contains(value))
    case "required":
      return rule.elements.compactMap(\.text).filter { value[$0] == nil }.map { "lacks \($0)" }
    case "additionalProperties" where rule.type == "object": return []
    case "additionalProperties":
      let unknown = value.members.keys.filter { schema["properties"]?[$0] == nil }
      return unknown.sorted().map { "has \($0) besides" }
    case "dependencies":
      let needs = rule.members.filter { value[$0.key] != nil }.values.flatMap(\.elements)
      return needs.compactMap(\.text).filter { value[$0] == nil }.map { "lacks \($0) as well" }
    case "oneOf":
      let fitting = try rule.elements.filter { try faults(in: value, $0, path: "").isEmpty }
      return fault("fits \(fitting.count) of the alternatives", unless: fitting.count == 1)
    case "pattern":
      let pattern = try Regex(rule.text ?? "")
      return fault("does not match \(rule)", unless: value.text?.contains(pattern) ?? true)
    case "minimum":
      return fault("is less than \(rule)", unless: value.number ?? 0 >= rule.number ?? 0)
    case "maximum":
      return fault("is more than \(rule)", unless: value.number ?? 0 <= rule.number ?? 0)
    case "minLength": return fault("is empty", unless: value.text != "")
    case "minItems": return fault("is empty", unless: value != .list([]))
    case "minProperties": return fault("is empty", unless: value != .object([:]))
    default: throw UnknownKeyword(keyword: keyword)
    }
  }
}
