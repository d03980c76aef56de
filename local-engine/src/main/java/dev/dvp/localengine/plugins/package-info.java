/** Installing and upgrading plugins from uploaded artifacts. */
@NullMarked
package dev.dvp.localengine.plugins;

import org.jspecify.annotations.NullMarked;
