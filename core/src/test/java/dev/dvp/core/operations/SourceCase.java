package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.manifest.EntryPoint;
import dev.dvp.core.manifest.PluginType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small plugin of the folder {@code cases}, whose README tells the format. */
record SourceCase(String name, Map<String, String> header, Map<String, String> files) {
  private static final Path MANIFEST = Path.of("plugin_config.yml");

  /** What the cases find as {@code generated}. */
  static final Map<String, String> GENERATED =
      Map.of(
          "generated/__init__.py",
          "",
          "generated/definitions/__init__.py",
          "class RepositoryDefinition:\n    pass\n\n\nclass SourceConfigDefinition:\n    pass\n");

  /** What reading it gave. */
  record Outcome(Optional<PluginOperations> operations, List<Diagnostic> findings) {}

  static List<SourceCase> load(String file) {
    String text;
    try (InputStream in = SourceCase.class.getResourceAsStream("cases/" + file)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return parseAll(text);
  }

  static List<SourceCase> parseAll(String text) {
    List<SourceCase> cases = new ArrayList<>();
    for (String part : text.split("(?m)^#### ")) {
      if (!part.isBlank()) {
        cases.add(parse(part));
      }
    }
    return cases;
  }

  private static SourceCase parse(String text) {
    String[] sections = text.split("(?m)^--- ");
    String[] lines = sections[0].split("\n");
    Map<String, String> header = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      header.put(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
    }
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 1; i < sections.length; i++) {
      int end = sections[i].indexOf('\n');
      files.put(
          sections[i].substring(0, end).strip(),
          sections[i].substring(end + 1).replace("\\u0000", "\0"));
    }
    return new SourceCase(lines[0].strip(), header, files);
  }

  EntryPoint entry() {
    return EntryPoint.parse(header.getOrDefault("entry", "plugin_runner:plugin")).orElseThrow();
  }

  Outcome read(Path srcDir) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = srcDir.resolve(file.getKey()).normalize();
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
    }
    Diagnostics diagnostics = new Diagnostics();
    OperationsReader.Request request =
        new OperationsReader.Request(
            srcDir,
            entry(),
            PluginType.valueOf(header.getOrDefault("type", "DIRECT")),
            new Location(MANIFEST, 5, 13),
            header.containsKey("lua")
                ? Optional.of(new Location(MANIFEST, 9, 10))
                : Optional.empty());
    Optional<PluginOperations> operations = OperationsReader.read(request, diagnostics);
    return new Outcome(operations, diagnostics.sorted());
  }

  /** A finding as the cases write it. */
  static String shown(Diagnostic diagnostic, Path srcDir) {
    Path file = diagnostic.location().file();
    if (file.equals(MANIFEST)) {
      return diagnostic.rule().id() + "@M";
    }
    String name = srcDir.relativize(file).toString().replace('\\', '/');
    return diagnostic.rule().id() + "@" + name + ":" + diagnostic.location().line();
  }

  @Override
  public String toString() {
    return name;
  }
}
