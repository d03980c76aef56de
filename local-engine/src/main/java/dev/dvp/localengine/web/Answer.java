package dev.dvp.localengine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dvp.localengine.page.PageAnswer;
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

  /**
   * What a browser is shown.
   *
   * @param page the page
   * @param cookie a session to set, if any; an empty one to forget it
   */
  record Shown(PageAnswer page, Optional<PageCookie> cookie) implements Answer {}

  /**
   * A session of the page. Cookies of one machine go to all its ports, so the name has the port in
   * it: two engines do not end each other's sessions.
   *
   * @param name its name
   * @param value the session's id; empty to forget it
   */
  record PageCookie(String name, String value) {}

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
