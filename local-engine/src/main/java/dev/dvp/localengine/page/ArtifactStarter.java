package dev.dvp.localengine.page;

import dev.dvp.core.artifact.OpenArtifact;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.FolderRemoval;
import dev.dvp.core.files.Progress;
import dev.dvp.core.inspection.PayloadExtractor;
import dev.dvp.core.interpreter.Isolation;
import dev.dvp.core.interpreter.PythonFinder;
import dev.dvp.core.payload.Payload;
import dev.dvp.localengine.running.KeptRunner;
import dev.dvp.localengine.running.Launch;
import dev.dvp.localengine.running.PluginFolder;
import dev.dvp.localengine.running.Workspace;
import dev.dvp.localengine.workflows.PluginAtHand;
import dev.dvp.localengine.workflows.PluginSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes copies of an installed plugin, to be run: its files are in the artifact. */
final class ArtifactStarter implements PluginSession.Starter {
  private final Path artifact;
  private final PluginAtHand plugin;
  private final Map<String, String> environment;
  private final Optional<Path> cache;

  ArtifactStarter(
      Path artifact, PluginAtHand plugin, Map<String, String> environment, Optional<Path> cache) {
    this.artifact = artifact;
    this.plugin = plugin;
    this.environment = Map.copyOf(environment);
    this.cache = cache;
  }

  @Override
  public Launch prepare() throws IOException {
    var python = new PythonFinder(environment).find();
    Path unpacked = Files.createTempDirectory("dvp-unpacked-").toRealPath();
    try {
      Payload payload = payload(unpacked);
      KeptRunner.Made kept =
          cache
              .map(folder -> new KeptRunner(folder, python, environment).of(payload))
              .orElseGet(KeptRunner.Made::none);
      Workspace workspace = Workspace.of(payload, kept);
      return new Launch(
          python,
          workspace,
          new PluginFolder(workspace.plugin(), plugin.entryPoint(), plugin.type()),
          Isolation.find(true),
          environment,
          Optional.empty());
    } finally {
      FolderRemoval.quietly(unpacked);
    }
  }

  private Payload payload(Path folder) throws IOException {
    Diagnostics problems = new Diagnostics();
    Path target = folder.resolve("artifact");
    try (CreatedPaths scratch = new CreatedPaths();
        CreatedPaths created = new CreatedPaths();
        OpenArtifact open = OpenArtifact.open(artifact, folder, scratch, Progress.NONE, problems)) {
      problems.throwIfErrors();
      PayloadExtractor.extract(open, target, created, Progress.NONE);
    }
    Path root = target.resolve(PayloadExtractor.PAYLOAD);
    List<Path> files;
    try (Stream<Path> walk = Files.walk(root)) {
      files = walk.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
    }
    List<Payload.Entry> entries = new ArrayList<>();
    for (Path file : files) {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      String name = root.relativize(file).toString().replace('\\', '/');
      entries.add(
          new Payload.Entry(
              name, new Payload.OnDisk(file, attributes.size(), attributes.lastModifiedTime())));
    }
    return new Payload(entries, List.of());
  }
}
