package dev.dvp.localengine.web;

import java.io.IOException;

/** Answers the requests of one path and method. */
@FunctionalInterface
interface Endpoint {
  /**
   * Answers.
   *
   * @throws ApiException when the request is refused
   * @throws IOException when the request breaks off, or the disk fails
   */
  Answer answer(ApiRequest request) throws ApiException, IOException;
}
