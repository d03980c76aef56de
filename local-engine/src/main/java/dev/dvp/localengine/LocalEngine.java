package dev.dvp.localengine;

import dev.dvp.core.artifact.ArtifactReader;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.files.FolderLock;
import dev.dvp.localengine.files.PrivateFiles;
import dev.dvp.localengine.files.RotatingLog;
import dev.dvp.localengine.jobs.WorkRunner;
import dev.dvp.localengine.page.JobDesk;
import dev.dvp.localengine.page.PageWorld;
import dev.dvp.localengine.page.Pages;
import dev.dvp.localengine.plugins.ArtifactCheck;
import dev.dvp.localengine.plugins.PluginUploads;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.store.StoreException;
import dev.dvp.localengine.support.PluginLogs;
import dev.dvp.localengine.users.LoginTickets;
import dev.dvp.localengine.users.Users;
import dev.dvp.localengine.web.WebApi;
import dev.dvp.localengine.web.WebServer;
import dev.dvp.localengine.workflows.Lab;
import dev.dvp.localengine.workflows.LabSettings;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * An engine that runs in this process: a web server on the loopback interface over a store in a
 * data folder that it has for itself. What it is asked to install is checked as strictly as an
 * appliance would, and survives a kill at any moment whole or not at all.
 */
public final class LocalEngine implements AutoCloseable {
  /** The one user of a new engine. */
  public static final String ADMIN = Users.ADMIN;

  private static final int INSTANCE_BYTES = 16;

  /** Far longer than anybody takes to write a small file. */
  private static final Duration UNFINISHED_AGE = Duration.ofMinutes(1);

  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(2);
  private static final Duration LOCK_POLL = Duration.ofMillis(20);

  private final LocalEngineConfig config;
  private final RotatingLog log;
  private final SecureRandom random = new SecureRandom();
  private final String instance;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicBoolean closing = new AtomicBoolean();

  /** What to undo, the last first. */
  private final Deque<Cleanup> cleanups = new ArrayDeque<>();

  private int port;

  private interface Cleanup {
    void run() throws IOException;
  }

  private LocalEngine(LocalEngineConfig config) {
    this.config = config;
    this.log = new RotatingLog(config.folder().log(), config.clock());
    byte[] name = new byte[INSTANCE_BYTES];
    random.nextBytes(name);
    this.instance = HexFormat.of().formatHex(name);
  }

  /**
   * Starts an engine in this process and returns once it answers.
   *
   * @param config how it runs
   * @return the running engine
   * @throws DvpException E801 when one runs on that folder already, E803 when something else holds
   *     the folder, E806 when the folder or the database in it cannot be used, E807 when the port
   *     is taken
   */
  public static LocalEngine start(LocalEngineConfig config) {
    // Payloads are unpacked where uploads wait: private to this user, and emptied at each start.
    Path scratch = config.folder().uploads();
    return start(config, (file, findings) -> ArtifactReader.check(file, scratch, findings));
  }

  /** The same with another check of artifacts, for tests that must hold one up. */
  static LocalEngine start(LocalEngineConfig config, ArtifactCheck check) {
    LocalEngine engine = new LocalEngine(config);
    Optional<MadeFolder> made = Optional.empty();
    boolean started = false;
    try {
      made = Optional.of(MadeFolder.create(config.folder()));
      engine.open(check);
      started = true;
      return engine;
    } catch (IOException e) {
      throw Failures.unusable(config.folder(), e);
    } catch (StoreException e) {
      throw Failures.unusable(config.folder(), new IOException(e.reason(), e));
    } finally {
      if (!started) {
        engine.close();
        made.ifPresent(MadeFolder::undo);
      }
    }
  }

  private void open(ArtifactCheck check) throws IOException {
    DataFolder folder = config.folder();
    cleanups.push(lock(folder)::close);
    cleanups.push(log::close);
    PrivateFiles.createFolder(folder.uploads());
    PrivateFiles.deleteFilesIn(folder.uploads());
    PrivateFiles.deleteUnfinished(folder.root(), UNFINISHED_AGE);

    Store store = EngineStore.inMadeFolder(folder, config.nativeLibraries());
    cleanups.push(store::close);
    WorkRunner runner = new WorkRunner(store, config.clock(), log);
    cleanups.push(runner::close);
    Users users = new Users(store, random);
    users.keepPasswordIn(ADMIN, folder.adminPassword(), random);
    Pages pages = pages(store);

    WebServer web = startWeb(api(store, runner, users, check, pages));
    cleanups.push(web::close);
    port = web.port();
    announce();
  }

