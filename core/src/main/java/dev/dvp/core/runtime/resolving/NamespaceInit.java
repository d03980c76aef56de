package dev.dvp.core.runtime.resolving;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells an {@code __init__.py} that only lets several packages share its folder from one that does
 * something: it has no code at all, or just one of the idioms of {@code pkgutil} and {@code
 * pkg_resources}, which find nothing more once all packages lie in one folder.
 */
final class NamespaceInit {
  /** How large such a file is at most, in bytes: most of it a licence. */
  static final int LONGEST = 16 << 10;

  private static final Pattern DOCSTRING =
      Pattern.compile(
          "^(\"\"\"[\\s\\S]*?\"\"\"|'''[\\s\\S]*?'''|\"[^\"\\n]*\"|'[^'\\n]*')[ \\t]*$",
          Pattern.MULTILINE);
  private static final Pattern COMMENT = Pattern.compile("#.*");
  private static final Set<String> LINES =
      Set.of(
          "",
          "try:",
          "except ImportError:",
          "pass",
          "import pkgutil",
          "import pkg_resources",
          "from pkgutil import extend_path",
          "__path__=extend_path(__path__,__name__)",
          "__path__=pkgutil.extend_path(__path__,__name__)",
          "__path__=__import__('pkgutil').extend_path(__path__,__name__)",
          "pkg_resources.declare_namespace(__name__)",
          "__import__('pkg_resources').declare_namespace(__name__)");

  private NamespaceInit() {}

  static boolean isOne(String text) {
    // The docstring first: there may be a hash sign in it.
    String code = DOCSTRING.matcher(text.replace("\r", "")).replaceFirst("");
    return COMMENT
        .matcher(code)
        .replaceAll("")
        .lines()
        .map(NamespaceInit::normalised)
        .allMatch(LINES::contains);
  }

  private static String normalised(String line) {
    return line.strip().replace('"', '\'').replaceAll(" *([=,().]) *", "$1");
  }
}
