package dev.dvp.localengine.web;

import dev.dvp.localengine.files.RotatingLog;
import dev.dvp.localengine.jobs.WorkRunner;
import dev.dvp.localengine.page.Pages;
import dev.dvp.localengine.plugins.PluginUploads;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.support.PluginLogs;
import dev.dvp.localengine.users.LoginTickets;
import dev.dvp.localengine.users.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Handler;

/**
 * Puts the engine's web API together. To widen it, write a class with a list of {@link Route}s and
 * add them here.
 *
 * @param store what is remembered
 * @param users who may log in
 * @param runner the work in the background
 * @param uploads takes on artifacts
 * @param pluginLogs the plugins' logs, for bundles
 * @param log the engine's log
 * @param logFile the newest part of that log, for bundles
 * @param transit a folder for what arrives and what waits to be fetched
 * @param pages what browsers are shown
 * @param tickets the ways into the page that need no password
 * @param limits what a client may ask of it
 * @param identity what the engine says of itself
 * @param clock the time that sessions and tokens go by
 * @param random where secrets come from
 */
public record WebApi(
    Store store,
    Users users,
    WorkRunner runner,
    PluginUploads uploads,
    PluginLogs pluginLogs,
    RotatingLog log,
    Path logFile,
    Path transit,
    Pages pages,
    LoginTickets tickets,
    Limits limits,
    Identity identity,
    Clock clock,
    SecureRandom random) {

  /**
   * What a client may ask of the engine.
   *
   * @param maxUploadBytes the largest artifact that is taken
   * @param patience how slow it may be
   */
  public record Limits(long maxUploadBytes, Patience patience) {}

  /**
   * What the engine says of itself to anybody.
   *
   * @param version the version of dvp
   * @param instance the random name of this run
   */
  public record Identity(String version, String instance) {}

  /** Upload tokens that may wait to be used. */
  private static final int MOST_UPLOADS = 1000;

  /** Bundles that may wait to be fetched: each is a file. */
  private static final int MOST_BUNDLES = 20;

  /**
   * What a server needs.
   *
   * @param handler answers all requests
   * @param heads hears of the server's connections
   * @param chores to be done now and then
   */
  record Served(Handler handler, HeadWatch heads, List<Runnable> chores) {}

  /** A new handler, with no sessions. */
  Served serve() {
    Secrets secrets = new Secrets(random);
    Sessions sessions = new Sessions(clock, secrets);
    Tokens<String> uploadTokens = new Tokens<>(clock, secrets, MOST_UPLOADS, unused -> {});
    Tokens<Path> bundleTokens = new Tokens<>(clock, secrets, MOST_BUNDLES, this::delete);
    List<Route> routes = new ArrayList<>();
    routes.addAll(
        new SessionEndpoints(sessions, users, identity.version(), identity.instance()).routes());
    routes.addAll(
        new ToolkitEndpoints(store, runner, uploads, uploadTokens, transit, limits.maxUploadBytes())
            .routes());
    routes.addAll(new WorkEndpoints(store).routes());
    routes.addAll(new SupportEndpoints(store, pluginLogs, logFile, transit, bundleTokens).routes());
    HeadWatch heads = new HeadWatch(limits.patience().head(), log);
    return new Served(
        new ApiHandler(
            routes,
            sessions,
            new PageDoor(pages, users, tickets, sessions, limits.patience()),
            log,
            limits,
            heads),
        heads,
        List.of(heads::cutSlow, uploadTokens::dropOld, bundleTokens::dropOld));
  }

  private void delete(Path unfetched) {
    try {
      Files.deleteIfExists(unfetched);
    } catch (IOException e) {
      log.warning("A bundle that nobody fetched cannot be deleted; the next start tries again.");
    }
  }
}
