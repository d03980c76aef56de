/**
 * The client of the engine's web API: session, upload, wait, logs. Nothing here prints, sleeps on
 * its own or reads the environment, and no password, cookie, token or upload body ends up in a
 * message, an exception or a log.
 */
@NullMarked
package dev.dvp.core.engine;

import org.jspecify.annotations.NullMarked;
