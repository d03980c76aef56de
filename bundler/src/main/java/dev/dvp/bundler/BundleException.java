package dev.dvp.bundler;

/**
 * The class path cannot be made into one jar; the message says which of its elements are at odds.
 */
final class BundleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BundleException(String message) {
    super(message);
  }
}
