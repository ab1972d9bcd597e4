import Testing

@testable import Sitrep

@Suite struct HTMLReaderTests {
  /// A page, and what it shows.
  @Test(
    "shows what a reader sees",
    arguments: [
      ("", ""),
      ("no markup at all", "no markup at all"),
      // Blocks and lines.
      ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
      ("<p>One.<p>Two.<div>Three.</div>Four.", "One.\n\nTwo.\n\nThree.\n\nFour."),
      ("<div><div><p>One.</p></div></div>\n\n<div>Two.", "One.\n\nTwo."),
      ("One<br>two<br/>three", "One\ntwo\nthree"),
      ("One.<br><br />\nTwo.", "One.\n\nTwo."),
      ("<ul><li>Mali<li>Niger</ul>end", "Mali\n\nNiger\n\nend"),
      ("<table><tr><td>Mali<td>200</table>", "Mali\n\n200"),
      ("<h2>Head</h3>body</h2>", "Head\n\nbody"),
      // An end tag that ends nothing is nothing.
      ("one</div></nav> two</span>", "one two"),
      // Inline.
      ("<b>Ky</b>iv, <a href='x'>Ukr<i>aine</i></a>", "Kyiv, Ukraine"),
      ("<x-share>one</x-share> two", "one two"),
      // White space.
      ("  one \n\t two  <b> three</b> ", "one two three"),
      ("one<span> </span>two", "one two"),
      ("a&nbsp; b", "a\u{A0} b"),
      ("<pre>\n  one\n\n  two </pre> three ", "  one\n\n  two \n\nthree"),
      // Left out.
      ("<script>if (a</b) '<p>'</script>one", "one"),
      ("<style>p > b { }</style>one<SCRIPT>x</scripty>y</Script >two", "onetwo"),
      ("one<nav><ul><li>Home</ul></nav>two", "one\n\ntwo"),
      ("<div>one<nav>Home</div>two", "one\n\ntwo"),
      ("<noscript>Enable it</noscript><template><p>x</template>one", "one"),
      ("one <svg><title/><text>icon</text></svg>two <svg/>three", "one two three"),
      ("<nav>one</nav><nav><nav>two</nav></nav>three", "three"),
      ("<select><option>Aruba<option>Zaire</select>one", "one"),
      ("one<!-- <p>no --> two<!-->three<!--->four<!-- a --!>five", "one twothreefourfive"),
      ("<!DOCTYPE html><?xml x?>one</ x>two<![CDATA[three]]>four", "onetwofour"),
      ("one<!-- and no end <p>two", "one"),
      ("<textarea>x</textarea><iframe><p>x</iframe>one", "one"),
      // Tags that are hard to read.
      ("<a title='1 > 2'>one</a>", "one"),
      ("<a title=\"<p>\" href=x'>one</a>", "one"),
      ("<p class=a>one<p\nclass\n=\n\"b>\"\n>two", "one\n\ntwo"),
      ("<a =\"x>one", "one"),
      ("one<a href='two>three", "one"),
      ("one<p", "one"),
      ("1 < 2 <3 </> a<", "1 < 2 <3 a<"),
      ("<DIV>one</DiV>two", "one\n\ntwo"),
      // Character references.
      ("Fran&ccedil;ois &amp; Bj&#246;rn &#x2014; &#8220;ok&#8221;", "François & Björn — “ok”"),
      ("&lt;b&gt; &ampx &notit; &notin; &NotEqualTilde;", "<b> &x ¬it; ∉ ≂̸"),
      ("& &; &bogus; &#; &#x; AT&T a&b", "& &; &bogus; &#; &#x; AT&T a&b"),
      (
        "&#150; &#0; &#xD800; &#9999999999999999999999999999999999999999;",
        "– \u{FFFD} \u{FFFD} \u{FFFD}"
      ),
      ("a&#32;&#10;b&#9;", "a b"),
      ("&fjlig;x&ampamp;&amp;amp;", "fjx&amp;&amp;"),
      // The title is the headline where the page has none.
      ("<head><title>A &amp; <b>\n B</title></head><p>Text.", "A & <b> B\n\nText."),
      ("<title>Site</title><h1>Head</h1><p>Text.", "Head\n\nText."),
      ("<title>Site</title><p>Text<h1><img src=x></h1>", "Site\n\nText"),
      ("<title>Site</title><nav><h1>x</h1></nav><p>Text.", "Site\n\nText."),
      ("<title>Site</title>", "Site"),
      ("<title> </title>Text<title>x</title>", "Text"),
      ("Text.<title>Late</title>", "Text."),
      ("\u{FEFF}<p>Text.", "Text."),
    ])
  func showsText(_ page: String, _ text: String) throws {
    let source = try SourceText(html: Array(page.utf8))
    #expect(String(decoding: source.bytes, as: UTF8.self) == text)
    #expect(PageCheck.faults(in: source) == [])
  }

