package dev.dvp.localengine.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.localengine.environments.Environment;
import dev.dvp.localengine.store.Source;
import java.util.List;
import java.util.Optional;

/** What an operation is called with for a source, in the form of the protocol. */
final class SourceArguments {
  private final Environment environment;
  private final Environment here;
  private final String user;

  /**
   * For sources of one environment.
   *
   * @param environment the environment of the source
   * @param here the environment that data is mounted in
   * @param user who runs commands on this machine
   */
  SourceArguments(Environment environment, Environment here, String user) {
    this.environment = environment;
    this.here = here;
    this.user = user;
  }

  /**
   * Makes the arguments.
   *
   * @param names the operation's argument names
   * @param source the source
   * @param snapshot what the plugin noted of a snapshot, where one is handed over
   * @param snapshotParameters what the user chose for a snapshot, if anything
   */
  ObjectNode of(
      List<String> names,
      Source source,
      Optional<JsonNode> snapshot,
      Optional<JsonNode> snapshotParameters) {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    for (String name : names) {
      arguments.set(name, value(name, source, snapshot, snapshotParameters));
    }
    return arguments;
  }

  private JsonNode value(
      String name,
      Source source,
      Optional<JsonNode> snapshot,
      Optional<JsonNode> snapshotParameters) {
    return switch (name) {
      case "repository" -> source.objects().repository();
      case "source_config" ->
          source
              .objects()
              .sourceConfig()
              .orElseThrow(() -> new IllegalStateException("no source config yet"));
      case "snapshot" ->
          snapshot.orElseThrow(() -> new IllegalStateException("no snapshot is handed over"));
      case "optional_snapshot_parameters" -> snapshotParameters.orElse(NullNode.getInstance());
      case "direct_source" -> {
        ObjectNode direct = source(source);
        direct.set("connection", environment.connection(user));
        yield direct;
      }
      case "staged_source" -> {
        ObjectNode staged = source(source);
        staged.set("sourceConnection", environment.connection(user));
        staged.set("stagedConnection", here.connection(user));
        List<JsonNode> mounts = source.condition().mounts();
        staged.set("mount", mounts.isEmpty() ? mount("") : mounts.get(0).path("mount").deepCopy());
        yield staged;
      }
      case "virtual_source" -> {
        ObjectNode virtual = source(source);
        virtual.set("connection", environment.connection(user));
        var mounts = virtual.putArray("mounts");
        source.condition().mounts().forEach(one -> mounts.add(one.path("mount").deepCopy()));
        yield virtual;
      }
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static ObjectNode source(Source source) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("guid", source.identity().guid());
    node.set("parameters", source.objects().parameters().deepCopy());
    return node;
  }

  /** A mount of this machine, as the plugin gets it. */
  ObjectNode mount(String mountPath) {
    ObjectNode mount = JsonNodeFactory.instance.objectNode();
    mount.set("environment", here.connection(user).path("environment").deepCopy());
    mount.put("mountPath", mountPath);
    mount.putNull("sharedPath");
    return mount;
  }
}
