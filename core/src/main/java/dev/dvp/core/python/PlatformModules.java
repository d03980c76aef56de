package dev.dvp.core.python;

/**
 * The modules that the platform puts beside a plugin's own, whatever the source folder holds: its
 * packages, and the classes of the schema, which a build makes anew. What lies in the source folder
 * under these names is not read.
 */
public final class PlatformModules {
  private static final String DEFINITIONS = "generated.definitions";

  private PlatformModules() {}

  /**
   * Tells whether a module is the platform's.
   *
   * @param name a module's absolute dotted name, or that of something in it
   * @return false for what a plugin brings itself, also below {@code generated}
   */
  public static boolean contains(String name) {
    return name.equals("dlpx")
        || name.startsWith("dlpx.")
        || name.equals("generated")
        || name.equals(DEFINITIONS)
        || name.startsWith(DEFINITIONS + ".");
  }
}
