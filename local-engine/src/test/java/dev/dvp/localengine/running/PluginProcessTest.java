package dev.dvp.localengine.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.interpreter.Isolation;
import dev.dvp.core.interpreter.KeptOutput;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.manifest.EntryPoint;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.payload.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls a plugin's operations in a real Python process, well-behaved ones and others. */
class PluginProcessTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir Path folder;

  @Test
  void callsOperationsOneAfterTheOther() throws Exception {
    try (TestPlugin plugin =
        TestPlugin.starting(folder, "print('hello')\nlogging.warning('careful')").opened()) {
      assertThat(plugin.process.python()).startsWith("3.");

      for (int i = 1; i <= 3; i++) {
        Outcome outcome = plugin.start(TestPlugin.LONG);

        assertThat(outcome).isInstanceOf(Outcome.Returned.class);
        assertThat(((Outcome.Returned) outcome).value().isNull()).isTrue();
        assertThat(((Outcome.Returned) outcome).type()).isEqualTo("None");
        assertThat(plugin.process.printed()).isEqualTo(new KeptOutput.Taken("hello\n", 6));
        assertThat(plugin.log).hasSize(i);
        assertThat(plugin.log.get(i - 1))
            .isEqualTo(
                new LogLine(
                    "WARNING",
                    "root",
                    "careful",
                    new PluginPlace("plugin_runner.py", TestPlugin.BODY + 1, ""),
                    false));
      }
    }
  }

  @Test
  void anOperationThatHangsIsEndedAndItsPlaceTold() throws Exception {
    try (TestPlugin plugin =
        TestPlugin.starting(folder, "print('so far')\nwhile True: time.sleep(0.01)").opened()) {
      Outcome outcome = plugin.start(SHORT);

      assertThat(outcome)
          .isEqualTo(
              new Outcome.TimeUp(
                  SHORT,
                  List.of(new PluginPlace("plugin_runner.py", TestPlugin.BODY + 1, "start"))));
      assertThat(plugin.process.printed().text()).isEqualTo("so far\n");
      assertThat(plugin.start(TestPlugin.LONG)).isInstanceOf(Outcome.Died.class);
    }
  }

  @Test
  void anOperationThatHangsInAProgramIsEndedWithIt() throws Exception {
    try (TestPlugin plugin =
        TestPlugin.starting(
                folder,
                """
                import subprocess
                p = subprocess.Popen(["sleep", "600"], start_new_session=True)
                print(os.path.realpath("/proc/self/ns/pid"), flush=True)
                open("started", "w").close()
                p.wait()
                """)
            .opened()) {
      Outcome outcome = plugin.start(Duration.ofSeconds(2));

      assertThat(outcome).isInstanceOf(Outcome.TimeUp.class);
      String namespace = plugin.process.printed().text().strip();
      assumeTrue(namespace.startsWith("/proc/"), "no namespaces to look at here");
      assumeTrue(
          !namespace.endsWith(Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString()),
          "the process had no namespace of its own");
      awaitNobodyIn(namespace.substring(namespace.lastIndexOf('/') + 1));
    }
  }

  /** The kernel takes a moment to end them. */
  private static void awaitNobodyIn(String namespace) throws Exception {
    Optional<ProcessHandle> left = Optional.empty();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    do {
      left =
          ProcessHandle.allProcesses()
              .filter(process -> namespaceOf(process).equals(namespace))
              .findFirst();
      if (left.isPresent()) {
        left.get().onExit().get(20, TimeUnit.SECONDS);
      }
    } while (left.isPresent() && System.nanoTime() < until);
    assertThat(left).isEmpty();
  }

  private static String namespaceOf(ProcessHandle process) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/ns/pid")).toString();
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void aGigabyteOnStandardOutputIsReadAndItsBeginningKept() throws Exception {
    try (TestPlugin plugin =
        TestPlugin.starting(
                folder,
                """
                chunk = b"x" * (1 << 20)
                os.write(1, b"begin")
                for _ in range(1024): os.write(1, chunk)
                """)
            .opened()) {
      assertThat(plugin.start(TestPlugin.LONG)).isInstanceOf(Outcome.Returned.class);

      KeptOutput.Taken printed = plugin.process.printed();
      assertThat(printed.printed()).isEqualTo((1L << 30) + 5);
      assertThat(printed.text()).startsWith("beginxxx").hasSize(PluginProcess.MAX_PRINTED);
    }
  }

  @Test
  void aProcessOutlivesTheThreadThatAskedForIt() throws Exception {
    AtomicReference<TestPlugin> started = new AtomicReference<>();
    Thread asking =
        new Thread(
            () -> {
              try {
                started.set(TestPlugin.starting(folder, "pass"));
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    asking.start();
    asking.join();
    try (TestPlugin plugin = started.get().opened()) {
      assertThat(plugin.start(TestPlugin.LONG)).isInstanceOf(Outcome.Returned.class);
    }
  }

  @Test
  void whatCannotBeStartedSaysWhy() throws Exception {
    try (Workspace workspace = Workspace.of(new Payload(List.of(), List.of()))) {
      Launch launch =
          new Launch(
              new Python(List.of(folder.resolve("none").toString()), 3, 11, "3.11.0", true),
              workspace,
              new PluginFolder(
                  workspace.plugin(), new EntryPoint("m", "plugin"), PluginType.DIRECT),
              new Isolation(List.of(), false),
              Map.of(),
              Optional.empty());

      assertThatThrownBy(() -> PluginProcess.start(launch))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("none");
    }
  }

  @Test
  void noMoreThanSomeLibraryCallsAreDoneAtOnce() throws Exception {
    int most = LibraryDesk.MOST_AT_ONCE;
    CountDownLatch begun = new CountDownLatch(most);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger under = new AtomicInteger();
    LibraryCalls library =
        (name, arguments) -> {
          under.incrementAndGet();
          begun.countDown();
          go.await();
          return JsonNodeFactory.instance.nullNode();
        };
    Frames frames =
        new Frames(java.io.InputStream.nullInputStream(), java.io.OutputStream.nullOutputStream());
    try (LibraryDesk desk = new LibraryDesk(frames, library)) {
      for (int i = 0; i < 3 * most; i++) {
        desk.take(frames.object());
      }
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(under.get()).isEqualTo(most);
      go.countDown();
    }
  }

  @Test
  void aProcessThatIsLeftSaysWhere() throws Exception {
    try (TestPlugin plugin = TestPlugin.starting(folder, "os._exit(3)").opened()) {
      Outcome.Failed failed = (Outcome.Failed) plugin.start(TestPlugin.LONG);

      assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.EXIT);
      assertThat(failed.failure().type()).isEqualTo("os._exit");
      assertThat(failed.failure().message()).isEqualTo("3");
      assertThat(failed.failure().places().get(0).line()).isEqualTo(TestPlugin.BODY);
    }
  }

  @Test
  void aProcessThatCrashesIsExplained() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "signals have other numbers here");
    try (TestPlugin plugin =
        TestPlugin.starting(folder, "import signal\nos.kill(os.getpid(), signal.SIGSEGV)")
            .opened()) {
      Outcome outcome = plugin.start(TestPlugin.LONG);

      // The first process of a namespace is not ended by a signal that it sends to itself.
      assertThat(outcome)
          .isIn(
              new Outcome.Died("it was ended by signal 11"),
              new Outcome.Returned(JsonNodeFactory.instance.nullNode(), "None"));
    }
  }

  @Test
  void aPluginThatTakesItsFolderAwayHurtsNobody() throws Exception {
    try (TestPlugin plugin =
        TestPlugin.starting(folder, "import shutil\nshutil.rmtree(os.getcwd())").opened()) {
      assertThat(plugin.start(TestPlugin.LONG)).isInstanceOf(Outcome.Returned.class);
      assertThat(plugin.workspace.plugin()).doesNotExist();
      assertThat(plugin.start(TestPlugin.LONG)).isInstanceOf(Outcome.Failed.class);
    }
  }

  @Test
  void aValueThatIsTooLargeIsNamed() throws Exception {
    String operation =
        """
        @plugin.virtual.status()
        def status(virtual_source, repository, source_config):
            pass
        @plugin.virtual.reconfigure()
        def start(virtual_source, repository, source_config):
            return SourceConfigDefinition(name="x" * (5 << 20))
        """;
    try (TestPlugin plugin = new TestPlugin(folder, operation).opened()) {
      Outcome.Failed failed =
          (Outcome.Failed)
              plugin.call("virtual.reconfigure", TestPlugin.NO_LIBRARY, TestPlugin.LONG);

      assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.LIMIT);
      assertThat(failed.failure().stage()).isEqualTo(Failure.Stage.RESULT);
      assertThat(failed.failure().message()).contains("5242892 bytes").contains("4194304");
    }
  }

  @Test
  void forkedChildrenEndWithTheProcess() throws Exception {
    try (TestPlugin plugin =
        TestPlugin.starting(folder, "if os.fork() == 0: time.sleep(600)").opened()) {
      assertThat(plugin.start(TestPlugin.LONG)).isInstanceOf(Outcome.Returned.class);
      plugin.process.close();

      // The child holds the pipe open: that it ends shows that the child did.
      assertThat(plugin.start(TestPlugin.LONG)).isInstanceOf(Outcome.Died.class);
    }
  }

  @Test
  void libraryCallsAreDoneByTheCaller() throws Exception {
    LibraryCalls library =
        (name, arguments) ->
            JsonNodeFactory.instance
                .objectNode()
                .put("exitCode", 0)
                .put("stdout", name + " " + arguments.path("command").asText())
                .put("stderr", "");
    try (TestPlugin plugin =
        TestPlugin.starting(
                folder, "raise UserError(libs.run_bash(virtual_source.connection, 'ls').stdout)")
            .opened()) {
      Outcome.Failed failed = (Outcome.Failed) plugin.start(library, TestPlugin.LONG);

      assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.USER);
      assertThat(failed.failure().message()).isEqualTo("run_bash ls");
    }
  }

  @Test
  void aLibraryCallThatFailsIsAnExceptionOfThePlugin() throws Exception {
    String body = "libs.run_bash(virtual_source.connection, 'ls')";
    try (TestPlugin plugin = TestPlugin.starting(folder, body).opened()) {
      Outcome.Failed failed = (Outcome.Failed) plugin.start(TestPlugin.LONG);

      assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.LIBRARY);
      assertThat(failed.failure().message()).isEqualTo("there is no library here");

      LibraryCalls broken =
          (name, arguments) -> {
            throw new LibraryCallException("broken", false);
          };
      failed = (Outcome.Failed) plugin.start(broken, TestPlugin.LONG);
      assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.RUNTIME);
    }
  }

  @Test
  void aLibraryCallIsGivenUpWithItsOperation() throws Exception {
    CountDownLatch given = new CountDownLatch(1);
    LibraryCalls endless =
        (name, arguments) -> {
          try {
            new CountDownLatch(1).await();
          } finally {
            given.countDown();
          }
          return JsonNodeFactory.instance.nullNode();
        };
    String body = "libs.run_bash(virtual_source.connection, 'ls')";
    try (TestPlugin plugin = TestPlugin.starting(folder, body).opened()) {
      Outcome.TimeUp timeUp = (Outcome.TimeUp) plugin.start(endless, SHORT);

      assertThat(timeUp.places().get(0).line()).isEqualTo(TestPlugin.BODY);
      assertThat(given.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anInterruptEndsTheProcess() throws Exception {
    try (TestPlugin plugin = TestPlugin.starting(folder, "time.sleep(600)").opened()) {
      Thread.currentThread().interrupt();
      boolean isInterrupted = false;
      try {
        plugin.start(TestPlugin.LONG);
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
      assertThat(isInterrupted).isTrue();
      assertThat(plugin.start(TestPlugin.LONG)).isInstanceOf(Outcome.Died.class);
    }
  }

  @Test
  void aPluginThatCannotBeImportedSaysWhy() throws Exception {
    try (TestPlugin plugin = new TestPlugin(folder, "import no_such_module")) {
      Outcome.Failed failed = (Outcome.Failed) plugin.open().orElseThrow();

      assertThat(failed.failure().stage()).isEqualTo(Failure.Stage.IMPORT);
      assertThat(failed.failure().module()).contains("no_such_module");
    }
  }

  @Test
  void aNumberOfAnyLengthComesBack() throws Exception {
    String operation =
        """
        @plugin.upgrade.repository("1")
        def start(old_repository):
            return {"n": 10 ** 2000, "k" * 60000: 1}
        """;
    try (TestPlugin plugin = new TestPlugin(folder, operation).opened()) {
      ObjectNode arguments = JsonNodeFactory.instance.objectNode();
      arguments.putObject("old_repository");
      Outcome.Returned returned =
          (Outcome.Returned)
              plugin.process.call(
                  new OperationCall("upgrade.repository", Optional.of("1"), arguments),
                  TestPlugin.NO_LIBRARY,
                  line -> {},
                  TestPlugin.LONG);

      assertThat(returned.value().path("n").bigIntegerValue())
          .isEqualTo(java.math.BigInteger.TEN.pow(2000));
    }
  }

  @Test
  void whatIsNoFrameEndsTheProcess() throws Exception {
    try (TestPlugin plugin =
        TestPlugin.starting(
                folder,
                """
                for fd in range(3, 20):
                    try: os.write(fd, b"\\x00\\x00\\x00\\x02[]")
                    except OSError: pass
                time.sleep(600)
                """)
            .opened()) {
      assertThat(plugin.start(TestPlugin.LONG))
          .isInstanceOfSatisfying(
              Outcome.Died.class,
              died -> assertThat(died.reason()).contains("it sent what dvp cannot read"));
    }
  }
}
