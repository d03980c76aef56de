/** Where wheels come from: folders, package indexes and the cache. */
@NullMarked
package dev.dvp.core.runtime.index;

import org.jspecify.annotations.NullMarked;