  private Pages pages(Store store) {
    DataFolder folder = config.folder();
    Lab lab =
        new Lab(
            store, new LabSettings(folder, config.environment(), config.clock(), false, List.of()));
    JobDesk desk = new JobDesk(lab, config.environment(), config.kept(), log);
    cleanups.push(desk::close);
    PluginLogs pluginLogs = new PluginLogs(folder.pluginLogs(), config.clock());
    return new Pages(new PageWorld(store, lab, desk, folder, pluginLogs, config.environment()));
  }

  private WebApi api(Store store, WorkRunner runner, Users users, ArtifactCheck check, Pages pages)
      throws IOException {
    DataFolder folder = config.folder();
    PluginLogs pluginLogs = new PluginLogs(folder.pluginLogs(), config.clock());
    PluginUploads uploads =
        new PluginUploads(
            store, runner, check, folder.artifacts(), config.clock(), log, pluginLogs);
    uploads.cleanUp();
    return new WebApi(
        store,
        users,
        runner,
        uploads,
        pluginLogs,
        log,
        folder.log(),
        folder.uploads(),
        pages,
        new LoginTickets(folder.loginTickets(), config.clock()),
        new WebApi.Limits(config.maxUploadBytes(), config.patience()),
        new WebApi.Identity(config.version(), instance),
        config.clock(),
        random);
  }

  /** Waits a little: a command that looks after a dead engine holds the lock for a moment. */
  private FolderLock lock(DataFolder folder) throws IOException {
    long deadline = System.nanoTime() + LOCK_PATIENCE.toNanos();
    while (true) {
      Optional<FolderLock> lock = FolderLock.tryAcquire(folder.lock());
      if (lock.isPresent()) {
        return lock.get();
      }
      if (LocalEngineProcess.status(folder) instanceof EngineStatus.Running running) {
        throw Failures.alreadyRunning(folder, running);
      }
      if (System.nanoTime() > deadline) {
        throw Failures.inUse(folder);
      }
      LockSupport.parkNanos(LOCK_POLL.toNanos());
    }
  }

  private WebServer startWeb(WebApi api) throws IOException {
    try {
      return WebServer.start(config.port(), api);
    } catch (IOException e) {
      if (e instanceof BindException || e.getCause() instanceof BindException) {
        throw Failures.portInUse(config.port(), e);
      }
      throw e;
    }
  }

  private void announce() throws IOException {
    EngineFile file =
        new EngineFile(
            ProcessHandle.current().pid(),
            port,
            config.clock().instant(),
            config.version(),
            instance);
    file.write(config.folder().engineFile());
    cleanups.push(() -> Files.deleteIfExists(config.folder().engineFile()));
    log.info("Engine " + config.version() + " answers on port " + port + ".");
  }

  /**
   * Where it listens.
   *
   * @return the loopback port
   */
  public int port() {
    return port;
  }

  /**
   * Waits until the engine is closed. When the process is told to end (Ctrl-C, SIGTERM) meanwhile,
   * the engine is closed in good order first.
   *
   * @throws InterruptedException when the waiting thread is interrupted; the engine goes on
   */
  public void awaitStop() throws InterruptedException {
    Thread hook = new Thread(this::close, "engine-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      stopped.await();
    } finally {
      removeHook(hook);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook is what woke us.
    }
  }

  /**
   * Stops answering, lets work that is under way come to its end for some seconds, and lets go of
   * the folder. Does nothing the second time.
   */
  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    while (!cleanups.isEmpty()) {
      cleanUp(cleanups.pop());
    }
    stopped.countDown();
  }

  /** One part that cannot be closed must not keep the others open. */
  private void cleanUp(Cleanup cleanup) {
    try {
      cleanup.run();
    } catch (IOException | RuntimeException e) {
      log.error("A part of the engine could not be closed.", e);
    }
  }
}
