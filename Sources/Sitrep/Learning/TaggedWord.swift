/// What the tagger knows of a word by itself.
struct TaggedWord: Sendable, BitwiseCopyable {
  /// A number for the folded letters, digits all alike.
  var word: UInt64
  /// The last three folded bytes.
  var ending: UInt32
  var shape: UInt16
  /// What the word was in training, as a number for the set of its tags; 0 where it is not
  /// known well enough.
  var ambiguity: UInt16 = 0
  /// Of its vector.
  var cluster: UInt16 = 0
  /// The forms of dictionary words that it can be.
  var forms: UInt16 = 0
  /// Fills the word up, so that all its bytes are known.
  var reserved: UInt16 = 0
  /// Its tag, where the word was always the same; `open` where it has to be found.
  var label: UInt8 = Self.open
  /// How many bytes the folded word has, up to 255.
  var length: UInt8

  static let open: UInt8 = 0xFF
  /// Stands before and behind a sentence.
  static let edge = TaggedWord(word: 1, ending: 0, shape: 0, label: 127, length: 0)

  /// Whether a small letter or a capital is in it.
  var hasLetter: Bool { surfaceShape.contains(.letter) }
  var surfaceShape: SurfaceWord.Shape { SurfaceWord.Shape(rawValue: shape) }
}
