/** Wheels: their names, what is in them, and that it is what they say it is. */
@NullMarked
package dev.dvp.core.runtime.wheels;

import org.jspecify.annotations.NullMarked;
