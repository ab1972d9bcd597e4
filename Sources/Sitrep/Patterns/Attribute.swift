/// Something that the text says of a mention beside its type: `hull` is `DDG-64`.
public struct Attribute: Hashable, Sendable {
  public let name: String
  public let value: String
}
