package dev.dvp.cli.pages;

import dev.dvp.cli.report.Style;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;

/**
 * A page of Markdown as a terminal shows it: headings at the margin, text below them wrapped, code
 * indented as it is, tables aligned, links as the command that shows where they lead.
 */
public final class TerminalPage {
  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
  private static final String BODY = "  ";
  private static final String CODE = "    ";
  private static final int USUAL_WIDTH = 80;
  private static final int HEADINGS_AT_MARGIN = 2;
  private static final int NARROWEST_TEXT = 20;

  private final Style style;
  private final int width;

  private TerminalPage(Style style) {
    this.style = style;
    this.width = style.width() == 0 ? USUAL_WIDTH : style.width();
  }

  /**
   * Renders a page.
   *
   * @param markdown the page
   * @param style colours or none, and the width; without a width it is that of a usual terminal
   * @return the text, with a line break at its end
   */
  public static String of(String markdown, Style style) {
    Node page = Parser.builder().extensions(EXTENSIONS).build().parse(markdown);
    return String.join("\n", new TerminalPage(style).blocks(page, BODY)) + "\n";
  }

  /**
   * A table without a head, as far to the right as a page's text.
   *
   * @param rows of as many cells each
   * @param style the width
   * @return its lines, each ended
   */
  public static String table(List<List<String>> rows, Style style) {
    TerminalPage page = new TerminalPage(style);
    List<String> lines = new TextTable(rows, page.width - BODY.length()).lines();
    return String.join("", indented(lines, BODY).stream().map(line -> line + "\n").toList());
  }

  /** What lies in a page, a quote or an item of a list, with a blank line between its blocks. */
  private List<String> blocks(Node parent, String indent) {
    List<String> lines = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      List<String> block = block(node, indent);
      if (!lines.isEmpty() && !block.isEmpty() && !isTight(node)) {
        lines.add("");
      }
      lines.addAll(block);
    }
    return lines;
  }

  /** Whether a block of an item follows the one before it at once. */
  private static boolean isTight(Node node) {
    Node item = node.getParent();
    return item != null && item.getParent() instanceof ListBlock list && list.isTight();
  }

  private List<String> block(Node node, String indent) {
    if (node instanceof Heading heading) {
      return heading(heading, indent);
    } else if (node instanceof Paragraph) {
      return text(InlineText.of(node, style), indent);
    } else if (node instanceof FencedCodeBlock code) {
      return code(code.getLiteral(), code.getInfo(), indent);
    } else if (node instanceof IndentedCodeBlock code) {
      return code(code.getLiteral(), "", indent);
    } else if (node instanceof BlockQuote) {
      return blocks(node, indent + BODY);
    } else if (node instanceof ListBlock list) {
      return list(list, indent);
    } else if (node instanceof TableBlock) {
      return table(node, indent);
    }
    return List.of(); // comments, rules
  }

  private List<String> text(String text, String indent) {
    int room = Math.max(NARROWEST_TEXT, width - indent.length());
    return indented(Words.wrap(text, room), indent);
  }

  private static List<String> indented(List<String> lines, String indent) {
    return lines.stream().map(line -> line.isEmpty() ? line : indent + line).toList();
  }

  private List<String> heading(Heading heading, String indent) {
    String margin = heading.getLevel() <= HEADINGS_AT_MARGIN ? "" : indent;
    int room = Math.max(NARROWEST_TEXT, width - margin.length());
    return Words.wrap(InlineText.of(heading, Style.PLAIN), room).stream()
        .map(line -> margin + style.strong(line))
        .toList();
  }

  /** The words behind a fence's language name the file that the block is, or is a part of. */
  private List<String> code(String literal, String info, String indent) {
    List<String> lines = new ArrayList<>();
    String[] words = info.strip().split(" ", 2);
    if (words.length > 1) {
      String file = words[1].strip();
      boolean isPart = file.endsWith(" part");
      String name = isPart ? file.substring(0, file.length() - " part".length()) : file;
      lines.add(indent + style.faint((isPart ? "In " : "") + name + ":"));
      lines.add("");
    }
    lines.addAll(indented(literal.stripTrailing().lines().toList(), indent + CODE));
    return lines;
  }

  private List<String> list(ListBlock list, String indent) {
    List<String> lines = new ArrayList<>();
    int number = list instanceof OrderedList ordered ? first(ordered) : 0;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      String mark = list instanceof BulletList ? "- " : number++ + ". ";
      List<String> block = blocks(item, indent + " ".repeat(mark.length()));
      if (!lines.isEmpty() && !list.isTight()) {
        lines.add("");
      }
      boolean isEmpty = block.isEmpty();
      lines.add(indent + mark + (isEmpty ? "" : block.get(0).stripLeading()));
      lines.addAll(isEmpty ? block : block.subList(1, block.size()));
    }
    return lines;
  }

  private static int first(OrderedList list) {
    Integer number = list.getMarkerStartNumber();
    return number == null ? 1 : number;
  }

  private List<String> table(Node table, String indent) {
    List<List<String>> rows = new ArrayList<>();
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        if (row instanceof TableRow) {
          rows.add(cells(row, rows.isEmpty()));
        }
      }
    }
    int room = width - indent.length();
    return indented(new TextTable(rows, room).linesWithHead(room), indent);
  }

  private List<String> cells(Node row, boolean isHead) {
    List<String> cells = new ArrayList<>();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      cells.add(InlineText.of(cell, isHead ? Style.PLAIN : style));
    }
    return cells;
  }
}
