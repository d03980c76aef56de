package dev.dvp.core.engine;

/** What the client is doing, and in which state the engine is left when that does not succeed. */
enum Step {
  OPEN_SESSION("opening a session", "Nothing was changed on the engine."),
  LOGIN("logging in", "Nothing was changed on the engine."),
  LIST_PLUGINS("listing the plugins", "Nothing was changed on the engine."),
  REQUEST_TOKEN("asking for an upload", "Nothing was installed."),
  SEND(
      "sending the artifact",
      "The engine got a part of the artifact only and drops it: nothing was installed."),
  TAKE(
      "waiting for the engine to take the upload",
      "The whole artifact was sent and the engine may have taken it: look there (`dvp plugins`) before you send it"
          + " again."),
  FIND_UPLOAD(
      "asking the engine whether it took the upload",
      "The whole artifact was sent and the engine may have taken it: look there (`dvp plugins`) before you send it"
          + " again."),
  WAIT(
      "waiting for the engine to install the plugin",
      "The upload is complete, and the engine goes on with it by itself: look there (`dvp plugins`) whether it"
          + " succeeded before you send it again."),
  MAKE_BUNDLE(
      "asking for the plugin's logs",
      "The engine may go on collecting logs for a while; nothing was written here."),
  DOWNLOAD("downloading the plugin's logs", "Nothing was changed on the engine, and no file here.");

  private final String doing;
  private final String leftBehind;

  Step(String doing, String leftBehind) {
    this.doing = doing;
    this.leftBehind = leftBehind;
  }

  /** What goes on, to follow the word {@code while}. */
  String doing() {
    return doing;
  }

  /** A sentence on the state that the engine is in when this step ends early. */
  String leftBehind() {
    return leftBehind;
  }

  /**
   * What to do after a failure in this step.
   *
   * @param again the advice to try again, left out where a second upload might follow a first one
   *     that succeeds
   */
  String advice(String again) {
    return this == TAKE || this == FIND_UPLOAD || this == WAIT
        ? leftBehind
        : leftBehind + "\n" + again;
  }

  /** Whether the engine is known to be one and to know the user. */
  boolean isLoggedIn() {
    return this != OPEN_SESSION && this != LOGIN;
  }
}
