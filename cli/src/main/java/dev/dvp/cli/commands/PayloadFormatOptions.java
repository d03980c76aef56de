package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.core.bytecode.BytecodeRule;
import dev.dvp.core.bytecode.PayloadCompiler;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.interpreter.PythonFinder;
import dev.dvp.core.interpreter.PythonRelease;
import dev.dvp.core.manifest.PluginManifest;
import dev.dvp.core.payload.Payload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** The option that says whether modules go in as bytecode or as source, and what it does. */
final class PayloadFormatOptions {
  static final String SOURCE = "source";
  private static final String BYTECODE = "bytecode";
  private static final String AUTO = "auto";

  private PayloadFormatOptions() {}

  /**
   * What is to be compiled.
   *
   * @param payload all files
   * @param own the names of the plugin's own among them
   */
  record Modules(Payload payload, Set<String> own) {}

  /**
   * How modules go in.
   *
   * @param kind {@code bytecode}, {@code source} or {@code auto}
   * @param python finds what compiles them
   */
  record Format(String kind, PythonSearch python) implements AutoCloseable {
    @Override
    public void close() {
      python.close();
    }

    /** As source, for which no Python is looked for. */
    static Format source(Invocation call) {
      return new Format(SOURCE, PythonSearch.later(call.host().env()));
    }
  }

  /** What to do with a payload. */
  @FunctionalInterface
  interface Use<T> {
    /**
     * Uses it.
     *
     * @param payload the files, compiled as far as the user wants it
     * @param compiler what compiled them; nothing when they go in as source
     */
    T apply(Payload payload, Optional<Python> compiler);
  }

  static void addTo(CommandSpec spec) {
    spec.addOption(
        Options.value(
                "KIND",
                "Modules go in as `bytecode`, for which it takes the engine's Python, as `source`, or"
                    + " as bytecode where such a Python is found: `auto` (default).",
                "--payload")
            .completionCandidates(List.of(BYTECODE, SOURCE, AUTO))
            .build());
  }

  /** What the user wants. The search for a Python begins now; it is the caller's to close. */
  static Format wanted(Invocation call) {
    String kind =
        call.flag(BuildCommand.RELEASE)
            ? BYTECODE
            : call.choice("--payload", AUTO, List.of(BYTECODE, SOURCE, AUTO));
    boolean isSearched = !kind.equals(SOURCE) && !call.flag("--python");
    Map<String, String> environment = call.host().env();
    return new Format(
        kind, isSearched ? PythonSearch.now(environment) : PythonSearch.later(environment));
  }

  /**
   * Compiles a payload as far as the user wants it, and uses it before what was made goes away.
   *
   * @param call what the user wrote
   * @param format how the modules go in
   * @param manifest says which Python runs the plugin
   * @param findings what to do with what was found
   * @param modules what was collected
   * @param use what to do with the result
   * @return what {@code use} returns
   * @throws DvpException when a module does not compile, or bytecode cannot be had
   */
  static <T> T compiled(
      Invocation call,
      Format format,
      PluginManifest manifest,
      ArtifactBuild.FindingGate findings,
      Modules modules,
      Use<T> use) {
    Optional<Python> python = python(call, format, manifest);
    if (python.isEmpty()) {
      return use.apply(modules.payload(), python);
    }
    PayloadCompiler.Setup setup =
        new PayloadCompiler.Setup(
            python.get(),
            PluginOption.buildCache(call),
            Runtime.getRuntime().availableProcessors(),
            call.host().env());
    try (PayloadCompiler compiler = new PayloadCompiler(setup)) {
      return call.host()
          .cleanups()
          .during(
              compiler::cancel,
              () -> {
                Diagnostics found = new Diagnostics();
                Payload compiled = compiler.compile(modules.payload(), modules.own(), found);
                findings.pass(call, found);
                return use.apply(compiled, python);
              });
    }
  }

  /** The Python that compiles; none when source is packed. */
  private static Optional<Python> python(Invocation call, Format format, PluginManifest manifest) {
    String kind = format.kind();
    if (kind.equals(SOURCE)) {
      return Optional.empty();
    }
    PythonRelease release =
        PythonRelease.ofLanguage(manifest.language())
            .orElseThrow(() -> new IllegalStateException("a valid manifest names a language"));
    Optional<Python> named =
        call.flag("--python")
            ? new PythonFinder(call.host().env())
                .named(call.path("--python", ""))
                .filter(p -> p.isExactly(release))
            : Optional.empty();
    // A Python of another release was named for nothing, unless the plugin is imported with it.
    if (named.isEmpty() && call.flag("--python") && !call.flag("--import")) {
      throw missing(call, release);
    }
    Optional<Python> python = named.or(() -> format.python().find(release));
    python.ifPresent(
        found ->
            call.detail(
                "Compiling with Python "
                    + found.version()
                    + ", "
                    + String.join(" ", found.command())));
    if (python.isEmpty() && kind.equals(BYTECODE)) {
      throw missing(call, release);
    }
    if (python.isEmpty()) {
      call.say(
          "The modules go in as source: no CPython "
              + release
              + " was found to compile them (`dvp explain B701`).");
    }
    return python;
  }

  private static DvpException missing(Invocation call, PythonRelease release) {
    String problem =
        call.flag("--python")
            ? "`" + call.path("--python", "") + "` is none."
            : "none is on PATH or among pyenv's.";
    return new DvpException(
        BytecodeRule.NO_PYTHON.at(
            Location.NONE,
            "Bytecode for the engine is made by CPython " + release + ", and " + problem,
            "Install Python "
                + release
                + ", name it with `--python FILE`, or build with `--payload source`."));
  }
}
