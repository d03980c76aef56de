package dev.dvp.cli.man;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the few requests of roff's {@code man} macros that pages need, in ASCII. */
final class Roff {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private final StringBuilder page = new StringBuilder();

  /** A request with its arguments, each quoted. */
  Roff request(String name, String... arguments) {
    page.append('.').append(name);
    for (String argument : arguments) {
      page.append(" \"").append(argument.replace("\"", "\\(dq")).append('"');
    }
    page.append('\n');
    return this;
  }

  /** Left-aligned, with words whole, and with a remark for who opens the file. */
  Roff begin(String remark) {
    page.append(".\\\" ").append(remark).append("\n.nh\n.ad l\n");
    return this;
  }

  Roff section(String title) {
    return request("SH", plain(title));
  }

  /** A paragraph of text in which {@code `code`} is bold. */
  Roff paragraph(String text) {
    return apart().line(prose(text));
  }

  /** Begins a paragraph, which below a heading needs no request. */
  private Roff apart() {
    int line = page.lastIndexOf("\n", page.length() - 2) + 1;
    return page.indexOf(".SH", line) == line ? this : request("PP");
  }

  /** An entry of a list: what it is about, and what there is to say. */
  Roff entry(String term, String text) {
    request("TP").line(term);
    return line(prose(text));
  }

  /** Lines that are kept as they are. */
  Roff block(Iterable<String> lines) {
    apart().request("RS", "4").request("nf");
    lines.forEach(text -> line(plain(text)));
    return request("fi").request("RE");
  }

  /** A line that is roff already. */
  Roff line(String roff) {
    page.append(roff.startsWith(".") || roff.startsWith("'") ? "\\&" : "").append(roff);
    page.append('\n');
    return this;
  }

  static String bold(String text) {
    return "\\fB" + plain(text) + "\\fR";
  }

  static String italic(String text) {
    return "\\fI" + plain(text) + "\\fR";
  }

  /** The name of another page. */
  static String page(String name) {
    return bold(name) + "(1)";
  }

  static String prose(String text) {
    StringBuilder roff = new StringBuilder();
    Matcher code = CODE.matcher(text);
    int end = 0;
    while (code.find()) {
      roff.append(plain(text.substring(end, code.start()))).append(bold(code.group(1)));
      end = code.end();
    }
    return roff.append(plain(text.substring(end))).toString();
  }

  /** Text that roff sets as it is: it reads some of ASCII as something nicer. */
  static String plain(String text) {
    StringBuilder roff = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\\' -> roff.append("\\e");
                case '-' -> roff.append("\\-");
                case '\'' -> roff.append("\\(aq");
                case '`' -> roff.append("\\(ga");
                case '^' -> roff.append("\\(ha");
                case '~' -> roff.append("\\(ti");
                default -> {
                  if (c < 128) {
                    roff.append((char) c);
                  } else {
                    roff.append(String.format("\\[u%04X]", c));
                  }
                }
              }
            });
    return roff.toString();
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
