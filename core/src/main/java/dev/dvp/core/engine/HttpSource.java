package dev.dvp.core.engine;

import java.net.http.HttpClient;

/** Where the connections to an engine come from. */
@FunctionalInterface
interface HttpSource {
  /** The HTTP client, asked for at each call. */
  HttpClient client();

  /**
   * Lets none of the connections that are open be used again: on one that gave the answer to
   * another question, all that follow may be answers to others, too.
   */
  default void renew() {}
}
