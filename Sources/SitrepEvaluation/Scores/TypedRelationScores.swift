/// A relation of any type, as gold in the formats that people have holds it: brat's R and E,
/// the pairs of Prodigy, doccano and Label Studio, and `relations` of Sitrep.
struct TypedRelation: Equatable, Sendable {
  struct Argument: Equatable, Sendable {
    var role: String
    var span: CodePointSpan
  }

  var type: String
  /// In the order of their spans and roles.
  var arguments: [Argument]

  /// The roles of the two ends of a pair are called otherwise by each tool; here they are the
  /// same.
  private static let ends = [
    "head": "Arg1", "from": "Arg1", "child": "Arg2", "to": "Arg2",
  ]

  init(type: String, arguments: [Argument]) {
    self.type = type
    self.arguments = arguments.map {
      Argument(role: Self.ends[$0.role] ?? $0.role, span: $0.span)
    }.sorted {
      ($0.span.start, $0.span.end, $0.role) < ($1.span.start, $1.span.end, $1.role)
    }
  }
}

extension TypedRelation: Ordered {
  var orderKey: [Int] {
    (arguments.first?.span.orderKey ?? [-1])
      + [type.utf8.count] + type.utf8.map(Int.init)
      + arguments.flatMap { $0.span.orderKey + [$0.role.utf8.count] + $0.role.utf8.map(Int.init) }
  }
}

/// Relations by type and role, paired one to one within each type.
///
/// Types that gold does not have are left out, and so are roles that gold gives no relation of
/// the type: nothing can be said about them.
struct TypedRelationScores: Sendable {
  struct Row: Equatable, Sendable {
    /// The same roles with the same spans.
    var strict = Tally()
    /// The same roles, each of whose spans shares a character.
    var partial = Tally()
  }

  private(set) var rows: [String: Row] = [:]
  /// By type and role, `attack: target`: of relations paired by whatever they share, those
  /// arguments that overlap. Those of a relation that was missed are missed.
  private(set) var roles: [String: Tally] = [:]
  /// All types together, passage by passage.
  private(set) var strictTallies: [Tally] = []
  private(set) var partialTallies: [Tally] = []
  private(set) var roleTallies: [Tally] = []

  private var rolesOfType: [String: Set<String>] = [:]

  /// - Parameter gold: the relations of all passages.
  init(_ gold: [TypedRelation]) {
    for relation in gold {
      rows[relation.type] = Row()
      rolesOfType[relation.type, default: []].formUnion(relation.arguments.map(\.role))
    }
  }

  /// All types together.
  var all: Row {
    rows.values.reduce(into: Row()) { all, row in
      all.strict += row.strict
      all.partial += row.partial
    }
  }

  /// Scores a passage, and gives back what was missed and what is not in gold, by the measure
  /// of overlap.
  mutating func add(
    _ gold: [TypedRelation], _ found: [TypedRelation]
  ) -> (missed: [TypedRelation], spurious: [TypedRelation]) {
    let found = found.compactMap(graded)
    let strict = Alignment(gold, found) { gold, found in
      gold == found ? Fit(closeness: 1) : nil
    }
    let partial = Alignment(gold, found) { gold, found in
      guard gold.type == found.type, gold.arguments.count == found.arguments.count else {
        return nil
      }
      let shared = Self.aligned(gold, found)
      return shared.tally.right == gold.arguments.count ? Self.fit(shared) : nil
    }
    let loose = Alignment(gold, found) { gold, found in
      gold.type == found.type ? Self.fit(Self.aligned(gold, found)) : nil
    }
    strictTallies.append(strict.tally)
    partialTallies.append(partial.tally)
    add(strict, to: \.strict)
    add(partial, to: \.partial)
    addRoles(loose)
    return (partial.missed, partial.spurious)
  }

  private func graded(_ relation: TypedRelation) -> TypedRelation? {
    guard let roles = rolesOfType[relation.type] else { return nil }
    var graded = relation
    graded.arguments.removeAll { !roles.contains($0.role) }
    return graded
  }

