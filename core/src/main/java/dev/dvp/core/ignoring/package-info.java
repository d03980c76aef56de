/** Findings that an author does not want to see: comments in the source, and {@code dvp.yml}. */
@NullMarked
package dev.dvp.core.ignoring;

import org.jspecify.annotations.NullMarked;
