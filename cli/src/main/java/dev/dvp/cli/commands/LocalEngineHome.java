package dev.dvp.cli.commands;

import dev.dvp.cli.Host;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.UsageException;
import dev.dvp.cli.report.Printable;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.LocalEngineProcess;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.OptionSpec;

/** Where the local engine lives on this machine, and how it is launched in the background. */
public final class LocalEngineHome {
  private static final String VARIABLE = "DVP_ENGINE_DATA";
  private static final String DATA = "--data";

  /** How findings about an engine name its commands. */
  private static final Pattern COMMAND =
      Pattern.compile("`dvp engine (start|stop|open|status|reset)`");

  /** What no shell takes apart. */
  private static final Pattern PLAIN = Pattern.compile("[\\w./~+:@%,-]+");

  private LocalEngineHome() {}

  static OptionSpec dataOption() {
    return Options.value("DIR", "Where the engine keeps everything [~/.dvp/engine].", DATA).build();
  }

  static Path folder(Invocation call) {
    if (call.value(DATA).filter(String::isBlank).isPresent()) {
      // A variable of a script that is not set: the working folder is surely not meant.
      throw new UsageException(
          "`" + DATA + "` names no folder.", "Name one, or leave the option out.");
    }
    return call.value(DATA).map(call.host()::resolve).orElseGet(() -> folder(call.host()));
  }

  /**
   * Runs a command whose help, when it fails, names other commands of the engine: they are to be
   * called for the same folder. Who named it in the environment need not name it again.
   */
  static int hinting(Invocation call, IntSupplier command) {
    try {
      return command.getAsInt();
    } catch (DvpException e) {
      throw call.value(DATA).isEmpty()
          ? e
          : new DvpException(
              e.diagnostics().stream().map(finding -> forThisFolder(call, finding)).toList(), e);
    }
  }

  private static Diagnostic forThisFolder(Invocation call, Diagnostic finding) {
    String help =
        COMMAND
            .matcher(finding.help())
            .replaceAll(hint -> Matcher.quoteReplacement("`" + hint(call, hint.group(1)) + "`"));
    return new Diagnostic(
        finding.rule(), finding.severity(), finding.location(), finding.message(), help);
  }

  /** A command of the engine as it is to be called for the same folder. */
  static String hint(Invocation call, String command) {
    String data = call.value(DATA).map(folder -> " --data " + quoted(folder)).orElse("");
    return "dvp engine " + command + data;
  }

  private static String quoted(String folder) {
    String shown = Printable.text(folder);
    return PLAIN.matcher(shown).matches() ? shown : "'" + shown.replace("'", "'\\''") + "'";
  }

  /**
   * The folder unless an option names another.
   *
   * @param host the environment and the home folder
   * @return what {@code DVP_ENGINE_DATA} names, else a folder below the home
   */
  public static Path folder(Host host) {
    return Optional.ofNullable(host.env().get(VARIABLE))
        .filter(dir -> !dir.isEmpty())
        .map(host::resolve)
        .orElseGet(() -> host.dvpHome().resolve("engine"));
  }

  /** The command line of an engine in the foreground, with the JVM and the jar that run now. */
  static List<String> command(Path folder, int port) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-Xmx256m");
    // The launcher's class-data archive, where there is one: the engine then starts in half the
    // time.
    Optional.ofNullable(System.getProperty("dvp.archive"))
        .filter(option -> !option.isEmpty())
        .ifPresent(command::add);
    command.add("-Dfile.encoding=UTF-8");
    String classPath = absolute(System.getProperty("java.class.path"));
    if (classPath.contains(File.pathSeparator) || !classPath.endsWith(".jar")) {
      command.addAll(List.of("-cp", classPath, "dev.dvp.cli.Main"));
    } else {
      command.addAll(List.of("-jar", classPath));
    }
    command.addAll(List.of("engine", "start", "--foreground"));
    command.addAll(List.of("--data", folder.toString(), "--port", Integer.toString(port)));
    return command;
  }

  private static String absolute(String classPath) {
    return String.join(
        File.pathSeparator,
        Arrays.stream(classPath.split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .toList());
  }

  static LocalEngineProcess.Started start(Path folder, int port) {
    return LocalEngineProcess.start(folder, command(folder, port));
  }
}
