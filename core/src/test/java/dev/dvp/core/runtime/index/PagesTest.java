package dev.dvp.core.runtime.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static final URI BASE = URI.create("https://pypi.example/simple/six/");
  private static final String HASH = "0123456789ABCDEF".repeat(4);

  private static Origin remote(String uri) {
    Checksum checksum = new Checksum(Checksum.SHA256, HASH);
    return new Origin.Remote(URI.create(uri), BASE, Optional.of(checksum));
  }

  private static List<Checksum> checksums(List<ListedFile> files) {
    return files.stream()
        .map(file -> ((Origin.Remote) file.origin()).checksum())
        .map(checksum -> checksum.orElse(new Checksum("none", "")))
        .toList();
  }

  @Test
  void theBestHashOfAFileCounts() {
    List<ListedFile> files =
        HtmlPage.parse(
                BASE,
                "<a href='a-1.whl#md5=00'></a><a href='a-2.whl#egg=a&SHA512=ff'></a>"
                    + "<a href='a-3.whl#sha512=ff&sha256=0'></a><a href='a-4.whl#egg=a'></a>")
            .orElseThrow();
    assertThat(checksums(files))
        .containsExactly(
            new Checksum("md5", "00"),
            new Checksum("sha512", "ff"),
            new Checksum("sha256", "0"),
            new Checksum("none", ""));
    assertThat(files).allMatch(file -> file.sha256().isEmpty());
    List<ListedFile> inJson =
        JsonPage.parse(
                BASE,
                "{\"files\":[{\"filename\":\"a-1.whl\",\"url\":\"a-1.whl#sha256=0\",\"hashes\":"
                    + "{\"blake2b\":\"1\",\"md5\":\"2\",\"sha384\":\"3\"}},{\"filename\":\"a-2.whl\","
                    + "\"url\":\"a-2.whl\",\"hashes\":{\"sha256\":\"zz\",\"sha512\":\"ff\"}}]}")
            .orElseThrow();
    assertThat(checksums(inJson))
        .containsExactly(new Checksum("sha384", "3"), new Checksum("sha256", "zz"));
  }

  @Test
  void onlyDigitsOfTheRightNumberAreAHash() {
    assertThat(new Checksum("sha256", HASH).isUsable()).isTrue();
    assertThat(new Checksum("sha384", "a".repeat(96)).isUsable()).isTrue();
    assertThat(new Checksum("sha512", "a".repeat(128)).isUsable()).isTrue();
    assertThat(new Checksum("sha256", HASH.substring(1)).isUsable()).isFalse();
    assertThat(new Checksum("sha256", "\u0660".repeat(64)).isUsable()).isFalse();
    assertThat(new Checksum("sha512", HASH).isUsable()).isFalse();
    assertThat(new Checksum("md5", "a".repeat(32)).isUsable()).isFalse();
  }

  @Test
  void jsonTellsFilesHashesPythonsAndWhatIsWithdrawn() {
    List<ListedFile> files =
        JsonPage.parse(
                BASE,
                "{\"meta\":{\"api-version\":\"1.4\"},\"name\":\"six\",\"extra\":[1],\"files\":["
                    + "{\"filename\":\"six-1-py3-none-any.whl\",\"url\":\"../../f/six-1-py3-none-any.whl\","
                    + "\"hashes\":{\"sha256\":\""
                    + HASH
                    + "\"},\"requires-python\":\">=3\",\"yanked\":true},"
                    + "{\"filename\":\"six-2.tar.gz\",\"url\":\"https://files.example/six-2.tar.gz?x=1#sha256="
                    + HASH
                    + "\",\"hashes\":{},\"requires-python\":null,\"yanked\":\"\"},"
                    + "{\"filename\":\"no-url\"},{\"filename\":\"x\",\"url\":\"file:///etc/passwd\"},{\"url\":\"a b\"}]}")
            .orElseThrow();
    assertThat(files)
        .containsExactly(
            new ListedFile(
                "six-1-py3-none-any.whl",
                remote("https://pypi.example/f/six-1-py3-none-any.whl"),
                java.util.Optional.of(HASH.toLowerCase(java.util.Locale.ROOT)),
                ">=3",
                true),
            new ListedFile(
                "six-2.tar.gz",
                remote("https://files.example/six-2.tar.gz?x=1"),
                java.util.Optional.of(HASH.toLowerCase(java.util.Locale.ROOT)),
                "",
                true));
  }

  @Test
  void whatIsNoPageOfThisApiIsNone() {
    assertThat(JsonPage.parse(BASE, "{}")).isEmpty();
    assertThat(JsonPage.parse(BASE, "[]")).isEmpty();
    assertThat(JsonPage.parse(BASE, "{\"meta\":{\"api-version\":\"2.0\"},\"files\":[]}")).isEmpty();
    assertThat(JsonPage.parse(BASE, "{\"files\":[")).isEmpty();
    assertThat(JsonPage.parse(BASE, "[".repeat(100_000))).isEmpty();
    assertThat(HtmlPage.parse(BASE, "<meta name='pypi:repository-version' content='2.0'>"))
        .isEmpty();
  }

  @Test
  void htmlTellsTheSameInAnyOfItsSpellings() {
    List<ListedFile> files =
        HtmlPage.parse(
                BASE,
                "<!doctype html><base href='https://cdn.example/x/'><A HREF='a-1-py3-none-any.whl#sha256="
                    + HASH
                    + "' data-requires-python='&gt;=3.8,&lt;4'>a</A><a href=../b%2B-1.zip data-yanked>b"
                    + "<a href='javascript:x'>c</a><a>d</a><a href='a-1-py3-none-any.whl.metadata'>m"
                    + "<a rel=homepage href='http://a.example/'>h</a><a href='/v-2/app.zip?x'>z</a>")
            .orElseThrow();
    assertThat(files)
        .extracting(ListedFile::name)
        .containsExactly("a-1-py3-none-any.whl", "b+-1.zip");
    assertThat(files.get(0).requiresPython()).isEqualTo(">=3.8,<4");
    assertThat(files.get(0).sha256()).isPresent();
    assertThat(files.get(0).origin())
        .isEqualTo(remote("https://cdn.example/x/a-1-py3-none-any.whl"));
    assertThat(files.get(1).isYanked()).isTrue();
  }

  @Provide
  Arbitrary<String> almostHtml() {
    return Arbitraries.of(
            "<a",
            " href=",
            "\"",
            "'",
            ">",
            "</a>",
            "<base href=",
            "x.whl",
            "#sha256=",
            "&lt;",
            "<!--",
            "//",
            "http://u:p@h/",
            "<meta name='pypi:repository-version' content=",
            "%zz",
            "[",
            " ")
        .list()
        .ofMaxSize(25)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> almostJson() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"files\"",
            "\"meta\"",
            "\"url\"",
            "\"filename\"",
            "\"hashes\"",
            "\"x\"",
            "1",
            "true",
            "null",
            "\"yanked\"",
            "\"http://[\"")
        .list()
        .ofMaxSize(25)
        .map(parts -> "{\"files\":[{" + String.join("", parts) + "}]}");
  }

  @Property(tries = 500)
  void noTextBreaksTheReaders(
      @ForAll("almostHtml") String html, @ForAll("almostJson") String json, @ForAll String any) {
    for (String text : List.of(html, json, any)) {
      HtmlPage.parse(BASE, text).ifPresent(PagesTest::check);
      JsonPage.parse(BASE, text).ifPresent(PagesTest::check);
    }
  }

  private static void check(List<ListedFile> files) {
    for (ListedFile file : files) {
      assertThat(((Origin.Remote) file.origin()).uri().getRawUserInfo()).isNull();
    }
  }
}
