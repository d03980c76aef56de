package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.UsageException;
import dev.dvp.cli.commands.ArtifactBuild.FindingGate;
import dev.dvp.cli.report.Printable;
import dev.dvp.cli.report.TextReport;
import dev.dvp.core.artifact.ArtifactWriter;
import dev.dvp.core.codegen.GeneratedClasses;
import dev.dvp.core.codegen.GeneratedClassesWriter;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.files.Sha256;
import dev.dvp.core.files.Sizes;
import dev.dvp.core.imported.ImportCheck;
import dev.dvp.core.packing.ZipCalendar;
import dev.dvp.core.plugin.Plugin;
import dev.dvp.core.plugin.PluginReader;
import dev.dvp.core.python.ParseCache;
import dev.dvp.core.runtime.BundledRuntime;
import dev.dvp.core.runtime.RuntimePackages;
import dev.dvp.core.supply.SettingsInputs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp build}: checks a plugin and writes its artifact. */
public final class BuildCommand implements Command {
  /** The option that allows no half measures. */
  static final String RELEASE = "--release";

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Check a plugin and build its artifact: the file that an engine takes.",
            "The same plugin gives the same bytes, whenever and wherever it is built.")
        .footer("", "Examples:", "  dvp build", "  dvp build -a dist/my-plugin.json");
    spec.addOption(PluginOption.config());
    spec.addOption(
        Options.value("FILE", "Where to write it [artifact.json].", "-a", "--upload-artifact")
            .build());
    spec.addOption(
        Options.flag(
                "Only write the classes of the schema to generated/ below srcDir. Other problems of"
                    + " the plugin are warnings then.",
                "-g",
                "--generate-only")
            .build());
    RuntimeOptions.addTo(spec);
    PayloadFormatOptions.addTo(spec);
    spec.addOption(
        Options.flag(
                "For a release: official runtime packages as dvp.lock has them, bytecode, and no"
                    + " warnings; else fail.",
                RELEASE)
            .build());
    spec.addOption(PayloadOptions.allowSecret());
    SupplyFiles.addTo(spec);
    ImportOptions.addTo(spec, "The Python to compile and import with");
    spec.addOption(PluginOption.noCache());
  }

  /** Does ahead what every build has to: see {@link PluginReader#prepare}. */
  public static void prepare() {
    PluginReader.prepare();
    GeneratedClasses.prepare();
    BundledRuntime.packages();
    // The JVM compiles the hash when it has run for a while; here it does so for nobody to wait.
    Sha256.of("x".repeat(1 << 14));
  }

  @Override
  public int run(Invocation call) {
    if (call.flag("--generate-only") && call.flag("--upload-artifact")) {
      throw new UsageException(
          "`-g` builds no artifact, so `-a` makes no sense with it.", "Give one of them.");
    }
    if (call.flag("--generate-only") && call.flag("--import")) {
      throw new UsageException(
          "`-g` builds no artifact, so `--import` makes no sense with it.", "Give one of them.");
    }
    if (call.flag("--generate-only")) {
      RuntimeOptions.refuse(call, "`-g` builds no artifact");
    }
    refuseContradictions(call);
    Instant entryTime = entryTime(call);
    // Closed, and so written, when the work is done.
    try (ParseCache cache = PluginOption.cache(call)) {
      return build(call, entryTime, cache);
    }
  }

  /** What a release is made of is not for other options to say. */
  private static void refuseContradictions(Invocation call) {
    if (!call.flag(RELEASE)) {
      return;
    }
    for (String other : List.of("--runtime", "--payload", "--generate-only")) {
      if (call.flag(other)) {
        throw new UsageException(
            "`--release` says by itself what `" + other + "` would say.", "Leave one of them out.");
      }
    }
  }

  private static int build(Invocation call, Instant entryTime, ParseCache cache) {
    if (call.flag("--generate-only")) {
      return generate(call, cache);
    }
    try (PayloadFormatOptions.Format format = PayloadFormatOptions.wanted(call)) {
      return build(call, entryTime, cache, format);
    }
  }

  private static int build(
      Invocation call, Instant entryTime, ParseCache cache, PayloadFormatOptions.Format format) {
    Diagnostics found = new Diagnostics();
    SettingsInputs settings = SupplyFiles.settings(call);
    // One, made while the source is being read, if the schemas are valid.
    List<GeneratedClasses> classes = new ArrayList<>();
    PluginReader.Reading reading =
        PluginReader.read(
            PluginOption.manifest(call),
            cache,
            schemas -> classes.add(GeneratedClasses.of(schemas)),
            found);
    ImportCheck.Result checked = ImportOptions.apply(call, true, reading, found.sorted());
    Diagnostics all = new Diagnostics();
    all.addAll(checked.findings());
    all.throwIfErrors();
    boolean isRelease = call.flag(RELEASE);
    FindingGate gate = isRelease ? FindingGate.REFUSE_WARNINGS : FindingGate.SHOW_WARNINGS;
    gate.pass(call, all);
    Plugin plugin = reading.with(checked.operations()).plugin().orElseThrow();
    Diagnostics ofRuntime = new Diagnostics();
    RuntimePackages runtime = RuntimeOptions.resolve(call, plugin.manifest(), ofRuntime);
    gate.pass(call, ofRuntime);
    Path target = ArtifactOption.file(call);
    Optional<Instant> given =
        Optional.of(entryTime).filter(time -> !time.equals(ZipCalendar.FIRST));
    ArtifactBuild.Wishes wishes =
        new ArtifactBuild.Wishes(
            target, entryTime, format, gate, SupplyFiles.of(call, target, given, settings));
    ArtifactWriter.Written written =
        new ArtifactBuild(call, plugin, classes.get(0), runtime, wishes).run();
    call.out().println(summary(call, plugin, written));
    call.out().flush();
    return ExitCode.OK;
  }

  private static int generate(Invocation call, ParseCache cache) {
    Diagnostics found = new Diagnostics();
    PluginReader.Reading reading = PluginReader.read(PluginOption.manifest(call), cache, found);
    Optional<GeneratedClasses> classes = reading.schemas().map(GeneratedClasses::of);
    Optional<Path> srcDir = reading.document().srcDir();
    if (classes.isEmpty() || srcDir.isEmpty()) {
      throw new DvpException(found.sorted());
    }
    show(
        call,
        found.sorted().stream()
            .map(d -> d.severity() == Severity.ERROR ? d.withSeverity(Severity.WARNING) : d)
            .toList());
    GeneratedClassesWriter.Result result =
        GeneratedClassesWriter.write(classes.get(), srcDir.get());
    String folder = call.host().show(srcDir.get().resolve("generated"));
    call.out()
        .println(
            "Generated "
                + folder
                + ": "
                + result.written().size()
                + " files written, "
                + result.kept().size()
                + " unchanged, "
                + result.removed().size()
                + " removed.");
    return ExitCode.OK;
  }

  private static String summary(Invocation call, Plugin plugin, ArtifactWriter.Written written) {
    return "Built "
        + call.host().show(written.file())
        + ": "
        + Printable.text(plugin.manifest().name())
        + " "
        + plugin.manifest().buildNumber()
        + ", "
        + written.files()
        + " files, "
        + Sizes.show(written.bytes());
  }

  /** Shows findings that do not stop a build, on standard error. */
  static void show(Invocation call, List<Diagnostic> findings) {
    if (findings.isEmpty() || call.verbosity() <= -2) {
      return;
    }
    TextReport report = new TextReport(call.host(), call.errStyle());
    call.host().err().print(report.findings(findings));
  }

  /**
   * The time of the payload's files: {@code SOURCE_DATE_EPOCH} (reproducible-builds.org), or the
   * first that there is.
   */
  private static Instant entryTime(Invocation call) {
    String text = call.host().env().getOrDefault("SOURCE_DATE_EPOCH", "");
    if (text.isEmpty()) {
      return ZipCalendar.FIRST;
    }
    try {
      Instant time = Instant.ofEpochSecond(Long.parseLong(text));
      if (!time.isBefore(Instant.EPOCH) && !time.isAfter(ZipCalendar.LAST)) {
        return time.isBefore(ZipCalendar.FIRST) ? ZipCalendar.FIRST : time;
      }
    } catch (NumberFormatException | java.time.DateTimeException e) {
      // said below, together with times out of bounds
    }
    throw new UsageException(
        "SOURCE_DATE_EPOCH is `" + text + "`, which is no time that a zip can hold.",
        "Set it to a number of seconds since 1970, or unset it.");
  }
}
