/** A whole plugin: manifest, schemas and operations read and checked together. */
@NullMarked
package dev.dvp.core.plugin;

import org.jspecify.annotations.NullMarked;
