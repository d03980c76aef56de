/** The engine's web page: what it shows, and the forms and clicks that it takes. */
@NullMarked
package dev.dvp.localengine.page;

import org.jspecify.annotations.NullMarked;
