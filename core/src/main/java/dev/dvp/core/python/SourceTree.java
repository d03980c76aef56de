package dev.dvp.core.python;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.files.Overlay;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * The Python modules below a source folder, parsed when asked for, each once. Files are parsed on
 * threads of the tree's own, so that those that a module imports are being read while the module is
 * looked at; what comes out does not depend on which is ready first.
 */
public final class SourceTree implements AutoCloseable {
  private static final int MAX_THREADS = 7;

  private final ModuleFinder finder;
  private final ParseCache cache;
  private final Overlay overlay;
  private final DeepStack threads;
  private final Map<Path, FutureTask<PythonFile>> files = new ConcurrentHashMap<>();
  private Optional<List<Path>> listed = Optional.empty();
  private final Set<String> ahead = ConcurrentHashMap.newKeySet();

  /**
   * Opens a folder; nothing is read yet.
   *
   * @param srcDir the folder that Python's search path starts with
   */
  public SourceTree(Path srcDir) {
    this(srcDir, ParseCache.none());
  }

  /**
   * Opens a folder; nothing is read yet.
   *
   * @param srcDir the folder that Python's search path starts with
   * @param cache knows what files were read as before; the caller closes it
   */
  public SourceTree(Path srcDir, ParseCache cache) {
    this(srcDir, cache, Overlay.NONE);
  }

  /**
   * Opens a folder as it would be; nothing is read yet.
   *
   * @param srcDir the folder that Python's search path starts with
   * @param cache knows what files were read as before; the caller closes it
   * @param overlay what files hold instead of what is on the disk
   */
  public SourceTree(Path srcDir, ParseCache cache, Overlay overlay) {
    this.overlay = overlay;
    this.finder = new ModuleFinder(srcDir);
    this.cache = cache;
    int others = Runtime.getRuntime().availableProcessors() - 1;
    this.threads = new DeepStack(Math.max(1, Math.min(MAX_THREADS, others)));
  }

  /**
   * Does ahead what the first reading of a file would have to: loads the parser, by reading a
   * little of what plugins consist of.
   */
  public static void prepare() {
    PythonParser.parse(
        Path.of("ahead.py"),
        """
        import os
        from dlpx.virtualization.platform import Plugin
        plugin = Plugin()
        @plugin.virtual.configure()
        def configure(snapshot, repository=None):
            # why
            if not os.path.exists("/" + snapshot.path) and repository:
                raise ValueError(f"none: {snapshot}")
            return [Config(name="a") for each in {"a": 1, "b": [2]}]
        """);
  }

  /**
   * Finds a module or a package.
   *
   * @param name the absolute dotted name
   * @return where it is; nothing when it is not below the source folder
   */
  public Optional<ModuleFile> find(String name) {
    return finder.find(name);
  }

  /**
   * The modules and packages that stand directly in the source folder, for suggestions.
   *
   * @return their names, sorted
   */
  public List<String> topModules() {
    return finder.topModules();
  }

  /**
   * Has a folder searched for modules as well, as {@code sys.path.insert} does. Folders outside the
   * source folder are left out.
   *
   * @param index the place in the search path; beyond its end means at the end
   * @param folder the folder, relative to the source folder
   * @throws java.nio.file.InvalidPathException when no folder can have that name
   */
  public void addRoot(int index, String folder) {
    finder.addRoot(index, folder);
  }

  /**
   * Names a file as the program sees it.
   *
   * @param file a module's file
   * @return its path relative to the source folder, with slashes
   */
  public String relativeName(Path file) {
    return finder.relativeName(file);
  }

  /**
   * Reads a file, or waits until it has been read. To be called on a {@link DeepStack}, since the
   * caller's thread may be the one that parses.
   *
   * @param file a module's file
   * @return its syntax tree, or what is wrong with it
   */
  public PythonFile read(Path file) {
    FutureTask<PythonFile> parsing =
        files.computeIfAbsent(
            file, path -> new FutureTask<>(() -> PythonParser.read(path, cache, overlay)));
    parsing.run();
    return DeepStack.result(parsing);
  }

