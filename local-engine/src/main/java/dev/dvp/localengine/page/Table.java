package dev.dvp.localengine.page;

import java.util.List;

/**
 * Writes a table. In a narrow window its rows become blocks, where each cell needs the name of its
 * column.
 */
final class Table {
  private final Html html;
  private final List<String> heads;
  private int column;

  private Table(Html html, List<String> heads) {
    this.html = html;
    this.heads = heads;
  }

  /** Begins one; a column whose name is empty has links. */
  static Table open(Html html, String caption, String... heads) {
    html.open("table").element("caption", caption, "class", "hidden").open("thead").open("tr");
    for (String head : heads) {
      if (head.isEmpty()) {
        html.open("td").close("td");
      } else {
        html.element("th", head, "scope", "col");
      }
    }
    html.close("tr").close("thead").open("tbody").line();
    return new Table(html, List.of(heads));
  }

  /** What a row is about; the caller writes it and ends the cell. */
  Html row() {
    column = 1;
    return html.open("tr").open("th", "scope", "row");
  }

  Table cell(String text) {
    cell().text(text).close("td");
    return this;
  }

  /** A cell that the caller writes and ends. */
  Html cell() {
    return html.open("td", "data-label", heads.get(column++));
  }

  void endRow() {
    html.close("tr").line();
  }

  void close() {
    html.close("tbody").close("table").line();
  }
}
