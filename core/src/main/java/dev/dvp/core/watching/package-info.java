/** Waits for changes of a plugin's files. */
@NullMarked
package dev.dvp.core.watching;

import org.jspecify.annotations.NullMarked;
