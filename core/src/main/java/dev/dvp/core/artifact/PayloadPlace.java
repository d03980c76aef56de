package dev.dvp.core.artifact;

/**
 * Where an artifact's payload stands in its file as plain base64: no escapes, no white space, a
 * whole number of groups of four.
 *
 * @param start the offset of the first character, in bytes
 * @param length how many characters there are
 */
record PayloadPlace(long start, long length) {}
