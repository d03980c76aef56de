/** Files that belong to one user: private modes, atomic writes, locks, rotated logs. */
@NullMarked
package dev.dvp.localengine.files;

import org.jspecify.annotations.NullMarked;
