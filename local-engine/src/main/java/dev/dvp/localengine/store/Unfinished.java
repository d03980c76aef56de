package dev.dvp.localengine.store;

import java.util.Optional;

/**
 * A workflow that did not come to its end, or is under way.
 *
 * @param workflow its name, for example {@code refresh}
 * @param step the step that it was at, for example {@code virtual.configure}
 * @param reason why it ended there; nothing while it is under way or when it was killed
 */
public record Unfinished(String workflow, String step, Optional<String> reason) {}
