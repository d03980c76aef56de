/**
 * Imports a plugin in a Python process of its own, and compares what registers with what was read.
 */
@NullMarked
package dev.dvp.core.imported;

import org.jspecify.annotations.NullMarked;
