/// Names relations by what they say, so that two outputs can be joined and compared.
enum RelationIdentity {
  /// Fills the ids of relations and attributions: 48 bits of a hash over type, trigger and
  /// roles with their places. Two relations of a document that would share one get a
  /// number behind it.
  static func assign(in document: inout Document) {
    var taken: [String: Int] = [:]
    func unique(_ id: String) -> String {
      let count = taken[id, default: 0]
      taken[id] = count + 1
      return count == 0 ? id : "\(id)-\(count + 1)"
    }
    for index in document.relations.indices {
      let relation = document.relations[index]
      var hash = Hash()
      hash.add(document.id)
      hash.add(relation.type.name)
      hash.add(relation.trigger)
      for (role, mention) in relation.roles {
        hash.add(role.rawValue)
        hash.add(document[mention].span)
      }
      document.relations[index].id = unique("r" + hash.hexadecimal)
    }
    for index in document.confirmations.indices {
      let attribution = document.confirmations[index]
      var hash = Hash()
      hash.add(document.relations[attribution.claim].id)
      hash.add(attribution.cue)
      hash.add(document[attribution.source].span)
      document.confirmations[index].id = unique("a" + hash.hexadecimal)
    }
  }

  /// FNV-1a, 64 bits (Fowler, Noll, Vo): the same on every machine and in every run.
  private struct Hash {
    private var value: UInt64 = 14_695_981_039_346_656_037

    mutating func add(_ text: String) {
      for byte in text.utf8 { mix(byte) }
      mix(0xFF)
    }

    mutating func add(_ span: TextSpan) {
      for shift in [0, 8, 16, 24] as [UInt32] {
        mix(UInt8(truncatingIfNeeded: span.start >> shift))
        mix(UInt8(truncatingIfNeeded: span.end >> shift))
      }
    }

    private mutating func mix(_ byte: UInt8) {
      value = (value ^ UInt64(byte)) &* 1_099_511_628_211
    }

    /// The upper 48 bits, twelve digits.
    var hexadecimal: String {
      let digits = String(value >> 16, radix: 16)
      return String(repeating: "0", count: 12 - digits.count) + digits
    }
  }
}
