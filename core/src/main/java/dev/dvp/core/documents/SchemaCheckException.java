package dev.dvp.core.documents;

import com.networknt.schema.SchemaException;

/** A schema cannot be run although each of its keywords is valid; the message says why. */
public final class SchemaCheckException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SchemaCheckException(SchemaException cause) {
    super(
        cause instanceof BoundedContext.TooManySteps
            ? "its alternatives refer to each other so often that one value takes too many steps"
            : "its `$schema` names another draft than 7, or an `$id` in it makes a `$ref` lead nowhere",
        cause);
  }
}
