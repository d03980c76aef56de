/** The environments of the local engine: the machines that a plugin's commands run on. */
@NullMarked
package dev.dvp.localengine.environments;

import org.jspecify.annotations.NullMarked;
