package dev.dvp.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.manifest.BuildNumber;
import java.util.Optional;

/**
 * A plugin as an engine lists it. Texts are the engine's own, without control characters.
 *
 * @param identifier the plugin's id
 * @param name its name; empty when the engine gives none
 * @param reference how the engine's API refers to it, for example {@code TOOLKIT-3}
 * @param namespace where it was replicated from; absent when it was installed here
 * @param buildNumber its build number, when the engine says
 * @param externalVersion its version for people, when the engine says
 * @param status what the engine says of its state, for example {@code ACTIVE}; empty when nothing
 */
public record InstalledPlugin(
    String identifier,
    String name,
    String reference,
    Optional<String> namespace,
    Optional<String> buildNumber,
    Optional<String> externalVersion,
    String status) {

  /**
   * Tells whether it is a certain build, however the engine writes the number: 1.0 is 1.
   *
   * @param canonical a build number in canonical form
   * @return whether the engine says that it is
   */
  public boolean isOfBuild(String canonical) {
    return buildNumber
        .flatMap(BuildNumber::parse)
        .map(BuildNumber::toString)
        .filter(canonical::equals)
        .isPresent();
  }

  /** One entry of the engine's list; nothing when it names no plugin. */
  static Optional<InstalledPlugin> read(JsonNode node, EngineText text) {
    Optional<String> identifier = text.find(node.path("identifier"));
    JsonNode reference = node.path("reference");
    if (identifier.isEmpty() || !EngineSession.isReference(reference.asText(""))) {
      return Optional.empty();
    }
    return Optional.of(
        new InstalledPlugin(
            identifier.get(),
            text.clean(node.path("name")),
            reference.asText(),
            text.find(node.path("namespace")),
            text.find(node.path("buildNumber")),
            text.find(node.path("externalVersion")),
            text.clean(node.path("status"))));
  }
}
