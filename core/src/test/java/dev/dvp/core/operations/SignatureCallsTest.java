package dev.dvp.core.operations;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.imported.BatchImporter;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.manifest.PluginType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is said of a function's parameters is what Python says when it is called as the platform
 * does: with every argument of the operation by keyword. {@code -Ddvp.random=400} makes so many.
 */
class SignatureCallsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int COUNT = Integer.getInteger("dvp.random", 150);

  private static final String CALLS =
      """
      import json, sys
      def answers(source, names):
          space = {}
          exec(source, space)
          try:
              space["f"](**dict.fromkeys(names))
          except TypeError:
              return False
          return True
      print(json.dumps([answers(*one) for one in json.load(sys.stdin)]))
      """;

  /** A function, and the operation that it is for. */
  private record Made(Operation operation, PluginType type, String definition) {}

  @TempDir Path folder;

  @Test
  void aFunctionIsRefusedExactlyWhenThePlatformsCallWouldFail() throws IOException {
    Optional<Python> python = BatchImporter.python();
    assumeTrue(python.isPresent(), "no Python 3 on PATH to call with");
    // What fails shows itself whole, so its seed is of no interest.
    Random random = new Random();
    List<Made> made = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      made.add(make(random));
    }
    JsonNode answers = call(python.get(), made);
    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < made.size(); i++) {
      softly
          .assertThat(isRefused(made.get(i), i))
          .as("%s", made.get(i))
          .isEqualTo(!answers.get(i).asBoolean());
    }
    softly.assertThat(answers).as("both happen").contains(BooleanNode.TRUE, BooleanNode.FALSE);
    softly.assertAll();
  }

  private boolean isRefused(Made made, int number) throws IOException {
    String source =
        "from dlpx.virtualization.platform import Plugin\nplugin = Plugin()\n@plugin."
            + made.operation().decorator()
            + "()\n"
            + made.definition();
    SourceCase plugin =
        new SourceCase("f", Map.of("type", made.type().name()), Map.of("plugin_runner.py", source));
    return plugin.read(Files.createDirectories(folder.resolve(number + "/src"))).findings().stream()
        .anyMatch(finding -> finding.severity() == Severity.ERROR);
  }

  private static JsonNode call(Python python, List<Made> made) throws IOException {
    var request = JSON.createArrayNode();
    for (Made one : made) {
      var row = request.addArray().add(one.definition());
      one.operation().arguments().forEach(row.addArray()::add);
    }
    List<String> command = new ArrayList<>(python.command());
    command.addAll(List.of("-I", "-c", CALLS));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (OutputStream in = process.getOutputStream()) {
      JSON.writeValue(in, request);
    }
    return JSON.readTree(process.getInputStream().readAllBytes());
  }

  private static Made make(Random random) {
    PluginType type = random.nextBoolean() ? PluginType.DIRECT : PluginType.STAGED;
    List<Operation> operations = OperationCatalogue.get().operationsFor(type);
    Operation operation = operations.get(random.nextInt(operations.size()));
    List<String> names = new ArrayList<>();
    for (String argument : operation.arguments()) {
      switch (random.nextInt(12)) {
        case 0 -> names.add(argument + "s");
        case 1 -> {
          // Left out.
        }
        default -> names.add(argument);
      }
    }
    if (random.nextInt(5) == 0) {
      names.add("extra");
    }
    Collections.shuffle(names, random);
    return new Made(operation, type, "def f(" + parameters(names, random) + "): pass\n");
  }

  /** Positional-only ones, plain ones, a star, keyword-only ones, two stars: each may be there. */
  private static String parameters(List<String> names, Random random) {
    int positionalOnly = random.nextInt(4) == 0 ? random.nextInt(names.size() + 1) : 0;
    int keywordOnly =
        random.nextInt(3) == 0
            ? positionalOnly + random.nextInt(names.size() - positionalOnly + 1)
            : names.size();
    List<String> parts = new ArrayList<>();
    boolean hasDefault = false;
    for (int i = 0; i < names.size(); i++) {
      if (i == positionalOnly && i > 0) {
        parts.add("/");
      }
      if (i == keywordOnly) {
        parts.add(random.nextBoolean() ? "*" : "*args");
        hasDefault = false;
      }
      hasDefault = random.nextInt(4) == 0 || (hasDefault && i < keywordOnly);
      parts.add(names.get(i) + (hasDefault ? "=None" : ""));
    }
    if (positionalOnly == names.size() && positionalOnly > 0) {
      parts.add("/");
    }
    if (keywordOnly == names.size() && random.nextInt(4) == 0) {
      parts.add("*args");
    }
    if (random.nextInt(4) == 0) {
      parts.add("**kwargs");
    }
    return String.join(", ", parts);
  }
}
