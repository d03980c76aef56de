package dev.dvp.core.runtime.resolving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.runtime.RuntimePackages;
import dev.dvp.core.runtime.TargetPython;
import dev.dvp.core.runtime.index.IndexSettings;
import dev.dvp.core.runtime.index.IndexUrl;
import dev.dvp.core.runtime.lock.Lock;
import dev.dvp.core.settings.Secret;
import dev.dvp.testkit.FakeSdk;
import dev.dvp.testkit.TestIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A plugin, a wheelhouse with the SDK, an index, a cache, and what resolving them finds. */
final class ResolvingRig implements AutoCloseable {
  static final String NOWHERE = "http://127.0.0.1:1/simple/";

  final Path plugin;
  final Path house;
  final TestIndex index = new TestIndex();
  final Map<String, String> environment = new HashMap<>();
  Diagnostics found = new Diagnostics();
  Instant now = Instant.parse("2026-11-23T12:00:00Z");
  IndexSettings.Timeouts timeouts = IndexSettings.Timeouts.DEFAULT;
  private final Path folder;
  private final CreatedPaths temporary = new CreatedPaths();

  ResolvingRig(Path folder) throws IOException {
    this.folder = folder;
    plugin = Files.createDirectories(folder.resolve("plugin"));
    house = FakeSdk.in(folder.resolve("house"));
  }

  @Override
  public void close() {
    index.close();
    temporary.close();
  }

  RuntimeResolver resolver(RuntimeChoice choice, boolean locked, String url, Path... houses) {
    IndexSettings settings =
        new IndexSettings(
            IndexUrl.parse(Secret.of(url)), environment, folder, timeouts, () -> now, pause -> {});
    RuntimeRequest request =
        new RuntimeRequest(
            plugin.resolve("plugin_config.yml"),
            new TargetPython(3, 11),
            choice,
            locked,
            List.of(houses),
            settings,
            folder.resolve("cache"));
    return new RuntimeResolver(request, found, temporary);
  }

  RuntimePackages packages(RuntimeChoice choice, String url, Path... houses) {
    return resolver(choice, false, url, houses).packages();
  }

  List<String> names(RuntimeChoice choice, String url, Path... houses) {
    return packages(choice, url, houses).packages().stream()
        .map(one -> one.name() + " " + one.version())
        .toList();
  }

  LockPlan plan(LockUpgrade upgrade, String url, Path... houses) {
    return resolver(RuntimeChoice.AUTO, false, url, houses).plan(upgrade);
  }

  void lock(String url, Path... houses) {
    plan(new LockUpgrade.None(), url, houses).write(temporary);
  }

  Path lockFile() {
    return plugin.resolve(Lock.FILE);
  }

  void editLock(UnaryOperator<String> change) throws IOException {
    String before = Files.readString(lockFile());
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    Files.writeString(lockFile(), after);
  }

  void requirements(String yaml) throws IOException {
    Files.writeString(plugin.resolve("dvp.yml"), "requirements: " + yaml + "\n");
  }

  void later(Duration time) {
    now = now.plus(time);
  }

  void deleteCache() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  static List<Diagnostic> findings(Runnable work) {
    DvpException e = catchThrowableOfType(DvpException.class, work::run);
    assertThat(e).isNotNull();
    return e.diagnostics();
  }

  static String finding(Runnable work) {
    Diagnostic first = findings(work).get(0);
    return first.rule().id() + " " + first.message() + " " + first.help();
  }
}
