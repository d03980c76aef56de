/** What an engine does with a plugin's sources: workflows that call its operations for real. */
@NullMarked
package dev.dvp.localengine.workflows;

import org.jspecify.annotations.NullMarked;
