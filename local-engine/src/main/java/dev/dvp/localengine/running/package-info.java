/** Calls a plugin's operations in a Python process of its own, without an engine's store. */
@NullMarked
package dev.dvp.localengine.running;

import org.jspecify.annotations.NullMarked;
