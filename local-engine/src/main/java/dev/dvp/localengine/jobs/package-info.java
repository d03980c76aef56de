/** Work in the background: actions, jobs with events, and the order in which they run. */
@NullMarked
package dev.dvp.localengine.jobs;

import org.jspecify.annotations.NullMarked;
