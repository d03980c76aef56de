/** What helps to find out what went wrong: the logs of plugins, and bundles of logs. */
@NullMarked
package dev.dvp.localengine.support;

import org.jspecify.annotations.NullMarked;
