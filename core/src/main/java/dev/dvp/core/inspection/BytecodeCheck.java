package dev.dvp.core.inspection;

import dev.dvp.core.artifact.BuildRule;
import dev.dvp.core.artifact.PayloadArchive;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.files.ZipRecord;
import dev.dvp.core.payload.PayloadNames;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipException;

/** Checks the bytecode in a payload: for the Python of the plugin's language, and of its source. */
final class BytecodeCheck {
  /** Sources are a few kilobytes; nobody writes one of this size. */
  private static final int MOST_SOURCE = 16 << 20;

  private final PayloadArchive archive;
  private final String language;
  private final Diagnostics diagnostics;
  private final Map<String, ZipRecord> sources = new HashMap<>();
  private final Finding unreadable = new Finding();
  private final Finding stale = new Finding();
  private final Map<String, Finding> wrong = new TreeMap<>();
  private int files;

  /** Files of which the same is to be said. */
  private static final class Finding {
    private int count;
    private String first = "";

    void add(String name) {
      first = count++ == 0 ? name : first;
    }

    String words() {
      String shown = "`" + PayloadNames.printable(first) + "`";
      return count == 1 ? shown : shown + " and " + (count - 1) + " more files";
    }

    String verb(String one, String many) {
      return count == 1 ? one : many;
    }
  }

  BytecodeCheck(PayloadArchive archive, String language, Diagnostics diagnostics) {
    this.archive = archive;
    this.language = language;
    this.diagnostics = diagnostics;
  }

  void check() throws IOException {
    for (ZipRecord entry : archive.entries()) {
      if (entry.name().endsWith(".py")) {
        sources.put(entry.name(), entry);
      }
    }
    for (ZipRecord entry : archive.entriesInPlace()) {
      if (entry.name().endsWith(".pyc") && !entry.isFolder()) {
        files++;
        check(entry);
      }
    }
    report();
  }

  private void check(ZipRecord entry) throws IOException {
    String name = entry.name();
    Optional<BytecodeHeader> header = PayloadSummarizer.header(archive, entry);
    if (header.isEmpty()) {
      unreadable.add(name);
      return;
    }
    Optional<String> wanted = BytecodeHeader.versionOf(language);
    Optional<String> version = header.get().version();
    if (wanted.isPresent() && !version.equals(wanted)) {
      String words =
          version.map(v -> "Python " + v).orElse("an unknown Python, " + header.get().magic());
      wrong.computeIfAbsent(words, key -> new Finding()).add(name);
    }
    ZipRecord source = sources.get(name.substring(0, name.length() - 1));
    if (source != null && !isOf(header.get(), source)) {
      stale.add(name);
    }
  }

  /** Whether bytecode says that it is of a source, as far as it says so. */
  private boolean isOf(BytecodeHeader header, ZipRecord source) throws IOException {
    if (header.sourceSize().isPresent()) {
      return header.sourceSize().get() == (int) source.size();
    }
    if (header.sourceHash().isEmpty() || source.size() > MOST_SOURCE) {
      return true;
    }
    try (InputStream in = archive.open(source)) {
      return SourceHash.of(in.readAllBytes(), header.magic()) == header.sourceHash().get();
    } catch (ZipException e) {
      return true; // The source is reported as damaged.
    }
  }

  private void report() {
    wrong.forEach(
        (python, finding) ->
            diagnostics.add(
                BuildRule.BYTECODE_OF_OTHER_PYTHON.at(
                    archive.place(),
                    finding.words()
                        + " in the payload, of "
                        + files
                        + " files of bytecode, "
                        + finding.verb("is", "are")
                        + " for "
                        + python
                        + ", but the plugin's language `"
                        + PayloadNames.printable(language)
                        + "` runs on Python "
                        + BytecodeHeader.versionOf(language).orElse("?")
                        + ", which cannot import them.",
                    "Build the artifact again with the Python of its language.")));
    if (unreadable.count > 0) {
      diagnostics.add(
          BuildRule.BYTECODE_BROKEN.at(
              archive.place(),
              unreadable.words()
                  + " in the payload "
                  + unreadable.verb("is", "are")
                  + " called as bytecode but "
                  + unreadable.verb("is none", "are none")
                  + ".",
              "Delete such files below `srcDir`, and build the artifact again."));
    }
    if (stale.count > 0) {
      diagnostics.add(
          BuildRule.BYTECODE_OF_OTHER_SOURCE.at(
              archive.place(),
              stale.words()
                  + " in the payload "
                  + stale.verb("was", "were")
                  + " not made of the source beside "
                  + stale.verb("it", "them")
                  + ", so what runs may not be what the source says.",
              "Build the artifact again, with source or bytecode but not both."));
    }
  }
}
