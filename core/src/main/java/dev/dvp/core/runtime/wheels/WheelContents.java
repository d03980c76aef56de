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
 * Sorts a wheel's files into those that a payload needs and those that it does not. What pip would
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
  private final List<Payload.LeftOut> leftOut = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  WheelContents(Path file, String infoFolder, boolean isPure) {
    this.file = file;
    this.infoFolder = infoFolder;
    this.isPure = isPure;
  }

  /** Sorts, and gives what is compiled code, each as the end of a sentence about the wheel. */
  List<String> sort(List<ZipArchiveEntry> files) {
    List<String> compiled = new ArrayList<>();
    String dataFolder = infoFolder.replaceFirst("\\.dist-info/$", DATA + "/");
    for (ZipArchiveEntry entry : files) {
      String name = entry.getName();
      if (isCompiled(name)) {
        compiled.add("holds compiled code in " + Shown.text(name));
      } else if (name.startsWith(infoFolder)) {
        leaveOut(name, "describes the package to installers");
      } else if (name.startsWith(dataFolder)) {
        sortData(entry, name.substring(dataFolder.length()));
      } else {
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

  private void sortData(ZipArchiveEntry entry, String rest) {
    int slash = rest.indexOf('/');
    String scheme = slash < 0 ? rest : rest.substring(0, slash);
    if (slash > 0 && LIBRARIES.contains(scheme)) {
      take(entry, rest.substring(slash + 1));
    } else {
      leaveOut(entry.getName(), "is installed outside of Python's modules");
    }
  }

  private void take(ZipArchiveEntry entry, String target) {
    if (target.endsWith(".pth")) {
      leaveOut(entry.getName(), "is read by Python's site, which an engine does not run");
    } else if (target.endsWith(".pyc") || target.contains("__pycache__/")) {
      leaveOut(entry.getName(), "is bytecode of somebody else's Python");
    } else if (names.add(target)) {
      entries.add(
          new Payload.Entry(target, new Payload.InArchive(file, entry.getName(), entry.getSize())));
    } else {
      leaveOut(entry.getName(), "stands in the wheel twice, once in its data folder");
    }
  }

  private void leaveOut(String name, String reason) {
    leftOut.add(new Payload.LeftOut(name, reason));
  }

  List<Payload.Entry> entries() {
    return entries;
  }

  List<Payload.LeftOut> leftOut() {
    return leftOut;
  }
}
