package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CookieJarTest {
  private final EngineText text = new EngineText();
  private final CookieJar jar = new CookieJar(text);

  @Test
  void sendsNothingAtFirst() {
    assertThat(jar.header()).isEmpty();
  }

  @Test
  void theNewestOfANameWins() {
    jar.take(List.of("JSESSIONID=first-value; Path=/; Secure; HttpOnly", "other=1"));
    jar.take(List.of("JSESSIONID=second-value"));
    assertThat(jar.header()).contains("JSESSIONID=second-value; other=1");
  }

  @Test
  void forgetsWhatTheEngineDeletes() {
    jar.take(List.of("a=1", "b=2", "c=3", "d=4"));
    jar.take(List.of("a=; Path=/", "b=x; Max-Age=0", "c=x;max-age=-1"));
    assertThat(jar.header()).contains("d=4");
  }

  @Test
  void passesOverWhatCouldNotBeSentBack() {
    jar.take(List.of("", "=x", "noSign", "a=b\u0001c", "ü=1", "x=" + "y".repeat(9000)));
    assertThat(jar.header()).isEmpty();
  }

  @Test
  void keepsABoundedNumber() {
    jar.take(IntStream.range(0, 1000).mapToObj(i -> "n" + i + "=v").toList());
    assertThat(jar.header().orElseThrow().split("; ")).hasSize(50);
  }

  @Test
  void valuesAreHidden() {
    jar.take(List.of("JSESSIONID=ABCDEF"));
    assertThat(text.clean("session ABCDEF")).isEqualTo("session ***");
  }

  @Test
  void ofManyThatWereReplacedTheNewestAreHidden() {
    jar.take(List.of("stays=the-one-that-stays"));
    int all = 10 * EngineText.MOST_PASSING;
    for (int i = 0; i < all; i++) {
      jar.take(List.of("JSESSIONID=session-number-" + i + "-"));
    }
    assertThat(text.clean("the-one-that-stays")).as("still in use").isEqualTo("***");
    assertThat(text.clean("session-number-" + (all - 2) + "-")).isEqualTo("***");
    assertThat(text.clean("session-number-0-")).as("long gone").isEqualTo("session-number-0-");
  }

  @Property(tries = 500)
  void whatIsSentBackIsAlwaysAValidHeader(@ForAll List<String> setCookies) {
    CookieJar any = new CookieJar(new EngineText());
    any.take(setCookies);
    assertThat(any.header().orElse("")).matches("[ -~]*");
  }
}
