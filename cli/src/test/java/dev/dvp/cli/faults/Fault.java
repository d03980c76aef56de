package dev.dvp.cli.faults;

/** What goes wrong with one request on its way, or with its answer. */
public enum Fault {
  /** Nothing. */
  NONE(false),
  /** The connection breaks before the request goes on. */
  CUT_BEFORE(false),
  /** The connection breaks within the request's body, at its start. */
  CUT_EARLY(false),
  /** The connection breaks within the request's body, near its end. */
  CUT_LATE(false),
  /** The request goes on whole; both connections break before there is an answer. */
  CUT_AT_THE_END(true),
  /** The engine answers; the answer is lost with the connection. */
  ANSWER_LOST(true),
  /** The engine answers; the connection breaks within the answer's head. */
  HEAD_CUT(true),
  /** The engine answers; the connection breaks within the answer's body. */
  BODY_CUT(true),
  /** The engine answers; half of the answer arrives as if it were all. */
  BODY_SHORTENED(true),
  /** A balancer answers in the engine's place that it cannot reach it. */
  BAD_GATEWAY(false),
  /** The engine does it; the balancer does not wait for the answer. */
  GATEWAY_TIMEOUT(true),
  /** The engine does it; a web page comes in place of the answer. */
  UNAVAILABLE_AFTER(true),
  /** The request is held up for a while. */
  DELAYED(false),
  /** The request is never answered. */
  SILENCE(false),
  /** The engine does it and its answer is held back for good. */
  SILENCE_AFTER(true),
  /** The engine has forgotten the session. */
  SESSION_GONE(false),
  /** An answer that came before comes once more in place of this one's. */
  STALE_ANSWER(true),
  /** What comes is no HTTP. */
  GARBAGE(false);

  private final boolean reachesTheEngine;

  Fault(boolean reachesTheEngine) {
    this.reachesTheEngine = reachesTheEngine;
  }

  /** Whether the engine gets the whole request. */
  boolean reachesTheEngine() {
    return reachesTheEngine;
  }
}
