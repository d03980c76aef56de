package dev.dvp.core.payload;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.files.Sizes;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Warns of sizes that plugins seldom have: those in the wild unpack to some 10 MB. */
final class PayloadSizes {
  static final long LARGE_PAYLOAD = 50_000_000;
  static final long LARGE_FILE = 20_000_000;
  static final int MANY_FILES = 5_000;
  private static final int SHOWN = 10;

  private PayloadSizes() {}

  static void report(Payload payload, Path srcDir, Diagnostics out) {
    List<Payload.Entry> files =
        payload.entries().stream().filter(entry -> !entry.isFolder()).toList();
    for (Payload.Entry file : files) {
      if (file.content().size() > LARGE_FILE && file.content() instanceof Payload.OnDisk onDisk) {
        out.add(
            PayloadRule.LARGE_FILE.at(
                Location.of(onDisk.file()),
                "The file has "
                    + Sizes.show(onDisk.size())
                    + ", more than "
                    + Sizes.show(LARGE_FILE)
                    + "; every engine and every upload carries it.",
                "If the plugin does not read it, name it in `.dvpignore`."));
      }
    }
    if (payload.size() > LARGE_PAYLOAD || files.size() > MANY_FILES) {
      out.add(
          PayloadRule.LARGE_PAYLOAD.at(
              Location.of(srcDir),
              "The payload has "
                  + files.size()
                  + " files and unpacks to "
                  + Sizes.show(payload.size())
                  + "; more than "
                  + MANY_FILES
                  + " files or "
                  + Sizes.show(LARGE_PAYLOAD)
                  + " are unusual.",
              "Name in `.dvpignore` what the plugin does not need. The largest files:\n"
                  + largest(files)));
    }
  }

  private static String largest(List<Payload.Entry> files) {
    return files.stream()
        .sorted(
            Comparator.comparing((Payload.Entry file) -> file.content().size())
                .reversed()
                .thenComparing(Payload.Entry::name))
        .limit(SHOWN)
        .map(file -> Sizes.show(file.content().size()) + "  " + Shown.plain(file.name()))
        .collect(Collectors.joining("\n"));
  }
}
