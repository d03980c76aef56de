package dev.dvp.localengine.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void textAndAttributesStayText() {
    Html html = new Html();
    html.element("p", "<b>&\"'</b>", "title", "\"><script>'&");
    assertThat(html.toString())
        .isEqualTo(
            "<p title=\"&quot;&gt;&lt;script&gt;&#39;&amp;\">&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;</p>");
  }

  @Test
  void whatTurnsOrHidesTextIsReplaced() {
    String text = new Html().text("a\u202Eb\u2066c\u0000d\u001B[31m\tz\n").toString();
    assertThat(text).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFD[31m\tz\n");
  }

  @Test
  void anEmptyAttributeIsOnlyNamedUnlessItIsAValue() {
    assertThat(new Html().open("input", "required", "", "value", "").toString())
        .isEqualTo("<input required value=\"\">");
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    assertThat(Shorten.to("abc", 3)).isEqualTo("abc");
    assertThat(Shorten.to("ab😀cd", 3)).isEqualTo("ab…");
  }

  @Test
  void sizesAndTimesAreReadByPeople() {
    assertThat(Shown.bytes(1)).isEqualTo("1 bytes");
    assertThat(Shown.bytes(1536)).isEqualTo("1.5 KB");
    assertThat(Shown.bytes(20L << 30)).isEqualTo("20 GB");
    assertThat(Shown.took(1000)).isEqualTo("less than 1 ms");
    assertThat(Shown.took(250_000_000)).isEqualTo("250 ms");
    assertThat(Shown.took(2_540_000_000L)).isEqualTo("2.5 s");
  }
}
