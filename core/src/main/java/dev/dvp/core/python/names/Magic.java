package dev.dvp.core.python.names;

import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyStatement;

/** What changes a module's names, the search path or the known modules behind Python's back. */
final class Magic {
  private final Names names;

  Magic(Names names) {
    this.names = names;
  }

  /** A call: {@code exec(...)}, {@code globals().update(...)}, {@code setattr(builtins, ...)}. */
  void call(PyExpression.Call call) {
    asked(call);
    if (call.function() instanceof PyExpression.Name function) {
      plainCall(function.id(), call);
    } else if (call.function() instanceof PyExpression.Attribute method) {
      methodCall(method, call);
    }
    // A namespace that is handed on may be filled by who takes it.
    boolean isReader =
        call.function() instanceof PyExpression.Name function
            && switch (function.id()) {
              case "eval", "getattr", "hasattr", "len", "sorted", "list", "dict", "dir", "print" ->
                  true;
              case "get_type_hints", "set", "iter", "repr", "str", "isinstance" -> true;
              default -> false;
            };
    if (!isReader) {
      call.arguments().forEach(this::handedOn);
      call.keywords().forEach(keyword -> handedOn(keyword.value()));
    }
  }

  private void handedOn(PyExpression value) {
    if (isNamespace(value)) {
      names.facts.isDynamic = true;
    }
  }

  private void plainCall(String function, PyExpression.Call call) {
    int count = call.arguments().size();
    if (function.equals("exec") || function.equals("execfile")) {
      names.facts.isDynamic |= names.isModuleLevel() && count == 1;
    } else if (function.equals("setattr") && count > 0) {
      PyExpression name = count > 1 ? call.arguments().get(1) : call.arguments().get(0);
      if (isBuiltins(call.arguments().get(0)) && name instanceof PyExpression.Text text) {
        names.facts.builtins.add(text.value());
      } else if (name instanceof PyExpression.Text text) {
        names.facts.attributes.add(text.value());
      }
    } else if (function.equals("install") && count > 0) {
      names.facts.builtins.add("_");
    }
  }

  private void methodCall(PyExpression.Attribute method, PyExpression.Call call) {
    if (isNamed(method.value(), "__all__")) {
      Exports.change(names, method.name(), call.arguments());
    }
    switch (method.name()) {
      case "update", "setdefault", "__setitem__" -> {
        if (isNamespace(method.value())) {
          names.facts.isDynamic = true;
        } else if (isModules(method.value())) {
          names.facts.makesModules = true;
          register(call);
        } else if (isBuiltins(method.value())
            && !call.arguments().isEmpty()
            && call.arguments().get(0) instanceof PyExpression.Text text) {
          names.facts.builtins.add(text.value());
        }
      }
      case "append", "insert", "extend", "addsitedir" -> {
        names.facts.changesPath |=
            method.name().equals("addsitedir") || isNamed(method.value(), "path");
        names.facts.makesModules |=
            isNamed(method.value(), "meta_path")
                || isNamed(method.value(), "path_hooks")
                || isNamed(method.value(), "__path__");
      }
      case "install" -> names.facts.builtins.add("_");
      default -> {}
    }
  }

  /** The search path is at hand: under another name it may be changed anywhere. */
  void load(PyExpression.Attribute attribute) {
    names.facts.changesPath |= attribute.name().equals("path") && isNamed(attribute.value(), "sys");
  }

  /** The same by {@code from sys import path} and {@code from site import addsitedir}. */
  static boolean isPathChange(String module, String name) {
    return (module.equals("sys") && name.equals("path"))
        || (module.equals("site") && name.equals("addsitedir"));
  }

  /** {@code sys.modules.setdefault("name", ...)}, {@code sys.modules.update(name=...)}. */
  private void register(PyExpression.Call call) {
    if (!call.arguments().isEmpty() && call.arguments().get(0) instanceof PyExpression.Text text) {
      names.facts.registered.add(ModuleSearch.top(text.value()));
    }
    call.keywords().forEach(keyword -> keyword.name().ifPresent(names.facts.registered::add));
  }

