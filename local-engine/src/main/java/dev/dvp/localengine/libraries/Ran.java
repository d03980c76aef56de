package dev.dvp.localengine.libraries;

/**
 * What a command came to.
 *
 * @param exitCode its exit code; of one that a signal ended, 128 and the signal's number
 * @param out what it printed on standard output
 * @param err what it printed on standard error
 */
record Ran(int exitCode, String out, String err) {}
