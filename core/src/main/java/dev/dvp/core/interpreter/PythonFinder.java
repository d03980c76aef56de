package dev.dvp.core.interpreter;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.operations.ImportRule;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a Python on {@code PATH}: 3.11, as the engine runs, before any other from 3.8. */
public final class PythonFinder {
  private static final List<String> NAMES =
      List.of(
          "python3.11",
          "python3",
          "python3.12",
          "python3.13",
          "python3.10",
          "python3.9",
          "python3.8",
          "python");
  private static final List<String> TELL_VERSION =
      List.of(
          "-I",
          "-S",
          "-X",
          "utf8",
          "-c",
          "import sys; v = sys.version_info; "
              + "print('%d.%d.%d %s' % (v[0], v[1], v[2], sys.implementation.name)); "
              + "print(sys.executable)");
  private static final Pattern ANSWER =
      Pattern.compile("((\\d{1,4})\\.(\\d{1,4})\\.\\d{1,6})(?: (\\w+))?\\R(.*)\\R?");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String HELP =
      "Install Python 3.11, or name one from 3.8 with `--python FILE`.";

  /**
   * What a Python, or a shim that chooses one, needs; whatever else the caller has stays with it.
   */
  private static final Set<String> PASSED =
      Set.of(
          "PATH",
          "Path",
          "HOME",
          "USERPROFILE",
          "LOCALAPPDATA",
          "SystemRoot",
          "TEMP",
          "TMP",
          "TMPDIR",
          "PYENV_ROOT",
          "PYENV_VERSION",
          "PYENV_DIR",
          "ASDF_DIR",
          "ASDF_DATA_DIR",
          "ASDF_PYTHON_VERSION",
          "MISE_DATA_DIR",
          "MISE_CONFIG_DIR");

  private final Map<String, String> environment;

