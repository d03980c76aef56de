package dev.dvp.cli.pages;

import dev.dvp.cli.report.Style;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/** The text of a paragraph, a heading or a cell. Each word has its colours to itself. */
final class InlineText extends AbstractVisitor {
  /** What is to be typed stays on one line when it is no longer than that. */
  private static final int UNBROKEN = 30;

  private final Style style;
  private final StringBuilder text = new StringBuilder();
  private UnaryOperator<String> paint = UnaryOperator.identity();

  private InlineText(Style style) {
    this.style = style;
  }

  static String of(Node parent, Style style) {
    InlineText inline = new InlineText(style);
    inline.visitChildren(parent);
    return inline.text.toString().strip();
  }

  /** Without colours and marks. */
  private static String bare(Node parent) {
    return of(parent, Style.PLAIN).replace("`", "");
  }

  @Override
  public void visit(Text node) {
    append(node.getLiteral());
  }

  private void append(String literal) {
    String[] words = literal.split(" ", -1);
    for (int i = 0; i < words.length; i++) {
      text.append(i > 0 ? " " : "").append(words[i].isEmpty() ? "" : paint.apply(words[i]));
    }
  }

  private void code(String literal) {
    String whole = literal.length() <= UNBROKEN ? literal.replace(' ', Words.STICKY) : literal;
    if (style.colour()) {
      painted(style::code, () -> append(whole));
    } else {
      text.append('`').append(whole).append('`');
    }
  }

  private void painted(UnaryOperator<String> how, Runnable work) {
    UnaryOperator<String> before = paint;
    paint = how;
    work.run();
    paint = before;
  }

  @Override
  public void visit(Code node) {
    code(node.getLiteral());
  }

  @Override
  public void visit(StrongEmphasis node) {
    painted(style::strong, () -> visitChildren(node));
  }

  @Override
  public void visit(Emphasis node) {
    painted(style::emphasis, () -> visitChildren(node));
  }

  @Override
  public void visit(SoftLineBreak node) {
    text.append(' ');
  }

  @Override
  public void visit(HardLineBreak node) {
    text.append('\n');
  }

  @Override
  public void visit(Image node) {
    visitChildren(node);
  }

  @Override
  public void visit(HtmlInline node) {
    // Comments are for those who write pages.
  }

  @Override
  public void visit(Link node) {
    String target = node.getDestination();
    String bare = bare(node);
    Optional<String> command = Links.command(target);
    if (command.isPresent() && isFileName(bare, target)) {
      code(command.get());
      return;
    }
    visitChildren(node);
    if (command.isPresent() && !command.get().endsWith(" " + bare)) {
      text.append(" (");
      code(command.get());
      text.append(')');
    } else if (command.isEmpty() && target.contains("://") && !bare.equals(target)) {
      text.append(" <").append(target).append('>');
    }
  }

  /** Whether a link's text says no more than where it leads. */
  private static boolean isFileName(String text, String target) {
    String file = target.replaceFirst("#.*", "");
    return text.equals(file) || text.equals(file.substring(file.lastIndexOf('/') + 1));
  }
}
