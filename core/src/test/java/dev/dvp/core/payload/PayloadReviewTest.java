package dev.dvp.core.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.artifact.TestArtifacts;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadReviewTest {
  private static final String ADDRESS = "url = 'postgres://app:gr8W0rd" + "Zz@db.internal/x'";

  @TempDir Path src;

  private final Diagnostics found = new Diagnostics();

  @BeforeEach
  void makeSource() throws IOException {
    file("main.py", "import json\n");
  }

  private Path file(String name, String text) throws IOException {
    Path file = src.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private List<Diagnostic> review(PayloadRequest request) {
    PayloadReview.review(PayloadCollector.collect(request, found), request, found);
    return found.sorted();
  }

  private List<Diagnostic> review(String... allowed) {
    return review(TestArtifacts.sources(src).allowing(List.of(allowed)));
  }

  private static List<String> ids(List<Diagnostic> findings) {
    return findings.stream().map(one -> one.rule().id()).toList();
  }

  @Test
  void aPlainPluginHasNothingToSay() {
    assertThat(review()).isEmpty();
  }

  @Test
  void secretsAreRefusedByNameAndByContent() throws IOException {
    file("conf/.env", "A=1\n");
    file("conf/.env.example", "A=\n");
    file("empty/.env", "");
    file("db.py", "# ü\n" + ADDRESS + "\n");

    List<Diagnostic> findings = review();

    assertThat(ids(findings)).containsExactly("B217", "B218");
    assertThat(findings.get(1).location()).isEqualTo(new Location(src.resolve("db.py"), 2, 16));
    assertThat(findings.toString()).doesNotContain("gr8W0rd");
    assertThat(findings.get(1).help()).contains("--allow-secret db.py");
  }

  @Test
  void allowedOnesPassAndWhatAllowsNothingIsTold() throws IOException {
    file("conf/.env", "A=1\n");
    file("a/b/db.py", ADDRESS);
    assertThat(review("conf/.env", "a/**/*.py")).isEmpty();
    List<Diagnostic> findings = review("conf/.env", "a/**/*.py", "main.py", "gone", "**");
    assertThat(ids(findings)).containsExactly("B219", "B219");
    assertThat(findings.toString()).contains("`main.py`", "`gone`");
  }

  @Test
  void aPatternWithoutFoldersIsForTheRootAlone() throws IOException {
    file("a/x.py", ADDRESS);
    assertThat(ids(review("*.py"))).containsExactlyInAnyOrder("B218", "B219");
  }

  @Test
  void manyFilesAreLookedAtByManyThreads() throws IOException {
    String ballast = "x = 'nothing to see'\n".repeat(20_000);
    for (int i = 0; i < 20; i++) {
      file("m" + i + ".py", ballast + ADDRESS + "\n");
    }
    List<Diagnostic> findings = review();
    assertThat(ids(findings)).hasSize(20).containsOnly("B218");
    assertThat(findings).allSatisfy(one -> assertThat(one.location().line()).isEqualTo(20_001));
  }

  @Test
  void modulesThatTakeThePlaceOfOthersAreFound() throws IOException {
    file("dlpx/x.py", "");
    file("google/data.txt", "");
    file("six.py", "");
    file("json.py", "");
    file("time.py", "");
    file("email/__init__.py", "");
    file("logging/inner/x.py", "");
    file("http/readme.txt", "");
    file("mine/json.py", "");
    file("test/test_x.py", "");

    List<Diagnostic> findings =
        review(TestArtifacts.sources(src).beside(Set.of("six"), Set.of("six.py")));

    assertThat(findings)
        .extracting(one -> one.rule().id() + " " + src.relativize(one.location().file()))
        .containsExactlyInAnyOrder(
            "B213 dlpx",
            "B213 six.py",
            "B214 json.py",
            "B214 time.py",
            "B214 email/__init__.py",
            "B214 logging");
    assertThat(findings.toString()).contains("`import time` always gets the module");
  }

  @Test
  void unusualSizesAreWarnedAboutWithTheLargestFiles() throws IOException {
    for (int i = 1; i <= 12; i++) {
      try (RandomAccessFile sparse =
          new RandomAccessFile(src.resolve("data" + i + ".bin").toFile(), "rw")) {
        sparse.setLength(i * 1_000_000L + (i == 12 ? 9_000_000 : 0));
      }
    }
    assertThat(ids(review())).containsExactly("B215", "B216");
    Diagnostic large = found.sorted().get(0);
    assertThat(large.location()).isEqualTo(Location.of(src));
    assertThat(large.message()).contains("13 files", "87.0 MB");
    assertThat(large.help().lines().skip(1))
        .hasSize(10)
        .startsWith("21.0 MB  data12.bin", "11.0 MB  data11.bin");
  }
}
