/** What editors need to help with a manifest and schemas while they are written. */
@NullMarked
package dev.dvp.core.editors;

import org.jspecify.annotations.NullMarked;
