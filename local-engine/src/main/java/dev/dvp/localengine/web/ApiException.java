package dev.dvp.localengine.web;

import dev.dvp.localengine.store.Failure;

/** A request that is refused, for a reason that the client is told. */
final class ApiException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Failure failure;

  /**
   * Refuses a request.
   *
   * @param status the HTTP status
   * @param code a stable message code
   * @param details what is wrong
   * @param action what the user can do about it
   */
  ApiException(int status, String code, String details, String action) {
    this(status, new Failure(code, details, action));
  }

  ApiException(int status, Failure failure) {
    super(failure.details());
    this.status = status;
    this.failure = failure;
  }

  int status() {
    return status;
  }

  Failure failure() {
    return failure;
  }
}
