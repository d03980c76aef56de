/** Does a plugin's library calls on the environments of the local engine. */
@NullMarked
package dev.dvp.localengine.libraries;

import org.jspecify.annotations.NullMarked;
