package dev.dvp.localengine.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes artifacts that an engine takes, and breaks them in one point where a test says so. */
public final class TestArtifact {
  public static final String ID = "16bef554-9470-11e9-b2e3-8c8590d4a42c";

  private static final List<String> FLAGS =
      List.of(
          "hasInitialize",
          "hasLinkedMountSpecification",
          "hasLinkedPostSnapshot",
          "hasLinkedPreSnapshot",
          "hasLinkedSourceSize",
          "hasLinkedStartStaging",
          "hasLinkedStatus",
          "hasLinkedStopStaging",
          "hasLinkedWorker",
          "hasRepositoryDiscovery",
          "hasSourceConfigDiscovery",
          "hasVirtualCleanup",
          "hasVirtualConfigure",
          "hasVirtualMountSpecification",
          "hasVirtualPostSnapshot",
          "hasVirtualPreSnapshot",
          "hasVirtualReconfigure",
          "hasVirtualSourceSize",
          "hasVirtualStart",
          "hasVirtualStatus",
          "hasVirtualStop",
          "hasVirtualUnconfigure");

  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  private TestArtifact() {
    json.put("type", "Plugin");
    json.put("pluginId", ID);
    json.put("name", "Example");
    json.put("buildNumber", "1");
    json.put("language", "PYTHON311");
    json.putArray("hostTypes").add("UNIX");
    json.put("entryPoint", "plugin_runner:plugin");
    json.put("defaultLocale", "en-us");
    json.put("rootSquashEnabled", true);
    json.put("extendedStartStopHooks", false);
    version("buildApi", 1, 9, 0);
    version("engineApi", 1, 11, 16);
    json.put("sourceCode", zip("plugin_runner.py", "plugin = None\n"));
    parameters("virtualSourceDefinition", "PluginVirtualSourceDefinition");
    parameters("linkedSourceDefinition", "PluginLinkedDirectSourceDefinition");
    discovery();
    json.set("snapshotSchema", schema());
    ObjectNode snapshot = json.putObject("snapshotParametersDefinition");
    snapshot.put("type", "PluginSnapshotParametersDefinition");
    snapshot.set("schema", schema());
    ObjectNode manifest = json.putObject("manifest");
    manifest.put("type", "PluginManifest");
    FLAGS.forEach(flag -> manifest.put(flag, false));
    manifest.putArray("migrationIdList");
  }

  /** Build 1 of the example. */
  public static TestArtifact example() {
    return new TestArtifact();
  }

  public TestArtifact id(String id) {
    return with(node -> node.put("pluginId", id));
  }

  public TestArtifact build(String number) {
    return with(node -> node.put("buildNumber", number));
  }

  public TestArtifact migrations(String... ids) {
    return with(
        node -> {
          ArrayNode list = node.withObjectProperty("manifest").putArray("migrationIdList");
          List.of(ids).forEach(list::add);
        });
  }

  public TestArtifact staged() {
    return with(
        node ->
            node.withObjectProperty("linkedSourceDefinition")
                .put("type", "PluginLinkedStagedSourceDefinition"));
  }

  /** Adds a file of this many bytes, which do not compress, to the payload. */
  public TestArtifact payloadBytes(int size) {
    StringBuilder text = new StringBuilder(size);
    java.util.Random random = new java.util.Random(7);
    while (text.length() < size) {
      text.append((char) ('!' + random.nextInt(90)));
    }
    return with(
        node ->
            node.put(
                "sourceCode",
                zip("plugin_runner.py", "plugin = None\n", "data.txt", text.toString())));
  }

  /** Puts other files into the payload, each name before its text. */
  public TestArtifact payload(String... namesAndTexts) {
    return with(node -> node.put("sourceCode", zip(namesAndTexts)));
  }

  public TestArtifact with(Consumer<ObjectNode> change) {
    change.accept(json);
    return this;
  }

  public byte[] bytes() {
    try {
      return new ObjectMapper().writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void version(String key, int major, int minor, int micro) {
    json.putObject(key)
        .put("type", "APIVersion")
        .put("major", major)
        .put("minor", minor)
        .put("micro", micro);
  }

  private void parameters(String key, String type) {
    ObjectNode definition = json.putObject(key);
    definition.put("type", type);
    definition.set("parameters", schema());
  }

  private void discovery() {
    ObjectNode discovery = json.putObject("discoveryDefinition");
    discovery.put("type", "PluginDiscoveryDefinition");
    discovery.put("manualSourceConfigDiscovery", true);
    discovery.putArray("repositoryIdentityFields").add("name");
    discovery.put("repositoryNameField", "name");
    discovery.set("repositorySchema", schema());
    discovery.putArray("sourceConfigIdentityFields").add("name");
    discovery.put("sourceConfigNameField", "name");
    discovery.set("sourceConfigSchema", schema());
  }

  private static ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    schema.putArray("required").add("name");
    schema.putObject("properties").putObject("name").put("type", "string");
    return schema;
  }

  private static String zip(String... namesAndTexts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        ZipEntry entry = new ZipEntry(namesAndTexts[i]);
        entry.setTime(315_532_800_000L);
        zip.putNextEntry(entry);
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
