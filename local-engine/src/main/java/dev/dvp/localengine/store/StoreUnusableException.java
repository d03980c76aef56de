package dev.dvp.localengine.store;

/** The database cannot be opened; the message says why, in words for the user. */
public final class StoreUnusableException extends Exception {
  private static final long serialVersionUID = 1L;

  StoreUnusableException(String reason) {
    super(reason);
  }

  StoreUnusableException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
