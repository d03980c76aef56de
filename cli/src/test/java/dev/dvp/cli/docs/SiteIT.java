package dev.dvp.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.Golden;
import dev.dvp.testkit.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documentation as a site, made by {@code docs/site/build.sh} and read from disk. */
class SiteIT {
  /** What a browser loads of its own accord. */
  private static final Pattern LOADED =
      Pattern.compile(
          "<(?:script|img|iframe)[^>]*\\ssrc=\"([^\"]*)\""
              + "|<link[^>]*rel=\"(?:stylesheet|icon|preload)\"[^>]*\\shref=\"([^\"]*)\""
              + "|@import\\s+(?:url\\()?[\"']?([^\"');]*)"
              + "|url\\([\"']?((?!data:)[^\"')]*)");

  private static final int MISSING = 3;

  @TempDir Path folder;

  @Test
  void theSiteHasEveryPageLoadsNothingFromElsewhereAndIsSearched() throws Exception {
    Path site = built();

    for (String page : List.of("index", "README", "docs/README", "docs/lab", "docs/rules/build")) {
      assertThat(site.resolve(page + ".html")).exists();
    }
    assertThat(foreign(site)).isEmpty();
    assertThat(Files.readString(site.resolve("searchindex.js"))).contains("wheelhous");
    if (Programs.isThere("chromium")) {
      assertThat(searched(site, "wheelhouse"))
          .contains("href=\"docs/runtime-packages.html\"")
          .doesNotContain("href=\"docs/page.html\"");
    }
  }

  private Path built() throws Exception {
    Path site = folder.resolve("si te");
    Path log = folder.resolve("log");
    Process build =
        new ProcessBuilder(Golden.root().resolve("docs/site/build.sh").toString(), site.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(build.waitFor(5, TimeUnit.MINUTES)).isTrue();
    Programs.need("sphinx", build.exitValue() != MISSING);
    assertThat(build.exitValue()).as(Files.readString(log)).isZero();
    return site;
  }

  private static List<String> foreign(Path site) throws IOException {
    List<String> foreign = new ArrayList<>();
    try (Stream<Path> files = Files.walk(site)) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(html|css)")).toList()) {
        Matcher loaded = LOADED.matcher(Files.readString(file));
        while (loaded.find()) {
          for (int group = 1; group <= loaded.groupCount(); group++) {
            String target = loaded.group(group);
            if (target != null && target.matches("(?i)(?:[a-z]+:)?/.*")) {
              foreign.add(site.relativize(file) + ": " + target);
            }
          }
        }
      }
    }
    return foreign;
  }

  /** What the page of the search shows in the end. */
  private String searched(Path site, String word) throws Exception {
    Path shown = folder.resolve("shown.html");
    List<String> command =
        List.of(
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--user-data-dir=" + folder.resolve("profile"),
            "--virtual-time-budget=10000",
            "--dump-dom",
            site.resolve("search.html").toUri() + "?q=" + word);
    Process browser =
        new ProcessBuilder(command)
            .redirectOutput(shown.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!browser.waitFor(2, TimeUnit.MINUTES)) {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly().waitFor();
    }
    String page = Files.readString(shown);
    int results = page.indexOf("id=\"search-results\"");
    return results < 0 ? page : page.substring(results);
  }
}
