/** What {@code dvp init} writes: a small plugin that works, from a template. */
@NullMarked
package dev.dvp.core.scaffold;

import org.jspecify.annotations.NullMarked;
