package dev.dvp.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Has an engine pack a plugin's logs and fetches them through a temporary file. */
final class LogDownload {
  private final EngineConnection connection;
  private final EngineTimeouts timeouts;
  private final Path folder;
  private final Progress progress;

  LogDownload(
      EngineConnection connection, EngineTimeouts timeouts, Path folder, Progress progress) {
    this.connection = connection;
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

  /** Fetches the logs. */
  Path fetch(InstalledPlugin plugin) {
    String token = token(plugin);
    Path temporary = temporary();
    try {
      receive(token, temporary);
      Path target = folder.resolve(fileName(plugin.name(), token));
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return target;
    } catch (IOException e) {
      throw cannotWrite(folder, "The logs cannot be written to `" + folder + "`.");
    } finally {
      delete(temporary);
    }
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
        connection.post(call, "delphix/service/support/bundle/generate", parameters).result();
    if (!token.isTextual() || token.asText().isEmpty()) {
      throw connection.failures().incomplete(call, "a token for the logs");
    }
    connection.text().hide(token.asText());
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
    String path =
        "delphix/data/downloadOutputStream?token="
            + URLEncoder.encode(token, StandardCharsets.UTF_8);
    boolean received;
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      received = connection.download(call, path, handler(channel, call));
    }
    if (received && isGzip(temporary)) {
      return;
    }
    try (InputStream in = Files.newInputStream(temporary)) {
      connection.throwIfRefusal(call, in.readNBytes(BodySubscribers.LONGEST_ANSWER));
    }
    throw new DvpException(
        EngineRule.DOWNLOAD_INCOMPLETE.at(
            Location.NONE,
            "What the engine sent in place of the logs is not a tar.gz archive; it was removed.",
            "Try again, or fetch a support bundle in the engine's web interface."));
  }

  /** Errors and login pages go into memory and are read as answers; only an archive is stored. */
  private static BodyHandler<Body> handler(FileChannel channel, Call.Download call) {
    return info -> {
      String type = info.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
      boolean text = type.contains("json") || type.startsWith("text/");
      long total = info.headers().firstValueAsLong("Content-Length").orElse(-1);
      return info.statusCode() == 200 && !text
          ? BodySubscribers.inFile(channel, call, total)
          : BodySubscribers.inMemory();
    };
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
