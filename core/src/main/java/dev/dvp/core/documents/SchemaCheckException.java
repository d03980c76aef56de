package dev.dvp.core.documents;

/** A schema cannot be run although each of its keywords is valid. */
public final class SchemaCheckException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SchemaCheckException(Throwable cause) {
    super(cause);
  }
}
