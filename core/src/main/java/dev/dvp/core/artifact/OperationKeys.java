package dev.dvp.core.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The manifest keys of the operation catalogue, {@code operations.yml}. */
final class OperationKeys {
  private static final String CATALOGUE = "/dev/dvp/core/operations/operations.yml";

  private OperationKeys() {}

  /** Every key that says whether an operation is implemented, sorted. */
  static Set<String> all() {
    try (InputStream in = OperationKeys.class.getResourceAsStream(CATALOGUE)) {
      if (in == null) {
        throw new IllegalStateException("the operation catalogue is not in the jar");
      }
      Map<?, ?> catalogue = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      Set<String> keys = new TreeSet<>();
      if (catalogue.get("operations") instanceof Collection<?> rows) {
        rows.forEach(row -> keys.add(String.valueOf(((Map<?, ?>) row).get("manifest"))));
      }
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
