package dev.dvp.localengine.page;

/**
 * HTML as it is written. All text and all values of attributes go through {@link #escape}, so what
 * a plugin says stays text; only names of elements and attributes, which are ours, do not.
 */
final class Html {
  private static final char REPLACED = '\uFFFD';

  private final StringBuilder out = new StringBuilder();

  Html open(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]);
      if (!attributes[i + 1].isEmpty() || attributes[i].equals("value")) {
        out.append("=\"");
        escape(attributes[i + 1]);
        out.append('"');
      }
    }
    out.append('>');
    return this;
  }

  Html open(String tag, Attributes attributes) {
    return open(tag, attributes.array());
  }

  Html close(String tag) {
    out.append("</").append(tag).append('>');
    return this;
  }

  /** Text within the element that is open. */
  Html text(String text) {
    escape(text);
    return this;
  }

  /** An element with nothing but text in it. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  Html add(Html other) {
    out.append(other.out);
    return this;
  }

  Html line() {
    out.append('\n');
    return this;
  }

  /** A link within the engine's page. */
  Html link(String href, String text) {
    return element("a", text, "href", href);
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(isHarmless(c) ? c : REPLACED);
      }
    }
  }

  /** No controls, and nothing that turns the direction of the text around it. */
  private static boolean isHarmless(char c) {
    boolean isControl = Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r';
    boolean turns =
        (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069') || c == '\uFEFF';
    return !isControl && !turns;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
