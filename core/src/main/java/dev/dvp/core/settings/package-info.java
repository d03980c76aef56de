/**
 * What a user set: the one table of settings, the reader of {@code ~/.dvp/config}, and the rule
 * that says who wins: an option over a profile that was asked for over an environment variable over
 * what the file says to all.
 */
@NullMarked
package dev.dvp.core.settings;

import org.jspecify.annotations.NullMarked;
