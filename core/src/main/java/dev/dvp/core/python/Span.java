package dev.dvp.core.python;

/**
 * A stretch of source text. Lines and columns count from 1, columns in characters (code points) of
 * the line.
 *
 * @param line the line of the first character
 * @param column the column of the first character
 * @param endLine the line of the last character
 * @param endColumn the column after the last character
 */
public record Span(int line, int column, int endLine, int endColumn) {}