  /** A file that asks whether a module is there can do without it. */
  private void asked(PyExpression.Call call) {
    if (isNamed(call.function(), "find_spec")
        && !call.arguments().isEmpty()
        && call.arguments().get(0) instanceof PyExpression.Text text) {
      names.facts.optional.add(ModuleSearch.top(text.value()));
    }
  }

  /** An attribute or an element is set. */
  void store(PyExpression target) {
    if (target instanceof PyExpression.Attribute attribute) {
      if (isBuiltins(attribute.value())) {
        names.facts.builtins.add(attribute.name());
      } else if (!isNamed(attribute.value(), "self") && !isNamed(attribute.value(), "cls")) {
        names.facts.attributes.add(attribute.name());
        names.facts.changesPath |= isNamed(attribute, "path") && isNamed(attribute.value(), "sys");
        names.facts.makesModules |= attribute.name().equals("__path__");
        names.facts.isDynamic |=
            attribute.name().equals("__class__") && isOwnModule(attribute.value());
      }
    } else if (target instanceof PyExpression.Subscript subscript) {
      storeElement(subscript);
    }
  }

  private void storeElement(PyExpression.Subscript subscript) {
    if (isNamespace(subscript.value())) {
      names.facts.isDynamic = true;
    } else if (isModules(subscript.value())) {
      names.facts.makesModules = true;
      if (subscript.index() instanceof PyExpression.Text text) {
        names.facts.registered.add(ModuleSearch.top(text.value()));
      }
      names.facts.isDynamic |= isNamed(subscript.index(), "__name__");
    } else if (isNamed(subscript.value(), "__dict__")
        && subscript.index() instanceof PyExpression.Text text) {
      names.facts.attributes.add(text.value());
    } else if (isNamed(subscript.value(), "__path__")) {
      names.facts.makesModules = true;
    } else if (isNamed(subscript.value(), "path")) {
      names.facts.changesPath = true;
    } else if (isBuiltins(subscript.value())
        && subscript.index() instanceof PyExpression.Text text) {
      names.facts.builtins.add(text.value());
    }
  }

  /** A value is kept under a name: {@code g = globals()}. */
  void kept(PyExpression value) {
    handedOn(value);
    names.facts.isDynamic |= isNamed(value, "globals");
  }

  /** A name is bound at module level. */
  void bound(String name) {
    names.facts.makesModules |= name.equals("__path__");
  }

  /** A class is decorated: {@code enum.global_enum} puts its members into the module. */
  void decorated(PyStatement.ClassDefinition definition) {
    for (PyExpression decorator : definition.decorators()) {
      names.facts.isDynamic |= isNamed(decorator, "global_enum");
    }
  }

  /** Whether changing a value changes the module's names. */
  private boolean isNamespace(PyExpression value) {
    if (value instanceof PyExpression.Call call
        && call.function() instanceof PyExpression.Name name) {
      return switch (name.id()) {
        case "globals" -> true;
        case "locals", "vars" ->
            call.arguments().isEmpty()
                ? names.isModuleLevel()
                : isOwnModule(call.arguments().get(0));
        default -> false;
      };
    }
    return isOwnModule(value)
        || (value instanceof PyExpression.Attribute attribute
            && (attribute.name().equals("f_globals")
                || (attribute.name().equals("__dict__") && isOwnModule(attribute.value()))));
  }

  /** {@code sys.modules[__name__]}. */
  private static boolean isOwnModule(PyExpression value) {
    return value instanceof PyExpression.Subscript subscript
        && isModules(subscript.value())
        && !(subscript.index() instanceof PyExpression.Text);
  }

  private static boolean isModules(PyExpression value) {
    return isNamed(value, "modules");
  }

  private static boolean isBuiltins(PyExpression value) {
    return isNamed(value, "builtins")
        || isNamed(value, "__builtin__")
        || isNamed(value, "__builtins__")
        || (value instanceof PyExpression.Attribute attribute
            && attribute.name().equals("__dict__")
            && isBuiltins(attribute.value()));
  }

  private static boolean isNamed(PyExpression expression, String word) {
    return (expression instanceof PyExpression.Name name && name.id().equals(word))
        || (expression instanceof PyExpression.Attribute attribute
            && attribute.name().equals(word));
  }
}
