/**
 * Looks inside artifacts, whoever made them: what one holds, how two differ and whether an engine
 * would take one, alone or as an upgrade. Nothing is unpacked for that, and memory does not grow
 * with the payload.
 */
@NullMarked
package dev.dvp.core.inspection;

import org.jspecify.annotations.NullMarked;
