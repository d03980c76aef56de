package dev.dvp.core.python;

import com.oracle.graal.python.pegparser.PythonStringFactory;

/** Has the parser make its string constants as Java strings. */
final class JavaStrings implements PythonStringFactory<String> {
  @Override
  public PythonStringBuilder<String> createBuilder(int capacity) {
    return new Builder(capacity);
  }

  @Override
  public String emptyString() {
    return "";
  }

  @Override
  public String fromJavaString(String text) {
    return text;
  }

  private static final class Builder implements PythonStringBuilder<String> {
    private final StringBuilder text;

    Builder(int capacity) {
      this.text = new StringBuilder(Math.max(0, capacity));
    }

    @Override
    public PythonStringBuilder<String> appendString(String part) {
      text.append(part);
      return this;
    }

    @Override
    public PythonStringBuilder<String> appendPythonString(String part) {
      text.append(part);
      return this;
    }

    @Override
    public PythonStringBuilder<String> appendCodePoint(int codePoint) {
      text.appendCodePoint(codePoint);
      return this;
    }

    @Override
    public boolean isEmpty() {
      return text.length() == 0;
    }

    @Override
    public String build() {
      return text.toString();
    }
  }
}
