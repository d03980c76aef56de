/** {@code dvp.yml} beside the manifest: the one reader of it, for all who need something in it. */
@NullMarked
package dev.dvp.core.dvpyml;

import org.jspecify.annotations.NullMarked;
