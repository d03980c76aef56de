package dev.dvp.localengine.libraries;

import dev.dvp.core.files.Reasons;
import dev.dvp.localengine.environments.Environment;
import dev.dvp.localengine.environments.EnvironmentRule;
import dev.dvp.localengine.environments.HostAddress;
import dev.dvp.localengine.running.LibraryCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies a folder of a host into the dataset's with rsync, so that both are equal afterwards: what
 * the host no longer has goes. Links are copied as links but for those that are to be followed.
 */
final class Syncing {
  /** What is asked for, as the protocol has it. */
  record Order(
      String sourceDirectory,
      Optional<String> rsyncUser,
      List<String> excludePaths,
      List<String> symLinksToFollow) {}

  private static final int UNREACHABLE = 255;

  private final Surroundings around;
  private final Environment environment;
  private final Host host;
  private final Order order;
  private final String source;

  Syncing(Surroundings around, Environment environment, Host host, Order order)
      throws LibraryCallException {
    this.around = around;
    this.environment = environment;
    this.host = host;
    this.order = order;
    if (!order.sourceDirectory().startsWith("/")) {
      throw new LibraryCallException(
          "The source directory `"
              + order.sourceDirectory()
              + "` of run_sync is not absolute. Write it from the root.",
          true);
    }
    this.source = order.sourceDirectory().replaceAll("/+$", "");
  }

  void run() throws HostException, LibraryCallException, InterruptedException {
    Path dataset =
        around
            .dataset()
            .orElseThrow(
                () ->
                    new LibraryCallException(
                        "run_sync has nowhere to copy to: this operation has no dataset.", false));
    List<String> links = order.symLinksToFollow().stream().map(this::relative).toList();
    Map<String, Boolean> followed = followed(links);
    List<String> excluded = new ArrayList<>(excludes(""));
    followed.keySet().forEach(link -> excluded.add("--exclude=/" + escaped(link)));
    copy(excluded, source + "/", dataset + "/");
    for (Map.Entry<String, Boolean> link : followed.entrySet()) {
      Path target = makeRoom(dataset, link.getKey());
      String from = source + "/" + link.getKey();
      if (link.getValue()) {
        copy(excludes(link.getKey()), from + "/", target + "/");
      } else {
        copy(List.of("--copy-links"), from, target.toString());
      }
    }
  }

  /** A path as it is seen from the source directory. */
  private String relative(String path) {
    String below = path.startsWith(source + "/") ? path.substring(source.length()) : path;
    return below.replaceAll("^/+|/+$", "");
  }

  /** The links that there are, and whether each leads to a folder. */
  private Map<String, Boolean> followed(List<String> links)
      throws HostException, LibraryCallException, InterruptedException {
    Map<String, Boolean> followed = new LinkedHashMap<>();
    if (links.isEmpty()) {
      return followed;
    }
    List<String> whole = links.stream().map(link -> source + "/" + link).toList();
    Ran ran = host.bash(BashScript.of(Map.of(), HostPrograms.links(whole)), false);
    List<String> kinds = ran.out().lines().toList();
    for (int i = 0; i < Math.min(links.size(), kinds.size()); i++) {
      if (!kinds.get(i).equals("-")) {
        followed.put(links.get(i), kinds.get(i).equals("d"));
      }
    }
    return followed;
  }

  /** What is left out of a copy of the source, or of what a link in it leads to. */
  private List<String> excludes(String below) {
    List<String> excludes = new ArrayList<>();
    for (String path : order.excludePaths()) {
      boolean isWhole = path.startsWith(source + "/");
      String pattern = isWhole ? path.substring(source.length()) : path;
      String prefix = "/" + below + "/";
      if (!below.isEmpty() && pattern.startsWith(prefix)) {
        pattern = pattern.substring(prefix.length() - 1);
      } else if (!below.isEmpty() && pattern.startsWith(prefix.substring(1))) {
        pattern = pattern.substring(prefix.length() - 2);
      }
      excludes.add("--exclude=" + pattern);
    }
    return excludes;
  }

  private static String escaped(String path) {
    return path.replaceAll("([\\[\\]*?\\\\])", "\\\\$1");
  }

