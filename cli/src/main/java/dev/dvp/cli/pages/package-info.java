/** The pages of the manual, as a terminal shows them. */
@NullMarked
package dev.dvp.cli.pages;

import org.jspecify.annotations.NullMarked;
