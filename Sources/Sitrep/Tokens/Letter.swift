/// A letter in a text, or a mark that combines with one.
struct Letter {
  let scalar: Unicode.Scalar
  /// How many bytes it takes.
  let length: Int

  /// The letter whose first byte is at `index`, nil where there is none.
  init?(_ text: Span<UInt8>, at index: Int) {
    guard index < text.count else { return nil }
    (scalar, length) = Folding.decode(text, at: index)
    guard Self.isLetter(scalar) else { return nil }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x80: return (scalar.value | 0x20) &- 0x61 < 26
    case 0xC0...0x24F: return scalar.value != 0xD7 && scalar.value != 0xF7
    // Variation selectors say how the sign before them is drawn.
    case 0x2000...0x206F, 0xFE00...0xFE0F, 0xFEFF, 0xFFFD: return false
    case 0x300...0x36F: return true
    default:
      if isEmoji(scalar) { return false }
      let properties = scalar.properties
      switch properties.generalCategory {
      case .nonspacingMark, .spacingMark: return true
      default: return properties.isAlphabetic
      }
    }
  }

  /// Whether the scalar is drawn as a picture; digits and signs of ASCII and Latin-1, which
  /// may be, are not counted.
  static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x2100 && scalar.properties.isEmoji
  }
}

/// Scripts that are written without blanks between words, and all others. A word ends where
/// its script does.
enum Script {
  /// With blanks between words: Latin, Greek, Cyrillic, Arabic and the rest.
  case spaced
  case han
  case hiragana
  case katakana
  /// Korean has blanks, but particles lean on words of other scripts.
  case hangul

  /// The script of a letter, from the blocks of Unicode 16.
  init(_ scalar: Unicode.Scalar) {
    self =
      switch scalar.value {
      case 0..<0x1100: .spaced
      case 0x2E80...0x2FDF, 0x3005...0x3007, 0x3021...0x3029, 0x3038...0x303B, 0x3400...0x4DBF,
        0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
        .han
      case 0x3041...0x309F: .hiragana
      case 0x30A0...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9F: .katakana
      case 0x1100...0x11FF, 0x3130...0x318F, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xFFA0...0xFFDC:
        .hangul
      default: .spaced
      }
  }

  /// Whether a word of this script goes on with a letter or mark.
  func admits(_ letter: Unicode.Scalar) -> Bool {
    Script(letter) == self || letter.properties.generalCategory == .nonspacingMark
  }
}

/// What the letters of a word look like.
struct WordShape {
  private var isFirstCapital: Bool?
  private var (capitals, small) = (0, 0)
  private var isMixed = false

  mutating func add(_ letter: Unicode.Scalar) {
    let isCapital = Self.isCapital(letter)
    // Letters without a case tell nothing: the ʻokina before a Hawaiian name.
    guard isCapital || letter.value < 0x80 || letter.properties.isLowercase else { return }
    if isFirstCapital == nil { isFirstCapital = isCapital }
    if isCapital, small > 0 { isMixed = true }
    if isCapital { capitals += 1 } else { small += 1 }
  }

  var flags: TokenFlags {
    var flags: TokenFlags = isFirstCapital == true ? .capital : []
    if capitals > 1, small == 0 { flags.insert(.allCapitals) }
    if isMixed { flags.insert(.mixed) }
    return flags
  }

  private static func isCapital(_ letter: Unicode.Scalar) -> Bool {
    letter.value < 0x80 ? letter.value & 0x20 == 0 : letter.properties.isUppercase
  }
}