  /// Words of a page, and what of the page they are cut out of.
  @Test(
    "spans lead back to the page",
    arguments: [
      ("<p>Troops in <b>Kyiv</b>.", "Kyiv", "Kyiv"),
      ("<p>Troops in <b>Ky</b>iv.", "Kyiv", "Ky</b>iv"),
      ("<p><b>Kyiv</b>", "Kyiv", "Kyiv"),
      ("Fran&ccedil;ois", "François", "Fran&ccedil;ois"),
      ("&laquo;Kyiv&raquo;", "«Kyiv»", "&laquo;Kyiv&raquo;"),
      ("&laquo;Kyiv&raquo;", "Kyiv", "Kyiv"),
      ("up  to\n <!-- about --> 200", "to 200", "to\n <!-- about --> 200"),
      ("<p>One</p> <p>Two</p>", "One\n\nTwo", "One</p> <p>Two"),
      ("<title>x</title><h1>Éric</h1> ò", "Éric", "Éric"),
      ("\u{FEFF}é <i>ò</i>", "ò", "ò"),
    ])
  func leadsBack(_ page: String, _ words: String, _ original: String) throws {
    let source = try SourceText(html: Array(page.utf8))
    let start = try #require(
      source.bytes.indices.first { source.bytes[$0...].starts(with: words.utf8) })
    let span = TextSpan(start..<start + words.utf8.count)
    #expect(PageCheck.cut(span, of: source, page) == [original, original, original])
  }

  @Test("a page in another encoding is read by its bytes")
  func readsOtherEncodings() throws {
    let page = Array("<p>caf".utf8) + [0xE9] + Array(" &eacute; <b>Kyiv</b>".utf8)
    let source = try SourceText(html: page)
    #expect(String(decoding: source.bytes, as: UTF8.self) == "café é Kyiv")
    #expect(source.encoding == .windows1252)
    let (start, end) = OffsetMap(source, unit: .utf8)(TextSpan(9..<13))
    #expect(Array(page[Int(start)..<Int(end)]) == Array("Kyiv".utf8))
  }

  /// What makes a parser of trees run out of stack, memory or patience.
  @Test(
    "takes any page in linear time",
    arguments: [
      "<div>", "<nav>", "<font size=1><p>x", "<table><tr><td>", "<svg>", "<pre>", "<a", "<!--",
      "<title>", "</div>", "<div></p>", "<script>", "</", "&", "&#", "&#1", "&a ", "x ", "\n", "<",
      "<p x=\"", "<h1><h2>", "<select>",
    ])
  func isLinear(_ piece: String) throws {
    let page = Array(String(repeating: piece, count: 100_000).utf8)
    let elapsed = try ContinuousClock().measure {
      let source = try SourceText(html: page)
      #expect(PageCheck.faults(in: source) == [])
    }
    // Quadratic would be hours, and a debug build is slow.
    #expect(elapsed < .seconds(60))
  }
}
