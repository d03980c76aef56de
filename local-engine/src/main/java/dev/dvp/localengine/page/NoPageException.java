package dev.dvp.localengine.page;

/** There is nothing at the address, or nothing any more. */
final class NoPageException extends Exception {
  private static final long serialVersionUID = 1L;

  NoPageException(String message) {
    super(message);
  }
}
