extension EvaluationReport {
  /// All scores as one JSON object, keys always in the same order. Scores run from 0 to 1;
  /// one that is not defined is left out, and so is a layer that the gold does not have.
  public var json: String {
    JSONValue.members([
      "schema": .string("sitrep-evaluation/1"),
      "documents": .members([
        "gold": .integer(passages),
        "missing": .array(missing.map(JSONValue.string)),
        "unexpected": .array(unexpected.map(JSONValue.string)),
      ]),
      "headline": .array(headline.map(\.jsonValue)),
      "deployed_to": scores.relations?.deployedToJSON,
      "confirmed_by": scores.relations?.confirmedByJSON,
      "rules": scores.relations?.rulesJSON,
      "entities": scores.entities?.jsonValue,
      "entity_schemes": scores.detail?.schemesJSON,
      "conll": scores.detail?.chunksJSON,
      "coreference": scores.detail?.clustersJSON,
      "sentences": scores.sentences?.boundaries.jsonValue,
      "quantities": scores.quantities?.jsonValue,
      "times": scores.times?.jsonValue,
      "places": scores.places?.jsonValue,
      "attributions": scores.attributions?.jsonValue,
    ]).pretty() + "\n"
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

extension EntityScores {
  fileprivate var jsonValue: JSONValue {
    .members([
      "all": all.jsonValue,
      "types": .object(
        rows.sorted { $0.key < $1.key }.map { .init(key: $0, value: $1.jsonValue) }),
      "ungraded": .integer(ungraded),
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
