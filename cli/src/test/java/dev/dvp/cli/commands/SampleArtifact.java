package dev.dvp.cli.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.operations.Operation;
import dev.dvp.core.operations.OperationCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An artifact as some tool could have made it, always in the same bytes. */
final class SampleArtifact {
  static final int PYTHON_38 = 3413;
  static final int PYTHON_311 = 3495;

  private static final ObjectMapper JSON = new ObjectMapper();

  final ObjectNode document;
  final Map<String, byte[]> files = new TreeMap<>();

  /** Stored, by default: what deflate makes of a text is for each zlib to decide. */
  int level = -2;

  private SampleArtifact(ObjectNode document) {
    this.document = document;
  }

  /** As built for an engine of today: bytecode, with the official packages. */
  static SampleArtifact today() {
    ObjectNode document = JSON.createObjectNode();
    document.put("type", "Plugin").put("pluginId", "16bef554-9470-11e9-b2e3-8c8590d4a42c");
    document.put("name", "My DB").put("language", "PYTHON311");
    document.putArray("hostTypes").add("UNIX");
    document.put("entryPoint", "plugin_runner:plugin").put("externalVersion", "2.0 beta");
    document.put("luaName", "my-db").put("minimumLuaVersion", "1.1");
    document.put("defaultLocale", "en-us").put("buildNumber", "1.2");
    version(document.putObject("buildApi"), 9, 0);
    version(document.putObject("engineApi"), 11, 16);
    document.put("rootSquashEnabled", true).put("extendedStartStopHooks", false);
    schemas(document);
    ObjectNode manifest = document.putObject("manifest").put("type", "PluginManifest");
    for (String key : OperationCatalogue.get().manifestKeys()) {
      manifest.put(key, false);
    }
    for (Operation operation : OperationCatalogue.get().operationsFor(PluginType.STAGED)) {
      if (operation.required()) {
        manifest.put(operation.manifestKey(), true);
      }
    }
    manifest.putArray("migrationIdList").add("2023.1");
    SampleArtifact artifact = new SampleArtifact(document);
    artifact.bytecode("plugin_runner", PYTHON_311, 40);
    artifact.bytecode("my_db/__init__", PYTHON_311, 8);
    artifact.bytecode("my_db/work", PYTHON_311, 900);
    artifact.text("my_db/query.sql", "select 1;\n");
    artifact.bytecode("generated/__init__", PYTHON_311, 8);
    artifact.bytecode("generated/definitions/__init__", PYTHON_311, 300);
    artifact.bytecode("dlpx/__init__", PYTHON_311, 8);
    artifact.bytecode("dlpx/virtualization/platform/__init__", PYTHON_311, 500);
    artifact.text("dvp_platform-5.0.1.dist-info/METADATA", "Name: dvp-platform\n");
    artifact.bytecode("google/__init__", PYTHON_311, 8);
    artifact.files.put(
        "google/protobuf/__init__.pyc",
        concat(header(PYTHON_311, 1, 0), new byte[] {'z', 6}, "3.20.3".getBytes(US), new byte[9]));
    artifact.text("six.py", "# six\n__version__ = \"1.16.0\"\n");
    return artifact;
  }

  /** As an older release wrote them: other keys, fewer flags, no packages, source only. */
  static SampleArtifact old() {
    SampleArtifact artifact = today();
    ObjectNode document = artifact.document;
    document.remove("pluginId");
    document.put("name", "16bef554-9470-11e9-b2e3-8c8590d4a42c").put("prettyName", "My old DB");
    document.put("language", "PYTHON27").put("buildNumber", "0.9");
    document.putNull("externalVersion");
    document.remove("luaName");
    document.remove("minimumLuaVersion");
    document.put("apiFeatures", "some \u001b[31mthing");
    version(document.putObject("engineApi"), 11, 2);
    ObjectNode manifest = document.putObject("manifest").put("type", "PluginManifest");
    manifest.put("hasRepositoryDiscovery", true).put("hasTeleport", true);
    artifact.files.clear();
    artifact.text("plugin_runner.py", "plugin = None\n");
    return artifact;
  }

  private static final java.nio.charset.Charset US = StandardCharsets.US_ASCII;

  private static void version(ObjectNode version, int minor, int micro) {
    version.put("type", "APIVersion").put("major", 1).put("minor", minor).put("micro", micro);
  }

  private static void schemas(ObjectNode document) {
    ObjectNode discovery = document.putObject("discoveryDefinition");
    discovery.put("type", "PluginDiscoveryDefinition").put("manualSourceConfigDiscovery", true);
    for (String prefix : new String[] {"repository", "sourceConfig"}) {
      discovery.putArray(prefix + "IdentityFields").add("path");
      discovery.put(prefix + "NameField", "path");
      discovery.set(prefix + "Schema", schema());
    }
    ObjectNode linked =
        document
            .putObject("linkedSourceDefinition")
            .put("type", "PluginLinkedStagedSourceDefinition");
    ObjectNode parameters = schema();
    property(parameters, "secret").put("type", "string").put("format", "password");
    property(parameters, "login")
        .put("$ref", "https://delphix.com/platform/api#/definitions/credentialsSupplier");
    linked.set("parameters", parameters);
    document
        .putObject("virtualSourceDefinition")
        .put("type", "PluginVirtualSourceDefinition")
        .set("parameters", schema());
    document.set("snapshotSchema", schema());
    document
        .putObject("snapshotParametersDefinition")
        .put("type", "PluginSnapshotParametersDefinition")
        .set("schema", schema());
  }

  private static ObjectNode schema() {
    ObjectNode schema = JSON.createObjectNode().put("type", "object");
    schema.put("additionalProperties", false);
    schema.putArray("required").add("path");
    property(schema, "path").put("type", "string").put("prettyName", "Path");
    property(schema, "port").put("type", "integer").put("maximum", 65535);
    return schema;
  }

  static ObjectNode property(ObjectNode schema, String name) {
    ObjectNode properties =
        schema.has("properties")
            ? (ObjectNode) schema.get("properties")
            : schema.putObject("properties");
    return properties.has(name) ? (ObjectNode) properties.get(name) : properties.putObject(name);
  }

  ObjectNode repository() {
    return (ObjectNode) document.path("discoveryDefinition").path("repositorySchema");
  }

  ObjectNode manifest() {
    return (ObjectNode) document.get("manifest");
  }

  SampleArtifact text(String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  SampleArtifact bytecode(String module, int magic, int length) {
    files.put(module + ".pyc", concat(header(magic, 1, 77), new byte[length]));
    return this;
  }

  static byte[] header(int magic, int flags, long rest) {
    return ByteBuffer.allocate(16)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) magic)
        .put((byte) '\r')
        .put((byte) '\n')
        .putInt(flags)
        .putLong(rest)
        .array();
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  byte[] zip() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      if (level >= 0) {
        zip.setLevel(level);
      }
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        if (level < 0) {
          CRC32 crc = new CRC32();
          crc.update(file.getValue());
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(file.getValue().length);
          entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes other text of the same length wherever one stands in bytes. */
  static byte[] replaced(byte[] bytes, String old, String now) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.replace(old, now).getBytes(StandardCharsets.ISO_8859_1);
  }

  Path write(Path file) throws IOException {
    return write(file, zip());
  }

  /** With a payload of one's own, for example a damaged one. */
  Path write(Path file, byte[] zip) throws IOException {
    ObjectNode whole = document.deepCopy();
    whole.put("sourceCode", Base64.getEncoder().encodeToString(zip));
    return Files.write(file, JSON.writeValueAsBytes(whole));
  }
}
