/** The engine's web API over HTTP: routes, sessions, uploads, answers. */
@NullMarked
package dev.dvp.localengine.web;

import org.jspecify.annotations.NullMarked;
