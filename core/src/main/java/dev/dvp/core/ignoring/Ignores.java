package dev.dvp.core.ignoring;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.python.PythonFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes away the findings that the author ignores: by a comment {@code # dvp: ignore[P201]} on the
 * line, by one {@code # dvp: ignore-file[P2]} at the head of the file, or by an entry of {@code
 * dvp.yml} beside the manifest.
 */
public final class Ignores {
  private final Path folder;
  private final List<DvpSettings.Entry> settings;
  private final Diagnostics ofSettings = new Diagnostics();

  private Ignores(Path manifest) {
    this.folder = manifest.toAbsolutePath().normalize().resolveSibling("");
    this.settings = DvpSettings.read(manifest.resolveSibling(""), ofSettings);
  }

  /**
   * Reads {@code dvp.yml}, if there is one.
   *
   * @param manifest the file that it lies beside
   * @return what is ignored
   */
  public static Ignores beside(Path manifest) {
    return new Ignores(manifest);
  }

  /**
   * Hands on the findings that are not ignored, with what is wrong with {@code dvp.yml}.
   *
   * @param findings the findings about source
   * @param files the source, as far as it was read
   * @param out takes what is left, and the number of those that are not
   */
  public void apply(List<Diagnostic> findings, List<PythonFile> files, Diagnostics out) {
    handOn(findings, comments(files), out);
  }

  /**
   * The same, and tells which ignores do nothing: for when all that can be found was looked for.
   *
   * @param findings the findings about source
   * @param files all of the source
   * @param rules all rules that there can be findings of
   * @param out takes what is left, the number of those that are not, and what is wrong with ignores
   */
  public void applyAndCheck(
      List<Diagnostic> findings, List<PythonFile> files, List<Rule> rules, Diagnostics out) {
    Map<Path, FileIgnores> comments = comments(files);
    handOn(findings, comments, out);
    if (!comments.isEmpty() || !settings.isEmpty()) {
      IgnorableRules known = new IgnorableRules(rules);
      comments.values().forEach(one -> one.report(known, out));
      settings.forEach(entry -> FileIgnores.judge(entry.ignore(), known, out));
    }
  }

  private static Map<Path, FileIgnores> comments(List<PythonFile> files) {
    Map<Path, FileIgnores> comments = new HashMap<>();
    for (PythonFile file : files) {
      if (!file.directives().isEmpty()) {
        comments.put(file.path(), new FileIgnores(file));
      }
    }
    return comments;
  }

  private void handOn(List<Diagnostic> findings, Map<Path, FileIgnores> comments, Diagnostics out) {
    out.addAll(ofSettings.sorted());
    Map<Path, String> names = new HashMap<>();
    for (Diagnostic finding : findings) {
      Path file = finding.location().file();
      FileIgnores own = comments.get(file);
      boolean ignored = own != null && own.covers(finding);
      if (!settings.isEmpty()) {
        String name = names.computeIfAbsent(file, this::nameOf);
        for (DvpSettings.Entry entry : settings) {
          ignored |= entry.covers(name, finding);
        }
      }
      if (!ignored) {
        out.add(finding);
      } else if (IgnorableRules.contains(finding)) {
        out.countIgnored();
      } else {
        out.add(refused(finding));
      }
    }
  }

  /** What was to be ignored and cannot be says so itself. */
  private static Diagnostic refused(Diagnostic finding) {
    String help = finding.help().isEmpty() ? "" : finding.help() + "\n";
    return new Diagnostic(
        finding.rule(),
        finding.severity(),
        finding.location(),
        finding.message(),
        help + "It cannot be ignored: the plugin does not load with it.");
  }

  private String nameOf(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path name = absolute.startsWith(folder) ? folder.relativize(absolute) : absolute;
    return name.toString().replace('\\', '/');
  }
}
