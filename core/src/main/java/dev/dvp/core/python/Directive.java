package dev.dvp.core.python;

/**
 * A comment of the source that speaks to dvp: {@code # dvp: …}. What it says is for others to read.
 *
 * @param text what follows the colon, without blanks around it
 * @param line the comment's line
 * @param column the column of its {@code #}
 * @param firstLine the first line of the statement that it stands at: itself when it stands alone
 * @param lastLine the last line of that statement
 * @param isHeading whether nothing but comments and empty lines stand before it
 */
public record Directive(
    String text, int line, int column, int firstLine, int lastLine, boolean isHeading) {}
