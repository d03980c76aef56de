/** The command line of {@code dvp}. */
@NullMarked
package dev.dvp.cli;

import org.jspecify.annotations.NullMarked;
