package dev.dvp.localengine.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a discovery found.
 *
 * @param number counts up from 1
 * @param environment the name of the environment
 * @param repository a repository
 * @param value a source config in it; nothing for a repository that has none
 */
public record FoundSourceConfig(
    long number, String environment, JsonNode repository, Optional<JsonNode> value) {}
