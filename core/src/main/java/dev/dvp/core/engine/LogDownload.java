package dev.dvp.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Progress;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Has an engine pack a plugin's logs and fetches them through a temporary file. */
final class LogDownload {
  /** How often in a row the rest is asked for in vain. */
  private static final int MOST_RESUMPTIONS = 3;

  private final EngineCalls calls;
  private final EngineTimeouts timeouts;
  private final Path folder;
  private final Progress progress;

  LogDownload(EngineCalls calls, EngineTimeouts timeouts, Path folder, Progress progress) {
    this.calls = calls;
    this.timeouts = timeouts;
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

  /** Fetches the logs: with a new token, where the one before was used up in vain. */
  Path fetch(InstalledPlugin plugin) {
    Path temporary = temporary();
    try {
      for (int failures = 1; ; failures++) {
        String token = token(plugin);
        try {
          receive(token, temporary);
          Path target = folder.resolve(fileName(plugin.name(), token));
          Files.move(
              temporary,
              target,
              StandardCopyOption.ATOMIC_MOVE,
              StandardCopyOption.REPLACE_EXISTING);
          return target;
        } catch (DvpException e) {
          // A token that the engine refuses was used up by what broke on the way.
          boolean isUsedUp = failures == 1 && isRefused(e);
          boolean mayGoOn = isUsedUp || calls.retries().isWorthIt(e);
          if (failures >= calls.retries().backoff().attempts() || !mayGoOn) {
            throw e;
          }
          calls.retries().pause(e, failures);
        }
      }
    } catch (IOException e) {
      throw cannotWrite(folder, "The logs cannot be written to `" + folder + "`.");
    } finally {
      delete(temporary);
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

  private Path temporary() {
    try {
      return Files.createTempFile(folder, ".dlpx-plugin-logs-", ".part");
    } catch (IOException e) {
      throw cannotWrite(folder, "No file can be made in `" + folder + "`.");
    }
  }

  /** Fetches into the file, and throws when what came is no archive. */
  void receive(String token, Path temporary) throws IOException {
    Call.Download call = new Call.Download(folder, timeouts, progress);
    Receiving receiving = new Receiving(call);
    boolean received;
    for (int failures = 1; ; failures++) {
      long before = call.moved();
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        received = calls.download(call, path(token), receiving.rest(), receiving.into(channel));
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
    if (received && isGzip(temporary) && (!receiving.isEndUnknown() || isWhole(temporary))) {
      return;
    }
    try (InputStream in = Files.newInputStream(temporary)) {
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
  private static boolean isWhole(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      in.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (EOFException | ZipException e) {
      return false;
    }
  }

  private static boolean isGzip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == 0x1F && in.read() == 0x8B;
    }
  }

  /** The name that users of the engine know, safe on every file system. */
  static String fileName(String pluginName, String token) {
    return "dlpx-plugin-logs-" + safe(pluginName, 40) + "-" + safe(token, 64) + ".tar.gz";
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

  private static void delete(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // A leftover in a folder that has become unwritable: the failure itself is reported already.
    }
  }
}
