package dev.dvp.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Progress;
import dev.dvp.core.http.Sleeper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Has an engine pack a plugin's logs and fetches them through a temporary file. */
final class LogDownload {
  /** How often in a row the rest is asked for in vain. */
  private static final int MOST_RESUMPTIONS = 3;

  private static final int BUFFER = 1 << 16;

  private final EngineCalls calls;
  private final EngineTimeouts timeouts;
  private final Path folder;
  private final Progress progress;
  private final Sleeper sleeper;
  private final Silence silence;

  LogDownload(
      EngineCalls calls,
      EngineTimeouts timeouts,
      InstantSource clock,
      Sleeper sleeper,
      Path folder,
      Progress progress) {
    this.calls = calls;
    this.timeouts = timeouts;
    this.sleeper = sleeper;
    this.silence = new Silence(calls, clock, timeouts.waitLimit());
    this.folder = folder;
    this.progress = progress;
  }

  /** Fails before the engine is put to work for nothing. */
  static void checkFolder(Path folder) {
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw cannotWrite(folder, "`" + folder + "` is not a folder that can be written to.");
    }
  }

  /** The plugin that was installed here, rather than replicated from another engine. */
  static InstalledPlugin choose(List<InstalledPlugin> plugins, String pluginId) {
    return plugins.stream()
        .filter(p -> p.identifier().equalsIgnoreCase(pluginId) && p.namespace().isEmpty())
        .findFirst()
        .orElseThrow(() -> notInstalled(plugins, pluginId));
  }

  private static DvpException notInstalled(List<InstalledPlugin> plugins, String pluginId) {
    String others =
        plugins.stream()
            .filter(p -> p.namespace().isEmpty())
            .limit(10)
            .map(p -> "`" + p.identifier() + "` " + p.name())
            .collect(Collectors.joining(", "));
    return new DvpException(
        EngineRule.PLUGIN_NOT_INSTALLED.at(
            Location.NONE,
            "The engine has no plugin with the id `" + pluginId + "`.",
            others.isEmpty()
                ? "It has no plugin at all: upload it first."
                : "It has " + others + "."));
  }

  /** The plugins that the engine has, as soon as it is there to say so. */
  List<InstalledPlugin> plugins(Supplier<List<InstalledPlugin>> look) {
    while (true) {
      try {
        List<InstalledPlugin> plugins = look.get();
        silence.isBroken();
        return plugins;
      } catch (DvpException e) {
        silence.goesOn(e);
        pause(e);
      }
    }
  }

  private void pause(DvpException failure) {
    try {
      sleeper.sleep(timeouts.pollInterval());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  /**
   * Fetches the logs: with a new token, where the one before was used up in vain. Each makes the
   * engine pack them anew, so an engine that has gone away is asked for less until it is back.
   *
   * @param look asks for the plugins
   */
  Path fetch(InstalledPlugin plugin, Supplier<List<InstalledPlugin>> look) {
    try (PartialFile part = part(plugin)) {
      boolean wasRefused = false;
      for (int failures = 1; ; failures++) {
        try {
          String token = token(plugin);
          receive(token, part);
          Path target = folder.resolve(fileName(plugin.name(), token));
          part.moveTo(target);
          return target;
        } catch (DvpException e) {
          // A token that the engine refuses was used up by what broke on the way.
          boolean isUsedUp = isRefused(e) && !wasRefused;
          wasRefused = isRefused(e);
          boolean mayGoOn = isUsedUp || calls.retries().isWorthIt(e);
          if (failures >= calls.retries().backoff().attempts() || !mayGoOn) {
            throw e;
          }
          calls.retries().pause(e, failures);
          plugins(look);
        }
      }
    } catch (IOException e) {
      throw cannotWrite(folder, "The logs cannot be written to `" + folder + "`.");
    }
  }

  private static boolean isRefused(DvpException failure) {
    return failure.diagnostics().stream().allMatch(d -> d.rule() == EngineRule.REQUEST_REFUSED);
  }

  private String token(InstalledPlugin plugin) {
    Call call = new Call.Plain(Step.MAKE_BUNDLE, Location.NONE, timeouts.work());
    byte[] parameters =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "SupportBundleGenerateParameters")
            .put("bundleType", "PLUGIN_LOG")
            .put("plugin", plugin.reference())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    JsonNode token =
        calls.postTwice(call, "delphix/service/support/bundle/generate", parameters).result();
    if (!token.isTextual() || token.asText().isEmpty()) {
      throw calls.failures().incomplete(call, "a token for the logs");
    }
    calls.text().hide(token.asText());
    return token.asText();
  }

  private PartialFile part(InstalledPlugin plugin) {
    try {
      return PartialFile.create(folder, prefix(plugin.name()));
    } catch (IOException e) {
      throw cannotWrite(folder, "No file can be made in `" + folder + "`.");
    }
  }

  /** Fetches into the file, and throws when what came is no archive. */
  void receive(String token, PartialFile part) throws IOException {
    Call.Download call = new Call.Download(folder, timeouts, progress);
    Receiving receiving = new Receiving(call);
    boolean received;
    for (int failures = 1; ; failures++) {
      long before = call.moved();
      try {
        received =
            calls.download(call, path(token), receiving.rest(), receiving.into(part.channel()));
        break;
      } catch (DvpException e) {
        boolean isGoingOn = receiving.rest().isPresent() && call.moved() > before;
        failures = isGoingOn ? 0 : failures;
        boolean mayGoOn = receiving.rest().isPresent() && failures < MOST_RESUMPTIONS;
        if (!mayGoOn || !calls.retries().isWorthIt(e)) {
          throw e;
        }
        calls.retries().pause(e, Math.max(1, failures));
      }
    }
    if (received && isGzip(part) && (!receiving.isEndUnknown() || isWhole(part))) {
      return;
    }
    try (InputStream in = part.read()) {
      calls.throwIfRefusal(call, in.readNBytes(BodySubscribers.LONGEST_ANSWER));
    }
    throw new DvpException(
        EngineRule.DOWNLOAD_INCOMPLETE.at(
            Location.NONE,
            "What the engine sent in place of the logs is not a tar.gz archive; it was removed.",
            "Try again, or fetch a support bundle in the engine's web interface."));
  }

  private static String path(String token) {
    return "delphix/data/downloadOutputStream?token="
        + URLEncoder.encode(token, StandardCharsets.UTF_8);
  }

  /** Reads it to the checksum at its end. */
  private static boolean isWhole(PartialFile part) throws IOException {
    try (InputStream in = new GZIPInputStream(part.read(), BUFFER)) {
      in.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (EOFException | ZipException e) {
      return false;
    }
  }

  private static boolean isGzip(PartialFile part) throws IOException {
    try (InputStream in = part.read()) {
      return in.read() == 0x1F && in.read() == 0x8B;
    }
  }

  /** The name that users of the engine know, safe on every file system. */
  static String fileName(String pluginName, String token) {
    return prefix(pluginName) + "-" + safe(token, 64) + ".tar.gz";
  }

  private static String prefix(String pluginName) {
    return "dlpx-plugin-logs-" + safe(pluginName, 40);
  }

  private static String safe(String text, int longest) {
    return text.codePoints()
        .limit(longest)
        .map(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' ? c : '_')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static DvpException cannotWrite(Path folder, String message) {
    return new DvpException(
        EngineRule.CANNOT_WRITE_LOGS.at(
            Location.of(folder), message, "Choose another folder with `--directory`."));
  }
}
