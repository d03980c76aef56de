/**
 * What goes into an artifact: which files, under which names, which stay out by what rule, and what
 * speaks against them. The bytes are looked through for secrets here, and read again when they are
 * packed.
 */
@NullMarked
package dev.dvp.core.payload;

import org.jspecify.annotations.NullMarked;
