package dev.dvp.core.inspection;

import dev.dvp.core.artifact.PayloadArchive;
import dev.dvp.core.files.ZipRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/**
 * The Python packages in a payload that tell who they are: by the folder of metadata that wheels
 * have, and those of the runtime by their {@code __version__}, in source or in bytecode.
 */
final class PackageVersions {
  private static final String INFO = ".dist-info/";
  private static final int READ = 1 << 16;
  private static final int MOST = 1000;

  /** Modules with a {@code __version__}, without their ending. */
  private static final Map<String, String> MODULES =
      Map.of("google/protobuf/__init__", "protobuf", "six", "six");

  private PackageVersions() {}

  /** Versions by name; nothing for a version that cannot be told. */
  static Map<String, Optional<String>> of(PayloadArchive archive) throws IOException {
    Map<String, Optional<String>> packages = new TreeMap<>();
    for (ZipRecord entry : archive.entries()) {
      String name = entry.name();
      int info = name.indexOf(INFO);
      if (info > 0 && name.indexOf('/') > info && packages.size() < MOST) {
        String folder = name.substring(0, info);
        int dash = folder.lastIndexOf('-');
        if (dash > 0) {
          packages.put(
              folder.substring(0, dash).replace('_', '-'), Optional.of(folder.substring(dash + 1)));
        }
      }
      int dot = name.lastIndexOf('.');
      String module = dot < 0 ? name : name.substring(0, dot);
      if (MODULES.containsKey(module) && !packages.containsKey(MODULES.get(module))) {
        packages.put(MODULES.get(module), version(archive, entry));
      }
    }
    return packages;
  }

  private static Optional<String> version(PayloadArchive archive, ZipRecord entry)
      throws IOException {
    byte[] bytes;
    try (InputStream in = archive.open(entry)) {
      bytes = in.readNBytes(READ);
    } catch (ZipException e) {
      return Optional.empty();
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return entry.name().endsWith(".py") ? inSource(text) : inBytecode(text);
  }

  private static Optional<String> inSource(String text) {
    Matcher matcher = Patterns.SOURCE.matcher(text);
    return matcher.find() ? Optional.of(matcher.group("version")) : Optional.empty();
  }

  private static Optional<String> inBytecode(String text) {
    Matcher matcher = Patterns.STRING.matcher(text);
    while (matcher.find()) {
      String length = matcher.group("short");
      int end = matcher.end() + (length == null ? matcher.group("long") : length).charAt(0);
      // Whatever comes behind the string may look like more of it.
      String string = text.substring(matcher.end(), Math.min(end, text.length()));
      if (Patterns.VERSION.matcher(string).matches()) {
        return Optional.of(string);
      }
    }
    return Optional.empty();
  }

  /** Compiled only when a payload has such a module. */
  private static final class Patterns {
    static final Pattern SOURCE =
        Pattern.compile(
            "^__version__ *= *['\"](?<version>[0-9][0-9A-Za-z.+-]*)['\"]", Pattern.MULTILINE);

    /**
     * The head of a string as {@code marshal} writes it, before a digit: its type, with or without
     * the flag of what is used again, and its length in one byte or, in formats before 4, in four.
     */
    static final Pattern STRING =
        Pattern.compile(
            "([zZ\\xfa\\xda](?<short>[\\x03-\\x20])|[ut\\xf5\\xf4](?<long>[\\x03-\\x20])\\x00{3})"
                + "(?=[0-9])",
            Pattern.DOTALL);

    static final Pattern VERSION = Pattern.compile("[0-9]+\\.[0-9]+(\\.[0-9A-Za-z]+)*");
  }
}
