package dev.dvp.core.runtime.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequirementsFileTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  @TempDir Path folder;
  private final Diagnostics found = new Diagnostics();

  private List<RootRequirement> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("requirements.txt"), text);
    return RequirementsFile.read(file, folder, Location.of(file), found);
  }

  private List<String> findings() {
    return found.sorted().stream()
        .map(d -> d.rule().id() + " " + d.location().line() + ":" + d.location().column())
        .toList();
  }

  @Test
  void readsRequirementsHashesCommentsAndLongLines() throws IOException {
    List<RootRequirement> all =
        read(
            "# by pip-compile\r\n\r\nsix==1.17.0 \\\r\n    --hash=sha256:"
                + HASH
                + " \\\r\n    --hash sha256:"
                + HASH.replace('0', 'F')
                + "  # why\r\n    # via me\r\nrequests [socks] >=2 ; python_version > '3' # x");
    assertThat(found.sorted()).isEmpty();
    assertThat(all)
        .extracting(root -> root.requirement().toString())
        .containsExactly("six==1.17.0", "requests[socks]>=2; python_version > \"3\"");
    assertThat(all.get(0).sha256()).containsExactlyInAnyOrder(HASH, HASH.replace('0', 'f'));
    assertThat(all.get(0).where().line()).isEqualTo(3);
    assertThat(all.get(1).sha256()).isEmpty();
    assertThat(all.get(1).origin()).isEqualTo("requirements.txt");
  }

  @Test
  void includesFilesOfTheFolderOnceEach() throws IOException {
    Files.createDirectories(folder.resolve("more"));
    Files.writeString(folder.resolve("more/base.txt"), "a\n-r ../requirements.txt\n");
    assertThat(read("-r more/base.txt\n--requirement=more/base.txt\nb\n"))
        .extracting(root -> root.requirement().toString())
        .containsExactly("a", "b");
    assertThat(found.sorted()).isEmpty();
  }

  @Test
  void whatIsWrongIsToldWithItsPlaceAllAtOnce() throws IOException {
    assertThat(
            read(
                "good\n"
                    + "  bad ==\n"
                    + "-e .\n"
                    + "--index-url https://user:secret@x/\n"
                    + "a==1 --hash=md5:00 \\\n  --config-settings x=y\n"
                    + "-r ../outside.txt\n"
                    + "-r missing.txt\n"))
        .hasSize(2);
    assertThat(findings())
        .containsExactly(
            "B601 2:9", "B602 3:1", "B602 4:1", "B601 5:6", "B602 6:3", "B603 7:1", "B603 8:1");
    assertThat(found.sorted()).extracting(Diagnostic::message).noneMatch(m -> m.contains("secret"));
  }

  @Test
  void aLinkOutOfTheFolderIsFollowedByNobody(@TempDir Path other) throws IOException {
    Path secret = Files.writeString(other.resolve("x.txt"), "a\n");
    Files.createSymbolicLink(folder.resolve("link.txt"), secret);
    assertThat(read("-r link.txt")).isEmpty();
    assertThat(findings()).containsExactly("B603 1:1");
  }

  @Property(tries = 200)
  void noTextBreaksTheReader(@ForAll String text) {
    String flat = RequirementsText.flatten(text);
    assertThat(flat).hasSameSizeAs(text);
    try {
      Path alone = Files.createTempDirectory("dvp-test");
      Path file = Files.writeString(alone.resolve("r.txt"), text.replaceAll("\\p{Cs}", "?"));
      RequirementsFile.read(file, alone, Location.of(file), new Diagnostics());
      Files.delete(file);
      Files.delete(alone);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
