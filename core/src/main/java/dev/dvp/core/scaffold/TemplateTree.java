package dev.dvp.core.scaffold;

import dev.dvp.core.artifact.ArtifactSniffer;
import dev.dvp.core.codegen.GeneratedClassesWriter;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.files.DefaultExclusions;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.payload.secrets.SecretNames;
import dev.dvp.core.payload.secrets.SecretScan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The files of a folder that may come from anywhere, read into memory: bounded, nothing from
 * outside of it, no secrets, and without what version control, tools and dvp itself keep there.
 */
final class TemplateTree implements TemplateFiles {
  /** Many times what a plugin has. */
  static final int MOST_ENTRIES = 5_000;

  /** In bytes, together. */
  static final int MOST_BYTES = 32 << 20;

  private static final int DEEPEST = 30;
  private static final int MOST_FINDINGS = 20;

  /** Not for an artifact, but for whoever works on a plugin. */
  private static final Set<String> KEPT =
      Set.of(
          ".gitignore",
          ".gitattributes",
          ".hgignore",
          ".editorconfig",
          ".python-version",
          ".dvpignore",
          "dvp.yml",
          "dvp.lock");

  private final Path root;
  private final Path real;
  private final Predicate<Path> isArtifact;
  private final SecretScan secrets = new SecretScan();
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Set<String> programs = new HashSet<>();
  private final List<Diagnostic> findings = new ArrayList<>();
  private int entries;
  private int bytes;

  private TemplateTree(Path root, Path real) {
    this.root = root;
    this.real = real;
    this.isArtifact = ArtifactSniffer.notGoingInto(root.resolve("artifact.json"));
  }

  /**
   * Reads a folder.
   *
   * @throws DvpException with what is not copied, or when the folder is none
   */
  static TemplateTree read(Path folder) {
    try {
      TemplateTree tree = new TemplateTree(folder, folder.toRealPath());
      tree.walk(folder, "", 0);
      if (!tree.findings.isEmpty()) {
        throw new DvpException(tree.findings);
      }
      return tree;
    } catch (IOException e) {
      throw new DvpException(
          TemplateRule.UNREACHABLE.at(
              Location.of(folder),
              "The template's folder `" + folder + "` cannot be read" + Reasons.of(e) + ".",
              "Name another folder, or a template of `dvp init --list`."),
          e);
    }
  }

  /** The names of all files, with {@code /}, sorted. */
  Set<String> names() {
    return Collections.unmodifiableSet(files.keySet());
  }

  @Override
  public byte[] bytes(String name) {
    return Objects.requireNonNull(files.get(name), name);
  }

  @Override
  public boolean isExecutable(String name) {
    return programs.contains(name);
  }

  @Override
  public Path place(String name) {
    return root.resolve(name);
  }

  private void walk(Path folder, String prefix, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw over(folder, "Folders lie more than " + DEEPEST + " deep in one another.");
    }
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path child : stream) {
        children.add(child);
        if (++entries > MOST_ENTRIES) {
          throw over(root, "The template has more than " + MOST_ENTRIES + " files and folders.");
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(children);
    for (Path child : children) {
      visit(child, prefix + child.getFileName(), depth);
    }
  }

  private void visit(Path path, String name, int depth) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (isLeftOut(path, attributes.isDirectory())) {
      return;
    }
    Optional<String> problem = TemplateNames.problem(name);
    if (problem.isPresent()) {
      refuse(path, "The name " + Shown.text(name) + " " + problem.get() + ".");
    } else if (attributes.isDirectory()) {
      walk(path, name + "/", depth + 1);
    } else if (attributes.isSymbolicLink()) {
      follow(path, name);
    } else if (attributes.isRegularFile()) {
      take(path, path, name);
    } else {
      refuse(path, "This is no file, folder or link.");
    }
  }

  private static boolean isLeftOut(Path path, boolean isFolder) {
    String last = path.getFileName().toString();
    return isFolder
        ? DefaultExclusions.folder(path, last).isPresent()
        : !KEPT.contains(last) && DefaultExclusions.file(path, last).isPresent();
  }

  private void follow(Path path, String name) {
    try {
      Path target = path.toRealPath();
      boolean isInside = target.startsWith(real) && isOfTheTree(target);
      if (!isInside) {
        refuse(path, "This link leads to what is not the template's.");
      } else if (!Files.isRegularFile(target)) {
        refuse(path, "This link leads to something other than a file.");
      } else {
        take(path, target, name);
      }
    } catch (IOException e) {
      refuse(path, "This link leads nowhere.");
    }
  }

  private boolean isOfTheTree(Path target) {
    Path at = real;
    for (Path step : real.relativize(target)) {
      at = at.resolve(step);
      if (isLeftOut(at, Files.isDirectory(at))) {
        return false;
      }
    }
    return true;
  }

  private void take(Path path, Path target, String name) throws IOException {
    if (GeneratedClassesWriter.isOurs(target) || isArtifact.test(target)) {
      return;
    }
    Optional<String> kind = SecretNames.kind(name);
    if (kind.isPresent()) {
      refuse(path, "A file of this name holds " + kind.get() + ".");
      return;
    }
    try (InputStream in = Files.newInputStream(target, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes(MOST_BYTES - bytes + 1);
      bytes += content.length;
      if (bytes > MOST_BYTES) {
        throw over(path, "The template is larger than " + (MOST_BYTES >> 20) + " MiB.");
      }
      files.put(name, content);
    }
    if (Files.isExecutable(target)) {
      programs.add(name);
    }
    for (SecretScan.Found found : secrets.scan(target)) {
      Location where = found.where();
      refuse(
          new Location(path, where.line(), where.column()),
          "Here is what looks like " + found.kind() + ".");
    }
  }

  private void refuse(Path path, String message) {
    refuse(Location.of(path), message);
  }

  private void refuse(Location where, String message) {
    if (findings.size() < MOST_FINDINGS) {
      findings.add(
          TemplateRule.REFUSED.at(
              where, message, "Take it out of the template; it is never copied."));
    }
  }

  private static DvpException over(Path path, String message) {
    return new DvpException(
        TemplateRule.REFUSED.at(
            Location.of(path), message, "Name the folder of the plugin itself."));
  }
}
