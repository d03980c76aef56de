package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.UsageException;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.manifest.ManifestReader;
import dev.dvp.core.manifest.PluginManifest;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.runtime.resolving.LockPlan;
import dev.dvp.core.runtime.resolving.LockUpgrade;
import dev.dvp.core.runtime.resolving.RuntimeRequest;
import dev.dvp.core.runtime.resolving.RuntimeResolver;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp lock}: pins the runtime packages of a plugin. */
public final class LockCommand implements Command {
  private static final String ALL = "";

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Choose the runtime packages of a plugin and pin them in dvp.lock beside the manifest."
                + " From then on `dvp build` takes exactly these files.")
        .footer(
            "", "Examples:", "  dvp lock", "  dvp lock --check", "  dvp lock --upgrade protobuf");
    spec.addOption(PluginOption.config());
    spec.addOption(
        Options.flag("Write nothing; exit with 1 when the file would change.", "--check").build());
    spec.addOption(
        Options.value(
                "NAME",
                "Let a package give way to a newer version; without NAME, all of them.",
                "--upgrade")
            .arity("0..1")
            .fallbackValue(ALL)
            .build());
    RuntimeOptions.addSources(spec);
  }

  @Override
  public int run(Invocation call) {
    Diagnostics found = new Diagnostics();
    PluginManifest manifest = manifest(call, found);
    RuntimeRequest request = RuntimeOptions.request(call, manifest, false);
    LockUpgrade upgrade = upgrade(call);
    LockPlan plan;
    try (CreatedPaths temporary = new CreatedPaths()) {
      RuntimeResolver resolver = new RuntimeResolver(request, found, temporary);
      plan = call.host().cleanups().during(temporary::undo, () -> resolver.plan(upgrade));
    }
    refuseUnknown(upgrade, plan);
    BuildCommand.show(call, found.sorted());
    String file = call.host().show(plan.file());
    if (!plan.changes()) {
      call.out().println(file + " is up to date: " + count(plan) + ".");
      return ExitCode.OK;
    }
    if (call.flag("--check")) {
      call.out().println(file + " would change:");
      tell(call, plan);
      return ExitCode.REFUSED;
    }
    try (CreatedPaths temporary = new CreatedPaths()) {
      call.host()
          .cleanups()
          .during(
              temporary::undo,
              () -> {
                plan.write(temporary);
                return plan;
              });
    }
    call.out().println("Locked " + count(plan) + " in " + file + (isTold(plan) ? ":" : "."));
    tell(call, plan);
    return ExitCode.OK;
  }

  /** A package that is mistyped must not look as if it were up to date. */
  private static void refuseUnknown(LockUpgrade upgrade, LockPlan plan) {
    Set<PackageName> names = new TreeSet<>(plan.lock().byName().keySet());
    plan.before().ifPresent(before -> names.addAll(before.byName().keySet()));
    if (upgrade instanceof LockUpgrade.One one && !names.contains(one.name())) {
      throw new UsageException(
          "`" + one.name() + "` is none of the packages that the plugin needs.",
          "They are "
              + names.stream().map(PackageName::toString).collect(Collectors.joining(", "))
              + ".");
    }
  }

  private static String count(LockPlan plan) {
    int packages = plan.lock().packages().size();
    return packages + (packages == 1 ? " package" : " packages");
  }

  private static boolean isTold(LockPlan plan) {
    return !plan.changedPackages().isEmpty();
  }

  private static void tell(Invocation call, LockPlan plan) {
    plan.changedPackages().forEach(line -> call.out().println("  " + line));
    call.out().flush();
  }

  private static PluginManifest manifest(Invocation call, Diagnostics found) {
    return ManifestReader.read(PluginOption.manifest(call), found)
        .manifest()
        .orElseThrow(() -> new DvpException(found.sorted()));
  }

  private static LockUpgrade upgrade(Invocation call) {
    if (!call.flag("--upgrade")) {
      return new LockUpgrade.None();
    }
    String name = call.value("--upgrade").orElse(ALL);
    if (name.isEmpty()) {
      return new LockUpgrade.All();
    }
    return new LockUpgrade.One(
        PackageName.of(name)
            .orElseThrow(() -> new UsageException("`" + name + "` is no package's name.", "")));
  }
}
