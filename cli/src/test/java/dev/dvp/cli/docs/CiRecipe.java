package dev.dvp.cli.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/**
 * What a CI server would run of a recipe, as far as shells go.
 *
 * @param scripts one process of a shell each
 */
record CiRecipe(List<Script> scripts) {
  /** What the server knows and the recipe does not. */
  private static final Map<String, String> OF_THE_SERVER =
      Map.of("DVP_ENGINE", "engine.example.com", "DVP_USER", "admin", "DVP_PASSWORD", "secret");

  private static final Pattern EXPRESSION =
      Pattern.compile("\\$\\{\\{ (?:vars|secrets)\\.(\\w+) }}");
  private static final Pattern SHELL =
      Pattern.compile("\\bsh '''(.*?)'''|\\bsh '([^'\\n]+)'", Pattern.DOTALL);
  private static final Pattern SETTING =
      Pattern.compile("^ +([A-Z_]+) = (?:'([^']*)'|credentials\\('[^']*'\\))$", Pattern.MULTILINE);

  /**
   * A script.
   *
   * @param shell how the server calls it
   */
  record Script(List<String> shell, String text, Map<String, String> environment) {}

  static CiRecipe read(Path file) throws java.io.IOException {
    String text = Files.readString(file);
    return switch (file.getFileName().toString()) {
      case "plugin.yml" -> github(new Yaml().load(text));
      case ".gitlab-ci.yml" -> gitlab(new Yaml().load(text));
      default -> jenkins(text);
    };
  }

  private static CiRecipe github(Map<String, Object> workflow) {
    List<Script> scripts = new ArrayList<>();
    for (Object job : map(workflow.get("jobs")).values()) {
      for (Object entry : list(map(job).get("steps"))) {
        Map<String, Object> step = map(entry);
        if (step.containsKey("run")) {
          Map<String, String> environment = new LinkedHashMap<>();
          map(workflow.get("env")).forEach((name, v) -> environment.put(name, v.toString()));
          map(step.getOrDefault("env", Map.of()))
              .forEach((name, v) -> environment.put(name, ofTheServer(v.toString())));
          scripts.add(new Script(List.of("bash", "-e"), step.get("run").toString(), environment));
        }
      }
    }
    return new CiRecipe(scripts);
  }

  private static String ofTheServer(String value) {
    Matcher named = EXPRESSION.matcher(value);
    return named.matches() ? OF_THE_SERVER.getOrDefault(named.group(1), "") : value;
  }

  private static CiRecipe gitlab(Map<String, Object> pipeline) {
    Map<String, String> environment = new LinkedHashMap<>(OF_THE_SERVER);
    map(pipeline.get("variables")).forEach((name, v) -> environment.put(name, v.toString()));
    List<Script> scripts = new ArrayList<>();
    List<String> shell = List.of("bash", "-e", "-o", "pipefail");
    for (Object stage : list(pipeline.get("stages"))) {
      Map<String, Object> job = map(pipeline.get(stage.toString()));
      List<Object> lines = new ArrayList<>(list(map(pipeline.get("default")).get("before_script")));
      lines.addAll(list(job.get("script")));
      scripts.add(new Script(shell, lines(lines), environment));
      List<Object> after = list(job.getOrDefault("after_script", List.of()));
      scripts.add(new Script(shell, lines(after), environment));
    }
    return new CiRecipe(scripts);
  }

  private static String lines(List<Object> lines) {
    return String.join("\n", lines.stream().map(Object::toString).toList());
  }

  private static CiRecipe jenkins(String text) {
    Map<String, String> environment = new LinkedHashMap<>();
    Matcher setting = SETTING.matcher(text);
    while (setting.find()) {
      String value = setting.group(2);
      environment.put(
          setting.group(1),
          value == null ? OF_THE_SERVER.getOrDefault(setting.group(1), "") : value);
    }
    List<Script> scripts = new ArrayList<>();
    Matcher shell = SHELL.matcher(text);
    while (shell.find()) {
      String script = shell.group(1) == null ? shell.group(2) : shell.group(1);
      scripts.add(new Script(List.of("sh", "-xe"), script, environment));
    }
    return new CiRecipe(scripts);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Object value) {
    return (List<Object>) value;
  }
}
