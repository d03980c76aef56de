package dev.dvp.core.usage;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.python.PyExpression;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Habits around files: work while the plugin is imported, and files looked for where they are not.
 */
final class FileUse implements Visitor {
  private static final int MAX_STEPS = 20;
  private static final int MAX_PARTS = 200;

  private static final Set<String> OPEN = Set.of("builtins.open", "io.open", "codecs.open");

  /** What touches disk, network or other processes, whatever it is given. */
  private static final Set<String> WORK =
      Set.of(
          "requests.get",
          "requests.post",
          "requests.put",
          "requests.patch",
          "requests.delete",
          "requests.head",
          "requests.request",
          "urllib.request.urlopen",
          "urllib.request.urlretrieve",
          "socket.create_connection",
          "socket.gethostbyname",
          "socket.getaddrinfo",
          "socket.getfqdn",
          "subprocess.run",
          "subprocess.call",
          "subprocess.check_call",
          "subprocess.check_output",
          "subprocess.Popen",
          "subprocess.getoutput",
          "subprocess.getstatusoutput",
          "os.system",
          "os.popen",
          "os.makedirs",
          "os.mkdir",
          "os.remove",
          "os.unlink",
          "os.rename",
          "os.replace",
          "os.rmdir",
          "os.removedirs",
          "os.chmod",
          "os.chown",
          "os.symlink",
          "shutil.copy",
          "shutil.copy2",
          "shutil.copyfile",
          "shutil.copytree",
          "shutil.move",
          "shutil.rmtree",
          "tempfile.mkdtemp",
          "tempfile.mkstemp",
          "tempfile.NamedTemporaryFile",
          "tempfile.TemporaryFile",
          "tempfile.TemporaryDirectory",
          "logging.FileHandler",
          "logging.handlers.RotatingFileHandler",
          "logging.handlers.TimedRotatingFileHandler",
          Library.NAME + ".run_bash",
          Library.NAME + ".run_powershell",
          Library.NAME + ".run_expect",
          Library.NAME + ".run_sync",
          Library.NAME + ".retrieve_credentials");

  private static final Set<String> READ_METHODS = Set.of("read_text", "read_bytes", "open");

  private record Relative(PyExpression.Call call, Scope scope) {}

  private final Program program;
  private final Diagnostics out;
  private final List<Relative> relative = new ArrayList<>();
  private boolean changesFolder;

  FileUse(Program program, Diagnostics out) {
    this.program = program;
    this.out = out;
  }

  @Override
  public void load(PyExpression expression, @Nullable PyExpression parent, Place place) {
    if (!(expression instanceof PyExpression.Call call)) {
      return;
    }
    Optional<String> dotted = program.dotted(call.function(), place.scope());
    changesFolder |= dotted.filter("os.chdir"::equals).isPresent();
    boolean isOpen = dotted.filter(OPEN::contains).isPresent();
    Optional<PyExpression> path = isOpen ? first(call) : pathOfMethod(call, place.scope());
    boolean isResource =
        path.filter(p -> reads(call, isOpen) && isRelative(p, place.scope(), MAX_STEPS))
            .isPresent();
    if (isResource) {
      relative.add(new Relative(call, place.scope()));
    } else if (place.isAtImport()) {
      boolean isWork = dotted.filter(WORK::contains).isPresent();
      boolean isFile = path.filter(p -> !isBesideModule(p, place.scope())).isPresent();
      if (isWork || isFile) {
        atImport(call, place);
      }
    }
  }

  private void atImport(PyExpression.Call call, Place place) {
    String what = written(call.function());
    out.add(
        UsageRule.WORK_AT_IMPORT.at(
            place.scope().module.at(call.span()),
            "`"
                + what
                + "` runs whenever the plugin is imported: on the engine, before any operation, where"
                + " a failure means that the plugin cannot be loaded.",
            "Do it in the operation that needs it."));
  }

  private static String written(PyExpression function) {
    if (function instanceof PyExpression.Attribute attribute) {
      return attribute.value() instanceof PyExpression.Call
          ? "." + attribute.name()
          : written(attribute.value()) + "." + attribute.name();
    }
    return function instanceof PyExpression.Name name ? name.id() : "…";
  }

