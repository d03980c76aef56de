/**
 * How a plugin's source uses the platform: the generated classes, the library, and habits that will
 * hurt. Only the plugin's own modules are looked at; nothing is run.
 */
@NullMarked
package dev.dvp.core.usage;

import org.jspecify.annotations.NullMarked;
