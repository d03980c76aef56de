package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dvp.core.diagnostics.DvpException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineAddressTest {
  @ParameterizedTest
  @CsvSource({
    "engine.example.com, https://engine.example.com",
    "Engine.Example.COM, https://engine.example.com",
    "'  engine  ', https://engine",
    "engine:8443, https://engine:8443",
    "10.0.0.7, https://10.0.0.7",
    "http://engine, http://engine",
    "HTTP://engine:8080, http://engine:8080",
    "https://engine/, https://engine",
    "https://engine/proxy/one/, https://engine/proxy/one",
    "engine/proxy, https://engine/proxy",
    "https://engine/resources/json/, https://engine",
    "https://engine/login/index.html, https://engine",
    "[::1]:8080, https://[::1]:8080",
    "[2001:DB8::7], https://[2001:db8::7]",
    "2001:db8::7, https://[2001:db8::7]",
    "http://[::1], http://[::1]",
    "https://[::ffff:10.0.0.7]:1, https://[::ffff:10.0.0.7]:1",
    "bücher.example, https://xn--bcher-kva.example",
  })
  void readsWhatUsersWrite(String text, String expected) {
    EngineAddress address = EngineAddress.parse(text);
    assertThat(address).hasToString(expected);
    assertThat(EngineAddress.parse(expected)).isEqualTo(address);
    assertThat(address.uri("delphix/session"))
        .hasToString(expected + "/resources/json/delphix/session");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "ftp://engine",
        "://engine",
        "https://",
        "https:///path",
        ":8080",
        "engine:",
        "engine:0",
        "engine:65536",
        "engine:99999999999999999999",
        "engine:http",
        "engine:-1",
        "engine:８０",
        "engine?x=1",
        "engine#x",
        "en gine",
        "en\\gine",
        "en\u0000gine",
        "en\ngine",
        "[::1",
        "[::1]8080",
        "[::1]:",
        "[]",
        "[engine]",
        "[1.2.3.4]",
        "1::2::3",
        "fe80::1%eth0",
        "my_engine",
        "-engine",
        "engine..example",
        "engine/../x",
        "engine//x",
        "engine/<x>",
        "https:engine"
      })
  void refusesWhatIsNoAddress(String text) {
    DvpException e = catchThrowableOfType(DvpException.class, () -> EngineAddress.parse(text));
    assertThat(e.diagnostics())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.rule()).isEqualTo(EngineRule.BAD_ADDRESS);
              assertThat(d.message()).endsWith(".").doesNotContain("\n");
              assertThat(d.help()).contains("`engine.example.com`");
            });
  }

  @Test
  void refusesOverlongAddressesWithoutRepeatingThem() {
    DvpException e =
        catchThrowableOfType(DvpException.class, () -> EngineAddress.parse("a".repeat(5000)));
    assertThat(e.getMessage()).hasSizeLessThan(200);
    e = catchThrowableOfType(DvpException.class, () -> EngineAddress.parse("_".repeat(1999)));
    assertThat(e.getMessage()).hasSizeLessThan(300);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "admin:hunter2@engine",
        "https://admin:hunter2@engine/",
        "https://admin:hun/ter2@engine",
        "hunter2@engine",
        "ftp://hunter2@engine"
      })
  void refusesCredentialsAndDoesNotRepeatThem(String text) {
    DvpException e = catchThrowableOfType(DvpException.class, () -> EngineAddress.parse(text));
    assertThat(e.diagnostics().get(0).rule()).isEqualTo(EngineRule.ADDRESS_WITH_CREDENTIALS);
    assertThat(e.diagnostics().toString()).doesNotContain("hunter2").doesNotContain("hun/ter2");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, true",
    "my.localhost, true",
    "127.0.0.1, true",
    "127.1.2.3:80, true",
    "[::1]:80, true",
    "0:0:0:0:0:0:0:1, true",
    "engine, false",
    "127.0.0.1.example.com, false",
    "128.0.0.1, false",
    "[::2], false"
  })
  void knowsTheUsersOwnMachine(String text, boolean loopback) {
    assertThat(EngineAddress.parse(text).isLoopback()).isEqualTo(loopback);
  }

  @Test
  void aLetterThatStandsForHostAndPathIsNoHost() {
    DvpException e = catchThrowableOfType(DvpException.class, () -> EngineAddress.parse("\u2100"));
    assertThat(e.diagnostics().get(0).rule()).isEqualTo(EngineRule.BAD_ADDRESS);
  }

  @Property(tries = 3000)
  void everyTextIsAnAddressOrAFinding(@ForAll @StringLength(max = 40) String text) {
    parseOrFinding(text);
  }

  @Property(tries = 3000)
  void everyLikelyTextIsAnAddressOrAFinding(
      @ForAll
          @StringLength(max = 25)
          @Chars({'[', ']', ':', '/', '.', '-', '%', '@', '?', '_'})
          @CharRange(from = '0', to = '9')
          @CharRange(from = 'a', to = 'h')
          String text) {
    parseOrFinding(text);
  }

  private static void parseOrFinding(String text) {
    try {
      EngineAddress address = EngineAddress.parse(text);
      assertThat(EngineAddress.parse(address.toString())).isEqualTo(address);
      assertThat(address.uri("x").getHost()).isNotEmpty();
    } catch (DvpException e) {
      assertThat(e.diagnostics()).hasSize(1);
    }
  }
}