  private static Optional<PyExpression> first(PyExpression.Call call) {
    return call.arguments().stream()
        .findFirst()
        .filter(argument -> !(argument instanceof PyExpression.Starred));
  }

  /** The path of {@code Path(…).read_text()} and its like. */
  private Optional<PyExpression> pathOfMethod(PyExpression.Call call, Scope scope) {
    if (call.function() instanceof PyExpression.Attribute method
        && READ_METHODS.contains(method.name())
        && method.value() instanceof PyExpression.Call made
        && program.dotted(made.function(), scope).filter("pathlib.Path"::equals).isPresent()) {
      return first(made);
    }
    return Optional.empty();
  }

  /** Whether a file is opened to be read: it has no other mode. */
  private static boolean reads(PyExpression.Call call, boolean isOpen) {
    int position = isOpen ? 1 : 0;
    List<PyExpression> modes = new ArrayList<>();
    if (call.arguments().size() > position) {
      modes.add(call.arguments().get(position));
    }
    for (PyExpression.Keyword keyword : call.keywords()) {
      if (keyword.name().isEmpty()) {
        return false;
      }
      if (keyword.name().get().equals("mode")) {
        modes.add(keyword.value());
      }
    }
    return modes.stream()
        .allMatch(
            mode ->
                mode instanceof PyExpression.Text text
                    && text.value().chars().noneMatch(c -> "wax+".indexOf(c) >= 0));
  }

  /** Whether a path surely depends on the working directory. */
  private boolean isRelative(PyExpression path, Scope scope, int steps) {
    if (steps <= 0) {
      return false;
    }
    if (path instanceof PyExpression.Text text) {
      return isRelative(text.value());
    }
    if (path instanceof PyExpression.Name name) {
      return assigned(name, scope)
          .filter(b -> isRelative(value(b), b.scope(), steps - 1))
          .isPresent();
    }
    if (path instanceof PyExpression.Call call) {
      String function = program.dotted(call.function(), scope).orElse("");
      boolean isPath =
          function.equals("os.path.join")
              || function.equals("os.path.abspath")
              || function.equals("pathlib.Path");
      return function.equals("os.getcwd")
          || (isPath && first(call).filter(one -> isRelative(one, scope, steps - 1)).isPresent());
    }
    return path instanceof PyExpression.Binary binary
        && binary.left() instanceof PyExpression.Call call
        && program.dotted(call.function(), scope).filter("os.getcwd"::equals).isPresent();
  }

  private static boolean isRelative(String path) {
    return !path.isEmpty()
        && "/~\\$%".indexOf(path.charAt(0)) < 0
        && !(path.length() > 1 && path.charAt(1) == ':');
  }

  /** Whether a path is made from the module's own place: the plugin reads its own files. */
  private boolean isBesideModule(PyExpression path, Scope scope) {
    Deque<Program.Bound> open = new ArrayDeque<>();
    open.add(new Program.Bound(new Binding.Assigned(path), scope));
    for (int i = 0; i < MAX_PARTS && !open.isEmpty(); i++) {
      Program.Bound next = open.remove();
      PyExpression part = value(next);
      if (part instanceof PyExpression.Name name) {
        if (name.id().equals("__file__")) {
          return true;
        }
        assigned(name, next.scope()).ifPresent(open::add);
      }
      part.children()
          .forEach(inner -> open.add(new Program.Bound(new Binding.Assigned(inner), next.scope())));
    }
    return !open.isEmpty(); // Too long to be sure.
  }

  private Optional<Program.Bound> assigned(PyExpression.Name name, Scope scope) {
    return program.bound(name, scope).filter(b -> b.binding() instanceof Binding.Assigned);
  }

  private static PyExpression value(Program.Bound bound) {
    return ((Binding.Assigned) bound.binding()).value();
  }

  @Override
  public void end() {
    if (changesFolder) {
      return;
    }
    for (Relative one : relative) {
      out.add(
          UsageRule.RELATIVE_RESOURCE.at(
              one.scope().module.at(one.call().span()),
              "This file is looked for in the working directory, which on an engine is not the"
                  + " plugin's folder.",
              "Read the plugin's own files with `pkgutil.get_data(__package__, …)` or"
                  + " `importlib.resources`; files of a host are read with the library's"
                  + " commands."));
    }
  }
}
