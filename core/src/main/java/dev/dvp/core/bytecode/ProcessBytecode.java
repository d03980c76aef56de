package dev.dvp.core.bytecode;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.CacheFolder;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.payload.ContentReader;
import dev.dvp.core.payload.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * The bytecode of what each process loads that dvp calls a plugin in, kept between runs in the
 * files that a build takes bytecode from too: to compile it takes Python longer than to start.
 */
public final class ProcessBytecode {
  private final Python python;
  private final CacheFolder cache;
  private final Map<String, String> environment;
  private volatile Runnable cancelling = () -> {};

  /**
   * Bytecode for a Python.
   *
   * @param python what runs it
   * @param cache the user's own cache
   * @param environment the caller's environment variables
   */
  public ProcessBytecode(Python python, CacheFolder cache, Map<String, String> environment) {
    this.python = python;
    this.cache = cache;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Compiles sources, unless that was done before.
   *
   * @param sources modules, and other files that are left alone
   * @return for each module that compiles a file of a {@code __pycache__} beside it, as Python
   *     looks for it; nothing for another Python than CPython, when nothing can be kept, or when it
   *     cannot be made: then Python compiles them itself
   * @throws CancellationException when it was cancelled meanwhile
   */
  public List<Payload.Entry> of(List<Payload.Entry> sources) {
    if (!python.isCPython() || !cache.isWritable()) {
      return List.of();
    }
    PayloadCompiler.Setup setup =
        new PayloadCompiler.Setup(python, Optional.of(cache), 1, environment);
    try (PayloadCompiler compiler = new PayloadCompiler(setup);
        ContentReader reader = new ContentReader()) {
      cancelling = compiler::cancel;
      Payload compiled =
          compiler.compile(new Payload(sources, List.of()), Set.of(), new Diagnostics());
      List<Payload.Entry> entries = new ArrayList<>();
      for (Payload.Entry entry : compiled.entries()) {
        if (entry.name().endsWith(".pyc")) {
          byte[] bytes = reader.readAll(entry.content());
          entries.add(new Payload.Entry(cached(entry.name()), new Payload.InMemory(bytes)));
        }
      }
      return entries;
    } catch (DvpException e) {
      // It is only about time: the sources are there.
      return List.of();
    }
  }

  /** Ends compiling, from any thread. */
  public void cancel() {
    cancelling.run();
  }

  private String cached(String name) {
    int slash = name.lastIndexOf('/') + 1;
    String module = name.substring(slash, name.length() - ".pyc".length());
    return name.substring(0, slash)
        + "__pycache__/"
        + module
        + ".cpython-"
        + python.major()
        + python.minor()
        + ".pyc";
  }
}