  /**
   * All files of Python source below the source folder: what the plugin carries, imported or not.
   *
   * @return their paths, sorted; none where the folder cannot be listed
   */
  public synchronized List<Path> files() {
    if (listed.isEmpty()) {
      listed = Optional.of(List.copyOf(SourceFiles.below(finder.srcDir())));
    }
    return listed.get();
  }

  /**
   * The files that were read, by whomever.
   *
   * @return what was read, in no order
   */
  public List<PythonFile> readSoFar() {
    return files.values().stream().filter(FutureTask::isDone).map(DeepStack::result).toList();
  }

  /**
   * Reads files, several at once. To be called on a {@link DeepStack}.
   *
   * @param paths the files
   * @return what was read, in the order asked for
   */
  public List<PythonFile> readAll(List<Path> paths) {
    Queue<Path> open = new ConcurrentLinkedQueue<>(SourceFiles.largestFirst(paths));
    for (int i = 1; i < Math.min(threads.count() + 1, paths.size()); i++) {
      threads.execute(() -> readUntilEmpty(open));
    }
    readUntilEmpty(open);
    return paths.stream().map(this::read).toList();
  }

  /** Each thread takes the next file, so that none waits while another has a long one. */
  private void readUntilEmpty(Queue<Path> open) {
    for (Path next = open.poll(); next != null; next = open.poll()) {
      read(next);
    }
  }

  /**
   * Reads files and makes something of each, several at once. To be called on a {@link DeepStack}.
   *
   * @param <T> what is made of a file
   * @param paths the files
   * @param work what to do with each; called on several threads, which are deep stacks
   * @return what was made, in the order asked for
   */
  public <T> List<T> map(List<Path> paths, Function<PythonFile, T> work) {
    List<FutureTask<T>> tasks = new ArrayList<>(paths.size());
    for (Path path : paths) {
      FutureTask<T> task = new FutureTask<>(() -> work.apply(read(path)));
      tasks.add(task);
      threads.execute(task);
    }
    List<T> made = new ArrayList<>(paths.size());
    for (FutureTask<T> task : tasks) {
      task.run();
      made.add(DeepStack.result(task));
    }
    return made;
  }

  /**
   * The module that a file is when it is imported.
   *
   * @param file a file below the source folder
   * @return its name on the search path, as it is now
   */
  public ModuleFile moduleOf(Path file) {
    return finder.moduleOf(file);
  }

  /**
   * Starts to read a module and all that it may import, in the background.
   *
   * @param module where to start
   */
  public void readAhead(ModuleFile module) {
    if (module.file().isPresent() && ahead.add(module.name())) {
      threads.execute(() -> readImports(module, read(module.file().get())));
    }
  }

  private void readImports(ModuleFile importer, PythonFile parsed) {
    if (parsed.module().isPresent()) {
      imports(parsed.module().get(), importer).forEach(this::readAhead);
    }
  }

  /** The plugin's own modules that a module may import. */
  private List<ModuleFile> imports(PyModule tree, ModuleFile importer) {
    return ImportScan.of(tree, importer).stream()
        .filter(name -> !PlatformModules.contains(name))
        .flatMap(name -> find(name).stream())
        .toList();
  }

  /**
   * All files that a module may import, directly or not, at import or later, itself among them.
   *
   * @param module where to start
   * @return the files with what was read, by path
   */
  public Map<Path, PythonFile> reachable(ModuleFile module) {
    Map<String, ModuleFile> seen = new LinkedHashMap<>();
    Map<Path, PythonFile> reached = new TreeMap<>();
    Deque<ModuleFile> open = new ArrayDeque<>();
    open.add(module);
    while (!open.isEmpty()) {
      ModuleFile next = open.remove();
      if (seen.putIfAbsent(next.name(), next) != null || next.file().isEmpty()) {
        continue;
      }
      PythonFile parsed = read(next.file().get());
      reached.put(parsed.path(), parsed);
      parsed.module().ifPresent(tree -> open.addAll(imports(tree, next)));
    }
    return reached;
  }

  /**
   * What was wrong with finding modules.
   *
   * @return findings about files that were passed over
   */
  public List<Diagnostic> problems() {
    return finder.problems();
  }

  /** Ends the threads. */
  @Override
  public void close() {
    threads.close();
  }
}
