package dev.dvp.localengine.libraries;

import dev.dvp.localengine.environments.EnvironmentRule;
import java.util.List;

/** Commands for other programs than bash, and for looking what a host has: all of them in bash. */
final class HostPrograms {
  /** What a script here ends with when the program that it is for is missing; none of its own. */
  private static final int MISSING = 127;

  private static final String MISSING_WORD = "dvp: there is no ";

  private HostPrograms() {}

  /** Runs a script of expect, which reads it from a pipe: it is in no file and no argument. */
  static String expect(String script) {
    return need("expect")
        + "exec expect -f /dev/fd/6 6< <(printf %s "
        + BashScript.quoted(script)
        + ") </dev/null";
  }

  /**
   * Runs a script of PowerShell, which takes one from a file alone: the file is readable by its
   * owner, and deleted in the end.
   */
  static String powershell(String script) {
    return need("pwsh")
        + "f=$(mktemp --suffix=.ps1) || exit; trap 'rm -f \"$f\"' EXIT; printf %s "
        + BashScript.quoted(script)
        + " >\"$f\"; pwsh -NoLogo -NoProfile -NonInteractive -File \"$f\" </dev/null";
  }

  /**
   * Tells what links are: a line for each, {@code d} for one that leads to a folder, {@code f} to
   * something else, {@code -} for what is no link.
   */
  static String links(List<String> paths) {
    StringBuilder script = new StringBuilder("for l in");
    paths.forEach(path -> script.append(' ').append(BashScript.quoted(path)));
    return script
        .append("; do if ! [ -L \"$l\" ]; then echo -; elif [ -d \"$l\" ]; then echo d;")
        .append(" elif [ -e \"$l\" ]; then echo f; else echo -; fi; done")
        .toString();
  }

  private static String need(String program) {
    return "command -v %s >/dev/null || { echo '%s%s' >&2; exit %d; }; "
        .formatted(program, MISSING_WORD, program, MISSING);
  }

  /**
   * Makes sure that the program was there.
   *
   * @param program the program
   * @param where the host, for people
   * @param remedy what to do when it is missing
   * @param ran what the script came to
   */
  static Ran check(String program, String where, String remedy, Ran ran) throws HostException {
    if (ran.exitCode() == MISSING && ran.err().equals(MISSING_WORD + program + "\n")) {
      throw new HostException(
          EnvironmentRule.PROGRAM_MISSING,
          "`" + program + "` is not on the PATH of " + where + ".",
          remedy);
    }
    return ran;
  }
}
