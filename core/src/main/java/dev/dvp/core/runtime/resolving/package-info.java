/** Chooses the wheels that go into an artifact and hands them to the packer. */
@NullMarked
package dev.dvp.core.runtime.resolving;

import org.jspecify.annotations.NullMarked;
