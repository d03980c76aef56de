package dev.dvp.core.usage;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.manifest.EntryPoint;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.operations.PluginOperations;
import dev.dvp.core.python.ModuleFile;
import dev.dvp.core.python.PyModule;
import dev.dvp.core.python.PyStatement;
import dev.dvp.core.python.PythonFile;
import dev.dvp.core.python.SourceTree;
import dev.dvp.core.schema.PluginSchemas;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Checks how a plugin uses the platform: the classes made from its schema, and habits that will
 * hurt. Only the plugin's own modules are looked at, of those that its entry module reaches: the
 * entry module, those that register an operation, and those that import the platform or the
 * generated classes themselves. What was copied into the source folder from elsewhere does neither.
 */
public final class UsageCheck {
  /**
   * What is checked.
   *
   * @param entryPoint where the plugin starts
   * @param pluginType decides what the engine calls operations with
   * @param operations what the source registers, as far as it could be read
   * @param schemas the schemas, if they could be read; without them nothing is said about classes
   */
  public record Request(
      EntryPoint entryPoint,
      PluginType pluginType,
      Optional<PluginOperations> operations,
      Optional<PluginSchemas> schemas) {}

  private final Request request;
  private final SourceTree tree;
  private final Registered registered;
  private final Optional<GeneratedPackage> generated;
  private final Program program;

  private UsageCheck(Request request, SourceTree tree) {
    this.request = request;
    this.tree = tree;
    this.registered = new Registered(request.operations(), request.pluginType());
    this.generated = request.schemas().map(GeneratedPackage::new);
    this.program = new Program(tree, this::namesOfStarImport);
  }

  /**
   * Checks a plugin. To be called on a {@link dev.dvp.core.python.DeepStack}.
   *
   * @param request what is known of the plugin
   * @param tree its source, after the operations were read
   * @param out takes the findings
   */
  public static void run(Request request, SourceTree tree, Diagnostics out) {
    new UsageCheck(request, tree).run(out);
  }

  private void run(Diagnostics out) {
    List<SourceModule> modules = ownModules();
    List<Visitor> visitors = visitors(out);
    modules.forEach(module -> new Walker(module, visitors).walk());
    visitors.forEach(Visitor::end);
  }

  private List<Visitor> visitors(Diagnostics out) {
    Things things = new Things(program, generated, registered);
    List<Visitor> visitors = new ArrayList<>();
    generated.ifPresent(
        known -> {
          visitors.add(new GeneratedNames(program, known, out));
          visitors.add(new GeneratedArguments(things, out));
          visitors.add(new GeneratedAttributes(program, things, out));
        });
    Secrets secrets = new Secrets(program, things);
    visitors.add(new Commands(program, secrets, out));
    visitors.add(new Logging(program, secrets, out));
    visitors.add(new Output(program, out));
    visitors.add(new FileUse(program, out));
    visitors.add(new Returns(program, things, registered, out));
    return visitors;
  }

  private List<SourceModule> ownModules() {
    String entry = request.entryPoint().module();
    Optional<ModuleFile> file = tree.find(entry);
    if (file.isEmpty()) {
      return List.of();
    }
    List<SourceModule> own = new ArrayList<>();
    for (PythonFile reached : tree.reachable(file.get()).values()) {
      String name = tree.moduleOf(reached.path()).name();
      if (!Program.isPlatform(name) && (name.equals(entry) || isOwn(reached))) {
        program.module(name).ifPresent(own::add);
      }
    }
    return own;
  }

  private boolean isOwn(PythonFile file) {
    return registered.isIn(file.path())
        || file.module().map(PyModule::body).filter(this::importsPlatform).isPresent();
  }

  private boolean importsPlatform(Collection<PyStatement> block) {
    for (PyStatement statement : block) {
      boolean isPlatform =
          statement instanceof PyStatement.ImportFrom from
              ? from.level() == 0 && isPlatform(from)
              : statement instanceof PyStatement.Import imported
                  && imported.names().stream().anyMatch(alias -> isPlatform(alias.name()));
      if (isPlatform || statement.blocks().stream().anyMatch(this::importsPlatform)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPlatform(PyStatement.ImportFrom from) {
    return isPlatform(from.module())
        || (from.module().equals("generated")
            && from.names().stream().anyMatch(alias -> alias.name().equals("definitions")));
  }

  /** Other programs may have a package `generated` as well. */
  private static boolean isPlatform(String module) {
    return Program.isBelow(module, "dlpx.virtualization")
        || Program.isBelow(module, GeneratedPackage.NAME);
  }

  private List<String> namesOfStarImport(String module) {
    return switch (module) {
      case GeneratedPackage.NAME -> generated.map(GeneratedPackage::exported).orElse(List.of());
      case Library.NAME -> Library.NAMES;
      case "dlpx.virtualization.platform" ->
          List.of("Plugin", "Mount", "MountSpecification", "OwnershipSpecification", "Status");
      default -> List.of();
    };
  }
}
