package dev.dvp.cli;

import dev.dvp.core.http.Sleeper;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What a command may touch of the world around it. It is handed in, so that every command runs in a
 * unit test without a process of its own.
 *
 * @param out where results go
 * @param err where everything else goes
 * @param in standard input
 * @param env the environment's variables
 * @param home the user's home folder
 * @param workingDir what relative paths are relative to
 * @param clock the time
 * @param sleeper lets it pass
 * @param terminal which of the streams are a terminal
 * @param prompt asks the user, when there is one
 * @param cleanups what to undo when the process is interrupted
 */
public record Host(
    PrintStream out,
    PrintStream err,
    InputStream in,
    Map<String, String> env,
    Path home,
    Path workingDir,
    Clock clock,
    Sleeper sleeper,
    TerminalStreams terminal,
    Prompt prompt,
    Cleanups cleanups) {

  /**
   * Which of the standard streams are a terminal.
   *
   * @param in whether somebody can be asked
   * @param out whether results are read by a person
   * @param err whether progress is seen by a person
   */
  public record TerminalStreams(boolean in, boolean out, boolean err) {
    /** No terminal at all, as in a pipeline of CI. */
    public static final TerminalStreams NONE = new TerminalStreams(false, false, false);
  }

  /**
   * The folder of the user's settings and of the local engine.
   *
   * @return {@code ~/.dvp}
   */
  public Path dvpHome() {
    return home.resolve(".dvp");
  }

  /**
   * A path of the command line as an absolute one.
   *
   * @param path what the user wrote
   * @return the path below the working folder, or the path itself when it is absolute
   */
  public Path resolve(String path) {
    try {
      return workingDir.resolve(path).normalize();
    } catch (java.nio.file.InvalidPathException e) {
      throw new UsageException(
          "`" + path + "` cannot be the name of a file here.", "Give another path.");
    }
  }

  /**
   * How a path is shown: below the working folder as a relative one, else whole; always with
   * slashes.
   *
   * @param path any path
   * @return the shown form; {@code .} for the working folder itself
   */
  public String show(Path path) {
    Path absolute = workingDir.resolve(path).normalize();
    if (absolute.equals(workingDir)) {
      return ".";
    }
    Path shown = absolute.startsWith(workingDir) ? workingDir.relativize(absolute) : absolute;
    return shown.toString().replace('\\', '/');
  }
}
