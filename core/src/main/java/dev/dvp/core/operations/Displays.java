package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.Dict;
import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.operations.Value.Text;
import dev.dvp.core.python.PyExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evaluates what is written out: tuples, lists, sets, dicts and formatted texts. */
final class Displays {
  private final Interpreter interpreter;

  Displays(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  Value evaluate(PyExpression expression, Frame frame) {
    if (expression instanceof PyExpression.DictDisplay dict) {
      return dict(dict, frame);
    } else if (expression instanceof PyExpression.FormattedText text) {
      return formatted(text, frame);
    }
    return sequence(expression.children(), expression instanceof PyExpression.Tuple, frame);
  }

  private Value sequence(List<PyExpression> elements, boolean isTuple, Frame frame) {
    List<Value> values = new ArrayList<>();
    boolean isKnown = true;
    for (PyExpression element : elements) {
      if (element instanceof PyExpression.Starred starred) {
        Optional<List<Value>> more =
            Loops.elements(interpreter.evaluate(starred.value(), frame), interpreter.budget);
        isKnown &=
            more.isPresent()
                && interpreter.budget.allowsElements(values.size() + more.get().size());
        if (isKnown) {
          values.addAll(more.orElseThrow());
        }
      } else {
        values.add(interpreter.evaluate(element, frame));
      }
    }
    return isKnown ? new Sequence(values, isTuple) : Value.UNKNOWN;
  }

  private Value dict(PyExpression.DictDisplay display, Frame frame) {
    Dict dict = new Dict();
    for (PyExpression.DictEntry entry : display.entries()) {
      Optional<Value> key = entry.key().map(k -> interpreter.evaluate(k, frame));
      Value value = interpreter.evaluate(entry.value(), frame);
      if (key.isPresent() && Arithmetic.isKey(key.get())) {
        dict.put(key.get(), value, interpreter.budget);
      } else if (key.isEmpty() && value instanceof Dict more) {
        dict.putAll(more, interpreter.budget);
      } else {
        dict.isOpen = true;
      }
    }
    return dict;
  }

  private Value formatted(PyExpression.FormattedText text, Frame frame) {
    StringBuilder joined = new StringBuilder();
    boolean isKnown = true;
    for (PyExpression part : text.parts()) {
      Value value;
      if (part instanceof PyExpression.FormattedValue field) {
        value = interpreter.evaluate(field.value(), frame);
        Optional<Value> format = field.format().map(spec -> interpreter.evaluate(spec, frame));
        value = format.isPresent() ? Formatting.padded(value, format.get()) : value;
        isKnown &= field.conversion() == 0 || field.conversion() == 's';
      } else {
        value = interpreter.evaluate(part, frame);
      }
      Optional<String> string = Arithmetic.string(value);
      isKnown &= string.isPresent() && Formatting.append(joined, string.get(), interpreter.budget);
    }
    return isKnown ? new Text(joined.toString()) : Value.UNKNOWN;
  }
}
