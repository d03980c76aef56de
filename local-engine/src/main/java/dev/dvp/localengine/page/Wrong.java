package dev.dvp.localengine.page;

/**
 * What is wrong with what was typed.
 *
 * @param pointer a JSON pointer to the value; empty for the whole
 * @param label what the user knows it by; may be empty
 * @param message what is wrong, as a sentence
 */
record Wrong(String pointer, String label, String message) {}
