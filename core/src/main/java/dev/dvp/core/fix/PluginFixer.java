package dev.dvp.core.fix;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.files.Overlay;
import dev.dvp.core.manifest.ManifestReader;
import dev.dvp.core.manifest.ManifestRule;
import dev.dvp.core.plugin.PluginReader;
import dev.dvp.core.python.ParseCache;
import dev.dvp.core.schema.SchemaReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Mends a plugin in memory: first its manifest, which says where the rest is, then its schema, then
 * its source. In each part the fixes of all findings are taken, the part is read again, and so on
 * until nothing changes. A step after which the part has more errors of any kind than before, or
 * after which the mended finding is still there, is not taken.
 */
public final class PluginFixer {
  /** No plugin needs more; it bounds the time that a hostile one can take. */
  private static final int MOST_READINGS = 40;

  private enum Part {
    MANIFEST,
    SCHEMA,
    SOURCE;

    boolean has(Diagnostic finding) {
      return switch (finding.rule().id().charAt(0)) {
        case 'M' -> this == MANIFEST;
        case 'S' -> this == SCHEMA;
        default -> this == SOURCE;
      };
    }
  }

  /** What errors are counted by. */
  private record Kind(String rule, Path file) {

    /**
     * What is wrong with the use of a generated class only shows once it is known which class a
     * parameter or an import is: that was so before, behind the finding that is mended.
     */
    boolean isSeenOnlyNow() {
      return rule.startsWith("P3");
    }
  }

  private final Path manifest;
  private final Predicate<Rule> wanted;
  private final ParseCache cache;
  private final List<Diagnostic> mended = new ArrayList<>();
  private PluginState state = PluginState.ofDisk();
  private int readings;

  private PluginFixer(Path manifest, Predicate<Rule> wanted, ParseCache cache) {
    this.manifest = manifest;
    this.wanted = wanted;
    this.cache = cache;
  }

  /**
   * Finds out what can be mended.
   *
   * @param manifest the plugin's {@code plugin_config.yml}
   * @param wanted the rules whose findings are to be mended
   * @param cache knows what source files were read as before
   * @return the changes, none of which is written
   */
  public static FixResult fix(Path manifest, Predicate<Rule> wanted, ParseCache cache) {
    return new PluginFixer(manifest, wanted, cache).fix();
  }

  private FixResult fix() {
    mend(Part.MANIFEST, read(Part.MANIFEST, state.overlay()));
    mend(Part.SCHEMA, read(Part.SCHEMA, state.overlay()));
    List<Diagnostic> rest = mend(Part.SOURCE, read(Part.SOURCE, state.overlay()));
    boolean isRead =
        rest.stream().noneMatch(finding -> finding.rule() == ManifestRule.UNREADABLE_MANIFEST);
    return new FixResult(
        state.changes(manifest), mended, Leftovers.of(rest, state.overlay()), isRead);
  }

  private List<Diagnostic> read(Part part, Overlay overlay) {
    readings++;
    Diagnostics found = new Diagnostics();
    switch (part) {
      case MANIFEST -> ManifestReader.read(manifest, overlay, found);
      case SCHEMA ->
          ManifestReader.read(manifest, overlay, new Diagnostics())
              .schemaFile()
              .ifPresent(file -> SchemaReader.read(file, overlay, found));
      case SOURCE -> PluginReader.read(manifest, cache, overlay, found);
    }
    return found.sorted();
  }

  /** Mends one part as far as it goes, and gives what is still found in it. */
  private List<Diagnostic> mend(Part part, List<Diagnostic> first) {
    List<Diagnostic> found = first;
    Set<Diagnostic> refused = new HashSet<>();
    boolean isTogether = true;
    while (readings < MOST_READINGS) {
      List<Diagnostic> open =
          found.stream()
              .filter(finding -> part.has(finding) && wanted.test(finding.rule()))
              .filter(finding -> !refused.contains(finding) && finding.fix().isPresent())
              .toList();
      if (open.isEmpty()) {
        break;
      }
      PluginState.Step step = state.with(isTogether ? open : open.subList(0, 1));
      if (step.taken().isEmpty()) {
        refused.addAll(isTogether ? open : open.subList(0, 1));
        continue;
      }
      List<Diagnostic> after = read(part, step.state().overlay());
      if (isBetter(part, found, after, step.taken())) {
        state = step.state();
        mended.addAll(step.taken());
        found = after;
      } else if (isTogether && open.size() > 1) {
        isTogether = false;
      } else {
        refused.addAll(step.taken());
      }
    }
    return found;
  }

  private static boolean isBetter(
      Part part, List<Diagnostic> before, List<Diagnostic> after, List<Diagnostic> taken) {
    Map<Kind, Integer> errors = count(part, before, true);
    Map<Kind, Integer> errorsAfter = count(part, after, true);
    boolean isWorse =
        errorsAfter.entrySet().stream()
            .filter(entry -> !entry.getKey().isSeenOnlyNow())
            .anyMatch(entry -> entry.getValue() > errors.getOrDefault(entry.getKey(), 0));
    Map<Kind, Integer> all = count(part, before, false);
    Map<Kind, Integer> allAfter = count(part, after, false);
    return !isWorse
        && taken.stream()
            .map(PluginFixer::kind)
            .allMatch(kind -> allAfter.getOrDefault(kind, 0) < all.getOrDefault(kind, 0));
  }

  private static Map<Kind, Integer> count(
      Part part, List<Diagnostic> findings, boolean onlyErrors) {
    Map<Kind, Integer> counts = new HashMap<>();
    for (Diagnostic finding : findings) {
      if (part.has(finding) && (!onlyErrors || finding.severity() == Severity.ERROR)) {
        counts.merge(kind(finding), 1, Integer::sum);
      }
    }
    return counts;
  }

  private static Kind kind(Diagnostic finding) {
    Location where = finding.location();
    return new Kind(finding.rule().id(), where.file());
  }
}
