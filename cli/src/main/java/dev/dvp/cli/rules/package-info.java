/** All rules of all groups, and their pages. */
@NullMarked
package dev.dvp.cli.rules;

import org.jspecify.annotations.NullMarked;
