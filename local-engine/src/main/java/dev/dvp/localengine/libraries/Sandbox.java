package dev.dvp.localengine.libraries;

import dev.dvp.core.interpreter.BoundedProcess;
import dev.dvp.localengine.datasets.Mounted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a command on this machine is started through: bubblewrap where it is there and works. The
 * command then sees all files but the local engine's own, may write to its scratch folder, to what
 * it is given and to a {@code /tmp} of the environment's own, and has the network.
 */
final class Sandbox {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Path TMP = Path.of("/tmp");

  private final List<String> prefix;
  private final boolean isMissing;
  private final String said;

  private Sandbox(List<String> prefix, boolean isMissing, String said) {
    this.prefix = prefix;
    this.isMissing = isMissing;
    this.said = said;
  }

  /**
   * Makes the sandbox, and tries it out.
   *
   * @param around what is around the command
   * @param scratch the command's scratch folder, which exists
   * @param tmp what it sees as {@code /tmp}, which exists
   */
  static Sandbox of(Surroundings around, Path scratch, Path tmp) {
    Optional<Path> bwrap = around.find("bwrap");
    if (bwrap.isEmpty()) {
      return new Sandbox(List.of(), true, "");
    }
    List<String> words = words(bwrap.get().toString(), around, scratch, tmp);
    List<String> trial = new ArrayList<>(words);
    trial.add("/bin/true");
    BoundedProcess.Ended ended = new BoundedProcess(trial, around.base(), PATIENCE).run();
    return ended.isGood()
        ? new Sandbox(words, false, "")
        : new Sandbox(List.of(), false, said(ended));
  }

  private static String said(BoundedProcess.Ended ended) {
    return ended.output().isBlank() ? "without a word" : "with " + SshTrouble.shown(ended.output());
  }

  private static List<String> words(String bwrap, Surroundings around, Path scratch, Path tmp) {
    List<String> words = new ArrayList<>(List.of(bwrap, "--die-with-parent"));
    // Root's would let it mount what it was not given.
    words.addAll(List.of("--cap-drop", "ALL", "--ro-bind", "/", "/", "--dev", "/dev"));
    if (around.leftovers() == Leftovers.ENDED) {
      words.addAll(List.of("--unshare-pid", "--proc", "/proc"));
    }
    words.addAll(List.of("--bind", real(tmp).toString(), TMP.toString()));
    List<Path> seen = seenBelowTmp(around);
    seen.forEach(path -> words.addAll(List.of("--ro-bind", path.toString(), path.toString())));
    Path data = real(around.folder().root());
    List<Path> writable =
        new ArrayList<>(around.allWritable().stream().map(Sandbox::real).toList());
    writable.add(real(scratch));
    // What holds the data folder comes before it is hidden, or it would be there again.
    writable.stream().filter(data::startsWith).forEach(path -> bind(path, words));
    boolean isOutOfSight = data.startsWith(TMP) && seen.stream().noneMatch(data::startsWith);
    if (Files.isDirectory(data) && !isOutOfSight) {
      // Passwords are in there.
      words.addAll(List.of("--tmpfs", data.toString()));
    }
    writable.stream().filter(path -> !data.startsWith(path)).forEach(path -> bind(path, words));
    for (Map.Entry<Path, Path> link : links(around).entrySet()) {
      Path place = link.getKey();
      boolean isHidden = place.startsWith(TMP) || place.startsWith(data);
      if (isHidden && writable.stream().noneMatch(place::startsWith)) {
        bind(link.getValue(), place, words);
      }
    }
    for (Mounted mounted : around.mounts()) {
      if (mounted.kind() == Mounted.Kind.BIND && isReal(mounted.target())) {
        bind(mounted.target(), mounted.place(), words); // which is there, but not writable
      }
    }
    words.addAll(List.of("--chdir", scratch.toString()));
    return words;
  }

  /** What the sandbox's own /tmp would hide: the plugin's folder, the user's home. */
  private static List<Path> seenBelowTmp(Surroundings around) {
    Path home = Path.of(around.base().getOrDefault("HOME", "/"));
    return Stream.concat(around.readable().stream(), Stream.of(home))
        .map(Sandbox::real)
        .filter(path -> path.startsWith(TMP) && !path.equals(TMP) && Files.isDirectory(path))
        .toList();
  }

  /**
   * The places of links to what is writable. One that the sandbox hides has to be there all the
   * same, and cannot be as a link.
   */
  private static Map<Path, Path> links(Surroundings around) {
    Map<Path, Path> links = new TreeMap<>();
    for (Path path : around.writable()) {
      Path parent = path.getParent();
      if (parent != null && Files.isSymbolicLink(path)) {
        links.put(real(parent).resolve(path.getFileName()), real(path));
      }
    }
    for (Mounted mounted : around.mounts()) {
      // Else the plugin put a link into its dataset since, which may lead anywhere.
      if (mounted.kind() == Mounted.Kind.LINK && isReal(mounted.target())) {
        links.put(mounted.place(), mounted.target());
      }
    }
    return links;
  }

  private static boolean isReal(Path path) {
    return real(path).equals(path);
  }

  private static void bind(Path path, List<String> words) {
    bind(path, path, words);
  }

  private static void bind(Path path, Path place, List<String> words) {
    words.addAll(List.of("--bind", path.toString(), place.toString()));
  }

  /** Without links: bubblewrap makes no folder at the end of one. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  /** The words before the command; none when there is no sandbox. */
  List<String> prefix() {
    return prefix;
  }

  /** Why there is none, for the end of a sentence. */
  Optional<String> trouble() {
    if (isThere()) {
      return Optional.empty();
    }
    return Optional.of(
        isMissing
            ? "bubblewrap is missing"
            : "bubblewrap is there and does not work (it ends " + said + ")");
  }

  /** Whether there is no bubblewrap. */
  boolean isMissing() {
    return isMissing;
  }

  boolean isThere() {
    return !prefix.isEmpty();
  }
}
