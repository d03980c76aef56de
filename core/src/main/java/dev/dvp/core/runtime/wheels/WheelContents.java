package dev.dvp.core.runtime.wheels;

import dev.dvp.core.documents.Shown;
import dev.dvp.core.payload.Payload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/**
 * Takes from a wheel's files those that a payload needs, and finds compiled code. What pip would
 * install beside Python's modules is of no use on an engine, which runs the plugin and nothing
 * else.
 */
final class WheelContents {
  private static final List<String> COMPILED = List.of(".so", ".pyd", ".dll", ".dylib", ".a", ".o");
  private static final String DATA = ".data";
  private static final Set<String> LIBRARIES = Set.of("purelib", "platlib");

  private final Path file;
  private final String infoFolder;
  private final boolean isPure;
  private final List<Payload.Entry> entries = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  WheelContents(Path file, String infoFolder, boolean isPure) {
    this.file = file;
    this.infoFolder = infoFolder;
    this.isPure = isPure;
  }

  /**
   * Takes what is needed, and gives what is compiled code, each as the end of a sentence about the
   * wheel.
   */
  List<String> take(List<ZipArchiveEntry> files) {
    List<String> compiled = new ArrayList<>();
    String dataFolder = infoFolder.replaceFirst("\\.dist-info/$", DATA + "/");
    for (ZipArchiveEntry entry : files) {
      String name = entry.getName();
      if (isCompiled(name)) {
        compiled.add("holds compiled code in " + Shown.text(name));
      } else if (name.startsWith(dataFolder)) {
        takeData(entry, name.substring(dataFolder.length()));
      } else if (!name.startsWith(infoFolder)) {
        take(entry, name);
      }
    }
    if (compiled.isEmpty() && !isPure) {
      compiled.add("says in its file WHEEL that it is not in pure Python");
    }
    return compiled;
  }

  private static boolean isCompiled(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    // Linux libraries may have their version behind: libx.so.1
    return COMPILED.stream().anyMatch(lower::endsWith) || lower.matches(".*\\.so(\\.[0-9]+)+");
  }

  /** Takes modules; scripts, headers and data are installed outside of Python's modules. */
  private void takeData(ZipArchiveEntry entry, String rest) {
    int slash = rest.indexOf('/');
    String scheme = slash < 0 ? rest : rest.substring(0, slash);
    if (slash > 0 && LIBRARIES.contains(scheme)) {
      take(entry, rest.substring(slash + 1));
    }
  }

  /** Takes a file, once where its data folder has it too. */
  private void take(ZipArchiveEntry entry, String target) {
    // Python's site reads `.pth`, and an engine does not run it.
    boolean isOfNoUse = target.endsWith(".pth") || isBytecode(target);
    if (!isOfNoUse && names.add(target)) {
      entries.add(
          new Payload.Entry(target, new Payload.InArchive(file, entry.getName(), entry.getSize())));
    }
  }

  /** Whether it was made by somebody else's Python. */
  private static boolean isBytecode(String target) {
    return target.endsWith(".pyc") || target.contains("__pycache__/");
  }

  List<Payload.Entry> entries() {
    return entries;
  }
}
