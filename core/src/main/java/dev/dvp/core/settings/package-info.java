/**
 * What a user set: the one table of settings, the reader of {@code ~/.dvp/config}, and the rule
 * that says who wins: an option over an environment variable over the file.
 */
@NullMarked
package dev.dvp.core.settings;

import org.jspecify.annotations.NullMarked;
