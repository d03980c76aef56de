package dev.dvp.core.usage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.plugin.PluginReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small plugin of the folder {@code cases}, whose README tells the format. */
record UsageCase(String name, String type, Map<String, String> files, List<Expected> expected) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern MARK = Pattern.compile("<<(P\\d{3})(?: ([^>]*))?>>");
  private static final String RUNNER = "plugin_runner.py";

  /**
   * A finding that must be there.
   *
   * @param place rule, file, line and column
   * @param help what its help must name; empty for anything
   */
  record Expected(String place, String help) {}

  static List<UsageCase> load(String file) {
    List<UsageCase> cases = new ArrayList<>();
    for (String part : resource("cases/" + file).split("(?m)^#### ")) {
      if (!part.isBlank()) {
        cases.add(parse(part));
      }
    }
    return cases;
  }

  private static UsageCase parse(String text) {
    String[] sections = text.split("(?m)^--- ");
    int line = sections[0].indexOf('\n');
    String name = sections[0].substring(0, line).strip();
    String body = sections[0].substring(line + 1);
    String type = "DIRECT";
    if (body.startsWith("type: ")) {
      type = body.substring("type: ".length(), body.indexOf('\n'));
      body = body.substring(body.indexOf('\n') + 1);
    }
    Map<String, String> marked = new LinkedHashMap<>();
    if (!body.isBlank()) {
      marked.put(RUNNER, resource("cases/prelude.py") + body);
    }
    for (int i = 1; i < sections.length; i++) {
      int end = sections[i].indexOf('\n');
      marked.put(sections[i].substring(0, end).strip(), sections[i].substring(end + 1));
    }
    List<Expected> expected = new ArrayList<>();
    Map<String, String> files = new LinkedHashMap<>();
    marked.forEach((file, source) -> files.put(file, unmarked(file, source, expected)));
    return new UsageCase(name, type, files, expected);
  }

  /** Takes the marks out of a source, and notes the places that they stood at. */
  private static String unmarked(String file, String source, List<Expected> expected) {
    StringBuilder plain = new StringBuilder();
    Matcher mark = MARK.matcher(source);
    while (mark.find()) {
      mark.appendReplacement(plain, "");
      long line = plain.chars().filter(c -> c == '\n').count() + 1;
      String before = plain.substring(plain.lastIndexOf("\n") + 1);
      int column = before.codePointCount(0, before.length()) + 1;
      String help = mark.group(2) == null ? "" : mark.group(2);
      expected.add(new Expected(mark.group(1) + "@" + file + ":" + line + ":" + column, help));
    }
    mark.appendTail(plain);
    return plain.toString();
  }

  List<Diagnostic> read(Path folder) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      if (!file.getKey().equals("schema.json")) {
        write(folder.resolve("src").resolve(file.getKey()), file.getValue());
      }
    }
    ObjectNode schema = (ObjectNode) JSON.readTree(resource("cases/schema.json"));
    if (files.containsKey("schema.json")) {
      schema.setAll((ObjectNode) JSON.readTree(files.get("schema.json")));
    }
    write(folder.resolve("schema.json"), schema.toPrettyString());
    Path manifest = folder.resolve("plugin_config.yml");
    write(manifest, resource("cases/plugin_config.yml").replace("DIRECT", type));
    Diagnostics out = new Diagnostics();
    PluginReader.read(manifest, out);
    return out.sorted();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A finding's place as the marks tell it. */
  static String place(Diagnostic finding, Path folder) {
    String file = folder.resolve("src").relativize(finding.location().file()).toString();
    return finding.rule().id()
        + "@"
        + file.replace('\\', '/')
        + ":"
        + finding.location().line()
        + ":"
        + finding.location().column();
  }

  private static String resource(String name) {
    try (InputStream in = UsageCase.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
