extension NameFinder {
  /// Whether a name stands as its entry asks for. Nearly all ask for nothing.
  func fits(
    _ entry: EntryID, _ name: Range<TokenID>, _ tokens: TokenTable, _ range: Range<TokenID>
  ) -> Bool {
    let options = lexicon.options(of: entry)
    guard options.asksForContext else { return true }
    if options.needsContext, name.count == 1, isFirstWord(name.lowerBound, tokens, range) {
      return false
    }
    return name.count > 1 && !options.isWhole || !isPartOfRun(name, tokens, range)
  }

  /// Whether its capital may come from where it stands: behind nothing but marks.
  private func isFirstWord(
    _ token: TokenID, _ tokens: TokenTable, _ range: Range<TokenID>
  ) -> Bool {
    range.lowerBound == token
      || (range.lowerBound..<token).allSatisfy {
        tokens.kinds[$0] != .word && tokens.kinds[$0] != .number
      }
  }

  /// Whether capitalised words or joining hyphens go on beside a name. The first word of a
  /// sentence has its capital from there, if it is a common one.
  private func isPartOfRun(
    _ name: Range<TokenID>, _ tokens: TokenTable, _ range: Range<TokenID>
  ) -> Bool {
    let (before, next) = (name.lowerBound - 1, name.upperBound)
    if next < range.upperBound, tokens.isJoint(next) || isNameWord(tokens, next) { return true }
    guard before >= range.lowerBound else { return false }
    if tokens.isJoint(before) { return true }
    guard isNameWord(tokens, before) else { return false }
    return !isFirstWord(before, tokens, range) || classes[tokens.words[before]].isEmpty
      || !classes[tokens.words[before]].isDisjoint(with: .personName)
  }
}
