package dev.dvp.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A session of a user who is logged in. Made by {@link EngineClient#login}. A thread that is
 * interrupted in one of the methods gets a {@code DvpException} ({@code E507}) that says in which
 * state the engine is left, and keeps its interrupt flag.
 */
public final class EngineSession {
  private static final byte[] NO_BODY = {};

  private final EngineConnection connection;
  private final EngineTimeouts timeouts;
  private final InstantSource clock;
  private final Sleeper sleeper;

  EngineSession(
      EngineConnection connection, EngineTimeouts timeouts, InstantSource clock, Sleeper sleeper) {
    this.connection = connection;
    this.timeouts = timeouts;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * Sends an artifact. The engine installs it after this returns: see {@link #await}.
   *
   * @param artifact the file, read as a stream
   * @param progress hears how much of the file was sent
   * @return the work that the engine started
   * @throws DvpException when the file cannot be read, or the engine does not take it
   */
  public EngineWork upload(Path artifact, Progress progress) {
    long length = size(artifact);
    Location about = Location.of(artifact);
    Call asking = new Call.Plain(Step.REQUEST_TOKEN, about, timeouts.request());
    String path = "delphix/toolkit/requestUploadToken";
    JsonNode token = connection.post(asking, path, NO_BODY).result().path("token");
    if (!token.isTextual() || token.asText().isEmpty()) {
      throw connection.failures().incomplete(asking, "an upload token");
    }
    connection.text().hide(token.asText());
    Call.Upload call = new Call.Upload(artifact, length, timeouts, progress);
    MultipartBody form = new MultipartBody(token.asText(), artifact, length, call);
    Answer.Success answer = connection.upload(call, "delphix/data/upload", form);
    Call taken = new Call.Plain(Step.TAKE, about, timeouts.request());
    Optional<String> action = answer.action();
    if (action.isEmpty() || !isReference(action.get())) {
      throw connection.failures().incomplete(taken, "the reference of the work that it started");
    }
    return new EngineWork(action.get(), answer.job().map(connection.text()::clean));
  }

  private static long size(Path artifact) {
    try {
      if (Files.isRegularFile(artifact) && Files.isReadable(artifact)) {
        return Files.size(artifact);
      }
    } catch (IOException e) {
      // The same as a file that is not there.
    }
    throw unreadable(artifact);
  }

  private static DvpException unreadable(Path artifact) {
    return new DvpException(
        EngineRule.ARTIFACT_NOT_SENT.at(
            Location.of(artifact),
            "There is no artifact that can be read at `" + artifact + "`.",
            "Run `dvp build` first, or name the artifact with `--upload-artifact`."));
  }

  /**
   * Waits until the engine has installed what was uploaded, at most {@link
   * EngineTimeouts#waitLimit}.
   *
   * @param work what {@link #upload} returned
   * @param artifact the file that was uploaded, for messages
   * @param listener hears each event of the job once, in the engine's order
   * @throws DvpException when the work fails, is suspended or cancelled, or takes too long
   */
  public void await(EngineWork work, Path artifact, Consumer<EngineEvent> listener) {
    new WorkWatcher(connection, timeouts, clock, sleeper, work, Location.of(artifact))
        .watch(listener);
  }

  /**
   * The plugins that the engine has.
   *
   * @return the plugins in the engine's order; entries without identifier or reference are left out
   * @throws DvpException when the engine does not answer as expected
   */
  public List<InstalledPlugin> plugins() {
    Call call = new Call.Plain(Step.LIST_PLUGINS, Location.NONE, timeouts.request());
    JsonNode result = connection.get(call, "delphix/toolkit").result();
    if (!result.isArray()) {
      throw connection.failures().incomplete(call, "a list of plugins");
    }
    List<InstalledPlugin> plugins = new ArrayList<>();
    result.forEach(node -> plugin(node).ifPresent(plugins::add));
    return Collections.unmodifiableList(plugins);
  }

  private Optional<InstalledPlugin> plugin(JsonNode node) {
    EngineText text = connection.text();
    Optional<String> identifier = text.find(node.path("identifier"));
    JsonNode reference = node.path("reference");
    if (identifier.isEmpty() || !reference.isTextual()) {
      return Optional.empty();
    }
    return Optional.of(
        new InstalledPlugin(
            identifier.get(),
            text.clean(node.path("name")),
            reference.asText(),
            text.find(node.path("namespace")),
            text.find(node.path("buildNumber"))));
  }

  /**
   * Fetches the logs of a plugin as a tar.gz archive named {@code
   * dlpx-plugin-logs-<name>-<token>.tar.gz}. The file appears when it is complete; a failure leaves
   * nothing behind.
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
    InstalledPlugin plugin = LogDownload.choose(plugins(), pluginId);
    return new LogDownload(connection, timeouts, folder, progress).fetch(plugin);
  }

  /** Whether a reference is plain enough to be part of an address. */
  static boolean isReference(String text) {
    return text.length() <= 200
        && text.chars()
            .allMatch(c -> c == '-' || c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
  }
}
