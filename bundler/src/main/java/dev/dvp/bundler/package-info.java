/**
 * Makes the one runnable jar of {@code dvp} out of its modules and the libraries that they use.
 *
 * <p>A build-time program; nothing of it is in the jar. The ways that Maven offers (the shade and
 * assembly plugins) leave the licences of libraries out or on top of each other, keep the times of
 * the day, and know nothing of what makes a JVM start quickly.
 */
@NullMarked
package dev.dvp.bundler;

import org.jspecify.annotations.NullMarked;
