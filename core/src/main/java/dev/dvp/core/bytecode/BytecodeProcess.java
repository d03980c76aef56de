package dev.dvp.core.bytecode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.dvp.core.interpreter.BoundedProcess;
import dev.dvp.core.interpreter.Python;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of Python that compiles modules; as many of its processes as there are cores share it.
 */
final class BytecodeProcess {
  private static final String SCRIPT = "compile.py";
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** Starting one more process takes as long as this many modules. */
  private static final int MODULES_PER_PROCESS = 20;

  private static final List<String> KEPT = List.of("PATH", "Path", "SYSTEMROOT", "SystemRoot");

  private final List<String> command;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final int processes;
  private volatile Runnable cancelling = () -> {};
  private volatile boolean isCancelled;

  /**
   * A module to compile.
   *
   * @param source the file of its source
   * @param result where its bytecode goes
   * @param name its name in the payload, which tracebacks show
   */
  record Job(Path source, Path result, String name) {}

  /**
   * Why a module does not compile.
   *
   * @param job which of the jobs, from 0
   * @param line from 1; 0 when Python does not say
   * @param column from 1; 0 when Python does not say
   * @param message what Python says
   */
  record Problem(int job, int line, int column, String message) {}

  BytecodeProcess(Python python, Map<String, String> callersEnvironment, int processes) {
    this.processes = processes;
    command = new ArrayList<>(python.command());
    // -I and -S: nothing of the user's packages or settings has a say; warnings are no errors here.
    command.addAll(List.of("-I", "-S", "-B", "-X", "utf8", "-W", "ignore"));
    command.add(SCRIPT);
    for (String name : KEPT) {
      if (callersEnvironment.containsKey(name)) {
        environment.put(name, callersEnvironment.get(name));
      }
    }
    environment.put("LC_ALL", "C.UTF-8");
  }

  /**
   * Compiles the modules.
   *
   * @param workspace the folder that it works in
   * @param jobs the modules
   * @return what did not compile
   * @throws IOException when the process did not do its work; the message says why
   */
  List<Problem> run(Path workspace, List<Job> jobs) throws IOException {
    try (InputStream script = BytecodeProcess.class.getResourceAsStream(SCRIPT)) {
      if (script == null) {
        throw new IllegalStateException("missing resource " + SCRIPT);
      }
      Files.copy(script, workspace.resolve(SCRIPT));
    }
    Path answers = Files.createDirectory(workspace.resolve("answers"));
    int count = Math.max(1, Math.min(processes, jobs.size() / MODULES_PER_PROCESS));
    BoundedProcess process =
        new BoundedProcess(command, environment, LIMIT)
            .in(workspace)
            .given(request(jobs, answers, count));
    cancelling = process::cancel;
    if (isCancelled) {
      process.cancel();
    }
    BoundedProcess.Ended ended = process.run();
    if (ended.isTimeUp()) {
      throw new IOException("it did not end within " + LIMIT.toMinutes() + " minutes");
    }
    if (!ended.isGood()) {
      throw new IOException(lastLine(ended.output()));
    }
    return problems(answers);
  }

  /** Ends it, from any thread. */
  void cancel() {
    isCancelled = true;
    cancelling.run();
  }

  boolean isCancelled() {
    return isCancelled;
  }

  private static String lastLine(String output) {
    List<String> lines = output.strip().lines().toList();
    return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1).strip();
  }

  private static String request(List<Job> jobs, Path answers, int processes) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("answers", answers.toString());
      json.writeNumberField("processes", processes);
      json.writeArrayFieldStart("jobs");
      for (Job job : jobs) {
        json.writeStartArray();
        json.writeString(job.source().toString());
        json.writeString(job.result().toString());
        json.writeString(job.name());
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }

  private static List<Problem> problems(Path answers) throws IOException {
    List<Problem> problems = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(answers)) {
      for (Path file : files) {
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
          json.nextToken();
          while (json.nextToken() == JsonToken.START_ARRAY) {
            int job = json.nextIntValue(0);
            int line = json.nextIntValue(0);
            int column = json.nextIntValue(0);
            problems.add(new Problem(job, line, column, String.valueOf(json.nextTextValue())));
            json.nextToken();
          }
        }
      }
    }
    return problems;
  }
}
