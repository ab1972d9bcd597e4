extension EvaluationReport {
  static let schema = "sitrep-evaluation/1"

  /// All scores as one JSON object, keys always in the same order. Scores run from 0 to 1;
  /// one that is not defined is left out, and so is a layer that the gold does not have.
  public var json: String {
    JSONValue.members([
      "schema": .string(Self.schema),
      "documents": .members([
        "gold": .integer(passages),
        "missing": .array(missing.map(JSONValue.string)),
        "unexpected": .array(unexpected.map(JSONValue.string)),
      ]),
      "headline": .array(headline.map(\.jsonValue)),
      "deployed_to": scores.relations?.deployedToJSON,
      "confirmed_by": scores.relations?.confirmedByJSON,
      "relations": scores.typedRelations?.jsonValue,
      "rules": scores.relations?.rulesJSON,
      "confidence": confidences.isEmpty
        ? nil
        : .object(confidences.map { .init(key: $0.name, value: $0.scores.json(gold: $0.gold)) }),
      "entities": scores.entities?.jsonValue,
      "entity_schemes": scores.detail?.schemesJSON,
      "conll": scores.detail?.chunksJSON,
      "coreference": scores.detail?.clustersJSON,
      "sentences": scores.sentences?.boundaries.jsonValue,
      "quantities": scores.quantities?.jsonValue,
      "times": scores.times?.jsonValue,
      "places": scores.places?.jsonValue,
      "attributions": scores.attributions?.jsonValue,
      "comparison": comparison?.jsonValue,
      "by_document": .array(byDocument),
    ]).pretty() + "\n"
  }

  /// `[right, missed, spurious]` of each document, by the name of the counts; of coreference
  /// the sums of its measures.
  private var byDocument: [JSONValue] {
    var members: [String: [JSONValue.Member]] = [:]
    for (counts, rows) in countsByDocument {
      for (id, tally) in rows {
        members[id, default: []].append(.init(key: counts, value: tally.counts))
      }
    }
    for (id, sums) in clustersByDocument {
      let numbers = JSONValue.array(sums.numbers.map(JSONValue.number))
      members[id, default: []].append(.init(key: "coreference", value: numbers))
    }
    return gold.passages.compactMap { passage in
      members[passage.id].map { .object([.init(key: "id", value: .string(passage.id))] + $0) }
    }
  }

  /// `errors` as JSON Lines.
  public var errorsAsJSONLines: String {
    errors.map { $0.json + "\n" }.joined()
  }
}

extension Figure {
  fileprivate var jsonValue: JSONValue {
    .members([
      "name": .string(name), "value": value.map(JSONValue.number),
      "low": interval.map { .number($0.lowerBound) },
      "high": interval.map { .number($0.upperBound) },
    ])
  }
}

extension Tally {
  fileprivate var counts: JSONValue {
    .array([right, missed, spurious].map(JSONValue.integer))
  }

  fileprivate var jsonValue: JSONValue {
    .members([
      "gold": .integer(gold), "found": .integer(found), "right": .integer(right),
      "precision": precision.map(JSONValue.number), "recall": recall.map(JSONValue.number),
      "f1": f1.map(JSONValue.number),
    ])
  }
}

extension Share {
  fileprivate var jsonValue: JSONValue {
    .members([
      "right": .integer(right), "of": .integer(of), "share": value.map(JSONValue.number),
    ])
  }
}

extension RelationScores {
  fileprivate var deployedToJSON: JSONValue {
    .members([
      "score": facts.jsonValue,
      "recall_by_difficulty": .object(
        recall.sorted { $0.key < $1.key }.map { .init(key: $0, value: $1.jsonValue) }),
      "status": status.jsonValue,
      "polarity": polarity.jsonValue,
      "count": count.jsonValue,
      "count_where_gold_has_none": .members([
        "given": .integer(countGivenToNone.right), "of": .integer(countGivenToNone.of),
        "share": countGivenToNone.value.map(JSONValue.number),
      ]),
      "force_names": .members([
        "facts": forceNames.facts.jsonValue, "names": forceNames.names.jsonValue,
      ]),
      "roles": .object(
        Role.allCases.map {
          .init(key: $0.rawValue, value: (roles[$0] ?? Tally()).jsonValue)
        }),
      "other_relations": .integer(otherRelations),
    ])
  }

  fileprivate var confirmedByJSON: JSONValue {
    .members([
      "score": sources.jsonValue, "on_matched_facts": sourcesOfPairs.jsonValue,
      "stance": stance.jsonValue,
    ])
  }

  fileprivate var rulesJSON: JSONValue {
    .array(
      rules.sorted { $0.key < $1.key }.map { name, row in
        .members([
          "rule": .string(name), "right": .integer(row.right), "spurious": .integer(row.spurious),
        ])
      })
  }
}

