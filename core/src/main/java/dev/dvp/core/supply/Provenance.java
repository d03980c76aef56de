package dev.dvp.core.supply;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.dvp.core.runtime.RuntimePackage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The record of an artifact's inputs: an in-toto statement with SLSA's provenance, version 1
 * (slsa.dev/spec/v1.0/provenance), unsigned. It names the artifact by its hash, and by theirs the
 * manifest, the schema, every file of the source, every file of the bundled runtime and every
 * wheel. There is no time and no machine in it: whoever builds the same gets the same record.
 */
public final class Provenance {
  /**
   * One input.
   *
   * @param name its path below the manifest's folder, with {@code /}, or a package's URL
   * @param sha256 the SHA-256 of its bytes, in lower-case hexadecimal
   */
  public record Input(String name, String sha256) {}

  static final String STATEMENT = "https://in-toto.io/Statement/v1";
  static final String BUILD_TYPE = "dvp build";

  private Provenance() {}

  /**
   * Writes the record.
   *
   * @param artifact what was built
   * @param inputs manifest, schema, source and bundled runtime, in the order in which they are to
   *     be shown
   * @return the JSON text, which ends with a line break
   */
  public static String of(BuiltArtifact artifact, List<Input> inputs) {
    StringWriter text = new StringWriter();
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
      json.writeStartObject();
      json.writeStringField("_type", STATEMENT);
      json.writeArrayFieldStart("subject");
      json.writeStartObject();
      json.writeStringField("name", artifact.fileName());
      writeDigest(json, artifact.sha256());
      json.writeEndObject();
      json.writeEndArray();
      json.writeStringField("predicateType", "https://slsa.dev/provenance/v1");
      json.writeObjectFieldStart("predicate");
      writeDefinition(json, artifact, inputs);
      json.writeObjectFieldStart("runDetails");
      json.writeObjectFieldStart("builder");
      json.writeStringField("id", "dvp");
      json.writeObjectFieldStart("version");
      json.writeStringField("dvp", artifact.dvpVersion());
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory takes everything", e);
    }
    return text + "\n";
  }

  private static void writeDefinition(
      JsonGenerator json, BuiltArtifact artifact, List<Input> inputs) throws IOException {
    json.writeObjectFieldStart("buildDefinition");
    json.writeStringField("buildType", BUILD_TYPE);
    json.writeObjectFieldStart("externalParameters");
    json.writeStringField("pluginId", artifact.manifest().id());
    json.writeStringField("buildNumber", artifact.manifest().buildNumber().toString());
    json.writeStringField("payload", artifact.payload());
    json.writeStringField("runtime", artifact.runtime().kind().word());
    json.writeEndObject();
    if (artifact.python().isPresent()) {
      json.writeObjectFieldStart("internalParameters");
      json.writeStringField("python", artifact.python().get());
      json.writeEndObject();
    }
    json.writeArrayFieldStart("resolvedDependencies");
    for (Input input : inputs) {
      writeInput(json, input);
    }
    for (RuntimePackage one : artifact.runtime().packages()) {
      writeInput(json, new Input("pkg:pypi/" + one.name() + "@" + one.version(), one.sha256()));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeInput(JsonGenerator json, Input input) throws IOException {
    json.writeStartObject();
    json.writeStringField(input.name().startsWith("pkg:") ? "uri" : "name", input.name());
    writeDigest(json, input.sha256());
    json.writeEndObject();
  }

  private static void writeDigest(JsonGenerator json, String sha256) throws IOException {
    json.writeObjectFieldStart("digest");
    json.writeStringField("sha256", sha256);
    json.writeEndObject();
  }
}
