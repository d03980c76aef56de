/** The arguments of operations: examples made from the schemas, and those that the user gives. */
@NullMarked
package dev.dvp.localengine.arguments;

import org.jspecify.annotations.NullMarked;
