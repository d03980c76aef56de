package dev.dvp.localengine.libraries;

import dev.dvp.core.files.Reasons;
import dev.dvp.localengine.environments.EnvironmentRule;
import dev.dvp.localengine.environments.HostAddress;
import dev.dvp.localengine.files.PrivateFiles;
import dev.dvp.localengine.running.LibraryCallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * A machine that is reached with OpenSSH. The command line there is always the same few words; what
 * is to be done follows on standard input, which stays open: its end, for example because {@code
 * ssh} was killed, ends the command.
 */
final class SshHost implements Host {
  /** Any shell understands this: no quote, no line break and no history within the quotes. */
  private static final String BOOTSTRAP =
      "exec bash -c 'IFS= read -r n; s=$(head -c \"$n\"); eval \"$s\"'";

  /**
   * Runs the script in a session of its own, or a process group where there is no {@code setsid},
   * and a watchman beside it who ends it when the input ends. What stands before the first mark is
   * none of the command's: the login shell may greet.
   */
  private static final String WRAPPER =
      """
      exec 3<&0 4>&2 </dev/null 2>/dev/null
      printf '\\000%MARK%+\\n'; printf '\\000%MARK%+\\n' >&4
      start=setsid
      command -v setsid >/dev/null || { start=; set -m; }
      s=%SCRIPT%
      ( exec 3<&- 2>&4 4>&-; exec $start bash %LOGIN% -c 'eval "$(</dev/fd/5)"' bash 5< <(printf %s "$s") ) &
      p=$!
      ( exec >/dev/null 4>&-; while read -r -u 3 _; do :; done; kill -KILL -- -"$p"; pkill -KILL -s "$p" ) &
      w=$!
      wait "$p"; c=$?
      kill -KILL "$w"
      printf '\\000%MARK%-%s\\n' "$c" >&4
      """;

  private static final int MARK_BYTES = 12;

  private final Surroundings around;
  private final SshCommand ssh;
  private final SshTrouble trouble;
  private final HostAddress.Ssh address;
  private final long maxOutput;

  SshHost(Surroundings around, HostAddress.Ssh address, long maxOutput) {
    this.around = around;
    this.address = address;
    this.ssh = new SshCommand(around, address);
    this.trouble = new SshTrouble(address);
    this.maxOutput = maxOutput;
  }

  @Override
  public Ran bash(String script, boolean isLogin)
      throws HostException, LibraryCallException, InterruptedException {
    byte[] random = new byte[MARK_BYTES];
    new SecureRandom().nextBytes(random);
    String mark = HexFormat.of().formatHex(random);
    String wrapper =
        WRAPPER
            .replace("%MARK%", mark)
            .replace("%LOGIN%", isLogin ? "-l" : "")
            .replace("%SCRIPT%", BashScript.quoted(script));
    int length = wrapper.getBytes(StandardCharsets.UTF_8).length;
    return read(run(length + "\n" + wrapper, "\0" + mark + "-"), "\0" + mark);
  }

  private Ran run(String input, String end)
      throws HostException, LibraryCallException, InterruptedException {
    List<String> words = around.inOwnSession();
    words.addAll(ssh.login());
    words.add(BOOTSTRAP);
    try {
      return new CommandProcess(
              words,
              ssh.environment(),
              PrivateFiles.createFolder(around.folder().root()),
              input,
              end,
              maxOutput,
              Leftovers.KEPT)
          .run();
    } catch (IOException e) {
      throw new HostException(
          EnvironmentRule.UNREACHABLE,
          "`ssh` cannot be run on this machine" + Reasons.of(e) + ".",
          "Try `ssh -V`.");
    }
  }

  private Ran read(Ran ran, String mark) throws HostException {
    String begun = mark + "+\n";
    String ended = mark + "-";
    int begin = ran.err().indexOf(begun);
    if (begin < 0) {
      throw trouble.explain(ran.exitCode(), ran.err());
    }
    String err = ran.err().substring(begin + begun.length());
    int end = err.indexOf(ended);
    int lineEnd = end < 0 ? -1 : err.indexOf('\n', end);
    if (lineEnd < 0) {
      throw new HostException(
          EnvironmentRule.UNREACHABLE,
          "The connection to " + address.text() + " broke while a command ran there.",
          "Whether the command did its work is not known; it has been ended.");
    }
    int exitCode = Integer.parseInt(err.substring(end + ended.length(), lineEnd));
    int start = ran.out().indexOf(begun);
    String out = start < 0 ? ran.out() : ran.out().substring(start + begun.length());
    return new Ran(exitCode, out, err.substring(0, end));
  }
}
