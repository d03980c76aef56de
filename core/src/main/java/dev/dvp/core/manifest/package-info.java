/** The plugin's manifest, {@code plugin_config.yml}. */
@NullMarked
package dev.dvp.core.manifest;

import org.jspecify.annotations.NullMarked;
