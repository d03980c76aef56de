/** Datasets of the local engine: their folders and snapshots, and where plugins see them. */
@NullMarked
package dev.dvp.localengine.datasets;

import org.jspecify.annotations.NullMarked;
