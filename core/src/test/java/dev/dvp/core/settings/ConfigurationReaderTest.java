package dev.dvp.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {
  private final Diagnostics diagnostics = new Diagnostics();
  @TempDir Path home;
  private Path file;

  @BeforeEach
  void makeFolder() throws IOException {
    file = Files.createDirectories(home.resolve(".dvp")).resolve("config");
  }

  @Test
  void withoutAFileThereIsNothing() {
    assertThat(read()).isEqualTo(Configuration.empty());
    assertThat(diagnostics.sorted()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void readsSectionsSettingsAndComments(String lineEnd) throws IOException {
    String text =
        """
        # a comment
        ; another

        [default]
        engine = engine.example.com
        user: admin
        PASSWORD=100%=#;"x" \t
        [prod]   # behind a header a comment is one
          engine=prod:8443
        [group.qa]
        engines = a, b
        [none]
        engine =
        """;
    write(text.replace("\n", lineEnd));
    Configuration configuration = read();
    assertThat(diagnostics.sorted()).isEmpty();
    assertThat(configuration.sections())
        .extracting(Configuration.Section::name)
        .containsExactly("default", "prod", "group.qa", "none");
    assertThat(value(configuration, "default", "engine")).isEqualTo("engine.example.com");
    assertThat(value(configuration, "default", "user")).isEqualTo("admin");
    assertThat(value(configuration, "default", "password")).isEqualTo("100%=#;\"x\"");
    assertThat(value(configuration, "prod", "engine")).isEqualTo("prod:8443");
    assertThat(value(configuration, "group.qa", "engines")).isEqualTo("a, b");
    assertThat(value(configuration, "none", "engine")).isEmpty();
    assertThat(configuration.toString()).doesNotContain("100%").contains("***");
    assertThat(entry(configuration, "default", "engine").location())
        .isEqualTo(new Location(file, 5, 10));
    assertThat(entry(configuration, "none", "engine").location())
        .isEqualTo(new Location(file, 13, 9));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText() throws IOException {
    write("\uFEFF[default]\nuser = ädmin\n");
    assertThat(value(read(), "default", "user")).isEqualTo("ädmin");
    assertThat(diagnostics.sorted()).isEmpty();
  }

  @Test
  void aSectionThatIsOpenedTwiceCountsOnce() throws IOException {
    write("[default]\nuser = a\n[x]\n[default]\nengine = b\nuser = c\n");
    Configuration configuration = read();
    assertThat(value(configuration, "default", "user")).isEqualTo("c");
    assertThat(value(configuration, "default", "engine")).isEqualTo("b");
    Diagnostic finding = only();
    assertThat(finding.rule()).isEqualTo(SettingsRule.DUPLICATE_SETTING);
    assertThat(finding.location()).isEqualTo(new Location(file, 6, 1));
    assertThat(finding.message()).contains("line 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "hunter2|1|1|neither a section",
        "[default]~  hunter2|2|3|neither a section",
        "user = hunter2|1|1|before the first section",
        "[default|1|1|not closed",
        "[]|1|1|no name",
        "[ ]~user = x|1|1|no name",
        "[default] user = hunter2|1|11|follows the section's name",
        "[default]~= hunter2|2|1|no name",
        "[default]~user = x~  y = hunter2|3|3|indented deeper",
        "[default]~user = x~\thunter2|3|2|indented deeper",
        "[default]~user = x\u0000hunter2|2|9|control character",
        "[default]~user = x\u0085hunter2|2|9|control character"
      })
  void errorsHaveAPlaceAndQuoteNoValue(String text, int line, int column, String says)
      throws IOException {
    write(text.replace('~', '\n'));
    read();
    Diagnostic finding = only();
    assertThat(finding.rule()).isEqualTo(SettingsRule.CONFIGURATION_SYNTAX);
    assertThat(finding.location()).isEqualTo(new Location(file, line, column));
    assertThat(finding.message()).contains(says);
    assertThat(finding.toString()).doesNotContain("hunter2");
  }

  @Test
  void allErrorsAreFoundAtOnceAndTheRestIsRead() throws IOException {
    write("oops\n[default]\nnonsense\nuser = a\n[broken\nuser = b\n[x]\nuser = 1\n");
    Configuration configuration = read();
    assertThat(diagnostics.sorted()).extracting(d -> d.location().line()).containsExactly(1, 3, 5);
    assertThat(value(configuration, "default", "user")).isEqualTo("a");
    assertThat(value(configuration, "x", "user")).isEqualTo("1");
  }

  @Test
  void misspeltSettingsAreToldWithTheLikelyOne() throws IOException {
    write("[default]\nengin = x\ncolour = y\npass=word:hunter2\nhunter2:x\n");
    read();
    List<Diagnostic> found = diagnostics.sorted();
    assertThat(found)
        .extracting(Diagnostic::rule)
        .containsOnly(SettingsRule.UNKNOWN_SETTING)
        .hasSize(4);
    assertThat(found.get(0).message()).contains("`engin`");
    assertThat(found.get(0).help()).isEqualTo("Did you mean `engine`?");
    assertThat(found.get(1).help()).contains("`engine`, `user`, `password`");
    assertThat(found.toString()).doesNotContain("hunter2");
  }

  @Test
  void misspeltSettingsOfProfilesAndGroupsAreToldToo() throws IOException {
    write("[prod]\nuesr = x\npassword-comand = y\n[group.qa]\nengine = a\nuser = b\n");
    read();
    List<Diagnostic> found = diagnostics.sorted();
    assertThat(found)
        .extracting(Diagnostic::help)
        .containsExactly(
            "Did you mean `user`?",
            "Did you mean `password-command`?",
            "Did you mean `engines`?",
            "The settings are `engines`.");
  }

  @Test
  void dashesAndUnderscoresAreOneInKeys() throws IOException {
    write("[default]\npassword_command = x\nindex_url = y\nca-file = z\nca_file = z\n");
    Configuration configuration = read();
    assertThat(value(configuration, "default", "password-command")).isEqualTo("x");
    assertThat(value(configuration, "default", "index-url")).isEqualTo("y");
    assertThat(only().rule()).isEqualTo(SettingsRule.DUPLICATE_SETTING);
  }

  @Test
  void aGroupIsAListOfWords() throws IOException {
    write("[group.qa]\nengines = , a,b  c ,d\n[group.none]\n[group.empty]\nengines = ,\n[prod]\n");
    Configuration configuration = read();
    assertThat(configuration.group("qa")).contains(List.of("a", "b", "c", "d"));
    assertThat(configuration.group("none")).contains(List.of());
    assertThat(configuration.group("empty")).contains(List.of());
    assertThat(configuration.group("prod")).isEmpty();
    assertThat(configuration.profiles()).containsExactly("prod");
  }

  @Test
  void aMisspeltSectionIsToldUnlessTheRightOneIsThere() throws IOException {
    write("[Default]\nuser = a\n");
    read();
    assertThat(only().help()).isEqualTo("Did you mean `[default]`?");
    Diagnostics none = new Diagnostics();
    write("[default]\n[defaults]\n[prod]\nuser = x\n");
    new ConfigurationReader(home).read(none);
    assertThat(none.sorted()).isEmpty();
  }

  /** Whoever writes there has a password command run, whether or not there was a password. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFileThatAnybodyCanWriteToIsAWarning() throws IOException {
    write("[default]\nuser = a\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-----w-"));
    read();
    assertThat(only().rule()).isEqualTo(SettingsRule.CONFIGURATION_EXPOSED);
    assertThat(only().message()).contains("can write to `~/.dvp/config`");
  }

  @ParameterizedTest
  @CsvSource({"rw-r--r--,true", "rw-r-----,true", "rw-------,false", "rw--w----,false"})
  @DisabledOnOs(OS.WINDOWS)
  void aPasswordThatOthersCanReadIsAWarning(String mode, boolean exposed) throws IOException {
    write("[default]\nuser = a\n\n[prod]\npassword = hunter2\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    read();
    if (!exposed) {
      assertThat(diagnostics.sorted()).isEmpty();
      return;
    }
    Diagnostic finding = only();
    assertThat(finding.rule()).isEqualTo(SettingsRule.CONFIGURATION_EXPOSED);
    assertThat(finding.location()).isEqualTo(new Location(file, 5, 12));
    assertThat(finding.help()).isEqualTo("Run `chmod 600 ~/.dvp/config`.");
    assertThat(diagnostics.hasErrors()).isFalse();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFileWithoutAPasswordMayBeReadByAll() throws IOException {
    write("[default]\nuser = a\npassword =\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    read();
    assertThat(diagnostics.sorted()).isEmpty();
  }

  @Test
  void whatIsNotUtf8IsToldWithItsPlace() throws IOException {
    Files.write(file, "[default]\r\nuser = ä".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(read()).isEqualTo(Configuration.empty());
    assertThat(only().rule()).isEqualTo(SettingsRule.CONFIGURATION_UNREADABLE);
    assertThat(only().location()).isEqualTo(new Location(file, 2, 8));
  }

  @Test
  void aHugeFileIsNotRead() throws IOException {
    Files.write(file, new byte[(1 << 20) + 1]);
    read();
    assertThat(only().message()).contains("larger than 1 MiB");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFolderOrABrokenLinkIsTold() throws IOException {
    Files.createDirectory(file);
    read();
    assertThat(only().message()).contains("not a regular file");
    Files.delete(file);
    Files.createSymbolicLink(file, home.resolve("nowhere"));
    Diagnostics link = new Diagnostics();
    new ConfigurationReader(home).read(link);
    assertThat(link.sorted()).hasSize(1);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatMayNotBeReadNeedsNoNewFile() throws IOException {
    Files.createFile(file, PosixFilePermissions.asFileAttribute(Set.of()));
    assumeFalse(Files.isReadable(file), "root may read everything");
    read();
    assertThat(only().message()).endsWith("cannot be read: it may not be read by you.");
    assertThat(only().help()).contains("`chmod 600`").doesNotContain("anew");
  }

  @Test
  @EnabledOnOs(OS.LINUX) // where this file gives no byte
  void aDiskThatFailsIsTold() throws IOException {
    Files.createSymbolicLink(file, Path.of("/proc/self/mem"));
    read();
    assertThat(only().message()).endsWith("cannot be read: the disk fails: Input/output error.");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkToAFileIsFollowed() throws IOException {
    Path real = Files.writeString(home.resolve("real"), "[default]\nuser = a\n");
    Files.createSymbolicLink(file, real);
    assertThat(value(read(), "default", "user")).isEqualTo("a");
  }

  @Property(tries = 1000)
  void everyTextIsReadOrTold(
      @ForAll
          @StringLength(max = 60)
          @Chars({
            '[', ']', '=', ':', '#', ';', '\n', '\r', ' ', '\t', 'a', 'ü', '%', '\uFEFF', '\u0000'
          })
          String text) {
    Diagnostics found = new Diagnostics();
    Configuration configuration = new IniParser(Path.of("config"), found).parse(text);
    int lines = (int) text.lines().count();
    assertThat(found.sorted())
        .allSatisfy(
            d -> {
              assertThat(d.location().line()).isBetween(1, lines);
              assertThat(d.location().column()).isPositive();
            });
    for (Configuration.Section section : configuration.sections()) {
      assertThat(section.name()).isNotBlank();
      assertThat(section.entries().keySet()).doesNotContain("");
    }
  }

  @Property(tries = 1000)
  void whatIsWrittenIsRead(@ForAll @StringLength(max = 30) String any) {
    String password =
        any.codePoints()
            .filter(c -> !Character.isISOControl(c) && c > ' ')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    Diagnostics found = new Diagnostics();
    Configuration configuration =
        new IniParser(Path.of("config"), found).parse("[default]\npassword = " + password + "\n");
    assertThat(found.sorted()).isEmpty();
    assertThat(value(configuration, "default", "password")).isEqualTo(password);
  }

  @Test
  void randomBytesAreReadOrTold() throws IOException {
    Random random = new Random(7);
    byte[] good = "\uFEFF[default]\nuser = ä\npassword: x\n".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = Arrays.copyOf(good, 1 + random.nextInt(good.length));
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      Files.write(file, bytes);
      Diagnostics found = new Diagnostics();
      assertThat(new ConfigurationReader(home).read(found)).isNotNull();
    }
  }

  private Configuration read() {
    return new ConfigurationReader(home).read(diagnostics);
  }

  private Diagnostic only() {
    assertThat(diagnostics.sorted()).hasSize(1);
    return diagnostics.sorted().get(0);
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static Configuration.Entry entry(Configuration from, String section, String key) {
    return from.section(section).orElseThrow().entry(key).orElseThrow();
  }

  private static String value(Configuration from, String section, String key) {
    return new String(entry(from, section, key).value().reveal());
  }
}
