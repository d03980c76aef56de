/**
 * What goes into an artifact: which files, under which names, and which stay out by what rule. Only
 * names and sizes are looked at here; the bytes are read when they are packed.
 */
@NullMarked
package dev.dvp.core.payload;

import org.jspecify.annotations.NullMarked;
