package dev.dvp.core.python;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** The modules that every Python 3.11 has. */
public final class StandardLibrary {
  private static final String RESOURCE = "standard-library.txt";

  private StandardLibrary() {}

  /**
   * Tells whether a module belongs to the standard library.
   *
   * @param module a dotted name; its first part decides
   * @return whether Python 3.11 comes with it
   */
  public static boolean contains(String module) {
    int dot = module.indexOf('.');
    return Names.ALL.contains(dot < 0 ? module : module.substring(0, dot));
  }

  /** Loaded when the first import asks for it. */
  private static final class Names {
    static final Set<String> ALL = load();

    private Names() {}

    private static Set<String> load() {
      Set<String> names = new HashSet<>();
      try (InputStream in = StandardLibrary.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException("missing resource " + RESOURCE);
        }
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (!line.startsWith("#")) {
            names.add(line);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Set.copyOf(names);
    }
  }
}
