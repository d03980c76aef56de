/**
 * Data as the engine and the plugin exchange it, held against one of the plugin's definitions:
 * {@link dev.dvp.core.instances.InstanceCheck} says what is wrong with it, {@link
 * dev.dvp.core.instances.Examples} makes some that is right.
 */
@NullMarked
package dev.dvp.core.instances;

import org.jspecify.annotations.NullMarked;
