/** Mends what can be mended safely: applies the fixes of findings, shows and writes the result. */
@NullMarked
package dev.dvp.core.fix;

import org.jspecify.annotations.NullMarked;
