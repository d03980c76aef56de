package dev.dvp.core.payload;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.DefaultExclusions;
import dev.dvp.core.files.DefaultExclusions.Exclusion;
import dev.dvp.core.files.Reasons;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects a payload: every file below srcDir but those that {@code .dvpignore} names and, unless
 * it says otherwise, caches, version control and editors' files; never stale generated classes and
 * artifacts. Symbolic links are followed as long as they stay in the tree.
 */
public final class PayloadCollector {
  /** How many files a payload may have: links could otherwise multiply a few files endlessly. */
  public static final int MAX_ENTRIES = 100_000;

  /** The name of the files that say what stays out. */
  public static final String IGNORE_FILE = IgnoreFile.NAME;

  /** How many folders may lie in one another: links could otherwise make a chain of any length. */
  static final int MAX_DEPTH = 100;

  private final PayloadRequest request;
  private final Diagnostics diagnostics;
  private final PayloadFindings findings;
  private final IgnoreFiles ignores;
  private final Path root;
  private final int maxEntries;
  private final Map<String, Payload.Entry> entries = new LinkedHashMap<>();
  private final List<Payload.LeftOut> leftOut = new ArrayList<>();
  private final Deque<Path> openFolders = new ArrayDeque<>();
  private int folders;
  private boolean isOverLimit;

  private PayloadCollector(
      PayloadRequest request, Path root, int maxEntries, Diagnostics diagnostics) {
    this.request = request;
    this.maxEntries = maxEntries;
    this.root = root;
    this.diagnostics = diagnostics;
    this.findings = new PayloadFindings(diagnostics);
    this.ignores = new IgnoreFiles(request.pluginFolder(), request.srcDir(), diagnostics);
  }

  /**
   * Collects the files. Only names and sizes are looked at; the bytes are read when they are
   * packed. What else there is to say of the files says {@link PayloadReview}.
   *
   * @param request what to collect
   * @param diagnostics where to report what cannot go in; with an error in it the result is not
   *     complete
   * @return the files
   * @throws DvpException with all findings, when the source folder is over a limit: there is no end
   *     to what else could be said of it
   */
  public static Payload collect(PayloadRequest request, Diagnostics diagnostics) {
    return collect(request, MAX_ENTRIES, diagnostics);
  }

  static Payload collect(PayloadRequest request, int maxEntries, Diagnostics diagnostics) {
    Path srcDir = request.srcDir();
    try {
      PayloadCollector collector =
          new PayloadCollector(request, srcDir.toRealPath(), maxEntries, diagnostics);
      collector.walk(srcDir, collector.root, "");
      if (collector.isOverLimit) {
        diagnostics.throwIfErrors();
      }
      return collector.finish();
    } catch (IOException e) {
      diagnostics.add(
          PayloadRule.SOURCE_UNREADABLE.at(
              Location.of(srcDir),
              "The source folder `" + srcDir + "` cannot be read" + Reasons.of(e) + ".",
              "Let `srcDir` in the manifest name a folder that you may read."));
      return new Payload(List.of(), List.of());
    }
  }

  private Payload finish() {
    request
        .generated()
        .forEach(
            (name, text) ->
                entries.put(
                    name,
                    new Payload.Entry(
                        name, new Payload.InMemory(text.getBytes(StandardCharsets.UTF_8)))));
    PayloadClashes.report(entries.keySet(), request, diagnostics);
    PayloadNames.reportLongPaths(entries.keySet(), request.srcDir(), diagnostics);
    List<Payload.Entry> all = new ArrayList<>(entries.values());
    for (String folder : PayloadNames.namespaceFolders(entries.keySet())) {
      all.add(new Payload.Entry(folder, new Payload.InMemory(new byte[0])));
    }
    return new Payload(all, leftOut);
  }

  /** Walks a folder: under its name below srcDir, and with all links in its path followed. */
  private void walk(Path folder, Path real, String prefix) {
    if (++folders > maxEntries) {
      reportTooMany();
      return;
    }
    if (openFolders.size() > MAX_DEPTH) {
      isOverLimit = true;
      findings.tooDeep(folder);
      return;
    }
    openFolders.push(real);
    ignores.enter(folder, prefix);
    for (Path child : children(folder, real)) {
      if (isOverLimit) {
        break;
      }
      String name = String.valueOf(child.getFileName());
      Optional<Payload.LeftOut> reason = whyLeftOut(child, name, prefix + name);
      Optional<String> problem = PayloadNames.problem(name);
      if (reason.isPresent()) {
        leftOut.add(reason.get());
      } else if (problem.isPresent()) {
        findings.name(folder.resolve(name), problem.get());
      } else {
        visit(folder.resolve(name), child, prefix + name);
      }
    }
    ignores.leave();
    openFolders.pop();
  }