  /** An earlier copy may have left a link there, which would lead the new one astray. */
  private Path makeRoom(Path dataset, String link) throws HostException, LibraryCallException {
    try {
      Path target = dataset.resolve(link).normalize();
      if (!target.startsWith(dataset.normalize()) || target.equals(dataset.normalize())) {
        throw new LibraryCallException(
            "The link `" + link + "` to follow is not below the source directory.", true);
      }
      if (Files.isSymbolicLink(target)) {
        Files.delete(target);
      }
      return target;
    } catch (IOException | InvalidPathException e) {
      throw new HostException(
          EnvironmentRule.UNREACHABLE,
          "The link `"
              + link
              + "` in the dataset cannot be replaced"
              + (e instanceof IOException failed ? Reasons.of(failed) : "")
              + ".",
          "Remove it by hand.");
    }
  }

  private void copy(List<String> options, String from, String to)
      throws HostException, LibraryCallException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(around.need("rsync", "rsync"));
    words.addAll(List.of("-aH", "--numeric-ids", "--delete", "--protect-args"));
    words.addAll(options);
    Map<String, String> environmentOfRsync = around.base();
    if (environment.host() instanceof HostAddress.Ssh ssh) {
      HostAddress.Ssh login = order.rsyncUser().isPresent() ? ssh.as(order.rsyncUser().get()) : ssh;
      SshCommand command = new SshCommand(around, login);
      environmentOfRsync = command.environment();
      words.addAll(List.of("-e", shellWords(command.options())));
      String address = login.host().contains(":") ? "[" + login.host() + "]" : login.host();
      words.addAll(List.of("--", address + ":" + from, to));
    } else {
      checkUser();
      words.addAll(List.of("--", from, to));
    }
    check(run(words, environmentOfRsync), from);
  }

  private void checkUser() throws LibraryCallException {
    String user = around.user();
    if (order.rsyncUser().isPresent() && !order.rsyncUser().get().equals(user)) {
      throw new LibraryCallException(
          "run_sync cannot be another user than `"
              + user
              + "` on this machine. Leave rsync_user out, or use an environment over ssh.",
          true);
    }
  }

  private Ran run(List<String> words, Map<String, String> environmentOfRsync)
      throws HostException, LibraryCallException, InterruptedException {
    if (host instanceof LocalHost local) {
      // In the sandbox, where the local engine's own files cannot be copied from.
      return local.run(words, "");
    }
    List<String> line = around.inOwnSession();
    line.addAll(words);
    try {
      return new CommandProcess(
              line,
              environmentOfRsync,
              around.dataset().orElseThrow(),
              "",
              "",
              CommandProcess.MAX_OUTPUT,
              Leftovers.ENDED)
          .run();
    } catch (IOException e) {
      throw new HostException(
          EnvironmentRule.UNREACHABLE,
          "rsync cannot be run in the dataset's folder" + Reasons.of(e) + ".",
          "The folder must be there, yours and writable.");
    }
  }

  private void check(Ran ran, String from) throws HostException {
    if (ran.exitCode() == UNREACHABLE && environment.host() instanceof HostAddress.Ssh ssh) {
      throw new SshTrouble(ssh).explain(ran.exitCode(), ran.err());
    }
    if (ran.err().contains("rsync: command not found") || ran.err().contains("rsync: not found")) {
      throw new HostException(
          EnvironmentRule.PROGRAM_MISSING,
          "`rsync` is not on the PATH of " + environment.host().text() + ".",
          "Install it there; on Debian it is in the package `rsync`.");
    }
    if (ran.exitCode() != 0) {
      throw new HostException(
          EnvironmentRule.UNREACHABLE,
          "rsync ended with "
              + ran.exitCode()
              + " while it copied `"
              + from
              + "`; the dataset may have a part of it. It says: "
              + SshTrouble.shown(ran.err())
              + ".",
          "Mend that, and synchronize again.");
    }
  }

  /** One word for rsync, which takes it apart: a quote within quotes is written twice. */
  private static String shellWords(List<String> words) {
    return String.join(
        " ", words.stream().map(word -> "'" + word.replace("'", "''") + "'").toList());
  }
}
