package dev.dvp.core.runtime.resolving;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadNames;
import dev.dvp.core.runtime.BundledRuntime;
import dev.dvp.core.runtime.RuntimeKind;
import dev.dvp.core.runtime.RuntimePackages;
import dev.dvp.core.runtime.RuntimeRule;
import dev.dvp.core.runtime.wheels.Wheel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/** Puts the files of wheels side by side, as pip would install them. */
final class RuntimeAssembly {
  private static final String GOOGLE = "google/";
  private static final int MOST_FINDINGS = 10;

  /** A file and whose it is. */
  private record Owned(Payload.Entry entry, String owner) {}

  private final Map<String, Owned> files = new LinkedHashMap<>();
  private final List<Diagnostic> found = new ArrayList<>();

  private RuntimeAssembly() {}

  /** The official runtime. */
  static RuntimePackages official(List<Wheel> wheels) {
    return new RuntimeAssembly().assemble(RuntimeKind.OFFICIAL, wheels);
  }

  /** dvp's own runtime, and what the author asks for beside it. */
  static RuntimePackages bundled(List<Wheel> wheels) {
    RuntimeAssembly assembly = new RuntimeAssembly();
    BundledRuntime.entries().forEach(entry -> assembly.add(entry, "dvp's own runtime"));
    return assembly.assemble(RuntimeKind.BUNDLED, wheels);
  }

  private RuntimePackages assemble(RuntimeKind kind, List<Wheel> wheels) {
    // Always in the same order: of files that may differ the first is kept.
    List<Wheel> sorted =
        wheels.stream().sorted(Comparator.comparing(wheel -> wheel.metadata().name())).toList();
    for (Wheel wheel : sorted) {
      wheel.entries().forEach(entry -> add(entry, "`" + wheel.metadata().name() + "`"));
    }
    if (!found.isEmpty()) {
      throw new DvpException(found);
    }
    // The engine's importer takes no package without it: wheels of protobuf leave it to a .pth
    // file, which the engine does not read.
    String init = GOOGLE + "__init__.py";
    boolean hasGoogle =
        files.values().stream().anyMatch(file -> file.entry().name().startsWith(GOOGLE));
    if (hasGoogle && !files.containsKey(PayloadNames.fold(init))) {
      add(new Payload.Entry(init, new Payload.InMemory(new byte[0])), "dvp");
    }
    return new RuntimePackages(
        kind,
        sorted.stream().map(Wheel::runtimePackage).toList(),
        files.values().stream().map(Owned::entry).toList());
  }

  private void add(Payload.Entry entry, String owner) {
    Owned before = files.putIfAbsent(PayloadNames.fold(entry.name()), new Owned(entry, owner));
    if (before == null || isSame(before.entry(), entry) || isNamespace(before.entry(), entry)) {
      return;
    }
    if (found.size() < MOST_FINDINGS) {
      found.add(
          RuntimeRule.PACKAGES_OVERLAP.at(
              Location.NONE,
              before.owner()
                  + " and "
                  + owner
                  + " both bring a file "
                  + Shown.text(entry.name())
                  + ", and they differ: one would hide the other.",
              "Do without one of the two packages, or ask for another version of it."));
    }
  }

  /**
   * Packages that share a folder bring its {@code __init__.py} each, and not always in the same
   * words. Where neither does more than to let others share it, one is as good as the other.
   */
  private static boolean isNamespace(Payload.Entry one, Payload.Entry other) {
    return one.name().equals(other.name())
        && one.name().endsWith("/__init__.py")
        && one.content().size() <= NamespaceInit.LONGEST
        && other.content().size() <= NamespaceInit.LONGEST
        && NamespaceInit.isOne(text(one.content()))
        && NamespaceInit.isOne(text(other.content()));
  }

  private static String text(Payload.Content content) {
    return new String(bytes(content), StandardCharsets.UTF_8);
  }

  private static boolean isSame(Payload.Entry one, Payload.Entry other) {
    return one.name().equals(other.name())
        && one.content().size() == other.content().size()
        && Arrays.equals(bytes(one.content()), bytes(other.content()));
  }

  private static byte[] bytes(Payload.Content content) {
    try {
      if (content instanceof Payload.InArchive member) {
        try (ZipFile zip = new ZipFile(member.archive().toFile());
            InputStream in = zip.getInputStream(zip.getEntry(member.member()))) {
          return in.readAllBytes();
        }
      }
      return content instanceof Payload.OnDisk onDisk
          ? Files.readAllBytes(onDisk.file())
          : ((Payload.InMemory) content).bytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
