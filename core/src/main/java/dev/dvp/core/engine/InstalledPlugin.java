package dev.dvp.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.manifest.BuildNumber;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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
 * @param artifactSha256 the SHA-256 of the artifact that it was installed from, in lower-case
 *     hexadecimal; only dvp's local engine tells it
 */
public record InstalledPlugin(
    String identifier,
    String name,
    String reference,
    Optional<String> namespace,
    Optional<String> buildNumber,
    Optional<String> externalVersion,
    String status,
    Optional<String> artifactSha256) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Where an engine lists them. */
  static final String LIST = "delphix/toolkit";

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

  /** All in the engine's list, in its order; entries that name no plugin are left out. */
  static List<InstalledPlugin> readAll(JsonNode list, EngineText text) {
    List<InstalledPlugin> plugins = new ArrayList<>();
    list.forEach(node -> read(node, text).ifPresent(plugins::add));
    return Collections.unmodifiableList(plugins);
  }

  private static Optional<InstalledPlugin> read(JsonNode node, EngineText text) {
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
            text.clean(node.path("status")),
            text.find(node.path("dvpArtifactSha256")).filter(SHA256.asMatchPredicate())));
  }
}
