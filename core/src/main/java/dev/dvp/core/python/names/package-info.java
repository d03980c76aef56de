/**
 * Names and imports of Python source, as Python 3.11 would resolve them: scopes, what a module
 * binds and exports, and the findings about what leads nowhere. Knows nothing of plugins.
 */
@NullMarked
package dev.dvp.core.python.names;

import org.jspecify.annotations.NullMarked;
