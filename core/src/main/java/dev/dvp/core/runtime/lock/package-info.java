/** The lock file, which pins the wheels of a plugin. */
@NullMarked
package dev.dvp.core.runtime.lock;

import org.jspecify.annotations.NullMarked;