  private List<Path> children(Path folder, Path real) {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(real)) {
      stream.forEach(children::add);
    } catch (IOException | DirectoryIteratorException e) {
      findings.unreadable(folder, e instanceof IOException io ? io : new IOException(e));
    }
    Collections.sort(children);
    return children;
  }

  /** Patterns come before what is usual, but not before what would do harm. */
  private Optional<Payload.LeftOut> whyLeftOut(Path entry, String last, String name) {
    boolean isFolder = Files.isDirectory(entry);
    String shown = isFolder ? name + "/" : name;
    Optional<Exclusion> usual =
        isFolder ? DefaultExclusions.folder(entry, last) : DefaultExclusions.file(entry, last);
    Optional<IgnorePattern> pattern =
        usual.filter(Exclusion::isFinal).isPresent()
            ? Optional.empty()
            : ignores.decide(name, isFolder);
    if (pattern.isPresent()) {
      return pattern
          .filter(found -> !found.negated())
          .map(found -> new Payload.LeftOut(shown, found.text(), found.where()));
    }
    return usual.map(found -> new Payload.LeftOut(shown, found.reason()));
  }

  private void visit(Path path, Path entry, String name) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isSymbolicLink()) {
        take(path, name, attributes, entry);
        return;
      }
      Path real = entry.toRealPath();
      Optional<Exclusion> harm = real.startsWith(root) ? harmOf(real) : Optional.empty();
      if (harm.isPresent()) {
        String shown = Files.isDirectory(real) ? name + "/" : name;
        leftOut.add(new Payload.LeftOut(shown, harm.get().reason()));
      } else if (real.startsWith(root)) {
        take(path, name, Files.readAttributes(real, BasicFileAttributes.class), real);
      } else {
        findings.link(path, "leads out of the source folder, so what it names is not the plugin's");
      }
    } catch (FileSystemLoopException e) {
      findings.loop(path);
    } catch (NoSuchFileException e) {
      findings.link(path, "leads nowhere");
    } catch (IOException e) {
      // Linux has no exception of its own for a link that leads to itself.
      if (Files.isSymbolicLink(entry) && !(e instanceof AccessDeniedException)) {
        findings.loop(path);
      } else {
        findings.unreadable(path, e);
      }
    }
  }

  /** Why what a link leads to must stay out, whatever the link is called: so must what holds it. */
  private Optional<Exclusion> harmOf(Path real) {
    for (Path at = real; at != null && !at.equals(root); at = at.getParent()) {
      String name = String.valueOf(at.getFileName());
      Optional<Exclusion> usual =
          Files.isDirectory(at)
              ? DefaultExclusions.folder(at, name)
              : DefaultExclusions.file(at, name);
      if (usual.filter(Exclusion::isFinal).isPresent()) {
        return usual;
      }
    }
    return Optional.empty();
  }

  private void take(Path path, String name, BasicFileAttributes attributes, Path real) {
    if (attributes.isRegularFile()) {
      takeFile(path, name, attributes, real);
    } else if (!attributes.isDirectory()) {
      findings.special(path, name);
    } else if (openFolders.contains(real)) {
      findings.loop(path);
    } else {
      walk(path, real, name + "/");
    }
  }

  private void takeFile(Path path, String name, BasicFileAttributes attributes, Path real) {
    if (request.generated().containsKey(name)) {
      return;
    }
    Optional<String> reason = reasonToLeaveOut(path);
    if (reason.isPresent()) {
      leftOut.add(new Payload.LeftOut(name, reason.get()));
    } else if (isTarget(path)) {
      findings.target(path);
    } else if (!Files.isReadable(real)) {
      findings.unreadable(path, new AccessDeniedException(path.toString()));
    } else if (entries.size() >= maxEntries) {
      reportTooMany();
    } else {
      Payload.Content content =
          new Payload.OnDisk(path, attributes.size(), attributes.lastModifiedTime());
      entries.put(name, new Payload.Entry(name, content));
    }
  }

  private Optional<String> reasonToLeaveOut(Path path) {
    if (request.staleGenerated().test(path)) {
      return Optional.of("generated from an earlier schema");
    }
    return request.artifacts().test(path)
        ? Optional.of("a plugin's artifact, or written beside one")
        : Optional.empty();
  }

  private boolean isTarget(Path path) {
    try {
      return request.target().isPresent()
          && Files.exists(request.target().get())
          && Files.isSameFile(path, request.target().get());
    } catch (IOException e) {
      return false;
    }
  }

  private void reportTooMany() {
    isOverLimit = true;
    findings.tooMany(request.srcDir());
  }
}
