/// What is made of an expression once it is found.
extension TimeFinder.Scan {
  /// Appends an expression with its values, or its bounds where they are times of their own.
  mutating func finish(_ draft: TimeFinder.Draft, into found: inout [TimeExpression]) {
    if let year = draft.year { self.year = year }
    if draft.bounds.count == 2 {
      // The bounds are read by themselves, with the direction that stood before the first.
      let direction = self.direction(draft.start)
      let whole = expression(draft, direction)
      for (index, bound) in draft.bounds.enumerated() {
        var time = expression(bound, index == 0 ? direction : self.direction(bound.start))
        if index == 0 {
          time.range = TimeExpression.Range(
            span: whole.span, value: whole.value, timex: whole.timex, begin: whole.begin,
            end: whole.end, signal: whole.signal)
        }
        found.append(time)
        take(time)
        (signal, outer) = (nil, nil)
      }
    } else {
      let time = expression(draft, direction(draft.start))
      found.append(time)
      take(time)
    }
    (signal, outer) = (nil, nil)
  }

  private func expression(
    _ draft: TimeFinder.Draft, _ direction: TimeResolver.Direction
  ) -> TimeExpression {
    var time = TimeExpression(
      kind: draft.kind, span: tokens.span(of: draft.start..<draft.end), rule: draft.rule,
      tokens: draft.start..<draft.end)
    var resolved = resolver.resolve(draft.meaning, direction, namedYear: year)
    let signals = self.signals(before: draft)
    if let first = signals.first {
      time.signal = tokens.span(of: first.tokens.lowerBound..<signals.last!.tokens.upperBound)
    }
    let before = signals.compactMap(\.kind.modifier)
    let own = [draft.modifier, resolved.modifier].compactMap { $0 }
    let modifiers = before + own.filter { !before.contains($0) }
    if !modifiers.isEmpty { time.modifier = modifiers.joined(separator: " ") }
    resolved.bound(
      by: draft.modifier ?? before.first,
      isStrict: draft.modifier == nil && signals.first?.kind == .before)
    (time.value, time.timex) = (resolved.value, resolved.timex)
    (time.begin, time.end) = (resolved.begin?.iso, resolved.end?.iso)
    time.isHalfDayOpen = resolved.isHalfDayOpen
    if resolved.hasZone { time.zone = tokens.spans[draft.end - 1] }
    return time
  }

  /// The words that stand before an expression and say how it is meant.
  private func signals(before draft: TimeFinder.Draft) -> [Signal] {
    if let opening = draft.opening { return [Signal(tokens: opening, kind: .between)] }
    guard let signal, signal.tokens.upperBound == draft.start else { return [] }
    guard let outer, outer.tokens.upperBound == signal.tokens.lowerBound,
      signal.kind == .approximately
    else { return [signal] }
    return [outer, signal]
  }
}
