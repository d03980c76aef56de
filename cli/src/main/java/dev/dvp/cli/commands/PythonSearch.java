package dev.dvp.cli.commands;

import dev.dvp.core.interpreter.Python;
import dev.dvp.core.interpreter.PythonFinder;
import dev.dvp.core.interpreter.PythonRelease;
import dev.dvp.core.manifest.PluginManifest;
import dev.dvp.core.python.DeepStack;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;

/**
 * The search for the Python that compiles, beside the reading of the plugin: each that may be it is
 * started and asked, and a shim (pyenv's) takes as long as all the rest of a build.
 */
final class PythonSearch {
  private static final PythonRelease LIKELY =
      PythonRelease.ofLanguage(PluginManifest.CURRENT_LANGUAGE).orElseThrow();

  private final PythonFinder finder;
  private final FutureTask<Optional<Python>> search;

  private PythonSearch(Map<String, String> environment) {
    this.finder = new PythonFinder(environment);
    this.search = new FutureTask<>(() -> finder.find(LIKELY));
  }

  /**
   * A search that begins when its result is asked for.
   *
   * @param environment the caller's environment variables
   */
  static PythonSearch later(Map<String, String> environment) {
    return new PythonSearch(environment);
  }

  /**
   * A search that begins now.
   *
   * @param environment the caller's environment variables
   */
  static PythonSearch now(Map<String, String> environment) {
    PythonSearch started = new PythonSearch(environment);
    Thread thread = new Thread(started.search, "dvp-python-search");
    thread.setDaemon(true);
    thread.start();
    return started;
  }

  /**
   * Waits for the result.
   *
   * @param release the Python's release
   * @return it, if there is one
   * @throws java.util.concurrent.CancellationException when Ctrl-C ended one that was asked
   */
  Optional<Python> find(PythonRelease release) {
    if (!release.equals(LIKELY)) {
      return finder.find(release);
    }
    search.run();
    return DeepStack.result(search);
  }

  /** Ends it, with the process that it waits for. */
  void close() {
    search.cancel(true);
  }
}
