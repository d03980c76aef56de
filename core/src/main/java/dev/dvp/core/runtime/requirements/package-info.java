/** What a package or an author asks for, as PEP 508 and requirements files say it. */
@NullMarked
package dev.dvp.core.runtime.requirements;

import org.jspecify.annotations.NullMarked;
