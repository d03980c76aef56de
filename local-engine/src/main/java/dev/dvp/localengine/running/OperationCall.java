package dev.dvp.localengine.running;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What is asked of a plugin.
 *
 * @param operation the attribute path of its decorator, for example {@code virtual.configure}
 * @param migrationId which migration of that decorator, as {@code FoundOperation} has it
 * @param arguments values by the operation's argument names, as the protocol has them
 */
public record OperationCall(String operation, Optional<String> migrationId, ObjectNode arguments) {}
