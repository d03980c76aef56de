package dev.dvp.localengine.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Does what a plugin asks of {@code dlpx.virtualization.libs}, such as running a command on a host.
 * The names, arguments and values are those of {@code python-runtime/PROTOCOL.md}.
 */
public interface LibraryCalls {
  /**
   * Does the work of one call. A plugin may make several at once from threads of its own. The
   * thread is interrupted when the operation is given up: all that the call started ends then.
   *
   * @param name the function, for example {@code run_bash}
   * @param arguments what it was called with
   * @return what the plugin gets back; a JSON null when the function returns nothing
   * @throws LibraryCallException when it cannot be done
   * @throws InterruptedException when the operation was given up
   */
  JsonNode call(String name, ObjectNode arguments)
      throws LibraryCallException, InterruptedException;
}
