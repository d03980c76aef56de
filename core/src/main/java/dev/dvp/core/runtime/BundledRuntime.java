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
    List<Payload.Entry> entries = new ArrayList<>();
    String index = new String(resource("index"), StandardCharsets.UTF_8);
    index
        .lines()
        .filter(name -> name.startsWith(PACKAGES))
        .forEach(
            name -> entries.add(new Payload.Entry(name, new Payload.InMemory(resource(name)))));
    return entries;
  }

  /**
   * A file that lies with the runtime, part of it or not, such as the script that imports plugins.
   *
   * @param name its name
   * @return its bytes
   */
  public static byte[] resource(String name) {
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