extension TypedRelationScores {
  fileprivate var jsonValue: JSONValue {
    .members([
      "all": all.jsonValue,
      "types": .object(
        rows.sorted { $0.key < $1.key }.map { .init(key: $0, value: $1.jsonValue) }),
      "roles": .object(
        roles.sorted { $0.key < $1.key }.map { .init(key: $0, value: $1.jsonValue) }),
    ])
  }
}

extension TypedRelationScores.Row {
  fileprivate var jsonValue: JSONValue {
    .members(["strict": strict.jsonValue, "partial": partial.jsonValue])
  }
}

extension EntityScores {
  fileprivate var jsonValue: JSONValue {
    .members([
      "all": all.jsonValue,
      "types": .object(
        rows.sorted { $0.key < $1.key }.map { .init(key: $0, value: $1.jsonValue) }),
      "ungraded": .integer(ungraded),
      "confusion": .array(
        confusion.cells.map { (key: [$0.gold ?? "", $0.found ?? ""], cell: $0, count: $1) }
          .sorted { $0.key.lexicographicallyPrecedes($1.key) }
          .map { _, cell, count in
            .members([
              "gold": cell.gold.map(JSONValue.string), "found": cell.found.map(JSONValue.string),
              "count": .integer(count),
            ])
          }),
    ])
  }
}

extension EntityScores.Row {
  fileprivate var jsonValue: JSONValue {
    .members(["exact": exact.jsonValue, "partial": partial.jsonValue])
  }
}

extension PlaceScores {
  fileprivate var jsonValue: JSONValue {
    .members([
      "names": names.reduce(Tally(), +).jsonValue,
      "nationalities_graded": .boolean(gradesGroups),
      "end_to_end": resolution.endToEnd.reduce(Tally(), +).share.jsonValue,
      "of_found": resolution.ofFound.reduce(Tally(), +).share.jsonValue,
      "of_placed": resolution.ofPlaced.reduce(Tally(), +).share.jsonValue,
      "names_given": given?.reduce(Tally(), +).share.jsonValue,
      "most_populous_end_to_end": baseline?.endToEnd.reduce(Tally(), +).share.jsonValue,
      "most_populous_of_found": baseline?.ofFound.reduce(Tally(), +).share.jsonValue,
    ])
  }
}

extension AttributionScores {
  fileprivate var jsonValue: JSONValue {
    .members([
      "all": all.jsonValue,
      "genres": .object(
        genres.sorted { $0.key < $1.key }.map { .init(key: $0, value: $1.jsonValue) }),
    ])
  }
}

extension AttributionScores.Row {
  fileprivate var jsonValue: JSONValue {
    .members([
      "cue": cues.reduce(Tally(), +).jsonValue, "source": sources.jsonValue,
      "both": both.reduce(Tally(), +).jsonValue,
    ])
  }
}

extension ValueScores {
  fileprivate var jsonValue: JSONValue {
    .members(["spans": spans.jsonValue, "values": values.jsonValue])
  }
}

extension ConfidenceScores {
  fileprivate func json(gold: Int) -> JSONValue {
    .members([
      "relations": .integer(count), "without_confidence": .integer(unsaid),
      "expected_calibration_error": calibrationError.map(JSONValue.number),
      "brier_score": brier.map(JSONValue.number),
      "bins": .array(
        bins.filter { $0.found > 0 }.map { bin in
          .members([
            "low": .number(bin.low), "high": .number(bin.high), "found": .integer(bin.found),
            "right": .integer(bin.right), "confidence": bin.confidence.map(JSONValue.number),
            "share": bin.share.map(JSONValue.number),
          ])
        }),
      "cuts": .array(
        cuts(gold: gold).map { cut in
          .members([
            "confidence": .number(cut.confidence), "found": .integer(cut.tally.found),
            "right": .integer(cut.tally.right),
            "precision": cut.tally.precision.map(JSONValue.number),
            "recall": cut.tally.recall.map(JSONValue.number),
          ])
        }),
    ])
  }
}

extension Comparison {
  fileprivate var jsonValue: JSONValue {
    .members([
      "baseline": .string(baseline),
      "headline": .array(rows.map(\.jsonValue)),
      "documents": .array(
        documents.map { row in
          .members([
            "id": .string(row.id), "counts": .string(row.counts), "before": row.before.counts,
            "after": row.after.counts,
          ])
        }),
      "mended": mended.map(Self.list), "new": new.map(Self.list),
    ])
  }

  private static func list(_ errors: [Discrepancy]) -> JSONValue {
    .array(errors.map(\.jsonValue))
  }
}

extension Comparison.Row {
  fileprivate var jsonValue: JSONValue {
    .members([
      "name": .string(name), "before": before.map(JSONValue.number),
      "after": after.map(JSONValue.number), "difference": difference.map(JSONValue.number),
      "p": p.map(JSONValue.number), "better": .integer(better), "worse": .integer(worse),
      "same": .integer(same),
    ])
  }
}
