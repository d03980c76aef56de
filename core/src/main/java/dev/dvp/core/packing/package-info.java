/**
 * Packs files into a zip: on all cores and in constant memory, in the same bytes whatever the
 * number of cores, the machine or the day, and reusing what an earlier build compressed.
 */
@NullMarked
package dev.dvp.core.packing;

import org.jspecify.annotations.NullMarked;
