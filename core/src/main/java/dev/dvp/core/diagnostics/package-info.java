/**
 * Findings: what is wrong, where, and what to do. Everything else in core reports through this
 * package.
 */
@NullMarked
package dev.dvp.core.diagnostics;

import org.jspecify.annotations.NullMarked;
