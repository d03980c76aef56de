package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.core.artifact.ArtifactSniffer;
import dev.dvp.core.codegen.GeneratedClassesWriter;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadCollector;
import dev.dvp.core.payload.PayloadRequest;
import dev.dvp.core.payload.PayloadReview;
import dev.dvp.core.runtime.RuntimePackages;
import dev.dvp.core.supply.SupplyRecords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/** What goes into an artifact, the same for {@code build} and {@code ls}. */
final class PayloadOptions {
  private static final String ALLOW_SECRET = "--allow-secret";

  private PayloadOptions() {}

  static OptionSpec allowSecret() {
    return Options.list(
            "PATH",
            "Take in a file although it looks as if it held a secret: its path below srcDir, or a"
                + " pattern; repeatable.",
            ALLOW_SECRET)
        .build();
  }

  /**
   * What a payload is collected from.
   *
   * @param manifest the manifest's file
   * @param runtime what goes in beside it
   * @param generated the classes made from the schema, by name below srcDir
   * @param target where the artifact will be written, if it will
   */
  static PayloadRequest request(
      Invocation call,
      Path manifest,
      Path srcDir,
      Map<String, String> generated,
      RuntimePackages runtime,
      Optional<Path> target) {
    List<String> allowed =
        call.values(ALLOW_SECRET).stream().map(name -> belowSource(call, name, srcDir)).toList();
    Set<String> files =
        runtime.entries().stream().map(Payload.Entry::name).collect(Collectors.toSet());
    return new PayloadRequest(
            srcDir,
            generated,
            GeneratedClassesWriter::isOurs,
            ArtifactSniffer.notGoingInto(target.orElse(srcDir)).or(SupplyRecords::isRecord),
            target)
        .in(manifest.resolveSibling(""))
        .beside(runtime.topLevelNames(), files)
        .allowing(allowed);
  }

  /** Collects the files and says what speaks against them. */
  static Payload collect(PayloadRequest request, Diagnostics found) {
    Payload payload = PayloadCollector.collect(request, found);
    PayloadReview.review(payload, request, found);
    return payload;
  }

  /** A shell completes paths below the working folder: such a one is taken as well. */
  private static String belowSource(Invocation call, String name, Path srcDir) {
    Path path = call.host().resolve(name);
    boolean isThere = path.startsWith(srcDir) && Files.exists(path);
    return isThere ? srcDir.relativize(path).toString().replace('\\', '/') : name;
  }
}
