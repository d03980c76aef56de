package dev.dvp.core.runtime;

import dev.dvp.core.payload.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** dvp's own {@code dlpx.virtualization}, which lies in dvp itself. */
public final class BundledRuntime {
  private static final String RESOURCES = "/dev/dvp/python/";
  private static final String PACKAGES = "dlpx/";
  private static final String SCRIPTS = "_dvp/";

  private BundledRuntime() {}

  /**
   * The runtime alone.
   *
   * @return its files, and no packages, since none of it came as a wheel
   */
  public static RuntimePackages packages() {
    return new RuntimePackages(RuntimeKind.BUNDLED, List.of(), entries());
  }

  /**
   * The runtime's files.
   *
   * @return sources, by their names below a payload's root
   */
  public static List<Payload.Entry> entries() {
    return Read.ENTRIES;
  }

  /** Read when first needed, and once. */
  private static final class Read {
    static final List<Payload.Entry> ENTRIES = List.copyOf(entries(PACKAGES));

    private Read() {}
  }

  /**
   * What a process of dvp's runs on, such as that which imports a plugin; no part of an artifact.
   *
   * @param script the name of its script
   * @return the script, and the package that lies beside it
   */
  public static List<Payload.Entry> script(String script) {
    List<Payload.Entry> entries = entries(SCRIPTS);
    entries.add(new Payload.Entry(script, new Payload.InMemory(resource(script))));
    return entries;
  }

  private static List<Payload.Entry> entries(String folder) {
    List<Payload.Entry> entries = new ArrayList<>();
    String index = new String(resource("index"), StandardCharsets.UTF_8);
    index
        .lines()
        .filter(name -> name.startsWith(folder))
        .forEach(
            name -> entries.add(new Payload.Entry(name, new Payload.InMemory(resource(name)))));
    return entries;
  }

  private static byte[] resource(String name) {
    try (InputStream in = BundledRuntime.class.getResourceAsStream(RESOURCES + name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + RESOURCES + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from our own jar", e);
    }
  }
}
