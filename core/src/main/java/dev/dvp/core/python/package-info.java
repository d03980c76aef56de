/**
 * Python source: decoding, syntax tree, modules and imports. Knows nothing of plugins. The parser
 * behind it is GraalPy's and no public API: only this package sees it, everything else sees the
 * records here.
 */
@NullMarked
package dev.dvp.core.python;

import org.jspecify.annotations.NullMarked;
