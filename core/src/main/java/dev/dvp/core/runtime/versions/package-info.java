/** Versions of Python packages and what may be asked of them, as PEP 440 has it. */
@NullMarked
package dev.dvp.core.runtime.versions;

import org.jspecify.annotations.NullMarked;