  /**
   * A finder.
   *
   * @param environment the caller's environment variables; {@code PATH} counts
   */
  public PythonFinder(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Finds the best Python.
   *
   * @return it
   * @throws DvpException when there is none from 3.8 ({@link ImportRule#NO_PYTHON})
   * @throws CancellationException when Ctrl-C ended one that was asked
   */
  public Python find() {
    Optional<Python> second = Optional.empty();
    for (List<String> command : candidates()) {
      Optional<Python> python = ask(command).filter(Python::isSuitable);
      if (python.isPresent() && python.get().isEnginesOwn()) {
        return python.get();
      }
      second = second.isPresent() ? second : python;
    }
    return second.orElseThrow(
        () -> missing("Running a plugin's source takes a Python, and none from 3.8 is on PATH."));
  }

  /**
   * Finds a CPython of one release: on {@code PATH}, by Windows' {@code py}, or among pyenv's.
   *
   * @param release the release
   * @return it, if there is one
   * @throws CancellationException when Ctrl-C ended one that was asked
   */
  public Optional<Python> find(PythonRelease release) {
    List<Path> ofPyenv = pyenv(release);
    List<List<String>> commands = new ArrayList<>();
    for (List<String> command : onPath(List.of("python" + release, "python3", "python"))) {
      // What pyenv's shim takes 0.1 s to choose is clear where there is but one.
      boolean isClear = ofPyenv.size() == 1 && isShim(Path.of(command.get(0)));
      commands.add(isClear ? List.of(ofPyenv.get(0).toString()) : command);
    }
    commands.addAll(launcher("-" + release));
    ofPyenv.forEach(file -> commands.add(List.of(file.toString())));
    return commands.stream()
        .flatMap(command -> ask(command).stream())
        .filter(python -> python.isExactly(release))
        .findFirst();
  }

  private boolean isShim(Path program) {
    String root = pyenvRoot();
    return !root.isEmpty() && program.startsWith(Path.of(root, "shims").toAbsolutePath());
  }

  private String pyenvRoot() {
    String home = environment.getOrDefault("HOME", environment.getOrDefault("USERPROFILE", ""));
    return environment.getOrDefault("PYENV_ROOT", home.isEmpty() ? "" : home + "/.pyenv");
  }

  /** The Pythons of that release that pyenv has installed, whichever of them it would choose. */
  private List<Path> pyenv(PythonRelease release) {
    String root = pyenvRoot();
    List<Path> found = new ArrayList<>();
    if (!root.isEmpty()) {
      try (DirectoryStream<Path> versions =
          Files.newDirectoryStream(Path.of(root, "versions"), release + ".*")) {
        for (Path version : versions) {
          Path program = version.resolve("bin").resolve("python" + release);
          if (Files.isExecutable(program)) {
            found.add(program);
          }
        }
      } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
        // There is no pyenv.
        return found;
      }
    }
    found.sort(Comparator.reverseOrder());
    return found;
  }

  /**
   * Asks the Python that the user names for its version.
   *
   * @param executable its program
   * @return it, of whatever release, if it is a Python 3 that runs
   * @throws CancellationException when Ctrl-C ended it
   */
  public Optional<Python> named(Path executable) {
    return ask(List.of(executable.toString()));
  }

  /**
   * Takes the Python that the user names for importing.
   *
   * @param executable its program
   * @return it
   * @throws DvpException when it is none, or older than 3.8 ({@link ImportRule#NO_PYTHON})
   * @throws CancellationException when Ctrl-C ended it
   */
  public Python at(Path executable) {
    Optional<Python> python = named(executable);
    if (python.isEmpty()) {
      throw missing("`" + executable + "` is no Python 3 that can be run.");
    }
    if (!python.get().isSuitable()) {
      throw missing(
          "`"
              + executable
              + "` is Python "
              + python.get().version()
              + ", and running a plugin takes 3.8 or newer.");
    }
    return python.get();
  }

  private static DvpException missing(String message) {
    Diagnostic finding = ImportRule.NO_PYTHON.at(Location.NONE, message, HELP);
    return new DvpException(finding);
  }

  /** What to try, best first. */
  private List<List<String>> candidates() {
    List<List<String>> commands = new ArrayList<>(launcher("-3.11"));
    commands.addAll(onPath(NAMES));
    commands.addAll(launcher("-3"));
    return commands;
  }

  /** Windows' launcher knows where each version is. */
  private List<List<String>> launcher(String version) {
    return onPath("py.exe").map(py -> List.of(py.toString(), version)).stream().toList();
  }

  private List<List<String>> onPath(List<String> names) {
    return names.stream()
        .flatMap(name -> onPath(name).or(() -> onPath(name + ".exe")).stream())
        .map(file -> List.of(file.toString()))
        .toList();
  }

  private Optional<Path> onPath(String name) {
    String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(path)
        .flatMap(folder -> executable(folder, name).stream())
        .findFirst();
  }

  private static Optional<Path> executable(String folder, String name) {
    try {
      Path file = Path.of(folder).resolve(name);
      boolean isThere = !folder.isEmpty() && Files.isRegularFile(file) && Files.isExecutable(file);
      return isThere ? Optional.of(file.toAbsolutePath()) : Optional.empty();
    } catch (InvalidPathException e) {
      // No folder can have that name, so nothing is found in it.
      return Optional.empty();
    }
  }

  private Optional<Python> ask(List<String> command) {
    List<String> line = new ArrayList<>(command);
    line.addAll(TELL_VERSION);
    Map<String, String> passed = new HashMap<>(environment);
    passed.keySet().retainAll(PASSED);
    BoundedProcess.Ended ended = new BoundedProcess(line, passed, PATIENCE).run();
    if (ended.exitCode().equals(Optional.of(BoundedProcess.INTERRUPTED))) {
      throw new CancellationException("the search for a Python was given up");
    }
    Matcher answer = ANSWER.matcher(ended.output().stripLeading());
    if (!ended.isGood() || !answer.matches()) {
      return Optional.empty();
    }
    // What was asked may be a shim that looks the real one up each time.
    String real = answer.group(5).strip();
    return Optional.of(
        new Python(
            real.isEmpty() ? command : List.of(real),
            Integer.parseInt(answer.group(2)),
            Integer.parseInt(answer.group(3)),
            answer.group(1),
            answer.group(4) == null || answer.group(4).equals("cpython")));
  }
}
