package dev.dvp.bundler;

import java.util.Locale;
import java.util.regex.Pattern;

/** What becomes of a file of a library when it goes into the one jar. */
enum EntryKind {
  /** Names the providers of a service, one a line: the lines of all libraries are put together. */
  SERVICE,
  /** A licence or a notice: kept in a folder of its library's own. */
  LICENCE,
  /** A class: raised to a version that a class-data archive takes. */
  CLASS,
  /** Any other: taken as it is. */
  RESOURCE,
  /**
   * Says something of the library's own jar, or is for a platform or tool that dvp does not serve:
   * left out.
   */
  LEFT_OUT;

  private static final Pattern LICENCE_NAME =
      Pattern.compile(
          "(META-INF/)?(.*/)?([\\w.]+-)*(LICEN[CS]E|NOTICE|COPYING)([.-][\\w.-]+)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SIGNATURE =
      Pattern.compile("META-INF/([^/]+\\.(SF|RSA|DSA|EC)|SIG-[^/]+)");
  private static final String SQLITE_NATIVES = "org/sqlite/native/";
  private static final Pattern SERVED_PLATFORM =
      Pattern.compile("org/sqlite/native/(Linux|Linux-Musl|Mac|Windows)/(x86_64|aarch64)/.*");

  /**
   * Tells the kind of a file.
   *
   * @param name the file's whole name in its jar
   */
  static EntryKind of(String name) {
    if (name.endsWith(".class")) {
      return name.equals("module-info.class") ? LEFT_OUT : CLASS;
    }
    if (name.startsWith(SQLITE_NATIVES)) {
      return SERVED_PLATFORM.matcher(name).matches() ? RESOURCE : LEFT_OUT;
    }
    if (name.startsWith("META-INF/")) {
      return ofMetaInf(name);
    }
    boolean atRoot = name.indexOf('/') < 0;
    return atRoot && LICENCE_NAME.matcher(name).matches() ? LICENCE : RESOURCE;
  }

  private static EntryKind ofMetaInf(String name) {
    if (name.startsWith("META-INF/services/")) {
      return SERVICE;
    }
    if (LICENCE_NAME.matcher(name).matches()) {
      return LICENCE;
    }
    // The pom.properties stay: they tell scanners for vulnerable libraries what is in the jar.
    boolean leftOut =
        name.equals("META-INF/MANIFEST.MF")
            || name.equals("META-INF/INDEX.LIST")
            || name.startsWith("META-INF/native-image/")
            || (name.startsWith("META-INF/maven/") && !name.endsWith("/pom.properties"))
            || SIGNATURE.matcher(name.toUpperCase(Locale.ROOT)).matches();
    return leftOut ? LEFT_OUT : RESOURCE;
  }
}
