/**
 * The upload artifact: one JSON object that holds a plugin's manifest, its schemas and, as base64
 * of a zip, its files. Made, read and checked here, in constant memory however large the payload
 * is.
 */
@NullMarked
package dev.dvp.core.artifact;

import org.jspecify.annotations.NullMarked;
