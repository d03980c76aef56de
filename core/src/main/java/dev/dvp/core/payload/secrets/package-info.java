/**
 * What looks like a secret: by the name of a file, and by its bytes. Nothing here ever hands out
 * the secret itself, only its kind and its place.
 */
@NullMarked
package dev.dvp.core.payload.secrets;

import org.jspecify.annotations.NullMarked;
