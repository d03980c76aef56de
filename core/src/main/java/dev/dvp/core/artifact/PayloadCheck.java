package dev.dvp.core.artifact;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Progress;
import dev.dvp.core.files.ZipRecord;
import dev.dvp.core.manifest.EntryPoint;
import dev.dvp.core.payload.PayloadNames;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;

/** Checks the zip that an artifact carries: every entry's name, size and bytes. */
final class PayloadCheck {
  private static final int MAX_REPORTS = 20;
  private static final int BUFFER = 1 << 16;
  private static final String REBUILD = "Build the artifact again with `dvp build`.";

  private final PayloadArchive archive;
  private final Location where;
  private final Diagnostics diagnostics;
  private final Progress progress;
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
    PayloadNameCheck.report(archive, diagnostics);
    Optional<Diagnostic> problem = archive.sizeProblem();
    if (problem.isPresent()) {
      diagnostics.add(problem.get());
    } else {
      checkBytes();
    }
    entryPoint.ifPresent(this::checkEntryModule);
  }

  private void checkBytes() {
    long total = archive.entries().stream().mapToLong(ZipRecord::size).sum();
    long done = 0;
    for (ZipRecord entry : archive.entriesInPlace()) {
      if (reports >= MAX_REPORTS) {
        return;
      }
      try (InputStream in = archive.open(entry)) {
        checkNameInPlace(entry);
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

  private void checkNameInPlace(ZipRecord entry) throws IOException {
    String name = archive.nameInPlace(entry);
    if (!name.equals(entry.name())) {
      report(
          BuildRule.PAYLOAD_UNSAFE_NAME,
          entry,
          "is called `"
              + PayloadNames.printable(name)
              + "` where it stands in the zip, so readers would not agree on it");
    }
  }

  private void checkEntryModule(EntryPoint entryPoint) {
    String base = entryPoint.module().replace('.', '/');
    Set<String> modules =
        Set.of(base + ".py", base + ".pyc", base + "/__init__.py", base + "/__init__.pyc");
    boolean found = archive.entries().stream().map(ZipRecord::name).anyMatch(modules::contains);
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

  private void broken(ZipRecord entry, String problem) {
    report(BuildRule.PAYLOAD_NOT_ZIP, entry, problem);
  }

  private void report(BuildRule rule, ZipRecord entry, String problem) {
    reports++;
    diagnostics.add(
        rule.at(
            where,
            "The file `"
                + PayloadNames.printable(entry.name())
                + "` in the payload "
                + problem
                + ".",
            REBUILD));
  }
}
