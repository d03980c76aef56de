package dev.dvp.cli;

/** Which dvp this is. */
public final class Version {
  private Version() {}

  /**
   * The version of this build.
   *
   * @return version and build, for example {@code 0.1.0+3f2a9c1b}; {@code dev} when run from
   *     classes rather than the jar
   */
  public static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }

  /**
   * What {@code dvp --version} prints.
   *
   * @return version and JVM in a line
   */
  public static String line() {
    return "dvp "
        + number()
        + " (Java "
        + Runtime.version()
        + ", "
        + System.getProperty("java.vendor")
        + ")";
  }
}
