/** Measures the inner parts of dvp with JMH, and how each grows with what it is given. */
@org.jspecify.annotations.NullMarked
package dev.dvp.benchmarks;
