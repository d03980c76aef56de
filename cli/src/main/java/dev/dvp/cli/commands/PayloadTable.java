package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.Printable;
import dev.dvp.core.artifact.OpenArtifact;
import dev.dvp.core.files.Sizes;
import dev.dvp.core.inspection.FileGroup;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/** Every file of a payload in a line of its own. */
final class PayloadTable {
  private final Invocation call;

  PayloadTable(Invocation call) {
    this.call = call;
  }

  /** Prints as it goes: a payload may have a hundred thousand files. */
  void print(OpenArtifact artifact) {
    List<ZipArchiveEntry> entries =
        artifact.payload().map(archive -> archive.entries()).orElse(List.of());
    row("size", "packed", "crc", "of", "name");
    int files = 0;
    long size = 0;
    for (ZipArchiveEntry entry : entries) {
      if (!entry.isDirectory()) {
        row(
            number(entry.getSize()),
            number(entry.getCompressedSize()),
            String.format(Locale.ROOT, "%08x", entry.getCrc()),
            FileGroup.of(entry.getName()).word(),
            Printable.text(entry.getName()));
        files++;
        size += Math.max(0, entry.getSize());
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
