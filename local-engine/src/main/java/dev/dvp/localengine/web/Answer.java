package dev.dvp.localengine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dvp.localengine.store.Failure;
import java.nio.file.Path;
import java.util.Optional;

/** What an endpoint gives back. */
sealed interface Answer {

  /**
   * An OKResult.
   *
   * @param result what was asked for
   * @param action the reference of the action that was started, if any
   * @param job the reference of its job, if any
   * @param cookie a session to set, if any
   */
  record Ok(JsonNode result, Optional<String> action, Optional<String> job, Optional<String> cookie)
      implements Answer {}

  /**
   * A file that is sent and, when all of it was, deleted.
   *
   * @param file the file
   * @param name the name under which a client may save it
   * @param tag by what a client knows it again, in quotes
   * @param from the first byte that is asked for; the whole file unless it is there
   * @param sent called when the last byte was sent
   */
  record Download(Path file, String name, String tag, Optional<Long> from, Runnable sent)
      implements Answer {}

  /**
   * An ErrorResult.
   *
   * @param status the HTTP status
   * @param failure what the client is told
   */
  record Refused(int status, Failure failure) implements Answer {}

  static Ok ok(JsonNode result) {
    return new Ok(result, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Ok ok(String result) {
    return ok(TextNode.valueOf(result));
  }

  static Ok nothing() {
    return ok(NullNode.getInstance());
  }
}
