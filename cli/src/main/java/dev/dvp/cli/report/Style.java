package dev.dvp.cli.report;

import java.util.Map;

/**
 * How text looks on one stream: colours or none, and how wide it may be.
 *
 * @param colour whether to use ANSI colours
 * @param width the width in characters at which long text is wrapped; 0 when it is not
 */
public record Style(boolean colour, int width) {
  private static final int NARROWEST = 40;
  private static final int USUAL = 80;
  private static final int WIDEST = 100;

  /** No colours, no wrapping: what a file or a pipe gets. */
  public static final Style PLAIN = new Style(false, 0);

  /**
   * The style of a stream: colours only on a terminal unless asked for (no-color.org), wrapped only
   * on a terminal.
   *
   * @param when auto, always or never
   * @param terminal whether the stream is one
   * @param env the environment: {@code NO_COLOR}, {@code TERM} and {@code COLUMNS}
   * @return the style
   */
  public static Style of(String when, boolean terminal, Map<String, String> env) {
    boolean unwanted =
        !env.getOrDefault("NO_COLOR", "").isEmpty() || env.getOrDefault("TERM", "").equals("dumb");
    boolean colour = when.equals("always") || (when.equals("auto") && terminal && !unwanted);
    return new Style(colour, terminal ? columns(env.getOrDefault("COLUMNS", "")) : 0);
  }

  private static int columns(String told) {
    try {
      return Math.max(NARROWEST, Math.min(Integer.parseInt(told), WIDEST));
    } catch (NumberFormatException e) {
      return USUAL;
    }
  }

  /**
   * Colours an error's mark.
   *
   * @param text the mark
   * @return bold red
   */
  public String error(String text) {
    return paint("1;31", text);
  }

  /**
   * Colours a warning's mark.
   *
   * @param text the mark
   * @return bold yellow
   */
  public String warning(String text) {
    return paint("1;33", text);
  }

  /**
   * Colours a mark for what is merely worth knowing.
   *
   * @param text the mark
   * @return bold blue
   */
  public String info(String text) {
    return paint("1;34", text);
  }

  /**
   * Colours a success.
   *
   * @param text the mark
   * @return green
   */
  public String good(String text) {
    return paint("32", text);
  }

  /**
   * Makes text stand out.
   *
   * @param text the text
   * @return bold
   */
  public String strong(String text) {
    return paint("1", text);
  }

  /**
   * Makes text stand back.
   *
   * @param text the text
   * @return faint
   */
  public String faint(String text) {
    return paint("2", text);
  }

  /**
   * Colours what is to be typed, or stands so in a file.
   *
   * @param text the text
   * @return cyan
   */
  public String code(String text) {
    return paint("36", text);
  }

  /**
   * Stresses a word.
   *
   * @param text the text
   * @return italic
   */
  public String emphasis(String text) {
    return paint("3", text);
  }

  private String paint(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  /**
   * Wraps words to the width; without a width the text stays one line.
   *
   * @param text one paragraph
   * @param first how many characters of the first line are taken already
   * @param indent what every further line starts with
   * @return the paragraph, possibly with line breaks
   */
  public String wrap(String text, int first, String indent) {
    if (width == 0) {
      return text;
    }
    StringBuilder wrapped = new StringBuilder();
    int column = first;
    for (String word : text.split(" ", -1)) {
      boolean startsLine = wrapped.isEmpty();
      if (!startsLine && column + 1 + word.length() > width) {
        wrapped.append('\n').append(indent).append(word);
        column = indent.length() + word.length();
      } else {
        wrapped.append(startsLine ? "" : " ").append(word);
        column += word.length() + (startsLine ? 0 : 1);
      }
    }
    return wrapped.toString();
  }
}