  private static func aligned(
    _ gold: TypedRelation, _ found: TypedRelation
  ) -> Alignment<TypedRelation.Argument> {
    Alignment(gold.arguments, found.arguments) { gold, found in
      gold.role == found.role ? Fit(gold.span, found.span) : nil
    }
  }

  /// How close two relations are by the arguments that they share; nil where they share none.
  private static func fit(_ shared: Alignment<TypedRelation.Argument>) -> Fit? {
    shared.pairs.isEmpty
      ? nil
      : Fit(closeness: shared.pairs.reduce(0) { $0 + $1.gold.span.closeness(to: $1.found.span) })
  }

  private mutating func add(
    _ alignment: Alignment<TypedRelation>, to column: WritableKeyPath<Row, Tally>
  ) {
    for (gold, _) in alignment.pairs { rows[gold.type]?[keyPath: column].right += 1 }
    for gold in alignment.missed { rows[gold.type]?[keyPath: column].missed += 1 }
    for found in alignment.spurious { rows[found.type]?[keyPath: column].spurious += 1 }
  }

  private mutating func addRoles(_ alignment: Alignment<TypedRelation>) {
    var all = Tally()
    func count(_ type: String, _ role: String, _ tally: Tally) {
      roles["\(type): \(role)", default: Tally()] += tally
      all += tally
    }
    for (gold, found) in alignment.pairs {
      let shared = Self.aligned(gold, found)
      for (argument, _) in shared.pairs { count(gold.type, argument.role, Tally(right: 1)) }
      for argument in shared.missed { count(gold.type, argument.role, Tally(missed: 1)) }
      for argument in shared.spurious { count(gold.type, argument.role, Tally(spurious: 1)) }
    }
    for gold in alignment.missed {
      for argument in gold.arguments { count(gold.type, argument.role, Tally(missed: 1)) }
    }
    for found in alignment.spurious {
      for argument in found.arguments { count(found.type, argument.role, Tally(spurious: 1)) }
    }
    roleTallies.append(all)
  }
}

extension TypedRelation.Argument: Ordered {
  var orderKey: [Int] { span.orderKey + [role.utf8.count] + role.utf8.map(Int.init) }
}

// MARK: - Reading

extension RecordReader {
  /// The relations of a line; nil where it has no list of them.
  /// - Parameters:
  ///   - spanOfID: where the entities, and what else can fill a role, stand.
  ///   - isChecked: whether ids that are not there are faults.
  mutating func typedRelations(
    of record: Node, _ spanOfID: [String: CodePointSpan], isChecked: Bool
  ) -> [TypedRelation]? {
    guard let nodes = elements("relations", of: record) else { return nil }
    // A relation that fills a role stands where its trigger does.
    var spans = spanOfID
    var known = Set(spanOfID.keys)
    for node in nodes {
      guard let id = node.value["id"]?.plain else { continue }
      known.insert(id)
      var quiet = self
      switch node.value["trigger"] {
      case .string(let trigger): spans[id] = spanOfID[trigger]
      case .object: spans[id] = quiet.span("trigger", of: node)
      default: break
      }
    }
    return nodes.compactMap { node in
      guard let type = node.value["type"]?.plain,
        case .object(let members)? = node.value["roles"]
      else { return nil }
      var arguments: [TypedRelation.Argument] = []
      for member in members {
        let targets = if case .array(let ids) = member.value { ids } else { [member.value] }
        for target in targets.compactMap(\.plain) {
          if let span = spans[target] {
            arguments.append(.init(role: member.key, span: span))
          } else if isChecked && !known.contains(target) {
            note(
              .unknownID(
                path: "\(node.path).roles.\(member.key)", id: target, kind: "entity or relation"))
          }
        }
      }
      return TypedRelation(type: type, arguments: arguments)
    }
  }
}
