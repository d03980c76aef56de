/** Man pages, made from the model of the command line. */
@NullMarked
package dev.dvp.cli.man;

import org.jspecify.annotations.NullMarked;
