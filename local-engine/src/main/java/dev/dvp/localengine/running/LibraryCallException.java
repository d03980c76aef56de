package dev.dvp.localengine.running;

/** A library call that cannot be done: the plugin gets it as an exception of its own. */
public final class LibraryCallException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean isActionable;

  /** An id for errors of the local engine, since the platform's are not published. */
  public static final int ID = 1;

  /**
   * A failure.
   *
   * @param message what is wrong and what to do about it, without secrets
   * @param isActionable whether the plugin may catch it and go on, as a {@code LibraryError}; else
   *     the operation ends
   */
  public LibraryCallException(String message, boolean isActionable) {
    super(message);
    this.isActionable = isActionable;
  }

  /**
   * Tells whether the plugin may catch it.
   *
   * @return whether it is a {@code LibraryError}
   */
  public boolean isActionable() {
    return isActionable;
  }
}
