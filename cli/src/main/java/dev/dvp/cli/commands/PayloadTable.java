package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.Printable;
import dev.dvp.core.artifact.OpenArtifact;
import dev.dvp.core.files.Sizes;
import dev.dvp.core.files.ZipRecord;
import dev.dvp.core.inspection.FileGroup;
import java.util.List;
import java.util.Locale;

/** Every file of a payload in a line of its own. */
final class PayloadTable {
  private final Invocation call;

  PayloadTable(Invocation call) {
    this.call = call;
  }

  /** Prints as it goes: a payload may have a hundred thousand files. */
  void print(OpenArtifact artifact) {
    List<ZipRecord> entries =
        artifact.payload().map(archive -> archive.entries()).orElse(List.of());
    row("size", "packed", "crc", "of", "name");
    int files = 0;
    long size = 0;
    for (ZipRecord entry : entries) {
      if (!entry.isFolder()) {
        row(
            number(entry.size()),
            number(entry.packedSize()),
            String.format(Locale.ROOT, "%08x", entry.crc()),
            FileGroup.of(entry.name()).word(),
            Printable.text(entry.name()));
        files++;
        size += Math.max(0, entry.size());
      }
    }
    call.out().println(files + (files == 1 ? " file, " : " files, ") + Sizes.show(size));
  }

  private void row(String size, String packed, String crc, String group, String name) {
    call.out()
        .print(
            String.format(
                Locale.ROOT, "%11s %11s  %-8s  %-9s  %s\n", size, packed, crc, group, name));
  }

  private static String number(long bytes) {
    return bytes < 0 ? "?" : Long.toString(bytes);
  }
}
