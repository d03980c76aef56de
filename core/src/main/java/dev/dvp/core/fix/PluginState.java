package dev.dvp.core.fix;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Edit;
import dev.dvp.core.files.Overlay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A plugin's files as the fixes taken so far make them. Immutable, so that a step that makes things
 * worse is simply not taken.
 */
final class PluginState {
  /** How the plugin names each file that differs. */
  private final Map<Path, Path> names;

  private final Map<Path, byte[]> contents;

  private PluginState(Map<Path, Path> names, Map<Path, byte[]> contents) {
    this.names = names;
    this.contents = contents;
  }

  static PluginState ofDisk() {
    return new PluginState(Map.of(), Map.of());
  }

  Overlay overlay() {
    return Overlay.of(contents);
  }

  /** What the fixes of findings make of this state, and which of the findings they were. */
  record Step(PluginState state, List<Diagnostic> taken) {}

  /** Takes the fixes of findings as far as they do not get in each other's way. */
  Step with(List<Diagnostic> findings) {
    Map<Path, Optional<EditedText>> texts = new LinkedHashMap<>();
    Map<Path, Path> newNames = new LinkedHashMap<>(names);
    List<Diagnostic> taken = new ArrayList<>();
    for (Diagnostic finding : findings) {
      Map<Path, List<Edit>> byFile = new LinkedHashMap<>();
      for (Edit edit : finding.fix().orElseThrow().edits()) {
        byFile.computeIfAbsent(edit.at().file(), file -> new ArrayList<>()).add(edit);
      }
      boolean fits = true;
      for (Map.Entry<Path, List<Edit>> entry : byFile.entrySet()) {
        fits &= text(entry.getKey(), texts).filter(t -> t.fits(entry.getValue())).isPresent();
      }
      if (fits) {
        byFile.forEach(
            (file, edits) -> {
              text(file, texts).orElseThrow().add(edits);
              real(file).ifPresent(real -> newNames.putIfAbsent(real, file));
            });
        taken.add(finding);
      }
    }
    Map<Path, byte[]> next = new TreeMap<>(contents);
    texts.forEach((real, text) -> text.ifPresent(t -> next.put(real, t.bytes())));
    return new Step(new PluginState(newNames, next), taken);
  }

  private Optional<EditedText> text(Path file, Map<Path, Optional<EditedText>> texts) {
    return real(file)
        .flatMap(
            real ->
                texts.computeIfAbsent(
                    real, path -> bytes(path).flatMap(bytes -> EditedText.of(path, bytes))));
  }

  private Optional<byte[]> bytes(Path real) {
    byte[] held = contents.get(real);
    return held != null ? Optional.of(held) : onDisk(real);
  }

  private static Optional<byte[]> onDisk(Path real) {
    try {
      return Optional.of(Files.readAllBytes(real));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> real(Path file) {
    try {
      return Optional.of(file.toRealPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The files that differ from those on the disk. */
  List<FileChange> changes(Path manifest) {
    Optional<Path> root = real(manifest.toAbsolutePath().resolveSibling("."));
    List<FileChange> changes = new ArrayList<>();
    contents.forEach(
        (real, bytes) -> {
          FileBytes before = new FileBytes(onDisk(real).orElse(new byte[0]));
          FileBytes after = new FileBytes(bytes);
          boolean isInside = root.isPresent() && real.startsWith(root.get());
          if (!before.equals(after)) {
            changes.add(
                new FileChange(names.getOrDefault(real, real), real, isInside, before, after));
          }
        });
    return changes;
  }
}
