package dev.dvp.core.scaffold;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.interpreter.BoundedProcess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;

/**
 * A template in a git repository, which the user's own {@code git} fetches: the newest state of one
 * branch or tag, without hooks, submodules and questions.
 */
public final class GitTemplate {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** A scheme, or user and host as {@code ssh} takes them. */
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.+|[\\w.-]+@[\\w.-]+:.+", Pattern.DOTALL);

  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]+@");

  /** What would lead git to another repository than the one that is made here. */
  private static final List<String> MISLEADING =
      List.of(
          "GIT_DIR",
          "GIT_WORK_TREE",
          "GIT_INDEX_FILE",
          "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_COMMON_DIR",
          "GIT_NAMESPACE",
          "GIT_TEMPLATE_DIR",
          "GIT_CONFIG_PARAMETERS");

  private final String url;
  private final BoundedProcess process;

  /**
   * A repository that was not fetched yet.
   *
   * @param url its address
   * @param branch the branch or tag; the repository's own choice when empty
   * @param environment the variables of the user
   * @param folder where to put it: an empty folder, or none
   */
  public GitTemplate(
      String url, Optional<String> branch, Map<String, String> environment, Path folder) {
    this(url, branch, environment, folder, PATIENCE);
  }

  GitTemplate(
      String url,
      Optional<String> branch,
      Map<String, String> environment,
      Path folder,
      Duration patience) {
    this.url = url;
    String git =
        onPath(environment)
            .orElseThrow(
                () ->
                    failed(
                        "The template is in a git repository, and `git` is not on the PATH.",
                        "Install git (Debian's package `git`), or fetch the repository by other"
                            + " means and name its folder."));
    List<String> command = new ArrayList<>(List.of(git, "-c", "core.hooksPath=/dev/null"));
    command.addAll(List.of("clone", "--quiet", "--depth=1", "--single-branch", "--no-tags"));
    command.addAll(List.of("--no-recurse-submodules", "--template="));
    branch.ifPresent(name -> command.add("--branch=" + name));
    command.addAll(List.of("--", url, folder.toString()));
    this.process = new BoundedProcess(command, variables(environment), patience);
  }

  /**
   * Tells whether a template is one of these.
   *
   * @param template what the user calls it
   * @return whether it is the address of a repository
   */
  public static boolean isAddress(String template) {
    return ADDRESS.matcher(template).matches();
  }

  /**
   * An address as it may be shown.
   *
   * @param text an address, or a text with addresses in it
   * @return the same without users and passwords
   */
  public static String shown(String text) {
    return USER_INFO.matcher(text).replaceAll("");
  }

  /** Gives up, from any thread. */
  public void cancel() {
    process.cancel();
  }

  /**
   * Fetches it.
   *
   * @throws DvpException when git cannot, or takes too long
   * @throws CancellationException when it was given up
   */
  public void fetch() {
    BoundedProcess.Ended ended = process.run();
    if (ended.isGood()) {
      return;
    }
    if (ended.exitCode().filter(code -> code >= 128 + 2 && code <= 128 + 15).isPresent()) {
      throw new CancellationException("the template was given up");
    }
    if (ended.isTimeUp()) {
      throw failed(
          "Fetching `" + shown(Shown.plain(url)) + "` took longer than allowed.",
          "Clone it by hand, and name the folder as the template.");
    }
    String said = Shown.oneLine(shown(ended.output().strip()));
    throw failed(
        "git cannot fetch `" + shown(Shown.plain(url)) + "`: " + said,
        "Look at the address, and at `--branch`. Nobody is asked for a password: use a key in an"
            + " agent, or a helper that git knows.");
  }

  private static DvpException failed(String message, String help) {
    return new DvpException(TemplateRule.UNREACHABLE.at(Location.NONE, message, help));
  }

  private static Map<String, String> variables(Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.keySet().removeAll(MISLEADING);
    variables.keySet().removeIf(name -> name.startsWith("GIT_TRACE"));
    variables.put("GIT_TERMINAL_PROMPT", "0");
    variables.put("GIT_ASKPASS", "true");
    variables.put("SSH_ASKPASS", "true");
    variables.put("GCM_INTERACTIVE", "never");
    variables.putIfAbsent("GIT_SSH_COMMAND", "ssh -o BatchMode=yes");
    // `ext::` runs any command, and others come with programs of their own.
    variables.put("GIT_ALLOW_PROTOCOL", "file:git:http:https:ssh");
    variables.put("GIT_LFS_SKIP_SMUDGE", "1");
    variables.put("LC_ALL", "C");
    return variables;
  }

  private static Optional<String> onPath(Map<String, String> environment) {
    String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(path)
        .flatMap(folder -> List.of(folder + "/git", folder + "/git.exe").stream())
        .filter(GitTemplate::isProgram)
        .findFirst();
  }

  private static boolean isProgram(String file) {
    try {
      Path path = Path.of(file);
      return path.isAbsolute() && Files.isRegularFile(path) && Files.isExecutable(path);
    } catch (InvalidPathException e) {
      // No folder can have that name, so nothing is found in it.
      return false;
    }
  }
}
