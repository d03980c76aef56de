package dev.dvp.localengine.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** The database could not do what it was asked: nothing was changed. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean full;

  StoreException(SQLException cause) {
    super(cause);
    int primaryCode = cause.getErrorCode() & 0xFF; // the higher bits only refine it
    full = primaryCode == SQLiteErrorCode.SQLITE_FULL.code;
  }

  /**
   * Tells whether the disk is full, which a user can mend, as opposed to a bug.
   *
   * @return whether it is
   */
  public boolean isFull() {
    return full;
  }

  /**
   * The reason in words.
   *
   * @return half a sentence
   */
  public String reason() {
    return full ? "the disk is full" : "its database cannot be read or written";
  }
}
