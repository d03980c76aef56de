package dev.dvp.core.interpreter;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The environment variables of a process that a plugin's code runs in: none of the user's own. */
public final class PluginVariables {
  /** What such a process may know of the caller's: where programs and Windows are. */
  private static final List<String> KEPT = List.of("PATH", "Path", "SYSTEMROOT", "SystemRoot");

  private static final List<String> OF_HOME =
      List.of("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP");

  private PluginVariables() {}

  /**
   * Makes them.
   *
   * @param environment the caller's environment variables
   * @param home the folder that the process takes for the user's own and for temporary files
   * @return all that the process gets
   */
  public static Map<String, String> of(Map<String, String> environment, Path home) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String name : KEPT) {
      if (environment.containsKey(name)) {
        variables.put(name, environment.get(name));
      }
    }
    OF_HOME.forEach(name -> variables.put(name, home.toString()));
    variables.put("LC_ALL", "C.UTF-8");
    return variables;
  }
}
