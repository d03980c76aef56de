/** One small class per command: options in, a call of core, the result out. */
@NullMarked
package dev.dvp.cli.commands;

import org.jspecify.annotations.NullMarked;
