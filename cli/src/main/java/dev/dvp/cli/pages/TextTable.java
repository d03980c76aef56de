package dev.dvp.cli.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows with aligned columns; the widest columns give way where a screen is too narrow. */
final class TextTable {
  private static final String GAP = "  ";
  private static final String INDENT = "    ";
  private static final int MOST_UNSPACED_LINES = 2;

  private final List<List<String>> rows;
  private final int[] widths;

  /**
   * Lays out a table.
   *
   * @param rows all of as many cells
   * @param width how wide it may be; it is wider where words are too long
   */
  TextTable(List<List<String>> rows, int width) {
    this.rows = rows;
    this.widths = widths(rows, width);
  }

  private static int[] widths(List<List<String>> rows, int width) {
    int columns = rows.isEmpty() ? 0 : rows.get(0).size();
    int[] widths = new int[columns];
    int[] least = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], Words.width(row.get(i)));
        least[i] = Math.max(least[i], Words.longest(row.get(i)));
      }
    }
    int tooWide = Arrays.stream(widths).sum() + GAP.length() * (columns - 1) - width;
    for (; tooWide > 0; tooWide--) {
      int widest = -1;
      for (int i = 0; i < columns; i++) {
        if (widths[i] > least[i] && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  /** The rows, without a head. */
  List<String> lines() {
    List<List<String>> blocks = rows.stream().map(this::row).toList();
    boolean spaced = blocks.stream().anyMatch(block -> block.size() > MOST_UNSPACED_LINES);
    List<String> lines = new ArrayList<>();
    for (List<String> block : blocks) {
      if (spaced && !lines.isEmpty()) {
        lines.add("");
      }
      lines.addAll(block);
    }
    return lines;
  }

  /** The rows, with a line below the first; one after the other where they are too wide. */
  List<String> linesWithHead(int room) {
    if (Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) > room) {
      return records(room);
    }
    List<String> lines = new ArrayList<>(row(rows.get(0)));
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("-".repeat(Math.max(1, width)));
    }
    lines.add(String.join(GAP, rule));
    // With the widths that the head has, too.
    lines.addAll(body().lines());
    return lines;
  }

  /** Each row on lines of its own: the first cell, and below it the others with their heads. */
  private List<String> records(int width) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.addAll(Words.wrap(row.get(0), width));
      for (int i = 1; i < row.size(); i++) {
        if (!row.get(i).isEmpty()) {
          String cell = rows.get(0).get(i) + ": " + row.get(i);
          Words.wrap(cell, width - INDENT.length()).forEach(line -> lines.add(INDENT + line));
        }
      }
    }
    return lines;
  }

  private TextTable body() {
    return new TextTable(rows.subList(1, rows.size()), widths);
  }

  private TextTable(List<List<String>> rows, int[] widths) {
    this.rows = rows;
    this.widths = widths;
  }

  private List<String> row(List<String> cells) {
    List<List<String>> wrapped = new ArrayList<>();
    int height = 0;
    for (int i = 0; i < widths.length; i++) {
      List<String> lines = Words.wrap(cells.get(i), widths[i]);
      wrapped.add(lines);
      height = Math.max(height, lines.size());
    }
    List<String> lines = new ArrayList<>();
    for (int at = 0; at < height; at++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        List<String> cell = wrapped.get(i);
        line.append(i > 0 ? GAP : "");
        line.append(Words.pad(at < cell.size() ? cell.get(at) : "", widths[i]));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
