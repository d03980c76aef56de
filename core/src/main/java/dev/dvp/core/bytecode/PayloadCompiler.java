package dev.dvp.core.bytecode;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.CacheFolder;
import dev.dvp.core.files.FolderRemoval;
import dev.dvp.core.files.Reasons;
import dev.dvp.core.files.Sha256;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.payload.ContentReader;
import dev.dvp.core.payload.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * Puts bytecode in the place of source: for each {@code x.py} of a payload an {@code x.pyc} beside
 * where it stood, the layout that Python imports without a source (artifact.md). The bytes depend
 * on the source, its name in the payload and the Python alone: the header holds a hash of the
 * source that nobody checks instead of a time (PEP 552), tracebacks show the name in the payload.
 *
 * <p>Closing takes away the folder in which the bytecode lies, so the payload must be packed by
 * then.
 */
public final class PayloadCompiler implements AutoCloseable {
  /** How many bytes that were kept are held in memory until they are packed. */
  private static final int IN_MEMORY = 16 << 20;

  private final Setup setup;
  private final Optional<BytecodeCache> cache;
  private final BytecodeProcess process;
  private final List<Payload.Entry> result = new ArrayList<>();
  private final List<Todo> todo = new ArrayList<>();
  private int inMemory;
  private volatile Optional<Path> workspace = Optional.empty();

  /**
   * What compiles, and where.
   *
   * @param python a CPython of just the language's version
   * @param cache keeps what was compiled, if anything does
   * @param processes how many compile at once; nothing in the result depends on it
   * @param environment the caller's environment variables
   */
  public record Setup(
      Python python,
      Optional<CacheFolder> cache,
      int processes,
      java.util.Map<String, String> environment) {}

  private record Todo(Payload.Entry entry, BytecodeProcess.Job job, String key) {}

  /**
   * A compiler, which takes nothing up before there is something to compile.
   *
   * @param setup what compiles
   */
  public PayloadCompiler(Setup setup) {
    this.setup = setup;
    cache = setup.cache().map(BytecodeCache::new);
    process = new BytecodeProcess(setup.python(), setup.environment(), setup.processes());
  }

  /**
   * Compiles a payload's modules.
   *
   * @param payload the files
   * @param own the names of the plugin's own files: one of them that does not compile is an error,
   *     one of a runtime package goes in as source with a warning
   * @param out takes what does not compile; with an error in it the result is of no use
   * @return the payload with bytecode
   * @throws DvpException when a file cannot be read or the compiler fails
   * @throws CancellationException when it was cancelled meanwhile
   */
  public Payload compile(Payload payload, Set<String> own, Diagnostics out) {
    try (ContentReader reader = new ContentReader()) {
      Set<String> names = new HashSet<>();
      payload.entries().forEach(entry -> names.add(entry.name()));
      for (Payload.Entry entry : payload.entries()) {
        if (entry.name().endsWith(".py") && !names.contains(entry.name() + "c")) {
          lookUp(entry, reader);
        } else {
          result.add(entry);
        }
      }
      if (!todo.isEmpty()) {
        run(own, out);
        cache.ifPresent(BytecodeCache::prune);
      }
      return new Payload(result, payload.leftOut());
    } catch (IOException e) {
      throw stopped(e);
    }
  }

  /** Ends compiling, from any thread, and takes the folder away. */
  public void cancel() {
    process.cancel();
    close();
  }

  private void lookUp(Payload.Entry entry, ContentReader reader) throws IOException {
    byte[] source = reader.readAll(entry.content());
    String key = key(entry.name(), source);
    Optional<byte[]> known = cache.flatMap(kept -> kept.find(key));
    if (known.isPresent()) {
      result.add(compiled(entry, content(known.get())));
      return;
    }
    String number = Integer.toString(todo.size());
    // A copy, so that what is compiled is what the key was made of.
    Path copy = Files.write(workspace().resolve(number + ".py"), source);
    Path bytecode = workspace().resolve(number + ".pyc");
    todo.add(new Todo(entry, new BytecodeProcess.Job(copy, bytecode, entry.name()), key));
  }

