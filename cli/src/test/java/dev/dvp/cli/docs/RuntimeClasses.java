package dev.dvp.cli.docs;

import dev.dvp.cli.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The classes that operations are given and give back, as the source of the runtime has them. */
final class RuntimeClasses {
  private static final Path SOURCE =
      Golden.root().resolve("python-runtime/src/main/python/dlpx/virtualization");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("(?m)^        self\\.([a-z]\\w*)(?:: ([^=\\n]+?))? = ");
  private static final Pattern MEMBER = Pattern.compile("(?m)^    ([A-Z]+) = \\d+$");
  private static final Pattern PARAMETER =
      Pattern.compile("(?s):param (\\w+): (.+?)(?=\\s*:param |\\s*$)");
  private static final Pattern INIT =
      Pattern.compile("(?s)def __init__\\(\\s*self,\\s*(.*?),?\\s*\\) -> None");

  /** Of which module, and whether plugins make objects of it. */
  private record Of(String name, String module, String file, boolean isMade) {}

  private static final List<Of> CLASSES =
      List.of(
          new Of("DirectSource", "platform", "platform/_sources.py", false),
          new Of("StagedSource", "platform", "platform/_sources.py", false),
          new Of("VirtualSource", "platform", "platform/_sources.py", false),
          new Of("RemoteConnection", "common", "common/_connections.py", false),
          new Of("RemoteEnvironment", "common", "common/_connections.py", false),
          new Of("RemoteHost", "common", "common/_connections.py", false),
          new Of("RemoteUser", "common", "common/_connections.py", false),
          new Of("Mount", "platform", "platform/_mounts.py", true),
          new Of("MountSpecification", "platform", "platform/_mounts.py", true),
          new Of("OwnershipSpecification", "platform", "platform/_mounts.py", true),
          new Of("Status", "platform", "platform/_status.py", false),
          new Of("UserError", "platform.exceptions", "platform/exceptions.py", true));

  private RuntimeClasses() {}

  static String render() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Of one : CLASSES) {
      text.append(render(one)).append('\n');
    }
    return text.toString().stripTrailing() + "\n";
  }

  private static String render(Of one) throws IOException {
    Matcher parts =
        Pattern.compile(
                "(?ms)^class "
                    + one.name()
                    + "\\([\\w.]+\\):\\n    \"\"\"(.*?)\"\"\"\\n(.*?)(?=^class |\\z)")
            .matcher(Files.readString(SOURCE.resolve(one.file())));
    if (!parts.find()) {
      throw new AssertionError(one.file() + " has no " + one.name());
    }
    String documentation = parts.group(1);
    StringBuilder text = new StringBuilder("## ").append(one.name()).append("\n\n");
    text.append(documentation.lines().findFirst().orElseThrow()).append("\n\n```python\n");
    text.append("from dlpx.virtualization.").append(one.module()).append(" import ");
    text.append(one.name()).append('\n');
    if (one.isMade()) {
      text.append('\n').append(one.name()).append('(').append(signature(parts.group(2)));
      text.append(")\n");
    }
    return text.append("```\n\n")
        .append(attributes(one, documentation, parts.group(2)))
        .toString();
  }

  /** Without types, which the table has. */
  private static String signature(String body) {
    Matcher init = INIT.matcher(body);
    if (!init.find()) {
      throw new AssertionError("no constructor in " + body);
    }
    return init.group(1)
        .replaceAll("\\s+", " ")
        .replaceAll(": [A-Z]?\\w+(\\[[^=]*?\\])?(?=,| =|$)", "")
        .replace(" = ", "=");
  }

  private static String attributes(Of one, String documentation, String body) {
    Map<String, String> meanings = new LinkedHashMap<>();
    Matcher parameter = PARAMETER.matcher(documentation);
    while (parameter.find()) {
      meanings.put(parameter.group(1), parameter.group(2).replaceAll("\\s+", " "));
    }
    StringBuilder text = new StringBuilder();
    Matcher member = MEMBER.matcher(body);
    while (member.find()) {
      text.append("- `").append(one.name()).append('.').append(member.group(1)).append("`\n");
    }
    if (meanings.isEmpty()) {
      return text.toString();
    }
    text.append("| attribute | type | meaning |\n|---|---|---|\n");
    Matcher attribute = ATTRIBUTE.matcher(body);
    while (attribute.find()) {
      String name = attribute.group(1);
      text.append("| `").append(name).append("` | ");
      text.append(type(one, name, Optional.ofNullable(attribute.group(2)))).append(" | ");
      text.append(Optional.ofNullable(meanings.get(name)).orElseThrow()).append(" |\n");
    }
    return text.toString();
  }

  private static String type(Of one, String name, Optional<String> written) {
    if (name.equals("parameters")) {
      String kind = one.name().equals("VirtualSource") ? "Virtual" : "Linked";
      return "[`" + kind + "SourceDefinition`](../generated-classes.md)";
    }
    String type = written.orElse("str").strip();
    for (Of other : CLASSES) {
      if (type.equals(other.name())) {
        return "[`" + type + "`](#" + type.toLowerCase(java.util.Locale.ROOT) + ")";
      }
      if (type.equals("List[" + other.name() + "]")) {
        return "a list of " + type(one, name, Optional.of(other.name()));
      }
    }
    return "`" + type + "`";
  }
}
