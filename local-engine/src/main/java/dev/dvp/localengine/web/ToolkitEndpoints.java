package dev.dvp.localengine.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.jobs.WorkFailedException;
import dev.dvp.localengine.jobs.WorkRunner;
import dev.dvp.localengine.plugins.PluginUploads;
import dev.dvp.localengine.plugins.ReceivedArtifact;
import dev.dvp.localengine.store.InstalledPlugin;
import dev.dvp.localengine.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Installed plugins, and uploads of new ones. */
final class ToolkitEndpoints {
  static final String UPLOAD_PATH = "delphix/data/upload";

  /** What of an artifact the API shows. */
  private static final List<String> DEFINITIONS =
      List.of(
          "entryPoint",
          "hostTypes",
          "virtualSourceDefinition",
          "linkedSourceDefinition",
          "discoveryDefinition",
          "snapshotSchema",
          "snapshotParametersDefinition",
          "manifest");

  private final Store store;
  private final WorkRunner runner;
  private final PluginUploads uploads;
  private final Tokens<String> tokens;
  private final Path folder;
  private final long maxBytes;

  ToolkitEndpoints(
      Store store,
      WorkRunner runner,
      PluginUploads uploads,
      Tokens<String> tokens,
      Path folder,
      long maxBytes) {
    this.store = store;
    this.runner = runner;
    this.uploads = uploads;
    this.tokens = tokens;
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "delphix/toolkit", Route.Access.LOGIN, request -> list()),
        new Route("GET", "delphix/toolkit/*", Route.Access.LOGIN, this::details),
        new Route(
            "POST", "delphix/toolkit/requestUploadToken", Route.Access.LOGIN, this::requestToken),
        new Route("POST", UPLOAD_PATH, Route.Access.LOGIN, this::upload));
  }

  private Answer list() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    store.read(tables -> tables.plugins().all()).forEach(plugin -> list.add(json(plugin)));
    return Answer.ok(list);
  }

  /** One plugin, with the definitions and the operations of its artifact. */
  private Answer details(ApiRequest request) throws ApiException {
    String reference = request.parameter(0);
    InstalledPlugin plugin = plugin(reference);
    ObjectNode artifact;
    try {
      artifact = uploads.document(plugin);
    } catch (DvpException e) {
      plugin = plugin(reference); // an upgrade may just have taken the old artifact away
      artifact = uploads.document(plugin);
    }
    ObjectNode json = json(plugin);
    for (String key : DEFINITIONS) {
      if (artifact.has(key)) {
        json.set(key, artifact.get(key));
      }
    }
    return Answer.ok(json);
  }

  private InstalledPlugin plugin(String reference) throws ApiException {
    return store.read(tables -> tables.plugins().all()).stream()
        .filter(one -> one.reference().equals(reference))
        .findFirst()
        .orElseThrow(() -> Refuse.noSuchObject(reference));
  }

  private static ObjectNode json(InstalledPlugin plugin) {
    InstalledPlugin.Version version = plugin.version();
    ObjectNode json = Json.object("PluginToolkit");
    json.put("reference", plugin.reference());
    json.putNull("namespace");
    json.put("name", version.name());
    json.put("identifier", version.id());
    json.put("prettyName", version.name());
    json.put("buildNumber", version.buildNumber().toString());
    json.put("externalVersion", version.externalVersion().orElse(null));
    json.put("pluginType", version.type().name());
    json.put("language", version.language());
    json.put("status", "ACTIVE");
    json.put("installationTime", plugin.installed().toString());
    json.put("lastUpdateTime", plugin.updated().toString());
    ArrayNode migrations = json.putArray("migrationIdList");
    version.migrationIds().forEach(migrations::add);
    // No engine's own key: it lets a client see whether the same build number is the same content.
    json.put("dvpArtifactSha256", version.artifactHash());
    return json;
  }

  private Answer requestToken(ApiRequest request) {
    ObjectNode result = Json.object("FileUploadResult");
    result.put("url", ApiHandler.BASE + UPLOAD_PATH);
    result.put("token", tokens.issue(request.session(), "upload"));
    String action = runner.note("TOOLKIT_REQUEST_UPLOAD_TOKEN", "Request a plugin upload token");
    return new Answer.Ok(result, Optional.of(action), Optional.empty(), Optional.empty());
  }

  private Answer upload(ApiRequest request) throws ApiException, IOException {
    checkLength(request.contentLength());
    try (MultipartUpload upload =
        new MultipartUpload(
            folder, maxBytes, token -> tokens.take(request.session(), token).isPresent())) {
      return accept(upload.receive(request.contentType(), request.body()));
    }
  }

  private void checkLength(long length) throws ApiException, IOException {
    if (length > maxBytes + MultipartUpload.ENVELOPE_BYTES) {
      throw Refuse.tooLarge(maxBytes);
    }
    if (length > Files.getFileStore(folder).getUsableSpace()) {
      throw Refuse.noSpace();
    }
  }

  private Answer accept(ReceivedArtifact artifact) throws ApiException, IOException {
    boolean accepted = false;
    try {
      WorkRunner.Started started = uploads.accept(artifact);
      accepted = true;
      return new Answer.Ok(
          TextNode.valueOf(""), Optional.of(started.action()), started.job(), Optional.empty());
    } catch (WorkFailedException e) {
      throw new ApiException(Refuse.BAD_REQUEST, e.failure());
    } finally {
      if (!accepted) {
        Files.deleteIfExists(artifact.file());
      }
    }
  }
}
