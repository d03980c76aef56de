package dev.dvp.core.runtime.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.runtime.wheels.WheelName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockTest {
  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final Lock LOCK =
      new Lock(
          "sha256:" + HASH,
          List.of(
              locked("six-1.17.0-py2.py3-none-any.whl", "dvp.yml: six", "b 1: six>=1"),
              locked("b-1-py3-none-any.whl", "SDK 5.0.1: b==1")));

  @TempDir Path folder;

  private static LockedPackage locked(String file, String... by) {
    return new LockedPackage(WheelName.parse(file).orElseThrow(), HASH, List.of(by), Location.NONE);
  }

  @Test
  void theTextIsAsThisShows() {
    assertThat(LockText.of(LOCK))
        .isEqualTo(
            """
            # Written by `dvp lock`; do not edit, and do commit it. `dvp build` takes exactly these files.
            version: 1
            inputs: "sha256:HASH"
            packages:
              - name: "b"
                version: "1"
                file: "b-1-py3-none-any.whl"
                sha256: "HASH"
                requiredBy:
                  - "SDK 5.0.1: b==1"
              - name: "six"
                version: "1.17.0"
                file: "six-1.17.0-py2.py3-none-any.whl"
                sha256: "HASH"
                requiredBy:
                  - "b 1: six>=1"
                  - "dvp.yml: six"
            """
                .replace("HASH", HASH));
  }

  private Optional<Lock> read(String text, Diagnostics found) throws IOException {
    return LockReader.read(Files.writeString(folder.resolve(Lock.FILE), text), found);
  }

  @Test
  void whatWasWrittenIsReadBack() throws IOException {
    Diagnostics found = new Diagnostics();
    assertThat(read(LockText.of(LOCK), found)).contains(LOCK);
    Lock empty = new Lock(LOCK.inputs(), List.of());
    assertThat(read(LockText.of(empty), found)).contains(empty);
    assertThat(found.sorted()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          version: 1            | version: 2               | 2:10
          version: 1            | version: one             | 2:10
          inputs: "sha256:0     | inputs: "md5:0           | 3:9
          packages:             | packages: x              | 0:0
          name: "b"             | name: "c"                | 7:11
          name: "b"             | nam: "b"                 | 5:5
          version: "1"          | version: "2"             | 7:11
          file: "b-1            | file: "../b-1            | 7:11
          sha256: "0            | sha256: "X               | 8:13
          - "SDK 5.0.1: b==1"   | - 1                      | 10:7
          six                   | b                        | 11:5
          requiredBy:           | requiredBy: yes\\n    x: | 0:0
          """)
  void whatNobodyWouldWriteIsAFindingAtItsPlace(String old, String wrong, String place)
      throws IOException {
    String text = LockText.of(LOCK).replace(old, wrong.replace("\\n", "\n"));
    if (old.equals("six")) {
      text = LockText.of(LOCK).replace("\"six", "\"b").replace("b-1.17.0", "b-1.17.0");
    }
    Diagnostics found = new Diagnostics();
    assertThat(read(text, found)).isEmpty();
    assertThat(found.sorted()).isNotEmpty().allMatch(d -> d.rule().id().equals("B641"));
    if (!place.equals("0:0")) {
      assertThat(found.sorted().stream().map(LockTest::place)).contains(place);
    }
  }

  private static String place(Diagnostic finding) {
    return finding.location().line() + ":" + finding.location().column();
  }

  @Test
  void aFolderOfThatNameIsAFinding() throws IOException {
    Diagnostics found = new Diagnostics();
    Path file = Files.createDirectory(folder.resolve(Lock.FILE));
    assertThat(LockReader.read(file, found)).isEmpty();
    assertThat(found.hasErrors()).isTrue();
  }

  @Provide
  Arbitrary<String> changed() {
    String text = LockText.of(LOCK);
    return Arbitraries.integers()
        .between(0, text.length() - 1)
        .flatMap(
            at ->
                Arbitraries.of("", "\"", "\n", ":", "- ", "x", "{", "[", "\t", "&a ", "*a", "!!x ")
                    .map(s -> text.substring(0, at) + s + text.substring(at + 1)));
  }

  @Property(tries = 400)
  void noTextBreaksTheReader(@ForAll("changed") String text) {
    try {
      Path file = Files.createTempFile("dvp-lock", ".lock");
      Diagnostics found = new Diagnostics();
      Optional<Lock> lock = LockReader.read(Files.writeString(file, text), found);
      Files.delete(file);
      assertThat(lock.isPresent()).isNotEqualTo(found.hasErrors());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
