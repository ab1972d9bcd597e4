/// The JSON Schemas (draft-07) that every line of output keeps to. They are part of the
/// program, so that whoever has the output can ask the program that wrote it.
public enum OutputSchema: String, CaseIterable, Sendable {
  /// A document and its layers: what `DocumentWriter` writes.
  case documents
  /// A fact with plain values: what `FactWriter` writes.
  case facts
  /// A mention with plain values: what `EntityWriter` writes.
  case entities

  /// The schema as JSON.
  public var json: [UInt8] {
    switch self {
    case .documents: PackageResources.sitrep_1_schema_json
    case .facts: PackageResources.sitrep_facts_1_schema_json
    case .entities: PackageResources.sitrep_entities_1_schema_json
    }
  }
}
