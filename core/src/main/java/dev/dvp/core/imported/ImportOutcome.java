package dev.dvp.core.imported;

import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.operations.FoundOperation;
import java.util.List;
import java.util.Optional;

/** What came of importing a plugin. */
public sealed interface ImportOutcome {
  /**
   * The entry point is a plugin object.
   *
   * @param operations what is registered on it, in that order
   * @param others what is registered on other plugin objects
   */
  record Registered(List<FoundOperation> operations, List<FoundOperation> others)
      implements ImportOutcome {
    /** Copies the lists. */
    public Registered {
      operations = List.copyOf(operations);
      others = List.copyOf(others);
    }
  }

  /**
   * The entry point is something else.
   *
   * @param type its class
   */
  record NoPlugin(String type) implements ImportOutcome {}

  /**
   * Python raised an exception, or the plugin ended the process.
   *
   * @param type the exception's class; {@code os._exit} for an end without one
   * @param message its message; may be empty
   * @param module the module that an import did not find
   * @param frames the plugin's own places that led there, the innermost last
   */
  record Raised(String type, String message, Optional<String> module, List<Frame> frames)
      implements ImportOutcome {
    /** Copies the frames. */
    public Raised {
      frames = List.copyOf(frames);
    }
  }

  /**
   * Python ended without an answer.
   *
   * @param reason what is known of it, for the middle of a sentence
   */
  record Broken(String reason) implements ImportOutcome {}

  /** The time was up. */
  record TimeUp() implements ImportOutcome {}

  /**
   * A place on the way to an exception.
   *
   * @param where the file and line
   * @param function the function that was running
   */
  record Frame(Location where, String function) {}
}
