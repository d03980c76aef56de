package dev.dvp.core.python;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What statements, expressions and patterns are read with: the counterpart of NodeWriter. */
abstract class NodeReader {
  /** The compiler's checks refuse deeper trees; bytes that nobody wrote may be so. */
  private static final int MAX_DEPTH = 4_000;

  /** What the readers of one tree share. */
  static final class State {
    final ByteSource in;
    final String[] strings;
    private int line = 1;
    private int column = 1;
    private int depth;

    State(ByteSource in) {
      this.in = in;
      this.strings = StringTable.read(in);
    }
  }

  protected final State state;
  protected final ByteSource in;

  NodeReader(State state) {
    this.state = state;
    this.in = state.in;
  }

  protected final void enter() {
    if (++state.depth > MAX_DEPTH) {
      throw new ByteSource.Damaged();
    }
  }

  protected final void leave() {
    state.depth--;
  }

  protected final Span span() {
    int line = state.line + in.readSigned();
    int column = state.column + in.readSigned();
    int endLine = line + in.readSigned();
    int endColumn = column + in.readSigned();
    state.line = line;
    state.column = column;
    return new Span(line, column, endLine, endColumn);
  }

  protected final String text() {
    return string(in.readUnsigned());
  }

  protected final Optional<String> optionalText() {
    int number = in.readUnsigned();
    return number == 0 ? Optional.empty() : Optional.of(string(number - 1));
  }

  private String string(int number) {
    if (number < 0 || number >= state.strings.length) {
      throw new ByteSource.Damaged();
    }
    return state.strings[number];
  }

  @SuppressWarnings("unchecked")
  protected final <T> List<T> list(Supplier<? extends T> read) {
    int count = in.readCount();
    if (count == 0) {
      return List.of();
    }
    Object[] elements = new Object[count];
    for (int i = 0; i < count; i++) {
      elements[i] = read.get();
    }
    return (List<T>) List.of(elements);
  }

  protected static <E> E constant(E[] constants, int number) {
    if (number >= constants.length) {
      throw new ByteSource.Damaged();
    }
    return constants[number];
  }
}
