/**
 * Turns the modules of a payload into the bytecode that engines load, by a CPython of just their
 * version; the source is compiled, never run.
 */
@NullMarked
package dev.dvp.core.bytecode;

import org.jspecify.annotations.NullMarked;
