package dev.dvp.localengine.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.localengine.files.PrivateFiles;
import dev.dvp.localengine.store.InstalledPlugin;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.support.PluginLogs;
import dev.dvp.localengine.support.SupportBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Bundles of logs, made on one request and fetched by another. */
final class SupportEndpoints {
  private final Store store;
  private final PluginLogs pluginLogs;
  private final Path engineLog;
  private final Path folder;
  private final Tokens<Path> tokens;

  /**
   * The endpoints.
   *
   * @param folder where bundles wait to be fetched
   */
  SupportEndpoints(
      Store store, PluginLogs pluginLogs, Path engineLog, Path folder, Tokens<Path> tokens) {
    this.store = store;
    this.pluginLogs = pluginLogs;
    this.engineLog = engineLog;
    this.folder = folder;
    this.tokens = tokens;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "POST", "delphix/service/support/bundle/generate", Route.Access.LOGIN, this::generate),
        new Route("GET", "delphix/data/downloadOutputStream", Route.Access.LOGIN, this::download));
  }

  private Answer generate(ApiRequest request) throws ApiException, IOException {
    ObjectNode json = request.json("SupportBundleGenerateParameters");
    if (!ApiRequest.string(json, "bundleType").equals("PLUGIN_LOG")) {
      throw Refuse.badField("bundleType", "\"PLUGIN_LOG\": this engine has no other bundles");
    }
    String reference = ApiRequest.string(json, "plugin");
    List<InstalledPlugin> plugins = store.read(tables -> tables.plugins().all());
    InstalledPlugin plugin =
        plugins.stream()
            .filter(candidate -> candidate.reference().equals(reference))
            .findFirst()
            .orElseThrow(() -> Refuse.noSuchObject(reference));
    return Answer.ok(tokens.issue(request.session(), pack(plugin)));
  }

  private Path pack(InstalledPlugin plugin) throws ApiException, IOException {
    Path bundle;
    try {
      bundle = PrivateFiles.createTemporary(folder, ".tar.gz");
    } catch (IOException e) {
      throw Refuse.noSpace();
    }
    boolean packed = false;
    try {
      new SupportBundle(engineLog, pluginLogs.folder(plugin.version().id())).write(bundle);
      packed = true;
      return bundle;
    } catch (SupportBundle.NotWrittenException e) {
      throw Refuse.noSpace();
    } finally {
      if (!packed) {
        Files.deleteIfExists(bundle);
      }
    }
  }

  /** Each bundle is a file of its own name, written once. */
  private static String tag(Path bundle) {
    return "\"" + bundle.getFileName() + "\"";
  }

  private Answer download(ApiRequest request) throws ApiException {
    String token = request.query("token").orElse("");
    // Used up when all of it was sent: what breaks on the way may be asked for from there on.
    Path bundle = tokens.look(request.session(), token).orElseThrow(Refuse::badToken);
    return new Answer.Download(
        bundle,
        "dlpx-plugin-logs.tar.gz",
        tag(bundle),
        request.header("If-Range").filter(tag(bundle)::equals).flatMap(t -> request.rangeStart()),
        () -> tokens.take(request.session(), token));
  }
}
