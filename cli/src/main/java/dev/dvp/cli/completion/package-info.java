/** What may come next on a command line, told to the scripts that shells complete with. */
@NullMarked
package dev.dvp.cli.completion;

import org.jspecify.annotations.NullMarked;
