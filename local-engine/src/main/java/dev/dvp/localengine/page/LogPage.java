package dev.dvp.localengine.page;

import dev.dvp.localengine.store.InstalledPlugin;
import dev.dvp.localengine.support.PluginLogs;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** The end of a log. */
final class LogPage {
  private static final int TAIL_BYTES = 128 * 1024;
  private static final int TAIL_LINES = 500;
  private static final int MOST_TEXT = 2000;

  private final Shelf shelf;

  LogPage(Shelf shelf) {
    this.shelf = shelf;
  }

  /** The engine's own. */
  PageAnswer engine(PageRequest request) {
    Html html = new Html();
    html.element("h1", "Log of the engine");
    tail(html, shelf.world().folder().log());
    return new PageAnswer.Document(200, Frame.page(request, Frame.Page.of("Log", "/log"), html));
  }

  /** What the engine did with a plugin. */
  PageAnswer plugin(PageRequest request) throws NoPageException {
    InstalledPlugin plugin = shelf.plugin(request.segment(1));
    String name = Shorten.to(plugin.version().name(), 200);
    Html html = new Html();
    Frame.trail(html, "/", "Plugins", "/plugins/" + plugin.version().id(), name);
    html.element("h1", "Log of " + name);
    html.element(
        "p",
        "What the engine did with the plugin. What the plugin itself logs stands with its jobs.",
        "class",
        "muted");
    if (PluginLogs.isPluginId(plugin.version().id())) {
      Path folder = shelf.world().pluginLogs().folder(plugin.version().id());
      tail(html, folder.resolve("plugin.log"));
    }
    return new PageAnswer.Document(
        200, Frame.page(request, Frame.Page.of("Log of " + name, "/"), html));
  }

  private static void tail(Html html, Path log) {
    List<String> lines = lines(log);
    if (lines.isEmpty()) {
      html.element("p", "It is empty.", "class", "muted");
      return;
    }
    html.open("pre", "class", "log", "tabindex", "0", "aria-label", "The newest lines");
    lines.forEach(line -> html.text(Shorten.to(line, MOST_TEXT)).line());
    html.close("pre");
  }

  private static List<String> lines(Path log) {
    if (!Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      channel.position(Math.max(0, channel.size() - TAIL_BYTES));
      byte[] bytes = Channels.newInputStream(channel).readNBytes(TAIL_BYTES);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    } catch (IOException e) {
      return List.of("The log cannot be read just now.");
    }
  }
}
