package dev.dvp.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Host;
import dev.dvp.cli.Prompt;
import dev.dvp.localengine.DataFolder;
import dev.dvp.localengine.EngineStatus;
import dev.dvp.localengine.LocalEngine;
import dev.dvp.localengine.LocalEngineConfig;
import dev.dvp.localengine.LocalEngineProcess;
import dev.dvp.localengine.datasets.Dataset;
import dev.dvp.localengine.datasets.Mounts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The commands that use the local engine, on one that runs in this process. */
class LocalEngineCommandsTest {
  @TempDir Path folder;
  private DvpRunner dvp;
  private LocalEngine engine;

  @BeforeEach
  void startTheEngine() {
    dvp = new DvpRunner(folder);
    Path data = dvp.home().resolve(".dvp/engine");
    engine = LocalEngine.start(LocalEngineConfig.of(data, DvpRunner.CLOCK, "test"));
  }

  @AfterEach
  void stopTheEngine() {
    engine.close();
  }

  private String address() {
    return "http://127.0.0.1:" + engine.port();
  }

  @Test
  void statusAndStartTellWhereItIs() {
    assertThat(dvp.run("engine", "status").out()).startsWith("Running: " + address());
    assertThat(dvp.run("engine", "start").out())
        .isEqualTo("Local engine already running: " + address() + "\n");
    engine.close();
    DvpRunner.Result status = dvp.run("engine", "status");
    assertThat(status.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(status.out()).contains("dvp engine start");
    DvpRunner.Result stop = dvp.run("engine", "stop");
    assertThat(stop.exitCode()).isZero();
    assertThat(stop.out()).isEqualTo("The local engine is not running.\n");
  }

  @Test
  void openPrintsAnAddressThatIsGoodOnce() throws Exception {
    DvpRunner.Result open = dvp.run("engine", "open", "--no-browser");
    assertThat(open.exitCode()).as(open.toString()).isZero();
    assertThat(open.out()).matches(address() + "/login/[0-9a-f]{40}\n");
    assertThat(status(open.out().strip())).isEqualTo(200);
    assertThat(status(open.out().strip())).isEqualTo(403);
  }

  @Test
  @DisabledOnOs({OS.WINDOWS, OS.MAC})
  void openHasTheBrowserOpenAFileSinceCommandLinesAreSeenByAll() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path told = folder.resolve("told");
    Path program = Files.writeString(bin.resolve("xdg-open"), "#!/bin/sh\necho \"$@\" > " + told);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    dvp.env("PATH", bin + ":" + System.getenv("PATH")).env("DISPLAY", ":7");
    DvpRunner.Result open = dvp.run("engine", "open");
    assertThat(open.exitCode()).as(open.toString()).isZero();
    Path way = dvp.home().resolve(".dvp/engine/tickets/open.html");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.exists(told) || Files.size(told) == 0) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(Files.readString(told).strip()).isEqualTo(way.toUri().toString());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(way)))
        .isEqualTo("rw-------");
    Matcher address = Pattern.compile("url=([^\"]+)").matcher(Files.readString(way));
    assertThat(address.find()).isTrue();
    assertThat(address.group(1)).startsWith(address() + "/login/").isNotEqualTo(open.out().strip());
    assertThat(status(address.group(1))).isEqualTo(200);
    assertThat(status(open.out().strip())).isEqualTo(200);
  }

  @Test
  void withoutAScreenNoBrowserIsLookedFor() {
    assertThat(new Browsers(Map.of("PATH", "/usr/bin"), "Linux").isThere()).isFalse();
    assertThat(new Browsers(Map.of("DISPLAY", ":0", "PATH", "bin"), "Linux").isThere()).isFalse();
    assertThat(new Browsers(Map.of(), "Mac OS X").opener().orElseThrow().get(0))
        .isEqualTo("/usr/bin/open");
    assertThat(new Browsers(Map.of(), "Windows 11").opener().orElseThrow().get(0))
        .isEqualTo("rundll32");
  }

  private static int status(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void quickstartGoesThroughAllSteps() {
    DvpRunner.Result result = dvp.run("quickstart", "-r", "my first");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.out().lines()).hasSize(6).last().asString().contains("Quickstart 0.1");
    assertThat(result.err()).contains("The plugin is in my first", "dvp engine stop");
    DvpRunner.Result again = dvp.run("quickstart", "-r", "my first");
    assertThat(again.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(again.err()).contains("my first/plugin_config.yml", "is there already");
  }

  @Test
  void uploadTakesTheLocalEngineByNameOrWhenNoneIsNamed() throws IOException {
    Path plugin = dvp.scaffold("plugin");
    assertThat(dvp.runIn(plugin, "build").exitCode()).isZero();
    DvpRunner.Result named = dvp.runIn(plugin, "upload", "-e", "local", "--wait", "-v");
    assertThat(named.exitCode()).as(named.toString()).isZero();
    assertThat(named.out()).endsWith("Installed Example 0.1 on " + address() + ".\n");
    DvpRunner.Result unnamed = dvp.runIn(plugin, "upload", "--wait");
    assertThat(unnamed.exitCode()).as(unnamed.toString()).isZero();
    assertThat(unnamed.err()).contains("using the local one");
    assertThat(unnamed.out().lines().count()).as("an upgrade tells its events").isGreaterThan(1);

    DvpRunner.Result logs = dvp.runIn(plugin, "download-logs", "-e", "local", "-d", ".");
    assertThat(logs.exitCode()).as(logs.toString()).isZero();
    try (Stream<Path> files = Files.list(plugin)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .anyMatch(name -> name.matches("dlpx-plugin-logs-Example-.*\\.tar\\.gz"));
    }
  }

  @Test
  void anotherUserNeedsAPassword() {
    Path plugin = dvp.scaffold("plugin");
    assertThat(dvp.runIn(plugin, "build").exitCode()).isZero();
    DvpRunner.Result missing = dvp.runIn(plugin, "upload", "-e", "local", "-u", "guest");
    assertThat(missing.exitCode()).isEqualTo(ExitCode.USAGE);
    DvpRunner.Result wrong =
        dvp.stdin("nonsense\n").runIn(plugin, "upload", "-e", "local", "--password-stdin");
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(wrong.err()).contains("error[E401]").doesNotContain("nonsense");
  }

  /** What is set for all engines is not for this one; what a profile says of it is. */
  @Test
  void aProfileMayNameAnotherUserOfIt() {
    dvp.env("DVP_USER", "somebody").env("DVP_PASSWORD", "nonsense");
    UserFile.write(
        dvp,
        "[default]\nuser = else\n[plain]\nengine = local\n"
            + "[guest]\nengine = local\nuser = guest\npassword = nonsense\n"
            + "[local]\nengine = http://127.0.0.1:1\n");
    for (String name : new String[] {"local", "plain"}) {
      DvpRunner.Result result = dvp.run("plugins", "-e", name);
      assertThat(result.exitCode()).as(result.toString()).isZero();
    }
    DvpRunner.Result guest = dvp.run("plugins", "--profile", "guest");
    assertThat(guest.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(guest.err()).contains("error[E401]").doesNotContain("nonsense");
    assertThat(dvp.run("plugins", "-e", "plain", "-e", "local", "-e", "guest").exitCode())
        .as("one engine")
        .isZero();
  }

  @Test
  void resetAsksOrWantsToBeToldAndListsFirst() {
    Path data = dvp.home().resolve(".dvp/engine");
    DvpRunner.Result running = dvp.run("engine", "reset", "--yes");
    assertThat(running.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(running.err()).contains("error[E808]", "`dvp engine stop`");
    engine.close();

    DvpRunner.Result dry = dvp.run("engine", "reset", "--dry-run");
    assertThat(dry.exitCode()).as(dry.toString()).isZero();
    assertThat(dry.out().lines()).contains("engine.db", "admin-password", "engine.lock");
    assertThat(dry.err()).contains("Would remove ", "in " + data);
    DvpRunner.Result unasked = dvp.run("engine", "reset");
    assertThat(unasked.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(unasked.err()).contains("`--yes`", "`--dry-run`");
    dvp.terminal(new Host.TerminalStreams(true, false, false)).prompt(answers(false));
    DvpRunner.Result no = dvp.run("engine", "reset");
    assertThat(no.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(no.err()).isEqualTo("Nothing was removed.\n");
    assertThat(data.resolve("engine.db")).exists();
    dvp.prompt(answers(true));
    DvpRunner.Result yes = dvp.run("engine", "reset");
    assertThat(yes.exitCode()).as(yes.toString()).isZero();
    assertThat(yes.out()).startsWith("Removed ");
    assertThat(data).doesNotExist();
    DvpRunner.Result nothing = dvp.run("engine", "reset");
    assertThat(nothing.exitCode()).isZero();
    assertThat(nothing.err()).startsWith("There is nothing to remove");
  }

  private static Prompt answers(boolean agrees) {
    return new Prompt() {
      @Override
      public Optional<char[]> password(String question) {
        throw new AssertionError(question);
      }

      @Override
      public boolean confirm(String question, boolean isYesByDefault) {
        assertThat(question).startsWith("Remove ").contains(".dvp/engine");
        return agrees;
      }
    };
  }

  @Test
  void whatIsNotTheEnginesIsNamedAndStays() throws IOException {
    engine.close();
    Path mine = Files.writeString(dvp.home().resolve(".dvp/engine/mine.txt"), "mine");
    DvpRunner.Result result = dvp.run("engine", "reset", "--yes");
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("left in ", "mine.txt");
    assertThat(mine).hasContent("mine");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void resetTakesDatasetsAwayFromWhereTheyAreMounted() throws Exception {
    engine.close();
    DataFolder data = new DataFolder(dvp.home().resolve(".dvp/engine"));
    Dataset dataset = new Dataset(data.dataset("VIRTUAL-1"));
    dataset.makeEmpty();
    Mounts mounts = new Mounts(data, false);
    Path gone = folder.resolve("gone");
    Path changed = folder.resolve("changed");
    for (Path path : List.of(gone, changed)) {
      mounts.mount(dataset.data(), path.toString(), Optional.empty(), Optional.empty());
    }
    Files.delete(changed);
    Files.writeString(changed, "mine");
    DvpRunner.Result dry = dvp.run("engine", "reset", "--dry-run");
    assertThat(dry.out().lines()).contains("datasets/VIRTUAL-1", "mount " + gone);
    DvpRunner.Result result = dvp.run("engine", "reset", "--yes");
    assertThat(result.out()).endsWith(" and 2 mounts of datasets.\n");
    assertThat(result.err()).contains(changed.toString(), "it was left");
    assertThat(Files.isSymbolicLink(gone)).isFalse();
    assertThat(changed).hasContent("mine");
    assertThat(data.root()).doesNotExist();
  }

  /** What is hinted at is for the folder that was named. */
  @Test
  void hintsNameTheSameFolder() throws IOException {
    DvpRunner.Result status = dvp.run("engine", "status", "--data", "it's one");
    assertThat(status.out()).contains("`dvp engine start --data 'it'\\''s one'`");
    assertThat(dvp.run("engine", "status", "--data", "x/y").out())
        .contains("`dvp engine start --data x/y`");
    Path link = dvp.workingDir().resolve("link");
    Files.createSymbolicLink(link, dvp.home().resolve(".dvp/engine"));
    DvpRunner.Result again = dvp.run("engine", "start", "--foreground", "--data", "link");
    assertThat(again.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(again.err()).contains("error[E801]", "`dvp engine stop --data link`");
  }

  @Test
  void inTheForegroundItRunsUntilItIsInterrupted() throws Exception {
    Path data = folder.resolve("other");
    CompletableFuture<DvpRunner.Result> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () ->
                result.complete(
                    dvp.run("engine", "start", "--foreground", "--data", data.toString())));
    thread.start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!(LocalEngineProcess.status(data) instanceof EngineStatus.Running)) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
    thread.interrupt();
    DvpRunner.Result stopped = result.get(60, TimeUnit.SECONDS);
    assertThat(stopped.exitCode()).isZero();
    assertThat(stopped.err()).contains("Ctrl-C stops it");
    assertThat(LocalEngineProcess.status(data)).isInstanceOf(EngineStatus.Stopped.class);
  }

  @Test
  void itsCommandLineIsTheJavaAndTheJarThatRunNow() {
    assertThat(LocalEngineHome.command(folder, 4711))
        .contains("engine", "start", "--foreground", "4711", folder.toString())
        .first()
        .asString()
        .startsWith(System.getProperty("java.home"));
  }
}
