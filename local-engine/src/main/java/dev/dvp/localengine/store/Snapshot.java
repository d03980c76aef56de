package dev.dvp.localengine.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A snapshot of a source.
 *
 * @param number counts up from 1 over all sources
 * @param source the number of the source
 * @param created when it was taken
 * @param value what the plugin noted of it, in the names of its schema
 * @param bytes how large the data is
 */
public record Snapshot(long number, long source, Instant created, JsonNode value, long bytes) {}
