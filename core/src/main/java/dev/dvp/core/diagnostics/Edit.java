package dev.dvp.core.diagnostics;

/**
 * One change of a file: a text that stands somewhere is replaced by another. Naming the old text
 * makes an edit that is off by a character, or made for another version of the file, do nothing
 * rather than harm.
 *
 * @param at where the old text starts; columns count characters
 * @param old what stands there; empty for an insertion
 * @param replacement what shall stand there
 */
public record Edit(Location at, String old, String replacement) {}
