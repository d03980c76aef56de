package dev.dvp.core.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.BaseKeywordValidator;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;

/**
 * {@code enum}, in place of networknt's: that one writes the choices as JSON for a message that we
 * never show, and for it loads an object mapper with some 270 classes, a tenth of a second.
 */
final class EnumKeyword extends AbstractKeyword {
  EnumKeyword() {
    super("enum");
  }

  @Override
  public KeywordValidator newValidator(
      SchemaLocation location, JsonNode choices, Schema parent, SchemaContext context) {
    return new Choices(this, location, choices, parent, context);
  }

  private static final class Choices extends BaseKeywordValidator {
    Choices(
        Keyword keyword,
        SchemaLocation location,
        JsonNode choices,
        Schema parent,
        SchemaContext context) {
      super(keyword, choices, location, parent, context);
    }

    @Override
    public void validate(
        ExecutionContext context, JsonNode value, JsonNode root, NodePath instanceLocation) {
      for (JsonNode choice : schemaNode) {
        if (choice.equals(Choices::compare, value)) {
          return;
        }
      }
      context.addError(
          error()
              .instanceNode(value)
              .instanceLocation(instanceLocation)
              .evaluationPath(context.getEvaluationPath())
              .locale(context.getExecutionConfig().getLocale())
              .build());
    }

    /** Numbers are equal by value, 1 and 1.0; the reader has bounded their exponents. */
    private static int compare(JsonNode choice, JsonNode value) {
      boolean numbers = choice.isNumber() && value.isNumber() && !value.isDouble();
      if (numbers) {
        return choice.decimalValue().compareTo(value.decimalValue());
      }
      return choice.equals(value) ? 0 : 1;
    }
  }
}
