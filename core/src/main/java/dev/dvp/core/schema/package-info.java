/** The plugin's six JSON schemas, {@code schema.json}. */
@NullMarked
package dev.dvp.core.schema;

import org.jspecify.annotations.NullMarked;
