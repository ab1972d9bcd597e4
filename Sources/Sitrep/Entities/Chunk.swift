/// A piece of a sentence that plays one part in it.
struct Chunk: Sendable {
  enum Kind: Sendable {
    case noun, verb, preposition, conjunction, comma, subordinator, relative, adverb, time
    /// A colon, a dash, a quote, a bracket: something else begins.
    case boundary
  }

  var kind: Kind
  var tokens: Range<TokenID>
  /// The word that the chunk is about: the noun of a phrase, the last verb of a group.
  var head: TokenID
  /// What a noun chunk refers to, as far as a list or a name tells.
  var type: EntityType?
  /// The name that is its head.
  var name: Int?
  /// The entry of its head noun.
  var entry: EntryID?
  /// How many.
  var quantity: Int?
  /// A name inside it that says which: `Darfur` in `the region of Darfur`.
  var inner: Int?
  var isPronoun = false
  /// A pronoun that only holds a place, or stands for one: `there`.
  var isExpletive = false
  /// A name inside it says whose or which: what a head noun that says little needs.
  var isQualified = false
  /// Its head noun says too little to stand alone: `north`, `team`.
  var isWeak = false
  /// It has no noun: `due` in `are due to arrive`.
  var isAdjectival = false
  /// Its head is a capitalised word that no list knows.
  var isUnknownName = false
  /// It looks like the name of a person and is known from nowhere, or is that of an organization
  /// with a house: behind a preposition it may be that of a place.
  var isPerhapsPlace = false
  /// A number of people who are a force where the text tells of an army: `1,200 men`, `12
  /// observers`, `two companies`.
  var isPerhapsForce = false
  /// Its own words say that it serves nowhere now: `wounded soldiers`.
  var isUnfit = false
  /// What a pronoun, or a number that stands alone, stands for.
  var antecedent: MentionID?
  /// An article, demonstrative or possessive before it says that it is known.
  var isDefinite = false
  /// A length stands in it: `200 yards`.
  var isMeasure = false
  /// It is a count and nothing else: `75`, `500 more`.
  var isNumber = false
  var isPlural = false
  /// A place that stands before its head: `Kursk` in `the Kursk offensive`.
  var modifier: Chunk? { modifiers.first }
  var modifiers: [Chunk] = []
  /// Names before its head that can be those who act: `Israeli` in `an Israeli airstrike`,
  /// `Russia` in `Russia's attack`. The possessor first.
  var actors: [Chunk] = []
  /// Past the article and the possessor.
  var core: TokenID
  /// Only of a verb chunk.
  var verb: VerbGroup?

  init(_ kind: Kind, _ tokens: Range<TokenID>) {
    (self.kind, self.tokens) = (kind, tokens)
    head = tokens.upperBound - 1
    core = tokens.lowerBound
  }

  /// Its head is part of a name, known or not.
  var isName: Bool { name != nil || isUnknownName }

  /// Takes over what the entry of its head noun says.
  mutating func refer(to entry: EntryID, in lexicon: Lexicon) {
    self.entry = entry
    type = lexicon.type(of: entry)
    isWeak = lexicon[entry].kind == "weak"
  }
}

/// A verb with its auxiliaries: what they say about voice, time and truth.
struct VerbGroup: Sendable {
  enum Form: Sendable {
    /// It has a tense and a subject of its own.
    case finite
    /// A past form without auxiliary that may be finite or a participle: `troops deployed`.
    case bare
    case infinitive, gerund
  }
  enum Tense: String, Sendable {
    case past, present
  }
  var form: Form
  /// Of the first verb of a finite group; nil behind a modal, and where the word shows none.
  var tense: Tense?
  /// It is done to the subject; of a bare form not known.
  var isPassive: Bool
  /// The dictionary form of the main verb.
  var lemma: WordID
  /// The modal, where there is one.
  var modal: WordID?
  var isNegated: Bool
  /// `is to deploy`
  var isArranged: Bool
  var isProgressive: Bool
  /// `has been`, `had sent`, `will have arrived`
  var isPerfect: Bool
  /// The main verb is a copula itself.
  var isCopula: Bool
}
