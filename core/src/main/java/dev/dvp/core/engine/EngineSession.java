package dev.dvp.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Progress;
import dev.dvp.core.http.Sleeper;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A session of a user who is logged in. Made by {@link EngineClient#login}. A thread that is
 * interrupted in one of the methods gets a {@code DvpException} ({@code E507}) that says in which
 * state the engine is left, and keeps its interrupt flag.
 */
public final class EngineSession {
  private final EngineCalls calls;
  private final EngineTimeouts timeouts;
  private final InstantSource clock;
  private final Sleeper sleeper;

  EngineSession(EngineCalls calls, EngineTimeouts timeouts, InstantSource clock, Sleeper sleeper) {
    this.calls = calls;
    this.timeouts = timeouts;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * Sends an artifact, again when the connection breaks, but never when the engine may have it
   * already. The engine installs it after this returns: see {@link #await}.
   *
   * @param order the file, read as a stream, and its plugin
   * @param progress hears how much of the file was sent; starts anew with each attempt
   * @return the work that the engine started
   * @throws DvpException when the file cannot be read, the engine does not take it, or there is no
   *     telling whether it did
   */
  public EngineWork upload(UploadOrder order, Progress progress) {
    UploadSearch search = search();
    // What cannot be told must not be taken for a change later.
    return upload(order, () -> search.wasInstalled(order).orElse(true), search, progress);
  }

  /**
   * Sends an artifact, as {@link #upload(UploadOrder, Progress)} does, for who has looked at what
   * is installed just before.
   *
   * @param order the file, read as a stream, and its plugin
   * @param before what {@link #plugins} gave
   * @param progress hears how much of the file was sent; starts anew with each attempt
   * @return the work that the engine started
   * @throws DvpException when the file cannot be read, the engine does not take it, or there is no
   *     telling whether it did
   */
  public EngineWork upload(UploadOrder order, List<InstalledPlugin> before, Progress progress) {
    return upload(order, () -> before.stream().anyMatch(order::isInstalledAs), search(), progress);
  }

  private UploadSearch search() {
    return new UploadSearch(calls, timeouts, clock, sleeper);
  }

  private EngineWork upload(
      UploadOrder order, BooleanSupplier wasThere, UploadSearch search, Progress progress) {
    return new Uploading(calls, timeouts, clock, search, order, progress).run(wasThere);
  }

  /**
   * Waits until the engine has installed what was uploaded, at most {@link
   * EngineTimeouts#waitLimit}.
   *
   * @param work what {@link #upload} returned
   * @param order what was uploaded
   * @param listener hears each event of the job once, in the engine's order
   * @throws DvpException when the work fails, is suspended or cancelled, or takes too long
   */
  public void await(EngineWork work, UploadOrder order, Consumer<EngineEvent> listener) {
    new WorkWatcher(calls, timeouts, clock, sleeper, work, order).watch(listener);
  }

  /**
   * The plugins that the engine has.
   *
   * @return the plugins in the engine's order; entries without identifier or reference are left out
   * @throws DvpException when the engine does not answer as expected
   */
  public List<InstalledPlugin> plugins() {
    Call call = new Call.Plain(Step.LIST_PLUGINS, Location.NONE, timeouts.request());
    JsonNode result = calls.get(call, InstalledPlugin.LIST).result();
    if (!result.isArray()) {
      throw calls.failures().incomplete(call, "a list of plugins");
    }
    return InstalledPlugin.readAll(result, calls.text());
  }

  /**
   * What the engine says of one plugin.
   *
   * @param plugin one of {@link #plugins}
   * @return the engine's object, with the definitions where the engine gives them; not to be shown
   *     as it is
   * @throws DvpException when the engine does not answer as expected
   */
  public ObjectNode details(InstalledPlugin plugin) {
    Call call = new Call.Plain(Step.LIST_PLUGINS, Location.NONE, timeouts.request());
    JsonNode details = calls.get(call, InstalledPlugin.LIST + "/" + plugin.reference()).result();
    if (!(details instanceof ObjectNode object)) {
      throw calls.failures().incomplete(call, "the plugin `" + plugin.identifier() + "`");
    }
    return object;
  }

  /**
   * Fetches the logs of a plugin as a tar.gz archive named {@code
   * dlpx-plugin-logs-<name>-<token>.tar.gz}, readable by its owner alone. The file appears when it
   * is complete; a failure leaves nothing behind, and what a client that was killed left in its
   * place is removed. An engine that starts anew meanwhile is waited for, at most {@link
   * EngineTimeouts#waitLimit}.
   *
   * @param pluginId the plugin's id; of several, the one that was installed on this engine itself
   * @param folder an existing folder for the file
   * @param progress hears how much has arrived
   * @return the file
   * @throws DvpException when the plugin is not installed, the download breaks off, or the folder
   *     cannot be written to
   */
  public Path downloadLogs(String pluginId, Path folder, Progress progress) {
    LogDownload.checkFolder(folder);
    LogDownload download = new LogDownload(calls, timeouts, clock, sleeper, folder, progress);
    InstalledPlugin plugin = LogDownload.choose(download.plugins(this::plugins), pluginId);
    return download.fetch(plugin, this::plugins);
  }

  /** Whether a reference is plain enough to be part of an address. */
  static boolean isReference(String text) {
    return !text.isEmpty()
        && text.length() <= 200
        && text.chars()
            .allMatch(c -> c == '-' || c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
  }
}
