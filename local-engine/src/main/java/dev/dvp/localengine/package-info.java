/**
 * An engine for one machine: it speaks the engine's web API on the loopback interface and keeps
 * what is installed in a folder of its own.
 *
 * <p>Two sides meet here. {@link dev.dvp.localengine.LocalEngine} <em>is</em> the engine and loads
 * the web server and the database. {@link dev.dvp.localengine.LocalEngineProcess} looks at, starts
 * and stops an engine in another process and loads neither, so that a short command stays short.
 */
@NullMarked
package dev.dvp.localengine;

import org.jspecify.annotations.NullMarked;
