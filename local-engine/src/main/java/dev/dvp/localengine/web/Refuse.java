package dev.dvp.localengine.web;

import dev.dvp.localengine.store.Failure;

/** The refusals that more than one endpoint gives, worded once. */
final class Refuse {
  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int REQUEST_TIMEOUT = 408;
  static final int TOO_LARGE = 413;
  static final int UNSUPPORTED_MEDIA_TYPE = 415;
  static final int INTERNAL = 500;
  static final int INSUFFICIENT_STORAGE = 507;

  /** What a client learns of a bug: the log has the rest. */
  static final Failure BUG =
      new Failure(
          "exception.engine.internal",
          "The engine could not answer because of an error of its own.",
          "Look at the engine's log `engine.log`, and report the error with it.");

  static final Failure BROKEN_OFF =
      new Failure(
          "exception.webservices.request.incomplete",
          "The request broke off, or the engine could not read or write its files.",
          "Send it again; if that does not help, look at the engine's log `engine.log`.");

  static final Failure TOO_SLOW =
      new Failure(
          "exception.webservices.request.too.slow",
          "The request came too slowly, or did not go on, so the engine stopped waiting for it.",
          "Send it again, without pauses.");

  private Refuse() {}

  static ApiException noSession() {
    return new ApiException(
        FORBIDDEN,
        "exception.webservices.session.required",
        "A session must be established before anything else is asked for.",
        "POST an APISession to /resources/json/delphix/session first.");
  }

  static ApiException noLogin() {
    return new ApiException(
        FORBIDDEN,
        "exception.webservices.login.required",
        "You must be logged in to do this.",
        "POST a LoginRequest to /resources/json/delphix/login first.");
  }

  static ApiException noSuchObject(String reference) {
    return new ApiException(
        NOT_FOUND,
        "exception.executor.object.missing",
        "The object \"" + Text.shown(reference) + "\" does not exist.",
        "Check the reference; objects of long ago are forgotten.");
  }

  static ApiException badToken() {
    return new ApiException(
        FORBIDDEN,
        "exception.webservices.token.invalid",
        "The token is not valid: it is unknown, too old, used already or of another session.",
        "Ask for a new token and use it once.");
  }

  static ApiException tooLarge(long limit) {
    return new ApiException(
        TOO_LARGE,
        "exception.webservices.body.too.large",
        "The request is larger than the " + limit + " bytes that the engine takes here.",
        "Send less.");
  }

  static ApiException badField(String field, String expected) {
    return new ApiException(
        BAD_REQUEST,
        "exception.webservices.input.invalid",
        "The field \"" + field + "\" of the request must be " + expected + ".",
        "Correct the field and send the request again.");
  }

  static ApiException noSpace() {
    return new ApiException(
        INSUFFICIENT_STORAGE,
        "exception.engine.disk.full",
        "The disk that holds the engine's data has not enough space for this.",
        "Free some space and try again.");
  }
}
