package dev.dvp.core.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaException;

/**
 * A run of a schema that ends: alternatives that refer to each other multiply without bound, and
 * networknt knows none.
 */
final class BoundedContext extends ExecutionContext {
  /** What a value may take on average; hand-written schemas take a dozen. */
  private static final long STEPS_FOR_A_VALUE = 1_000;

  private static final long STEPS_FOR_THE_FIRST = 100_000;

  private long left;

  /** The run was given up. */
  static final class TooManySteps extends SchemaException {
    private static final long serialVersionUID = 1L;

    TooManySteps() {
      super("too many steps");
    }
  }

  BoundedContext(ExecutionConfig config, JsonNode instance) {
    super(config);
    left = STEPS_FOR_THE_FIRST + STEPS_FOR_A_VALUE * values(instance);
  }

  private static long values(JsonNode node) {
    long values = 1;
    for (JsonNode child : node) {
      values += values(child);
    }
    return values;
  }

  @Override
  public void evaluationPathAddLast(String step) {
    take();
    super.evaluationPathAddLast(step);
  }

  @Override
  public void evaluationPathAddLast(int step) {
    take();
    super.evaluationPathAddLast(step);
  }

  private void take() {
    if (--left < 0) {
      throw new TooManySteps();
    }
  }
}
