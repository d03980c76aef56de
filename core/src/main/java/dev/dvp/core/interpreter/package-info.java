/** The CPythons of this machine: how one is found, and how a process of it is run and ended. */
@NullMarked
package dev.dvp.core.interpreter;

import org.jspecify.annotations.NullMarked;
