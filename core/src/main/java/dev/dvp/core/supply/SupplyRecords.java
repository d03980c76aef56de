package dev.dvp.core.supply;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files that a build writes beside an artifact. They tell of the artifact that was made, so one
 * that lies in the source must not go into the next: that would be another artifact each time.
 */
public final class SupplyRecords {
  /** What the name of a bill of materials ends with. */
  public static final String BILL_ENDING = ".cdx.json";

  /** What the name of a record of inputs ends with. */
  public static final String PROVENANCE_ENDING = ".provenance.json";

  /** The plugin's name stands before what tells a bill of ours, so not too little. */
  private static final int LOOKED_AT = 1 << 16;

  private SupplyRecords() {}

  /**
   * Tells whether dvp wrote a file beside some artifact, by its name and its first 64 KiB.
   *
   * @param file the file
   * @return whether it is such a record; a file that cannot be read is none
   */
  public static boolean isRecord(Path file) {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(BILL_ENDING)) {
      return startHolds(file, "\"bomFormat\" : \"CycloneDX\"", '"' + BillOfMaterials.PLUGIN_ID);
    }
    return name.endsWith(PROVENANCE_ENDING)
        && startHolds(
            file, '"' + Provenance.STATEMENT, "\"buildType\" : \"" + Provenance.BUILD_TYPE);
  }

  private static boolean startHolds(Path file, String one, String other) {
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(LOOKED_AT), StandardCharsets.UTF_8);
      return start.contains(one) && start.contains(other);
    } catch (IOException e) {
      return false;
    }
  }
}
