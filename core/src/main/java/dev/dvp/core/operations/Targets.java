package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.Dict;
import dev.dvp.core.operations.Value.NamesValue;
import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.operations.Value.Text;
import dev.dvp.core.python.PyExpression;
import java.util.List;
import java.util.Optional;

/** Binds what stands on the left of an assignment. */
final class Targets {
  private final Interpreter interpreter;

  Targets(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  void assign(PyExpression target, Value value, Frame frame) {
    if (target instanceof PyExpression.Name name) {
      frame.bind(name.id(), value);
    } else if (target instanceof PyExpression.Tuple || target instanceof PyExpression.ListDisplay) {
      unpack(target.children(), value, frame);
    } else if (target instanceof PyExpression.Starred starred) {
      assign(starred.value(), value, frame);
    } else if (target instanceof PyExpression.Attribute attribute) {
      Value object = interpreter.evaluate(attribute.value(), frame);
      for (Value alternative : Choices.alternatives(object)) {
        setAttribute(alternative, attribute.name(), value);
      }
    } else if (target instanceof PyExpression.Subscript subscript) {
      Value container = interpreter.evaluate(subscript.value(), frame);
      Value key = interpreter.evaluate(subscript.index(), frame);
      setItem(container, key, value);
      if (container instanceof Value.Instance object) {
        interpreter.objects.call(
            object, "__setitem__", Arguments.of(key, value), frame, subscript.span());
      }
    }
  }

  void delete(PyExpression target, Frame frame) {
    if (target instanceof PyExpression.Name name) {
      frame.unbind(name.id());
    } else if (target instanceof PyExpression.Subscript subscript) {
      Value container = interpreter.evaluate(subscript.value(), frame);
      Value key = interpreter.evaluate(subscript.index(), frame);
      Value.touch(container);
      if (container instanceof Dict dict && interpreter.forks.isCertain()) {
        dict.entries.remove(key);
      }
    }
  }

  private void unpack(List<PyExpression> targets, Value value, Frame frame) {
    Optional<List<Value>> elements = Loops.elements(value, interpreter.budget);
    int star = -1;
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i) instanceof PyExpression.Starred) {
        star = i;
      }
    }
    int count = elements.map(List::size).orElse(-1);
    boolean fits = star < 0 ? count == targets.size() : count >= targets.size() - 1;
    for (int i = 0; i < targets.size(); i++) {
      Value part = Value.partOf(value);
      if (fits) {
        part = part(elements.orElseThrow(), i, star, targets.size());
      }
      assign(targets.get(i), part, frame);
    }
  }

  private static Value part(List<Value> elements, int index, int star, int targets) {
    int spare = elements.size() - targets;
    if (star < 0 || index < star) {
      return elements.get(index);
    }
    if (index == star) {
      return new Sequence(elements.subList(star, star + spare + 1), false);
    }
    return elements.get(index + spare);
  }

  void setAttribute(Value object, String name, Value value) {
    if (object instanceof Value.ModuleValue module) {
      module.names.set(name, value);
    } else if (object instanceof Value.Known known
        && known.name().equals("sys")
        && name.equals("path")) {
      SearchPath.replace(interpreter, value);
    } else if (object instanceof Value.Instance instance) {
      instance.attributes.set(name, value);
    } else if (object instanceof TypeValue type) {
      type.members().set(name, value);
    } else if (object instanceof Value.PluginObject plugin) {
      plugin.attributes.set(name, value);
    }
  }

  private void setItem(Value container, Value key, Value value) {
    Value.touch(container);
    if (container instanceof Dict dict) {
      if (Arithmetic.isKey(key)) {
        dict.put(key, value, interpreter.budget);
      } else {
        dict.isOpen = true;
      }
    } else if (container instanceof NamesValue names && key instanceof Text name) {
      names.names().set(name.value(), value);
    } else if (container instanceof Sequence list
        && key instanceof Value.Int index
        && index.value().signum() >= 0
        && index.value().bitLength() < 31
        && index.value().intValue() < list.elements.size()) {
      list.elements.set(index.value().intValue(), value);
    }
  }
}
