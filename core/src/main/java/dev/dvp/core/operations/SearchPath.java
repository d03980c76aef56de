package dev.dvp.core.operations;

import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;

/** What the source puts on {@code sys.path}. */
final class SearchPath {
  private SearchPath() {}

  static void extend(Interpreter interpreter, Value folders) {
    Loops.elements(folders, interpreter.budget)
        .orElse(List.of())
        .forEach(folder -> add(interpreter, Integer.MAX_VALUE, folder));
  }

  /** {@code sys.path = [folder] + sys.path}. */
  static void replace(Interpreter interpreter, Value folders) {
    List<Value> all = Loops.elements(folders, interpreter.budget).orElse(List.of());
    for (int i = 0; i < all.size(); i++) {
      add(interpreter, i, all.get(i));
    }
  }

  /** A relative folder counts from the source folder, which is where the platform starts. */
  static void add(Interpreter interpreter, int index, Value folder) {
    Optional<String> text = Paths.text(folder);
    if (text.isEmpty()) {
      return;
    }
    String path = text.get();
    if (path.equals(Imports.SOURCE) || path.startsWith(Imports.SOURCE + "/")) {
      path = path.substring(Imports.SOURCE.length());
      path = path.isEmpty() ? path : path.substring(1);
    } else if (path.startsWith("/")) {
      return;
    }
    try {
      interpreter.tree.addRoot(index, path);
    } catch (InvalidPathException e) {
      // No such folder can be, so nothing is found in it, as in Python.
      return;
    }
  }
}
