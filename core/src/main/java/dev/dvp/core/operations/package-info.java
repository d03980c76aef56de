/** The catalogue of plugin operations, and what a plugin implements of it. */
@NullMarked
package dev.dvp.core.operations;

import org.jspecify.annotations.NullMarked;
