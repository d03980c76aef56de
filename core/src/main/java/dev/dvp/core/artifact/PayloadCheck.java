package dev.dvp.core.artifact;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Progress;
import dev.dvp.core.manifest.EntryPoint;
import dev.dvp.core.payload.PayloadNames;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/** Checks the zip that an artifact carries: every entry's name, size and bytes. */
final class PayloadCheck {
  private static final int MAX_REPORTS = 20;
  private static final int BUFFER = 1 << 16;
  private static final String REBUILD = "Build the artifact again with `dvp build`.";

  private final PayloadArchive archive;
  private final Location where;
  private final Diagnostics diagnostics;
  private final Progress progress;
  private final Set<String> names = new HashSet<>();
  private final byte[] buffer = new byte[BUFFER];
  private int reports;

  /** Everything is reported at the payload's place in the artifact. */
  PayloadCheck(PayloadArchive archive, Diagnostics diagnostics, Progress progress) {
    this.archive = archive;
    this.where = archive.place();
    this.diagnostics = diagnostics;
    this.progress = progress;
  }

  /** Checks everything; without an entry point its module is not looked for. */
  void check(Optional<EntryPoint> entryPoint) {
    archive.entries().forEach(this::checkName);
    Optional<Diagnostic> problem = archive.sizeProblem();
    if (problem.isPresent()) {
      diagnostics.add(problem.get());
    } else {
      checkBytes();
    }
    entryPoint.ifPresent(this::checkEntryModule);
  }

  private void checkName(ZipArchiveEntry entry) {
    String name = entry.getName();
    PayloadNameCheck.problem(entry).ifPresent(problem -> unsafe(name, problem));
    if (!names.add(name)) {
      unsafe(name, "stands in the payload twice");
    }
  }

  private void checkBytes() {
    long total = archive.entries().stream().mapToLong(ZipArchiveEntry::getSize).sum();
    long done = 0;
    for (ZipArchiveEntry entry : archive.entriesInPlace()) {
      if (reports >= MAX_REPORTS) {
        return;
      }
      try (InputStream in = archive.open(entry)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          done += n;
          progress.moved(done, total);
        }
      } catch (ZipException e) {
        broken(entry, String.valueOf(e.getMessage()));
      } catch (IOException e) {
        broken(entry, "is damaged");
      }
    }
  }

  private void checkEntryModule(EntryPoint entryPoint) {
    String base = entryPoint.module().replace('.', '/');
    boolean found =
        List.of(".py", ".pyc", "/__init__.py", "/__init__.pyc").stream()
            .anyMatch(end -> names.contains(base + end));
    if (!found) {
      diagnostics.add(
          BuildRule.PAYLOAD_LACKS_ENTRY_MODULE.at(
              where,
              "The payload has no module `"
                  + entryPoint.module()
                  + "`, in which the engine looks for the plugin.",
              "Let `entryPoint` in the manifest name a module below `srcDir`, and build again."));
    }
  }

  private void unsafe(String name, String problem) {
    report(
        BuildRule.PAYLOAD_UNSAFE_NAME,
        "The file `" + PayloadNames.printable(name) + "` in the payload " + problem + ".");
  }

  private void broken(ZipArchiveEntry entry, String problem) {
    report(
        BuildRule.PAYLOAD_NOT_ZIP,
        "The file `"
            + PayloadNames.printable(entry.getName())
            + "` in the payload "
            + problem
            + ".");
  }

  private void report(BuildRule rule, String message) {
    if (reports++ < MAX_REPORTS) {
      diagnostics.add(rule.at(where, message, REBUILD));
    }
  }
}
