package dev.dvp.localengine.libraries;

import dev.dvp.localengine.running.LibraryCallException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes what bash reads from a pipe: the variables, and the command. Neither is ever an argument
 * of a process, which all users of a machine may see.
 */
final class BashScript {
  /** What bash is to do: the script comes on this descriptor, which the command does not get. */
  static final String READER = "eval \"$(</dev/fd/5)\"";

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** Bash sets these itself, and lets nobody change them. */
  private static final Set<String> READ_ONLY =
      Set.of("BASHOPTS", "BASH_VERSINFO", "EUID", "PPID", "SHELLOPTS", "UID");

  private BashScript() {}

  /**
   * A script for {@link #READER}.
   *
   * @param variables what the command finds in its environment
   * @param command the command
   * @throws LibraryCallException when a name is none, or something holds a null character
   */
  static String of(Map<String, String> variables, String command) throws LibraryCallException {
    StringBuilder script = new StringBuilder("exec 5<&-;");
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      checkName(variable.getKey());
      checkText(variable.getValue(), "The variable `" + variable.getKey() + "`");
      script.append("export ").append(variable.getKey()).append('=');
      script.append(onOneLine(variable.getValue())).append(';');
    }
    checkText(command, "The command");
    return script.append("eval ").append(quoted(command)).toString();
  }

  private static void checkName(String name) throws LibraryCallException {
    if (!NAME.matcher(name).matches()) {
      throw new LibraryCallException(
          "`"
              + name
              + "` among `variables` cannot be the name of an environment variable. Use letters,"
              + " digits and underscores, and begin with no digit.",
          true);
    }
    if (READ_ONLY.contains(name)) {
      throw new LibraryCallException(
          "`"
              + name
              + "` among `variables` is one that bash sets itself and lets nobody change. Use"
              + " another name.",
          true);
    }
  }

  private static void checkText(String text, String what) throws LibraryCallException {
    if (text.indexOf('\0') >= 0) {
      throw new LibraryCallException(
          what
              + " holds a null character, which no command can get. Encode it, for example with"
              + " base64, or put it into a file.",
          true);
    }
  }

  /** A word of bash that stands for the text. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** The same without a line break, so that the lines of the command keep their numbers. */
  private static String onOneLine(String text) {
    return "$'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
  }
}
