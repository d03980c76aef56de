package dev.dvp.core.python.names;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.python.DeepStack;
import dev.dvp.core.python.SourceTree;
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
import java.util.Optional;

/** A case of the case files: sources and the findings that they give. */
record NameCase(String name, Map<String, String> header, Map<String, String> files) {

  static List<NameCase> load(String resource) {
    try (InputStream in = NameCase.class.getResourceAsStream("cases/" + resource)) {
      if (in == null) {
        throw new IllegalStateException("missing " + resource);
      }
      List<NameCase> cases = new ArrayList<>();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String part : text.substring("#### ".length()).split("\n#### ", -1)) {
        cases.add(parse(part));
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NameCase parse(String text) {
    String[] blocks = text.split("(^|\n)--- ", -1);
    Map<String, String> header = new LinkedHashMap<>();
    String[] lines = blocks[0].split("\n", -1);
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      header.put(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
    }
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 1; i < blocks.length; i++) {
      String[] named = (blocks[i] + "\n").split("\n", 2);
      files.put(named[0], named[1]);
    }
    return new NameCase(lines[0], header, files);
  }

  List<Diagnostic> check(Path folder) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return check(folder, Optional.ofNullable(header.get("entry")));
  }

  static List<Diagnostic> check(Path folder, Optional<String> entry) {
    Diagnostics out = new Diagnostics();
    DeepStack.call(
        () -> {
          try (SourceTree tree = new SourceTree(folder)) {
            NameCheck.check(tree, entry, out);
          }
          return true;
        });
    return out.sorted();
  }

  static String asWord(Diagnostic finding, Path folder) {
    return finding.rule().id()
        + "@"
        + folder.relativize(finding.location().file()).toString().replace('\\', '/')
        + ":"
        + finding.location().line()
        + ":"
        + finding.location().column()
        + (finding.severity() == Severity.ERROR ? "" : "~");
  }

  @Override
  public String toString() {
    return name;
  }
}
