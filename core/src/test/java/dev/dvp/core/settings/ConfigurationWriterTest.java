package dev.dvp.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationWriterTest {
  @TempDir Path home;
  private Path file;

  @BeforeEach
  void name() {
    file = home.resolve(".dvp/config");
  }

  private String set(String before, String section, String key, String value) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, before);
    new ConfigurationWriter(home).set(section, key, Secret.of(value));
    return Files.readString(file);
  }

  @Test
  void theFirstSettingMakesTheFile() throws IOException {
    new ConfigurationWriter(home).set("prod", "user", Secret.of("a b"));
    assertThat(file).hasContent("[prod]\nuser = a b\n");
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).as("nothing is left beside it").containsExactly(file);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        // as it stands: key, sign, indent, comments, order
        "# c~[default]~user = a~; d~engine = x~|default|# c~[default]~user = v~; d~engine = x~",
        "[default]~  USER: a~  engine = x|default|[default]~  USER: v~  engine = x~",
        // behind the last setting, not behind the comment on what follows
        "[default]~engine = x~~# of prod~[prod]~user = p~"
            + "|default|[default]~engine = x~user = v~~# of prod~[prod]~user = p~",
        "[default]~\tengine = x~[prod]~|default|[default]~\tengine = x~\tuser = v~[prod]~",
        "[default]~# c~|default|[default]~user = v~# c~",
        // a section of its own
        "[default]~engine = x|prod|[default]~engine = x~~[prod]~user = v~",
        "[prod.a]~user = x~|prod|[prod.a]~user = x~~[prod]~user = v~",
        // as the reader takes the names, and the last of several
        "[ prod ] # here~user = a~|prod|[ prod ] # here~user = v~",
        "[prod]~user = a~user = b~|prod|[prod]~user = a~user = v~",
        "[prod]~user = a~[x]~[prod]~user = b~|prod|[prod]~user = a~[x]~[prod]~user = v~",
        "[default]~#user = a~;user = b~|default|[default]~user = v~#user = a~;user = b~",
        "\uFEFF[default]~user = a~|default|\uFEFF[default]~user = v~",
      })
  void nothingElseChanges(String before, String section, String after) throws IOException {
    assertThat(set(before.replace('~', '\n'), section, "user", "v"))
        .isEqualTo(after.replace('~', '\n'));
  }

  /** Line ends, the one that is missing, and blanks behind a value are what they were. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "[default]<engine = x ~user = a<# c\\r|[default]<engine = x ~user = v<# c\\r",
        "[default]\\ruser = a\\r|[default]\\ruser = v\\r",
        "[default]<user = a|[default]<user = v<",
        "[default]<engine = x|[default]<engine = x<user = v<",
        "\uFEFF|\uFEFF[default]~user = v~",
        "\uFEFF# c<~|\uFEFF# c<~[default]<user = v<",
      })
  void otherLinesStayToTheByte(String before, String after) throws IOException {
    assertThat(set(ends(before), "default", "user", "v")).isEqualTo(ends(after));
  }

  private static String ends(String text) {
    return text.replace("<", "\r\n").replace('~', '\n').replace("\\r", "\r");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "[prod]~user = a~engine = x~|[prod]~engine = x~",
        "[x]~user = a~~[prod]~user = b~|[x]~user = a~",
        "[prod]~user = b~~# of x~[x]~user = a~|# of x~[x]~user = a~",
        "# mine~[prod] # here~ USER: a~user = b~~|# mine~",
        "[prod]~user = a~[x]~engine = y~[prod]~user = b~|[x]~engine = y~",
        // a comment in the section keeps it: it would be of another one
        "[prod]~# engine = y~user = a~[x]~|[prod]~# engine = y~[x]~",
        "[prod]~user = a~# engine = y~|[prod]~# engine = y~",
        "[prod]~user = a~# of which?~[x]~|[prod]~# of which?~[x]~",
        "[prod]<user = a<engine = x<~|[prod]<engine = x<~",
        "[prod]~user = a|^^",
        "[default]~user = a~|[default]~user = a~",
      })
  void whatIsTakenAwayIsGoneAndNothingElse(String before, String after) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, ends(before));
    boolean isChanged = new ConfigurationWriter(home).unset("prod", "user").isChanged();
    assertThat(Files.readString(file)).isEqualTo(ends(after));
    assertThat(isChanged).isEqualTo(!before.equals(after));
  }

  /** Each reads what the one before it wrote. */
  @Test
  void whoWritesAtTheSameTimeUndoesNothing() throws Exception {
    int writers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Future<?>> begun = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        String section = "s" + i;
        begun.add(
            threads.submit(
                () -> {
                  for (String key : List.of("user", "engine", "runtime")) {
                    new ConfigurationWriter(home).set(section, key, Secret.of(section));
                  }
                }));
      }
      for (Future<?> one : begun) {
        one.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    Configuration now = new ConfigurationReader(home).read(new Diagnostics());
    assertThat(now.profiles()).hasSize(writers);
    assertThat(now.sections()).allMatch(section -> section.entries().size() == 3);
  }

  @Test
  void whatAKilledWriterLeftIsNotWaitedForForever() throws IOException {
    Path left = file.resolveSibling(".dvp-config.tmp");
    Files.createDirectories(file.getParent());
    Files.writeString(left, "half");
    new ConfigurationWriter(home, Duration.ofMillis(20)).set("prod", "user", Secret.of("a"));
    assertThat(file).hasContent("[prod]\nuser = a\n");
    assertThat(left).doesNotExist();
  }

  @Test
  void keysMayBeWrittenWithUnderscoresAndLinesEndAsTheyDid() throws IOException {
    assertThat(set("[default]\r\npassword_command = a\r\n", "default", "password-command", "b=c:d"))
        .isEqualTo("[default]\r\npassword_command = b=c:d\r\n");
  }

  /** Whatever the file looks like: what is set is read, and all else as before. */
  @Test
  void whatIsSetIsRead() throws IOException {
    Random random = new Random(11);
    List<String> pieces =
        List.of(
            "[default]",
            "[prod]",
            " [ prod ]",
            "user = a",
            "  user: b",
            "\tengine = c",
            "# user = d",
            "",
            "  ; x",
            "password_command = e",
            "PASSWORD-COMMAND=f",
            "user =");
    int good = 0;
    for (int i = 0; i < 2000; i++) {
      String text =
          random
              .ints(random.nextInt(8), 0, pieces.size())
              .mapToObj(pieces::get)
              .reduce("", (a, b) -> a + b + "\n");
      Diagnostics before = new Diagnostics();
      Configuration old = new IniParser(file, before).parse(text);
      if (before.hasErrors()) {
        continue;
      }
      good++;
      String key = random.nextBoolean() ? "user" : "password-command";
      String after = set(text, "prod", key, "new");
      Diagnostics found = new Diagnostics();
      Configuration now = new IniParser(file, found).parse(after);
      assertThat(found.hasErrors()).as(text + "=>\n" + after).isFalse();
      assertThat(value(now, "prod", key)).as(text + "=>\n" + after).isEqualTo("new");
      for (Configuration.Section section : old.sections()) {
        for (String other : section.entries().keySet()) {
          if (!section.name().equals("prod") || !other.equals(key)) {
            assertThat(value(now, section.name(), other))
                .as(text + "=>\n" + after)
                .isEqualTo(value(old, section.name(), other));
          }
        }
      }
    }
    assertThat(good).as("cases that say something").isGreaterThan(300);
  }

  private static String value(Configuration from, String section, String key) {
    return new String(
        from.section(section).orElseThrow().entry(key).orElseThrow().value().reveal());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void othersCannotReadIt() throws IOException {
    set("[default]\n", "default", "user", "a");
    assertThat(mode(file)).isEqualTo("rw-------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    new ConfigurationWriter(home).set("default", "user", Secret.of("b"));
    assertThat(mode(file)).isEqualTo("rw-------");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkStaysALink() throws IOException {
    Path real = Files.createDirectories(home.resolve("dotfiles")).resolve("dvp");
    Files.writeString(real, "# mine\n[default]\nuser = a\n");
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(file, real);
    new ConfigurationWriter(home).set("default", "user", Secret.of("b"));
    assertThat(file).isSymbolicLink();
    assertThat(real).hasContent("# mine\n[default]\nuser = b\n");
    assertThat(mode(real)).isEqualTo("rw-------");
  }

  @Test
  void whatCannotBeWrittenIsTold() throws IOException {
    Files.writeString(home.resolve(".dvp"), "no folder");
    DvpException refused =
        catchThrowableOfType(
            DvpException.class,
            () -> new ConfigurationWriter(home).set("default", "password", Secret.of("hunter2")));
    assertThat(refused.diagnostics())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo(SettingsRule.CONFIGURATION_NOT_WRITTEN);
              assertThat(finding.toString()).doesNotContain("hunter2");
            });
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
