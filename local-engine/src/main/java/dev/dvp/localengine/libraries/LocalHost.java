package dev.dvp.localengine.libraries;

import dev.dvp.core.files.Reasons;
import dev.dvp.localengine.environments.EnvironmentRule;
import dev.dvp.localengine.files.PrivateFiles;
import dev.dvp.localengine.running.LibraryCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** This machine. */
final class LocalHost implements Host {
  /** The profile may read standard input, which must not be the script. */
  private static final String STARTER = "exec 5<&0 </dev/null; exec \"$0\" \"$@\"";

  private final Surroundings around;
  private final Path scratch;
  private final Path tmp;
  private final long maxOutput;
  private @Nullable Sandbox sandbox;

  LocalHost(Surroundings around, String scratchPath, long maxOutput) {
    this.around = around;
    this.scratch = Path.of(scratchPath);
    this.tmp = scratch.resolve("tmp");
    this.maxOutput = maxOutput;
  }

  @Override
  public Ran bash(String script, boolean isLogin)
      throws HostException, LibraryCallException, InterruptedException {
    String bash = around.need("bash", "bash");
    List<String> words = new ArrayList<>(List.of(bash, "-c", STARTER, bash));
    if (isLogin) {
      words.add("-l");
    }
    words.addAll(List.of("-c", BashScript.READER, "bash"));
    return run(words, script);
  }

  /**
   * Runs a program in the sandbox.
   *
   * @param words the program and its arguments, which hold no secret
   * @param input what it reads
   */
  Ran run(List<String> words, String input)
      throws HostException, LibraryCallException, InterruptedException {
    try {
      Sandbox through = sandbox();
      List<String> line = around.inOwnSession();
      line.addAll(through.prefix());
      line.addAll(words);
      Map<String, String> environment = around.base();
      if (!through.isThere()) {
        environment.put("TMPDIR", tmp.toString());
      }
      return new CommandProcess(
              line, environment, scratch, input, "", maxOutput, around.leftovers())
          .run();
    } catch (IOException e) {
      throw new HostException(
          EnvironmentRule.UNREACHABLE,
          "No command can be run in `" + scratch + "` on this machine" + Reasons.of(e) + ".",
          "The folder must be yours and writable.");
    }
  }

  /** Why commands are not kept from the rest of the machine; nothing when they are. */
  Optional<String> withoutSandbox() throws IOException, HostException {
    return sandbox().trouble();
  }

  /** The same when there is a sandbox that does not work; nothing before the first command. */
  synchronized Optional<String> brokenSandbox() {
    Sandbox known = sandbox;
    return known == null || known.isMissing() ? Optional.empty() : known.trouble();
  }

  private synchronized Sandbox sandbox() throws IOException, HostException {
    Sandbox known = sandbox;
    if (known == null) {
      PrivateFiles.createFolder(scratch);
      if (Files.isSymbolicLink(tmp)) {
        Files.delete(tmp); // a command put it there, and it may lead out of what commands may see
      }
      PrivateFiles.createFolder(tmp);
      for (Path path : around.allWritable()) {
        if (!Files.isDirectory(path)) {
          throw new HostException(
              EnvironmentRule.INVALID,
              "`" + path + "`, which commands are to write to, is no folder.",
              "Make it first.");
        }
      }
      known = Sandbox.of(around, scratch, tmp);
      sandbox = known;
    }
    return known;
  }
}
