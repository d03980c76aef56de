package dev.dvp.core.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** The API versions that an artifact names. */
public final class ApiVersions {
  private static final List<String> PARTS = List.of("major", "minor", "micro");

  private ApiVersions() {}

  /** The plugin API (dvp-api) of SDK release 5.0.1, from which the runtime packages come. */
  static ObjectNode build() {
    return version(1, 9, 0);
  }

  /**
   * The lowest engine API that takes such an artifact. A session opened with it can do all that dvp
   * asks of an engine.
   *
   * @return a new {@code APIVersion} with {@code major}, {@code minor} and {@code micro}
   */
  public static ObjectNode engine() {
    return version(1, 11, 16);
  }

  /**
   * A version as people write it.
   *
   * @param version an {@code APIVersion}
   * @return for example {@code 1.11.16}
   */
  public static String shown(ObjectNode version) {
    return PARTS.stream().map(part -> version.path(part).asText()).collect(Collectors.joining("."));
  }

  static boolean isVersion(ObjectNode node) {
    boolean numbers =
        PARTS.stream().map(node::path).allMatch(part -> part.isInt() && part.intValue() >= 0);
    JsonNode type = node.path(ArtifactKeys.TYPE);
    return numbers && type.asText().equals(ArtifactKeys.API_VERSION);
  }

  private static ObjectNode version(int... numbers) {
    ObjectNode version = JsonNodeFactory.instance.objectNode();
    version.put(ArtifactKeys.TYPE, ArtifactKeys.API_VERSION);
    for (int i = 0; i < numbers.length; i++) {
      version.put(PARTS.get(i), numbers[i]);
    }
    return version;
  }
}
