/**
 * Files that a command makes: how far it is with them, what they are called until they are done,
 * and how they are taken away again when it does not end well.
 */
@NullMarked
package dev.dvp.core.files;

import org.jspecify.annotations.NullMarked;
