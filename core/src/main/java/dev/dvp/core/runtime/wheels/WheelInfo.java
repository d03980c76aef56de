package dev.dvp.core.runtime.wheels;

import dev.dvp.core.documents.Shown;
import dev.dvp.core.runtime.RuntimeRule;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * What the {@code .dist-info} folder of a wheel says.
 *
 * @param folder the folder's name, with the slash
 * @param metadata METADATA
 * @param record RECORD
 * @param isPure what WHEEL says of {@code Root-Is-Purelib}
 */
record WheelInfo(String folder, WheelMetadata metadata, WheelRecord record, boolean isPure) {
  private static final String SUFFIX = ".dist-info/";
  private static final String MEND = "Fetch it again, or require another version.";

  /** Reads it; what is wrong goes to the reader, and then the result is of no use. */
  static WheelInfo find(WheelReader reader, ZipFile zip, List<ZipArchiveEntry> files)
      throws IOException {
    Set<String> folders = new TreeSet<>();
    for (ZipArchiveEntry file : files) {
      int slash = file.getName().indexOf('/') + 1;
      if (file.getName().startsWith(SUFFIX, slash - SUFFIX.length())) {
        folders.add(file.getName().substring(0, slash));
      }
    }
    String folder = folders.size() == 1 ? folders.iterator().next() : "";
    Optional<String> metadata = text(reader, zip, folder + "METADATA");
    Optional<String> wheel = text(reader, zip, folder + "WHEEL");
    Optional<String> recorded = text(reader, zip, folder + "RECORD");
    if (folder.isEmpty() || metadata.isEmpty() || wheel.isEmpty() || recorded.isEmpty()) {
      reader.add(
          RuntimeRule.WHEEL_DAMAGED,
          "has not just one folder `*.dist-info` with METADATA, WHEEL and RECORD",
          MEND);
      return none();
    }
    boolean isPure =
        HeaderFields.parse(wheel.get())
            .first("Root-Is-Purelib")
            .map(value -> value.equalsIgnoreCase("true"))
            .orElse(false);
    WheelRecord record = WheelRecord.parse(recorded.get());
    record.problems().forEach(problem -> reader.record("its RECORD " + problem));
    return new WheelInfo(folder, metadata(reader, metadata.get()), record, isPure);
  }

  private static Optional<String> text(WheelReader reader, ZipFile zip, String name)
      throws IOException {
    ZipArchiveEntry entry = zip.getEntry(name);
    return entry == null ? Optional.empty() : Optional.of(reader.text(zip, entry));
  }

  private static WheelMetadata metadata(WheelReader reader, String text) {
    try {
      WheelMetadata metadata = WheelMetadata.parse(text);
      WheelName name = reader.name();
      boolean same =
          metadata.name().equals(name.name()) && metadata.version().equals(name.version());
      if (!same) {
        reader.add(
            RuntimeRule.WHEEL_METADATA,
            "says in METADATA that it is " + Shown.text(metadata.name() + " " + metadata.version()),
            MEND);
      }
      return metadata;
    } catch (WheelMetadata.BadMetadataException e) {
      reader.add(RuntimeRule.WHEEL_METADATA, "has a METADATA that " + e.problem(), MEND);
      return none().metadata();
    }
  }

  private static WheelInfo none() {
    WheelName any = WheelName.parse("none-0-py3-none-any.whl").orElseThrow();
    return new WheelInfo(
        "",
        new WheelMetadata(
            any.name(),
            any.version(),
            List.of(),
            List.of(),
            dev.dvp.core.runtime.versions.SpecifierSet.ANY,
            ""),
        new WheelRecord(java.util.Map.of(), List.of()),
        false);
  }
}
