/** What all connections of dvp to servers have in common. */
@NullMarked
package dev.dvp.core.http;

import org.jspecify.annotations.NullMarked;
