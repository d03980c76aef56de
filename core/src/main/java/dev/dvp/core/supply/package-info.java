/**
 * What goes beside an artifact for those who must know what is in it and what it was made of: a
 * bill of materials and a record of its inputs. The same build gives the same bytes of both.
 */
@NullMarked
package dev.dvp.core.supply;

import org.jspecify.annotations.NullMarked;
