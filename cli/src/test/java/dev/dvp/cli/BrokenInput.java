package dev.dvp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A plugin with one fault.
 *
 * @param name what is broken, unique
 * @param fault breaks a fresh scaffold
 * @param place where the finding must be, as it is printed; empty when there is no such place
 * @param says part of what must be said
 */
record BrokenInput(String name, Fault fault, String place, String says) {

  /** Breaks a plugin. */
  @FunctionalInterface
  interface Fault {
    void in(Path plugin) throws IOException;
  }

  static final String MANIFEST = "plugin_config.yml";
  static final String SCHEMA = "schema.json";
  static final String SOURCE = "src/plugin_runner.py";

  static Fault file(String file, String content) {
    return plugin -> Files.writeString(plugin.resolve(file), content);
  }

  static Fault bytes(String file, byte... content) {
    return plugin -> Files.write(plugin.resolve(file), content);
  }

  static Fault delete(String file) {
    return plugin -> Files.delete(plugin.resolve(file));
  }

  /** Replaces text that must be there. */
  static Fault replace(String file, String old, String other) {
    return plugin -> {
      String text = Files.readString(plugin.resolve(file));
      if (!text.contains(old)) {
        throw new AssertionError("`" + old + "` is not in " + file + ":\n" + text);
      }
      Files.writeString(plugin.resolve(file), text.replace(old, other));
    };
  }

  /** Replaces the line of a manifest's field. */
  static Fault field(String field, String line) {
    return plugin -> {
      Path file = plugin.resolve(MANIFEST);
      String text = Files.readString(file);
      String changed = text.replaceFirst("(?m)^" + field + ":.*\\n(?:[ -].*\\n)*", "");
      if (changed.equals(text)) {
        throw new AssertionError(field + " is not in\n" + text);
      }
      Files.writeString(file, changed + line + "\n");
    };
  }

  static Fault append(String file, String more) {
    return plugin ->
        Files.writeString(plugin.resolve(file), Files.readString(plugin.resolve(file)) + more);
  }

  @Override
  public String toString() {
    return name;
  }
}
