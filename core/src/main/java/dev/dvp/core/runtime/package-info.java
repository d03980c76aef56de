/**
 * The runtime packages: what of Python goes into an artifact beside the plugin's own files. This
 * package holds what the others share; below it, {@code versions} and {@code requirements} read PEP
 * 440 and PEP 508, {@code wheels} opens and checks wheels, {@code index} finds and fetches them,
 * {@code lock} keeps what was chosen, and {@code resolving} chooses.
 */
@NullMarked
package dev.dvp.core.runtime;

import org.jspecify.annotations.NullMarked;
