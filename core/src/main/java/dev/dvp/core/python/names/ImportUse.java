package dev.dvp.core.python.names;

import dev.dvp.core.python.PyStatement;
import dev.dvp.core.python.Span;
import java.util.List;

/**
 * An import that nothing guards.
 *
 * @param module the module's name after the dots
 * @param level the number of leading dots
 * @param names the names taken from the module; empty for {@code import module}
 * @param span the place
 * @param isSure whether it is made whenever the module is imported
 */
record ImportUse(
    String module, int level, List<PyStatement.Alias> names, Span span, boolean isSure) {}
