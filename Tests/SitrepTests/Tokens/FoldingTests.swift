import Foundation
import Testing

@testable import Sitrep

@Suite struct FoldingTests {
  @Test(
    "folds letters",
    arguments: [
      ("Kyiv", "kyiv"), ("NATO", "nato"), ("café", "cafe"), ("CAFÉ", "cafe"),
      ("São Tomé", "sao tome"), ("Málaga", "malaga"), ("Göteborg", "goteborg"),
      ("Straße", "strasse"), ("Øresund", "oresund"), ("Ærø", "aero"), ("Œuvre", "oeuvre"),
      ("Łódź", "lodz"), ("Đakovo", "dakovo"), ("Þórr", "thorr"), ("Iğdır", "igdir"),
      ("İzmir", "izmir"), ("Škoda", "skoda"), ("Čačak", "cacak"), ("Timişoara", "timisoara"),
      ("Tõnu", "tonu"), ("ĳsvrij", "ijsvrij"), ("Ÿ", "y"), ("ŉ", "n"), ("ſ", "s"),
      ("5×7", "5x7"),
      ("O’Neill", "o'neill"), ("‘a", "'a"), ("Taʼizz", "ta'izz"), ("Hawaiʻi", "hawai'i"),
      ("well‑known", "well-known"), ("a–b", "a-b"), ("a‐b", "a-b"),
      ("e\u{301}", "e"), ("cafe\u{301}s", "cafes"),
      ("КИЇВ", "київ"), ("ΑΘΗΝΑ", "αθηνα"), ("北京", "北京"), ("👍", "👍"),
      ("12,000", "12,000"), ("6÷2", "6÷2"), ("", ""),
    ])
  func folds(_ text: String, _ folded: String) {
    #expect(String(decoding: Folding.fold(text), as: UTF8.self) == folded)
  }

  @Test(
    "folds letters past Latin Extended-A",
    arguments: [
      ("Ștefan Țepeș", "stefan tepes"), ("Đà Nẵng", "da nang"),
      ("Nguyễn Văn Thiệu", "nguyen van thieu"),
      ("ẾẠƠƯ", "eaou"), ("Ǩ", "k"), ("ǆ", "dz"), ("Ǽ", "ae"), ("Ǿ", "o"), ("ẞ", "ss"), ("ẛ", "s"),
      ("Ɓ", "ɓ"), ("K", "k"), ("Å", "a"),
      ("Αθήνα", "αθηνα"), ("ΠΕΙΡΑΙΆΣ", "πειραιασ"), ("Πειραιάς", "πειραιασ"), ("Ϊΐϋΰ", "ιιυυ"),
      ("ἈΘῊΝΑΙ", "αθηναι"), ("ᾼ", "α"), ("ῥ", "ρ"),
      ("Ёлка", "ёлка"), ("Йод", "йод"), ("ЇЖАК", "їжак"), ("Ґ", "ґ"),
      ("Ｋｙｉｖ　２０２４", "kyiv　2024"), ("（Ｉｌ－７６）", "(il-76)"), ("ｏ＇ｎ", "o'n"),
      ("oﬃcer ﬂoor", "officer floor"), ("ﬅ", "st"),
    ])
  func foldsFurtherLetters(_ text: String, _ folded: String) {
    #expect(String(decoding: Folding.fold(text), as: UTF8.self) == folded)
  }

  /// Letters without a decomposition (Ø, ß, ı) are transcribed, and stand in the tables above.
  @Test(
    "takes off the accents that Unicode composes",
    arguments: [0xC0...0x24F, 0x370...0x3CE, 0x1E00...0x1EFF, 0x1F00...0x1FFF]
      as [ClosedRange<UInt32>])
  func agreesWithDecomposition(letters: ClosedRange<UInt32>) throws {
    for value in letters {
      let scalar = try #require(Unicode.Scalar(value))
      let letter = String(Character(scalar))
      let parts = letter.decomposedStringWithCanonicalMapping.unicodeScalars
      guard scalar.properties.isAlphabetic, parts.count > 1, let base = parts.first else {
        continue
      }
      #expect(Folding.fold(letter) == Folding.fold(String(base)), "\(letter)")
    }
  }

  @Test("folding what is folded changes nothing", arguments: UInt64(0)..<100)
  func isIdempotent(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let folded = Folding.fold(random.text(of: "aBéÉßØıİŁœ’‘-–ЖΣςὭẾșÅＫﬁ\u{301}北👍 ", upTo: 30))
    #expect(Folding.fold(String(decoding: folded, as: UTF8.self)) == folded)
  }
}