  /** What the cache had, at hand or in a file of our own: the cache's may be deleted meanwhile. */
  private Payload.Content content(byte[] bytecode) throws IOException {
    if (inMemory + bytecode.length <= IN_MEMORY) {
      inMemory += bytecode.length;
      return new Payload.InMemory(bytecode);
    }
    Path copy = workspace().resolve("kept" + result.size() + ".pyc");
    return new Payload.Made(Files.write(copy, bytecode), bytecode.length);
  }

  private Path workspace() {
    if (workspace.isEmpty()) {
      try {
        workspace = Optional.of(Files.createTempDirectory("dvp-bytecode-").toRealPath());
      } catch (IOException e) {
        throw new DvpException(
            BytecodeRule.COMPILER_FAILED.at(
                Location.NONE,
                "No temporary folder for bytecode can be made" + Reasons.of(e) + ".",
                "Make room there, or name another with"
                    + " `DVP_JAVA_OPTS=-Djava.io.tmpdir=FOLDER`."),
            e);
      }
    }
    return workspace.get();
  }

  private void run(Set<String> own, Diagnostics out) throws IOException {
    List<BytecodeProcess.Problem> problems =
        process.run(workspace(), todo.stream().map(Todo::job).toList());
    Set<Integer> bad = new HashSet<>();
    for (BytecodeProcess.Problem problem : problems) {
      bad.add(problem.job());
      report(problem, own, out);
    }
    for (int i = 0; i < todo.size(); i++) {
      Todo one = todo.get(i);
      if (bad.contains(i)) {
        result.add(one.entry());
      } else {
        Path made = one.job().result();
        result.add(compiled(one.entry(), new Payload.Made(made, Files.size(made))));
        if (cache.isPresent()) {
          cache.get().keep(one.key(), made);
        }
      }
    }
  }

  private static Payload.Entry compiled(Payload.Entry source, Payload.Content bytecode) {
    return new Payload.Entry(source.name() + "c", bytecode);
  }

  private void report(BytecodeProcess.Problem problem, Set<String> own, Diagnostics out) {
    Payload.Entry entry = todo.get(problem.job()).entry();
    boolean isOwn = own.contains(entry.name());
    Path file =
        entry.content() instanceof Payload.OnDisk onDisk ? onDisk.file() : Path.of(entry.name());
    String python = "Python " + setup.python().version();
    if (isOwn) {
      out.add(
          BytecodeRule.DOES_NOT_COMPILE.at(
              new Location(file, problem.line(), problem.column()),
              python + " cannot compile this module: " + problem.message() + ".",
              "Mend it; or, if it is no module of the plugin, give it another ending than `.py`."));
    } else {
      out.add(
          BytecodeRule.PACKAGE_DOES_NOT_COMPILE.at(
              new Location(file, problem.line(), problem.column()),
              python
                  + " cannot compile this module of a runtime package, so it goes in as source: "
                  + problem.message()
                  + ".",
              "Whoever imports it will get the same error; take a version of the package without"
                  + " it."));
    }
  }

  private RuntimeException stopped(IOException e) {
    if (process.isCancelled()) {
      return new CancellationException("compiling was given up");
    }
    return new DvpException(
        BytecodeRule.COMPILER_FAILED.at(
            Location.NONE,
            "`"
                + String.join(" ", setup.python().command())
                + "` did not compile the plugin's modules"
                + Reasons.of(e)
                + ".",
            "Name another Python "
                + setup.python().major()
                + "."
                + setup.python().minor()
                + " with `--python`, or build with `--payload source`."),
        e);
  }

  /** What the bytes of the result depend on. */
  private String key(String name, byte[] source) {
    MessageDigest digest = Sha256.digest();
    String python = "CPython " + setup.python().version() + ", format 3\0" + name + "\0";
    digest.update(python.getBytes(StandardCharsets.UTF_8));
    digest.update(source);
    return Sha256.hex(digest);
  }

  /** Takes the folder away. */
  @Override
  public void close() {
    workspace.ifPresent(FolderRemoval::quietly);
  }
}
