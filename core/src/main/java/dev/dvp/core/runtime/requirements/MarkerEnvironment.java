package dev.dvp.core.runtime.requirements;

import dev.dvp.core.runtime.TargetPython;
import java.util.Map;
import java.util.Set;

/**
 * What the variables of markers stand for: CPython of the manifest's language on the engine, which
 * is a Linux appliance, whatever machine builds the artifact. The engine's Python is known to the
 * minor version only; {@code python_full_version} says {@code .0}, so that what older ones need
 * goes in.
 */
public final class MarkerEnvironment {
  /** The variables of PEP 508. */
  static final Set<String> VARIABLES =
      Set.of(
          "python_version",
          "python_full_version",
          "os_name",
          "sys_platform",
          "platform_release",
          "platform_system",
          "platform_version",
          "platform_machine",
          "platform_python_implementation",
          "implementation_name",
          "implementation_version",
          "extra");

  /** Spellings from before PEP 508, which old packages still have. */
  static final Map<String, String> OLD_NAMES =
      Map.of(
          "os.name", "os_name",
          "sys.platform", "sys_platform",
          "platform.version", "platform_version",
          "platform.machine", "platform_machine",
          "platform.python_implementation", "platform_python_implementation",
          "python_implementation", "platform_python_implementation");

  private final TargetPython python;
  private final String extra;

  private MarkerEnvironment(TargetPython python, String extra) {
    this.python = python;
    this.extra = extra;
  }

  /**
   * The environment of a plugin.
   *
   * @param python what the engine runs it with
   * @return an environment without an extra
   */
  public static MarkerEnvironment of(TargetPython python) {
    return new MarkerEnvironment(python, "");
  }

  /**
   * The same environment while one extra of a package is looked at.
   *
   * @param name the extra's name
   * @return a copy
   */
  public MarkerEnvironment withExtra(String name) {
    return new MarkerEnvironment(python, name);
  }

  String value(String variable) {
    return switch (variable) {
      case "python_version" -> python.toString();
      case "python_full_version", "implementation_version" -> python + ".0";
      case "os_name" -> "posix";
      case "sys_platform" -> "linux";
      case "platform_system" -> "Linux";
      case "platform_machine" -> "x86_64";
      case "platform_python_implementation" -> "CPython";
      case "implementation_name" -> "cpython";
      case "extra" -> extra;
      // Kernel release and version: nobody can know them here.
      default -> "";
    };
  }
}
