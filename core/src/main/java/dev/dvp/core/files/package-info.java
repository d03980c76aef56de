/** Files that a command makes: taken away again when it does not end well. */
@NullMarked
package dev.dvp.core.files;

import org.jspecify.annotations.NullMarked;
