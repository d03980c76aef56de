package dev.dvp.core.python;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What statements, expressions and patterns are written with: texts, places, lists. */
abstract class NodeWriter {
  /** What the writers of one tree share: the bytes, the texts, and where the last node stood. */
  static final class State {
    final ByteSink out = new ByteSink();
    final StringTable strings = new StringTable();
    private int line = 1;
    private int column = 1;
  }

  protected final State state;
  protected final ByteSink out;

  NodeWriter(State state) {
    this.state = state;
    this.out = state.out;
  }

  /** As differences to the node before, which are small. */
  protected final void span(Span span) {
    out.writeSigned(span.line() - state.line);
    out.writeSigned(span.column() - state.column);
    out.writeSigned(span.endLine() - span.line());
    out.writeSigned(span.endColumn() - span.column());
    state.line = span.line();
    state.column = span.column();
  }

  protected final void text(String text) {
    out.writeUnsigned(state.strings.number(text));
  }

  protected final void optionalText(Optional<String> text) {
    // One more than the number, so that 0 is none.
    out.writeUnsigned(text.isPresent() ? state.strings.number(text.get()) + 1 : 0);
  }

  protected final <T> void list(List<T> elements, Consumer<T> write) {
    out.writeUnsigned(elements.size());
    for (T element : elements) {
      write.accept(element);
    }
  }
}
